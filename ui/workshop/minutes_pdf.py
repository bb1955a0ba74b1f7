"""Typeset minutes as a PDF: A4, text that can be selected, and the page at the foot of each."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTransform,
)

from kkworkbench.exports.minutes.content import Minutes
from kkworkbench.exports.minutes.writing import as_print, put_in_place
from kkworkbench.messages import Messages
from ui import theme
from ui.tokens import LIGHT

MARGIN_MM: Final = 18
FOOT: Final = 28
"""Points at the foot of a page, for its number."""
POINTS: Final = 10.0
RESOLUTION: Final = 300


def write_pdf(path: Path, minutes: Minutes, messages: Messages) -> None:
    """Write the minutes as a PDF, whole or not at all.

    Raises:
        WorkbenchError: the file is open elsewhere, or cannot be written.
    """

    def write(draft: Path) -> None:
        draft.touch()
        _paint(str(draft), minutes, messages)

    put_in_place(path, write)


def _paint(name: str, minutes: Minutes, messages: Messages) -> None:
    writer = QPdfWriter(name)
    writer.setResolution(RESOLUTION)
    writer.setTitle(minutes.title)
    writer.setCreator("kkworkbench")
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    font = theme.Theme().font()
    font.setPointSizeF(POINTS)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(as_print(minutes, LIGHT.text, LIGHT.line, LIGHT.bg))
    foot = FOOT * RESOLUTION / 72
    room = QSizeF(writer.width(), writer.height() - foot)
    document.setPageSize(room)
    _keep_headings(document)
    painter = QPainter(writer)
    pages = document.pageCount()
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        painter.setTransform(QTransform.fromTranslate(0, -page * room.height()), True)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, theme.Theme().color("text"))
        context.clip = QRectF(0, page * room.height(), room.width(), room.height())
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        _paint_foot(painter, font, QRectF(0, room.height(), room.width(), foot), minutes.title)
        said = messages.text("minutes.page", page=page + 1, pages=pages)
        painter.drawText(QRectF(0, room.height(), room.width(), foot), _RIGHT, said)
    painter.end()


def _keep_headings(document: QTextDocument) -> None:
    """Let no heading stand alone at the foot of a page."""
    layout, height = document.documentLayout(), document.pageSize().height()
    block = document.begin()
    while block.isValid():
        below = block.next()
        if block.blockFormat().headingLevel() and below.isValid():
            here = layout.blockBoundingRect(block).top() // height
            there = layout.blockBoundingRect(below).bottom() // height
            if here != there:
                form = QTextBlockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).mergeBlockFormat(form)
        block = below


def _paint_foot(painter: QPainter, font: QFont, room: QRectF, title: str) -> None:
    small = QFont(font)
    small.setPointSizeF(POINTS - 1.5)
    painter.setFont(small)
    painter.setPen(LIGHT.mute)
    painter.drawText(room, _LEFT, title)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
