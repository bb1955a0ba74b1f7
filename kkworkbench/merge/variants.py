"""Variants by name, made and joined with the main line."""

from collections.abc import Collection
from datetime import datetime

from kkworkbench.merge.joining import Joined, Key, join
from kkworkbench.model.ids import VariantId
from kkworkbench.model.variant import Variant
from kkworkbench.state.changes import Conflict
from kkworkbench.state.state import State
from kkworkbench.workspace.branches import MAIN, variant_of
from kkworkbench.workspace.commands.variants import MakeVariant
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.workspace import Workspace


def variants_of(state: State) -> list[Variant]:
    """Return the variants in the order in which they were made."""
    return sorted(state.all(Variant), key=lambda variant: (variant.step, variant.name, variant.id))


def variant_named(state: State, name: str) -> Variant:
    """Return the variant of a name.

    Raises:
        WorkbenchError: there is none.
    """
    for variant in variants_of(state):
        if variant.name.casefold() == name.casefold():
            return variant
    raise WorkbenchError("variants.unknown", name=name)


def made_of_shown(workspace: Workspace, name: str, id_: str, now: datetime) -> MakeVariant:
    """Return the command that branches a variant off what is shown."""
    parent = VariantId(workspace.branch) if workspace.branch else None
    step = workspace.step_shown
    return MakeVariant(Variant(VariantId(id_), name, step, parent, now, workspace.author))


def left_main_at(main: State, branch: str) -> int:
    """Return the step after which a variant, or the first that it is built on, left the main line.

    Raises:
        Refused: there is no such variant.
    """
    variant = variant_of(main, branch)
    return variant.step if variant.parent is None else left_main_at(main, variant.parent)


def base_of(workspace: Workspace, branch: str) -> State:
    """Return the main line as it was when a variant left it."""
    return workspace.as_it_was(left_main_at(workspace.main, branch), MAIN)


def joined_with_main(
    workspace: Workspace,
    branch: str,
    only: Collection[Key] | None = None,
    settled: Collection[Conflict] = (),
    without: Collection[Conflict] = (),
) -> Joined:
    """Return the main line with what a variant changes: all of it, or some records."""
    theirs = workspace.state_of(branch)
    return join(base_of(workspace, branch), workspace.main, theirs, only, settled, without)
