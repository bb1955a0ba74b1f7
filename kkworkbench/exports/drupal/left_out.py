"""What stays out of an export, in words."""

from dataclasses import dataclass, replace

from kkworkbench.exports.drupal.exclusion import Cause, Key, record_of
from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.shapes import Item
from kkworkbench.rules.wording import describe
from kkworkbench.state.lookups import title_of


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that stayed out: the finding's code and words, and through which record."""

    kind: str
    id: str
    title: str
    code: str
    message: str
    through: Key | None


def left_out_of(job: Job) -> tuple[LeftOut, ...]:
    """Return all that stays out, by kind and id."""
    return tuple(_named(job, key, job.scope.out[key]) for key in sorted(job.scope.out))


def _named(job: Job, key: Key, cause: Cause) -> LeftOut:
    state = job.scope.state
    record = record_of(state, key)
    title = title_of(state, record) if record is not None else ""
    finding = cause.finding
    if finding is None:
        return LeftOut(*key, title, "", job.messages.text("exports.dangling"), cause.through)
    # The offending text may be a person's address or CPR number, which no batch may carry.
    message = describe(replace(finding, value="…"), state, job.messages).message
    return LeftOut(*key, title, finding.code, message, cause.through)


def told(each: LeftOut) -> Item:
    """Return it as files say it."""
    through = {"kind": each.through[0], "id": each.through[1]} if each.through else None
    return {
        "kind": each.kind,
        "id": each.id,
        "title": each.title,
        "code": each.code,
        "message": each.message,
        "through": through,
    }
