"""Write a recipe: the same gate and the same content as a batch, for a site that is empty."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

from kkworkbench.exports.drupal.batch import AllResults, BatchBlocked, items_of
from kkworkbench.exports.drupal.checking import check
from kkworkbench.exports.drupal.exclusion import Scope, blocking, excluded
from kkworkbench.exports.drupal.folder import is_free, put_whole
from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.left_out import LeftOut, left_out_of, told
from kkworkbench.exports.drupal.module_rows import row_files
from kkworkbench.exports.drupal.module_yaml import yaml_text
from kkworkbench.exports.drupal.profile import NODE, Profile
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.exports.drupal.readable import missing_files
from kkworkbench.exports.drupal.readme import in_code, site_model, site_modules
from kkworkbench.exports.drupal.recipe.entities import (
    MENU_LINK,
    REDIRECT,
    Entity,
    entities,
    redirects,
)
from kkworkbench.garbage import no_collection
from kkworkbench.messages import Messages
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo

CONTENT, REDIRECTS = "kkworkbench_content", "kkworkbench_redirects"
_CORE = (NODE, "taxonomy", MENU_LINK, "path", "text", "field")


@dataclass(frozen=True, slots=True)
class RecipeReport:
    """What was written: entities by type, phones and boxes apart, and what stayed out."""

    path: Path
    counts: dict[str, int]
    left_out: tuple[LeftOut, ...]


@no_collection()
def write_recipe(
    outdir: str | Path,
    state: State,
    results: AllResults,
    messages: Messages,
    info: WorkspaceInfo,
    *,
    leave_out: bool = False,
    profile: Profile | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RecipeReport:
    """Write the whole workspace as recipes into a new or empty folder, whole or not at all.

    The same state and results give the same bytes. `progress` is told (parts made, parts in
    all); whatever it raises ends the work, and nothing is written.

    Raises:
        BatchBlocked: errors stand and `leave_out` is false.
        WorkbenchError: the folder is not empty, or cannot be written.
    """
    folder = Path(outdir)
    profile = profile or shipped()
    errors = blocking(tuple(results.all()))
    if errors and not leave_out:
        raise BatchBlocked(errors)
    if not is_free(folder):
        raise WorkbenchError("exports.not_empty", name=folder.name)
    job = Job(Scope(state, excluded(state, errors)), profile, messages, "")
    job.items.update(items_of(state, job.scope.out, messages, profile, "", progress))
    check(job.items)
    gone, losses = left_out_of(job), carries(profile, state, job.scope.has)
    items = {**job.items, **row_files(profile, job.items, job.items)}
    content, moved = tuple(entities(profile, items)), tuple(redirects(profile, items))
    files = _recipe(CONTENT, info.title, (*_CORE, *site_modules(profile)), content)
    if moved:
        files |= _recipe(REDIRECTS, info.title, (REDIRECT,), moved, needs=(CONTENT,))
    files |= missing_files(job, [told(each) for each in gone], losses)
    counts = {part: len(found) for part, found in job.items.items()}
    files["README.md"] = _readme(profile, counts, left_out=len(gone), losses=len(losses))
    put_whole(folder, files)
    return RecipeReport(folder, counts, gone)


def _recipe(
    name: str,
    title: str,
    modules: Iterable[str],
    found: Iterable[Entity],
    needs: Iterable[str] = (),
) -> dict[str, bytes]:
    said = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    recipe: dict[str, Any] = {
        "name": f"{name}: {said}",
        "description": "Content for a site that has none yet. It never updates what is there.",
        "type": "Content",
        "recipes": list(needs),
        "install": list(modules),
    }
    kept = {key: value for key, value in recipe.items() if value}
    files = {f"{name}/recipe.yml": yaml_text(kept).encode()}
    for each in found:
        path = f"{name}/content/{each.type}/{each.uuid}.yml"
        files[path] = yaml_text(each.content()).encode()
    return files


def _readme(profile: Profile, counts: dict[str, int], **more: int) -> bytes:
    file = resources.files("resources").joinpath("templates", "recipe_readme.md")
    text = Template(file.read_text(encoding="utf-8")).substitute(
        counts,
        **more,
        profile=profile.name,
        modules=in_code(site_modules(profile)),
        model=site_model(profile),
        content=CONTENT,
        moved=REDIRECTS,
    )
    return text.encode("utf-8")
