"""take-over: what a site has already, shown, and with --apply kept."""

from pathlib import Path

import db
from kkworkbench.cli.exports import site_profile
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import Output
from kkworkbench.exports.drupal.adoption import Recognised, recognised
from kkworkbench.exports.drupal.batch import items_of
from kkworkbench.exports.drupal.jsonapi import read_site
from kkworkbench.login import login_name
from kkworkbench.workspace.commands.batches import TakeOver
from kkworkbench.workspace.workspace import Workspace


def take_over(
    output: Output, path: Path, site: Path, profile_name: str, apply: bool, as_json: bool
) -> None:
    """Show which items of a batch the site has, and how each is known; keep them with `apply`."""
    profile = site_profile(output, profile_name or "default")
    dump = read_site(site, profile)
    workspace = Workspace(db.open_store(path) if apply else opened(path), login_name())
    try:
        found = recognised(items_of(workspace.state, {}, output.messages, profile, ""), dump)
        if apply and found:
            workspace.execute(TakeOver(tuple(each.adoption for each in found)))
    finally:
        workspace.close()
    if as_json:
        output.json([_as_json(each) for each in found])
        return
    output.table([_row(output, each) for each in found], right=(3,))
    output.say("batches.taken_over" if apply else "batches.would_take_over", n=len(found))


def _row(output: Output, each: Recognised) -> tuple[str, ...]:
    text, adoption = output.messages.text, each.adoption
    number = str(adoption.number or "")
    return (
        text(f"batches.part.{adoption.part}"),
        adoption.name,
        text(f"batches.by.{each.by}"),
        number,
        adoption.uuid,
    )


def _as_json(each: Recognised) -> dict[str, object]:
    adoption = each.adoption
    return {
        "part": adoption.part,
        "id": adoption.id,
        "name": adoption.name,
        "by": each.by,
        "uuid": adoption.uuid,
        "number": adoption.number,
    }
