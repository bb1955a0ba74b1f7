"""What each part of a batch is made from."""

from dataclasses import dataclass, field

from kkworkbench.exports.drupal.exclusion import Scope
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.shapes import Item
from kkworkbench.messages import Messages


@dataclass(frozen=True, slots=True)
class Job:
    """The scope, the names of the site, and the items of the parts made so far, by part."""

    scope: Scope
    profile: Profile
    messages: Messages
    batch_id: str
    items: dict[str, list[Item]] = field(default_factory=dict)
    notes: list[dict[str, str]] = field(default_factory=list)

    def note(self, key: str, kind: str, id_: str, title: str) -> None:
        """Say in the manifest what a record lost on its way out."""
        self.notes.append({"what": key, "kind": kind, "id": id_, "title": title})

    @property
    def log(self) -> str:
        """The revision's message; rollback knows the batch's own pages by its first word."""
        return f"kkworkbench {self.batch_id}"
