"""The names that a site has for what a batch holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kkworkbench.model.terms import Vocabulary


@dataclass(frozen=True, slots=True)
class Profile:
    """The names of one site's vocabularies."""

    name: str = "default"
    tags: str = "tags"
    vocabularies: Mapping[Vocabulary, str] = field(
        default_factory=lambda: {
            Vocabulary.ADMINISTRATION: "forvaltning",
            Vocabulary.CATEGORY: "kategori",
            Vocabulary.DISTRICT: "bydel",
        }
    )


DEFAULT = Profile()
