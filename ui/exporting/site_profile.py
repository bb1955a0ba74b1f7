"""Choose how a site names and holds what a batch sends, and see what it cannot hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import SHIPPED, UnreadableProfile, describe_problem
from kkworkbench.exports.drupal.profile_losses import Loss
from kkworkbench.exports.drupal.profile_saved import keep_profile, profile_named, saved_profiles
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.widgets import EmptyState, NoWheelComboBox, dress_view, label

MOST: Final = 200
"""Records that are named of each kind of loss."""
FEW: Final = 12
"""Losses up to which all are unfolded."""


class ProfileNames(NoWheelComboBox):
    """The profiles that come with the program, and the person's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Webstedets profil"))
        self.fill()

    def fill(self) -> None:
        """List the profiles anew."""
        words = {
            "default": self.tr("Standard"),
            "localgov_contact": self.tr("LocalGov Drupal (localgov_contact)"),
            "os2web_contact": self.tr("OS2web (os2web_contact)"),
        }
        with QSignalBlocker(self):
            self.clear()
            for name in (*SHIPPED, *saved_profiles()):
                self.addItem(words.get(name, name), name)

    def profile(self) -> Profile:
        """Return the profile that is chosen.

        Raises:
            WorkbenchError: it was kept and has problems now.
        """
        return profile_named(self.currentData())


class SiteProfile(QWidget):
    """The mapping profile, and what does not reach the site by it.

    Signals:
        chosen(): another profile was chosen.
    """

    chosen = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._problems: list[str] = []
        self._losses: tuple[Loss, ...] = ()
        self._is_known = False
        self.names = ProfileNames()
        own = QPushButton(self.tr("Egen &profil…"))
        own.setAutoDefault(False)
        own.clicked.connect(self._choose_file)
        name = QLabel(self.tr("Webstedets pr&ofil"))
        name.setBuddy(self.names)
        self.count = label("", "secondary")
        self.count.setWordWrap(True)
        self.losses = QTreeWidget()
        self.losses.setHeaderHidden(True)
        self.losses.setHeaderLabels([self.tr("Når ikke webstedet")])
        self.losses.setAccessibleName(self.tr("Når ikke webstedet"))
        self.losses.setUniformRowHeights(True)
        dress_view(self.losses)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.losses)
        self._empty = EmptyState("", "", self)
        self._stack.addWidget(self._empty)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addWidget(self.names, 1)
        row.addWidget(own)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.count)
        layout.addWidget(self._stack, 1)
        self.names.currentIndexChanged.connect(self._on_chosen)
        self.wait()

    def profile(self) -> Profile:
        """Return the profile that is chosen.

        Raises:
            WorkbenchError: it was kept and has problems now.
        """
        return self.names.profile()

    def take(self, file: Path) -> None:
        """Keep a profile of the person's own and choose it; what is wrong in it is said by line."""
        try:
            profile, cautions = keep_profile(file)
        except (WorkbenchError, OSError) as error:
            self._problems = self._said(error)
            self._fill()
            return
        self.names.fill()
        self.names.setCurrentIndex(self.names.findData(profile.name))
        self._problems = [describe_problem(each, self._bridge.messages) for each in cautions]
        self._fill()

    def wait(self) -> None:
        """Promise nothing of a batch that is not worked out yet."""
        self._losses, self._is_known = (), False
        self._fill()

    def show_losses(self, losses: Iterable[Loss]) -> None:
        """List what is lost by kind, with the records that lose it; a profile's lines come first."""
        self._losses, self._is_known = tuple(losses), True
        self._fill()

    def _fill(self) -> None:
        text = self._bridge.text
        kinds: dict[str, list[str]] = {}
        for loss in self._losses:
            kinds.setdefault(loss.what, []).append(loss.title)
        self.losses.clear()
        for problem in self._problems:
            self.losses.addTopLevelItem(_item(problem))
        for what, titles in sorted(kinds.items(), key=lambda each: -len(each[1])):
            item = _item(text("drupal.loss_line", n=len(titles), what=text(f"drupal.loss.{what}")))
            item.addChildren([_item(title) for title in titles[:MOST]])
            if len(titles) > MOST:
                item.addChild(_item(text("batches.more", n=len(titles) - MOST)))
            self.losses.addTopLevelItem(item)
        if len(self._losses) <= FEW:
            self.losses.expandAll()
        self._empty.set_sentence(
            self.tr("Webstedet kan rumme alt i pakken.")
            if self._is_known
            else self.tr("Ser efter, hvad webstedet kan rumme…")
        )
        there = bool(self._losses or self._problems)
        if there:
            self.losses.setCurrentItem(self.losses.topLevelItem(0))
        self._stack.setCurrentWidget(self.losses if there else self._empty)
        self.count.setText(text("drupal.losses", n=len(self._losses)))
        self.count.setVisible(bool(self._losses))

    def _said(self, error: Exception) -> list[str]:
        if not isinstance(error, WorkbenchError):
            return [str(error)]
        lines = [self._bridge.text(error.key, **error.params)]
        if isinstance(error, UnreadableProfile):
            lines += [describe_problem(each, self._bridge.messages) for each in error.problems]
        return lines

    def _on_chosen(self) -> None:
        self._problems = []
        self.chosen.emit()

    def _choose_file(self) -> None:
        title, kinds = self.tr("Vælg en profil"), self.tr("Profiler (*.toml)")
        name, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self.take(Path(name))


def _item(text: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    item.setToolTip(0, text)
    return item
