"""The names that a site has for what a batch holds, and how its fields hold it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kkworkbench.model.terms import Vocabulary

REFERENCE, MENU = "reference", "menu"
PARAGRAPH, NODE = "paragraph", "node"
REVISIONS = "entity_reference_revisions"
ANY = -1
"""As many values, or characters, as there are."""

FACET_KEYS: Mapping[Vocabulary, str] = {
    Vocabulary.ADMINISTRATION: "administration",
    Vocabulary.CATEGORY: "category",
    Vocabulary.DISTRICT: "district",
}
STATES = ("draft", "published", "archived")


@dataclass(frozen=True, slots=True)
class SiteField:
    """A field of the site: its type, how many values it takes, and how long a text may be.

    `slots` and `comment` say what a field of opening hours holds of a day.
    """

    name: str
    type: str
    values: int = 1
    length: int = ANY
    slots: int = 2
    comment: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """The entity type and bundle that items become, with a field for each of their values."""

    entity: str
    bundle: str
    fields: Mapping[str, SiteField] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """One site's content model.

    A contact that is a paragraph has no entity of its own: each box is a copy of it. The footer
    is that of the workspace's site with `footer_host`, or of its main site.
    """

    name: str
    tags: str
    vocabularies: Mapping[Vocabulary, str]
    langcode: str
    text_format: str
    user: int
    phone: Target | None
    contact: Target
    box: Target
    page: Target
    parent: str
    page_menu: str
    drill_menu: str
    has_workflow: bool
    states: Mapping[str, str]
    held_vocabularies: frozenset[str] = frozenset()
    footer_menu: str = ""
    footer_host: str = ""

    @property
    def copies_contacts(self) -> bool:
        """Whether every box carries its contact's values, as there are no shared contacts."""
        return self.contact.entity == PARAGRAPH

    def target(self, part: str) -> Target | None:
        """Return what the items of a part become; None for terms, menu and redirects."""
        found = {"phones": self.phone, "contacts": self.contact, "boxes": self.box,
                 "pages": self.page}  # fmt: skip
        return found.get(part)

    def field_of(self, part: str, key: str) -> SiteField | None:
        """Return the field that holds a value of a part's items."""
        target = self.target(part)
        return target.fields.get(key) if target is not None else None

    def holds(self, part: str, key: str) -> bool:
        """Whether the site holds a value of an item.

        `key` is the item's own name for it, "list_tier" for what is in a page's `list`, or the
        site's name of a vocabulary for a contact's facet, "list_" before it for a page's.
        """
        plain = key.removeprefix("list_")
        for vocabulary, name in self.vocabularies.items():
            if name == plain:
                key = key.replace(plain, FACET_KEYS[vocabulary])
                break
        if part == "pages" and key == "path":
            return True
        if part == "pages" and key == "parent" and self.parent == MENU:
            return True
        return self.field_of(part, key) is not None
