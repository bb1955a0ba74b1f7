"""A batch written for a profile, and what its files say."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kkworkbench.demo import records
from kkworkbench.exports.drupal.batch import write_batch
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.messages import Messages
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo
from tests.unit.exports.block_yaml import read_yaml

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
MODULE = "kkworkbench_import"
PARTS = ("terms", "phones", "contacts", "boxes", "pages", "menu", "footer", "redirects")


@dataclass
class Nothing:
    def all(self) -> Iterable[Result]:
        return ()


@dataclass
class Written:
    folder: Path
    profile: Profile
    _read: dict[str, Any] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def php(self, name: str) -> str:
        (found,) = (self.folder / MODULE).rglob(name)
        return found.read_text(encoding="utf-8")

    def items(self, part: str) -> list[dict[str, Any]]:
        return json.loads(self.text(f"{part}.json"))["items"]

    def item(self, part: str, uuid: str) -> dict[str, Any]:
        return next(each for each in self.items(part) if each["uuid"] == uuid)

    def migration(self, part: str) -> dict[str, Any]:
        (found,) = (self.folder / MODULE).rglob(f"kkworkbench_{part}.yml")
        return read_yaml(found.read_text(encoding="utf-8"))

    def migrations(self) -> list[dict[str, Any]]:
        found = sorted((self.folder / MODULE).rglob("migrations/*.yml"))
        return [read_yaml(path.read_text(encoding="utf-8")) for path in found]

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


def written(folder: Path, state: State | None = None, profile: str = "default") -> Written:
    model = shipped(profile)
    write_batch(
        folder, state or State.of(records()), Nothing(), Messages("da"),
        WorkspaceInfo("w", "Demo", NOW), made_by="anna", now=NOW, batch_id="b1", profile=model,
    )  # fmt: skip
    return Written(folder, model)
