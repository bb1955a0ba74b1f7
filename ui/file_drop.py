"""Files that are dropped anywhere on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Hand files that are dropped on a widget to a function; what its parts take is theirs."""

    def __init__(
        self, widget: QWidget, take: Callable[[Sequence[Path]], None], parent: QObject
    ) -> None:
        """Serve as long as the parent lives."""
        super().__init__(parent)
        self._take = take
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and _files(event.mimeData()):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() == QEvent.Type.Drop:
                files = _files(event.mimeData())
                QTimer.singleShot(0, self, lambda: self._take(files))  # never inside a drop
            return True
        return super().eventFilter(watched, event)


def _files(data: QMimeData) -> list[Path]:
    """Return the files, unless a workspace is among them."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [] if any(file.suffix == ".kkw" for file in files) else files
