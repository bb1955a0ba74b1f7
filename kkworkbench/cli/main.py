"""The verbs. Each imports what it needs when it runs; none imports Qt."""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from kkworkbench.cli.output import FINE, USAGE, Output, Stop
from kkworkbench.cli.past_verbs import add_verbs
from kkworkbench.messages import DEFAULT, Messages, languages
from kkworkbench.sources.all_sources import SOURCES
from kkworkbench.version import VERSION

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
import_app = typer.Typer()
export_app = typer.Typer()
app.add_typer(import_app, name="import", help="Take in what another system says.")
app.add_typer(export_app, name="export", help="Write what others can use.")

Json = Annotated[bool, typer.Option("--json", help="Write one JSON value.")]
LANGUAGE = "KKWORKBENCH_LANGUAGE"
PathArgument = Annotated[Path, typer.Argument()]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kkworkbench {VERSION}")
        raise typer.Exit


def _usual_language() -> str:
    named = os.environ.get(LANGUAGE, "")
    return named if named in languages() else DEFAULT


@app.callback()
def _options(
    context: typer.Context,
    language: Annotated[str, typer.Option(help="da or en")] = "",
    version: Annotated[
        bool, typer.Option("--version", help="Write the version.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """Work on workspaces of kkworkbench from the command line."""
    if language and language not in languages():
        raise typer.BadParameter(f"{language}: {', '.join(languages())}")
    context.obj = Output(Messages(language or _usual_language()))


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


@app.command()
def salvage(
    context: typer.Context, workspace: PathArgument, out: PathArgument, as_json: Json = False
) -> None:
    """Write what can be read of a damaged workspace to a new one."""
    from kkworkbench.cli.files import salvage as save  # noqa: PLC0415

    _run(context, save, workspace, out, as_json)


def _add_source(name: str, sentence: str) -> None:
    """Make `import NAME`; the source itself is loaded when it runs."""

    @import_app.command(name, help=f"Plan, and with --apply take in: {sentence}")
    def _verb(
        context: typer.Context,
        files: Annotated[list[Path], typer.Argument()],
        into: Annotated[Path, typer.Option("--into", help="The workspace.")],
        apply: Annotated[bool, typer.Option("--apply", help="Apply what is no conflict.")] = False,
        keep_missing: Annotated[
            bool, typer.Option("--keep-missing", help="Do not flag what this file lacks.")
        ] = False,
        as_json: Json = False,
        plan_json: Annotated[
            bool, typer.Option("--plan-json", help="Write the plan as JSON; apply nothing.")
        ] = False,
        encoding: Annotated[str, typer.Option(help="As utf-8 or cp1252.")] = "",
        separator: Annotated[str, typer.Option(help="The sign between cells.")] = "",
        sheet: Annotated[str, typer.Option(help="The sheet of a workbook.")] = "",
        header_row: Annotated[int, typer.Option(min=0, help="The row of column names.")] = 0,
        first_row: Annotated[int, typer.Option(min=0, help="The first row of data.")] = 0,
        columns: Annotated[
            list[str] | None, typer.Option("--map", help="FIELD=COLUMN, as often as needed.")
        ] = None,
        key: Annotated[str, typer.Option(help="The field that tells rows apart.")] = "",
        profile: Annotated[str, typer.Option(help="A saved mapping, by name.")] = "",
        options: Annotated[
            list[str] | None, typer.Option("--set", help="NAME=VALUE of this source alone.")
        ] = None,
        rejected: Annotated[
            Path | None, typer.Option(help="Save rejected rows there, to correct and bring again.")
        ] = None,
    ) -> None:
        from kkworkbench.cli.imports import Asked, import_files  # noqa: PLC0415
        from kkworkbench.sources.source import Reading  # noqa: PLC0415

        reading = Reading(encoding, separator, sheet, header_row, first_row)
        asked = Asked(
            *(apply, keep_missing, as_json, plan_json, reading),
            *(columns or (), key, profile, options or (), rejected),
        )
        _run(context, import_files, name, files, into, asked)


for _name, _entry in SOURCES.items():
    _add_source(_name, _entry.help)


@import_app.command("profile")
def import_profile(
    context: typer.Context,
    file: PathArgument,
    into: Annotated[Path, typer.Option("--into", help="The workspace.")],
    apply: Annotated[bool, typer.Option("--apply", help="Change it, as one step.")] = False,
) -> None:
    """Show, and with --apply take over, the principles that a profile sets."""
    from kkworkbench.cli.profiles import import_profile as read  # noqa: PLC0415

    _run(context, read, file, into, apply)


@export_app.command("profile")
def export_profile(context: typer.Context, workspace: PathArgument, out: PathArgument) -> None:
    """Write the principles as they are set as a readable file."""
    from kkworkbench.cli.profiles import export_profile as write  # noqa: PLC0415

    _run(context, write, workspace, out)


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
def fix(
    context: typer.Context,
    workspace: PathArgument,
    apply: Annotated[bool, typer.Option("--apply", help="Do it, as one step.")] = False,
    as_json: Json = False,
) -> None:
    """Show what all safe fixes would turn into what."""
    from kkworkbench.cli.fixing import fix_workspace  # noqa: PLC0415

    _run(context, fix_workspace, workspace, apply, as_json)


@app.command()
def rules(context: typer.Context, as_json: Json = False) -> None:
    """List the rules with their principles, texts and examples."""
    from kkworkbench.cli.checks import list_rules  # noqa: PLC0415

    _run(context, list_rules, as_json)


@export_app.command("excel")
def export_excel(
    context: typer.Context,
    workspace: PathArgument,
    out: PathArgument,
    per_administration: Annotated[
        bool,
        typer.Option(
            "--per-administration", help="OUT is a folder; write one for each administration."
        ),
    ] = False,
) -> None:
    """Write the workspace as an Excel workbook."""
    from kkworkbench.cli.exports import write_excel  # noqa: PLC0415

    _run(context, write_excel, workspace, out, per_administration)


@export_app.command("drupal")
def export_drupal(
    context: typer.Context,
    workspace: PathArgument,
    outdir: PathArgument,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Write what is clean and name the rest.")
    ] = False,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            help="The site's content model: default, localgov_contact, os2web_contact or a file.",
        ),
    ] = "",
    since: Annotated[
        str, typer.Option(help="Only what has changed since a batch: last, or its number.")
    ] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(help="An administration, drill, or a record by id; as often as needed."),
    ] = None,
    note: Annotated[str, typer.Option(help="A word on this batch.")] = "",
    again: Annotated[
        str, typer.Option("--batch", help="Write this batch again, byte for byte.")
    ] = "",
    site: Annotated[
        Path | None,
        typer.Option(
            help="A dump of the site, or its JSON:API saved in a folder or zip: taken over."
        ),
    ] = None,
    unrecorded: Annotated[
        bool,
        typer.Option(
            "--unrecorded",
            help="Only read the workspace, also where it is open: the batch is not kept in it.",
        ),
    ] = False,
    recipe: Annotated[
        bool,
        typer.Option("--recipe", help="Write core recipes for an empty site of Drupal 10.3+."),
    ] = False,
) -> None:
    """Write the workspace as a batch that Drupal imports."""
    from kkworkbench.cli import batches as verbs  # noqa: PLC0415
    from kkworkbench.cli.recipes import write_recipes  # noqa: PLC0415

    wanted = verbs.Wanted(
        leave_out, profile, since, tuple(only or ()), note, again, site, unrecorded
    )
    _run(context, write_recipes if recipe else verbs.write_drupal, workspace, outdir, wanted)


@export_app.command("prototype")
def export_prototype(
    context: typer.Context,
    workspace: PathArgument,
    to: Annotated[Path, typer.Option("--to", help="A new folder, or a prototype to replace.")],
    name: Annotated[str, typer.Option(help="What the bar over each page calls it.")] = "",
    variant: Annotated[str, typer.Option(help="A variant by its name.")] = "",
) -> None:
    """Write what citizens would see as a static site to click through."""
    from kkworkbench.cli.prototypes import export_prototype as write  # noqa: PLC0415

    _run(context, write, workspace, to, name, variant)


@export_app.command("minutes")
def export_minutes(
    context: typer.Context,
    workspace: PathArgument,
    out: Annotated[Path, typer.Argument(help="A .pdf, a page (.html) or a workbook (.xlsx).")],
    session: Annotated[str, typer.Option(help="The workshop by its title; else the newest.")] = "",
    private: Annotated[
        bool, typer.Option("--private", help="With the facilitator's private notes.")
    ] = False,
) -> None:
    """Write the minutes of a workshop."""
    from kkworkbench.cli.minutes import export_minutes as write  # noqa: PLC0415

    _run(context, write, workspace, out, session, private)


@app.command()
def batches(
    context: typer.Context,
    workspace: PathArgument,
    as_json: Json = False,
    compare: Annotated[str, typer.Option(help="Show what differs from this batch.")] = "",
    other: Annotated[
        str, typer.Option("--with", help="With --compare: another batch, or now.")
    ] = "now",
    imported: Annotated[str, typer.Option(help="Mark this batch as imported.")] = "",
    on: Annotated[str, typer.Option(help="With --imported: the day, as 2026-11-26.")] = "",
) -> None:
    """List the batches that were written, compare two, or mark one as imported."""
    from kkworkbench.cli import batches as verbs  # noqa: PLC0415

    if compare:
        _run(context, verbs.compare_batches, workspace, compare, other, as_json)
    elif imported:
        _run(context, verbs.mark_imported, workspace, imported, on)
    else:
        _run(context, verbs.show_batches, workspace, as_json)


@app.command("take-over")
def take_over(
    context: typer.Context,
    workspace: PathArgument,
    site: PathArgument,
    profile: Annotated[
        str, typer.Option("--profile", help="The site's content model, as in export drupal.")
    ] = "",
    apply: Annotated[bool, typer.Option("--apply", help="Keep it, as one step.")] = False,
    as_json: Json = False,
) -> None:
    """Show, and with --apply keep, what the site has already.

    SITE is its dump, or pages of its JSON:API saved in a folder or zip.
    """
    from kkworkbench.cli.take_over import take_over as take  # noqa: PLC0415

    _run(context, take, workspace, site, profile, apply, as_json)


@app.command("verify-import")
def verify_import(
    context: typer.Context, batch: PathArgument, dump: PathArgument, as_json: Json = False
) -> None:
    """Compare a dump of a site with what a batch says that it should hold."""
    from kkworkbench.cli.batches import verify_import as verify  # noqa: PLC0415

    _run(context, verify, batch, dump, as_json)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(Messages(_language_of(given)))
    command = typer.main.get_command(app)
    try:
        code = command.main(args=given, prog_name="kkworkbench", standalone_mode=False)
        sys.stdout.flush()
    except Stop as stop:
        return stop.code
    except (
        BrokenPipeError,
        SystemExit,
    ):  # click turns a pipe that broke in its own text to an exit
        return output.unheard()
    except Exception as error:  # whatever is no usage error is logged
        return _usage(error, output)
    return code if isinstance(code, int) else FINE


def _language_of(given: Sequence[str]) -> str:
    """Return the language to say in that a call cannot be understood."""
    after = [*given[1:], ""]
    named = next((after[n] for n, word in enumerate(given) if word == "--language"), "")
    return named if named in languages() else _usual_language()


def _usage(error: Exception, output: Output) -> int:
    """Say what is wrong with the call in one sentence; typer's own errors share a method."""
    describe = getattr(error, "format_message", None)
    if callable(describe):
        why = next(iter(str(describe()).splitlines()), "").rstrip(".")
        output.trouble("cli.usage", why=why)
    elif type(error).__name__ == "Exit":
        return int(getattr(error, "exit_code", FINE))
    elif type(error).__name__ == "Abort":
        output.trouble("cli.interrupted")
    else:
        output.unexpected(error)
    return USAGE


def _run(context: typer.Context, verb: Any, *arguments: Any) -> None:
    output: Output = context.obj
    with output.guarded():
        verb(output, *arguments)


add_verbs(app, _run)
