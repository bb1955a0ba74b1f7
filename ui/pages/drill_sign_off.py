"""The mark on the board that says how many administrations have accepted their part."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from kkworkbench.model.sign_off import SignOff
from kkworkbench.workshop.sign_off import PartDigests, Standing, words
from ui import theme
from ui.bridge import Bridge
from ui.icons import icon


class SignOffMark(QPushButton):
    """Hidden until someone has accepted; counted anew when it can be seen."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._digests = PartDigests()
        self.setProperty("role", "chip")
        self.setAutoDefault(False)
        bridge.state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _event: object = None) -> None:
        """Say how many have accepted, and whose part has changed since."""
        state = self._bridge.state
        if not state.count(SignOff):
            self.hide()
            return
        found = words(state, of=self._bridge.workspace.state_of(""), digest=self._digests)
        given = [word for word in found if word.sign_off is not None]
        self.setVisible(bool(given))
        changed = [word.administration.name for word in given if word.standing is Standing.CHANGED]
        accepted = len(given) - len(changed)
        text = self.tr("Godkendt {accepted}/{size}").format(accepted=accepted, size=len(found))
        more = self.tr("ændret siden: {names}").format(names=", ".join(changed))
        self.setText(text)
        self.setIcon(icon("warning" if changed else "ok", theme.current()))
        said = f"{text}, {more}" if changed else text
        self.setToolTip(said)
        self.setAccessibleName(said)
