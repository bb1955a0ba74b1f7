"""export drupal --recipe."""

from pathlib import Path

from kkworkbench.cli.batches import Wanted, say_blocked
from kkworkbench.cli.checks import checked
from kkworkbench.cli.exports import say_losses, site_profile
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import FINDINGS, USAGE, Output, Stop
from kkworkbench.exports.drupal.batch import BatchBlocked, free_folder
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.exports.drupal.recipe.writing import write_recipe
from kkworkbench.state.state import State


def write_recipes(output: Output, path: Path, outdir: Path, wanted: Wanted) -> None:
    """Write recipes that seed an empty site; the workspace is only read, and nothing is kept."""
    if wanted != Wanted(leave_out=wanted.leave_out, profile=wanted.profile):
        output.trouble("batches.recipe_alone")
        raise Stop(USAGE)
    profile = site_profile(output, wanted.profile or "default")
    store = opened(path)
    try:
        state, info = State.of(store.load()), store.info
    finally:
        store.close()
    say_losses(output, carries(profile, state))
    try:
        report = write_recipe(
            free_folder(outdir), state, checked(state), output.messages, info,
            leave_out=wanted.leave_out, profile=profile,
        )  # fmt: skip
    except BatchBlocked as blocked:
        say_blocked(output, blocked, state)
        raise Stop(FINDINGS) from blocked
    if report.path != outdir:
        output.say("export.renamed", wanted=outdir, path=report.path)
    output.say("cli.written", path=report.path)
    output.say("export.left_out", n=len(report.left_out))
