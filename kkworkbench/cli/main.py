"""The verbs. Each imports what it needs when it runs; none imports Qt."""

import logging
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from kkworkbench.cli.output import USAGE, Output, Stop
from kkworkbench.messages import Messages, languages

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
import_app = typer.Typer(no_args_is_help=True)
export_app = typer.Typer(no_args_is_help=True)
app.add_typer(import_app, name="import", help="Take in what another system says.")
app.add_typer(export_app, name="export", help="Write what others can use.")

Json = Annotated[bool, typer.Option("--json", help="Write one JSON value.")]
PathArgument = Annotated[Path, typer.Argument()]


@app.callback()
def _options(
    context: typer.Context,
    language: Annotated[str, typer.Option(help="da or en")] = "",
) -> None:
    """Work on workspaces of kkworkbench from the command line."""
    chosen = language or os.environ.get("KKWORKBENCH_LANGUAGE", "da")
    if chosen not in languages():
        raise typer.BadParameter(f"{chosen}: {', '.join(languages())}")
    context.obj = Output(Messages(chosen))


@app.command()
def demo(context: typer.Context, path: PathArgument) -> None:
    """Make a workspace with the demo."""
    from kkworkbench.cli.files import make_demo  # noqa: PLC0415  # each verb loads its own

    _run(context, make_demo, path)


@app.command()
def new(context: typer.Context, path: PathArgument) -> None:
    """Make a new workspace."""
    from kkworkbench.cli.files import make_new  # noqa: PLC0415

    _run(context, make_new, path)


@app.command()
def info(context: typer.Context, workspace: PathArgument, as_json: Json = False) -> None:
    """Count what a workspace holds, by kind of record."""
    from kkworkbench.cli.files import show_info  # noqa: PLC0415

    _run(context, show_info, workspace, as_json)


@import_app.command("kkorg")
def import_kkorg(
    context: typer.Context,
    file: PathArgument,
    into: Annotated[Path, typer.Option("--into", help="The workspace.")],
    apply: Annotated[bool, typer.Option("--apply", help="Apply what is no conflict.")] = False,
    as_json: Json = False,
) -> None:
    """Plan, and with --apply take in, a file from KK Org."""
    from kkworkbench.cli.imports import import_kk_org  # noqa: PLC0415

    _run(context, import_kk_org, file, into, apply, as_json)


@app.command()
def check(
    context: typer.Context,
    workspace: PathArgument,
    as_json: Json = False,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="error, warning or advice: exit 1 at or above.")
    ] = "",
) -> None:
    """Check a workspace against the contact principles."""
    from kkworkbench.cli.checks import check_workspace  # noqa: PLC0415

    _run(context, check_workspace, workspace, as_json, fail_on)


@app.command()
def rules(context: typer.Context, as_json: Json = False) -> None:
    """List the rules with their principles, texts and examples."""
    from kkworkbench.cli.checks import list_rules  # noqa: PLC0415

    _run(context, list_rules, as_json)


@export_app.command("excel")
def export_excel(context: typer.Context, workspace: PathArgument, out: PathArgument) -> None:
    """Write the workspace as an Excel workbook."""
    from kkworkbench.cli.exports import write_excel  # noqa: PLC0415

    _run(context, write_excel, workspace, out)


@export_app.command("drupal")
def export_drupal(
    context: typer.Context,
    workspace: PathArgument,
    outdir: PathArgument,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Write what is clean and name the rest.")
    ] = False,
) -> None:
    """Write the workspace as a batch that Drupal imports."""
    from kkworkbench.cli.exports import write_drupal  # noqa: PLC0415

    _run(context, write_drupal, workspace, outdir, leave_out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.getLogger("kkworkbench").addHandler(logging.NullHandler())
    command = typer.main.get_command(app)
    try:
        command.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="kkworkbench",
            standalone_mode=False,
        )
    except Stop as stop:
        return stop.code
    except Exception as error:  # what is no usage error is raised again below
        return _usage(error)
    return 0


def _usage(error: Exception) -> int:
    """Say what is wrong with the call in one sentence; click's own errors share a method."""
    describe = getattr(error, "format_message", None)
    if callable(describe):
        message = str(describe()) or "kkworkbench --help"
        print(message.splitlines()[0], file=sys.stderr)
        return USAGE
    if type(error).__name__ in ("Exit", "Abort"):
        return int(getattr(error, "exit_code", USAGE))
    logging.getLogger("kkworkbench").error("unexpected", exc_info=error)
    Output(Messages()).trouble("cli.unexpected", kind=type(error).__name__)
    return USAGE


def _run(context: typer.Context, verb: Any, *arguments: Any) -> None:
    output: Output = context.obj
    with output.guarded():
        verb(output, *arguments)
