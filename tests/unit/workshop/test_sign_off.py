"""An administration's word stands while its part is what it was; others' edits do not touch it."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.exports.scope import owner
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import TermId
from kkworkbench.model.sign_off import Accepted, SignOff, sign_off_id
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.workshop import sign_off
from kkworkbench.workshop.sign_off import (
    Accept,
    PartDigests,
    Standing,
    TakeBackSignOff,
    part_digest,
    words,
)
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.workspace import Workspace
from tests.unit.workshop.under_way import started

DAY = date(2026, 11, 26)


def administrations(workspace: Workspace) -> tuple[str, ...]:
    return workspace.state.bucket(TERMS, Vocabulary.ADMINISTRATION)


def accept(workspace: Workspace, administration: str, name: str = "Kit", **more: object) -> None:
    made = SignOff(
        sign_off_id(administration, Accepted.STATE, ""),
        TermId(administration),
        name=name,
        on=DAY,
        step=workspace.store.step,
        digest=part_digest(workspace.state, administration),
    )
    workspace.execute(Accept(replace(made, **more)))  # type: ignore[arg-type]


def standing_of(workspace: Workspace, administration: str, *what: object) -> Standing:
    found = words(workspace.state, *what)  # type: ignore[arg-type]
    return next(word.standing for word in found if word.administration.id == administration)


def contact_of(workspace: Workspace, administration: str) -> Contact:
    found = (c for c in workspace.state.all(Contact) if owner(workspace.state, c) == administration)
    return min(found, key=lambda contact: contact.id)


def test_a_word_stands_until_the_administrations_own_part_changes() -> None:
    workspace = started()
    owners = [owner(workspace.state, contact) for contact in workspace.state.all(Contact)]
    first, second = list(dict.fromkeys(sorted(filter(None, owners))))[:2]
    assert standing_of(workspace, first) is Standing.OPEN
    accept(workspace, first)
    assert standing_of(workspace, first) is Standing.ACCEPTED
    workspace.execute(EditContact(contact_of(workspace, second).id, "access_note", "Kun elevator"))
    assert standing_of(workspace, first) is Standing.ACCEPTED
    workspace.execute(EditContact(contact_of(workspace, first).id, "access_note", "Kun elevator"))
    assert standing_of(workspace, first) is Standing.CHANGED
    workspace.undo()
    assert standing_of(workspace, first) is Standing.ACCEPTED
    workspace.execute(TakeBackSignOff(sign_off_id(first, Accepted.STATE, "")))
    assert standing_of(workspace, first) is Standing.OPEN


def test_a_batch_that_was_accepted_never_changes_and_is_a_word_of_its_own() -> None:
    workspace = started()
    first = administrations(workspace)[0]
    id_ = sign_off_id(first, Accepted.BATCH, "b1")
    accept(workspace, first, id=id_, what=Accepted.BATCH, subject="b1", digest="")
    assert standing_of(workspace, first, Accepted.BATCH, "b1") is Standing.ACCEPTED
    assert standing_of(workspace, first, Accepted.BATCH, "b2") is Standing.OPEN
    assert standing_of(workspace, first) is Standing.OPEN


def test_a_later_word_takes_the_place_of_an_earlier_one_and_undoes() -> None:
    workspace = started()
    first = administrations(workspace)[0]
    accept(workspace, first)
    before = workspace.state
    accept(workspace, first, "Bo", remark="Med forbehold")
    assert [word.sign_off.name for word in words(workspace.state) if word.sign_off] == ["Bo"]
    workspace.undo()
    assert workspace.state == before


def test_a_word_wants_a_name_and_an_administration() -> None:
    workspace = started()
    with pytest.raises(Refused, match="sign_off_no_name"):
        accept(workspace, administrations(workspace)[0], " ")
    with pytest.raises(Refused, match="missing"):
        accept(workspace, "nobody")


def test_sums_that_are_kept_are_those_that_would_be_worked_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace = started()
    kept, everyone = PartDigests(), administrations(workspace)
    summed: list[object] = []
    digest = sign_off._digest
    monkeypatch.setattr(sign_off, "_digest", lambda part: summed.append(part) or digest(part))
    before = [kept(workspace.state, each) for each in everyone]
    assert before == [part_digest(workspace.state, each) for each in everyone]
    owned = next(c for c in workspace.state.all(Contact) if owner(workspace.state, c))
    workspace.execute(EditContact(owned.id, "access_note", "Kun elevator"))
    summed.clear()
    after = [kept(workspace.state, each) for each in everyone]
    assert len(summed) == 1
    assert after == [part_digest(workspace.state, each) for each in everyone]
    assert after != before
