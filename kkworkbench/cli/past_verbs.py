"""The verbs on what was and on variants."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Run = Callable[..., None]
PathArgument = Annotated[Path, typer.Argument()]
Json = Annotated[bool, typer.Option("--json", help="Write one JSON value.")]


def add_verbs(app: typer.Typer, run: Run) -> None:
    """Give the command line the verbs; each loads what it needs when it runs."""

    @app.command()
    def history(
        context: typer.Context,
        workspace: PathArgument,
        text: Annotated[str, typer.Option(help="Words that a step must tell of.")] = "",
        author: Annotated[str, typer.Option(help="Who made it.")] = "",
        kind: Annotated[str, typer.Option(help="What it is about: page, contact …")] = "",
        since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
        until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
        record: Annotated[str, typer.Option(help="A page or contact: title, name or id.")] = "",
        variant: Annotated[str, typer.Option(help="Steps of a variant, by its name.")] = "",
        most: Annotated[int, typer.Option(min=1, help="Steps at most.")] = 50,
        as_json: Json = False,
    ) -> None:
        """List who did what and when, newest first."""
        from kkworkbench.cli.past import Asked, show_history  # noqa: PLC0415
        from kkworkbench.workspace.log_filter import LogFilter  # noqa: PLC0415

        first, last = (day.date() if day is not None else None for day in (since, until))
        wanted = LogFilter(text, author, kind, first, last)
        run(context, show_history, workspace, Asked(wanted, variant, most, record), as_json)

    @app.command()
    def diff(
        context: typer.Context,
        workspace: PathArgument,
        one: Annotated[str, typer.Argument(help="now, a step, batch:N, a variant or a snapshot.")],
        other: Annotated[str, typer.Argument()] = "now",
        as_json: Json = False,
    ) -> None:
        """Say in words what differs between two points."""
        from kkworkbench.cli.past import show_difference  # noqa: PLC0415

        run(context, show_difference, workspace, one, other, as_json)

    @app.command()
    def variants(context: typer.Context, workspace: PathArgument, as_json: Json = False) -> None:
        """List the variants."""
        from kkworkbench.cli.past import show_variants  # noqa: PLC0415

        run(context, show_variants, workspace, as_json)
