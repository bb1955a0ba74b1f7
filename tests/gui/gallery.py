"""Pictures of every widget and preview, in light, dark and at 150 %.

``QT_QPA_PLATFORM=offscreen PYTHONPATH=. python tests/gui/gallery.py FOLDER`` writes the pictures;
the tests build the same pages to see that nothing warns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QStringListModel, QTime
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui import i18n, theme
from ui.icons import icon
from ui.preview import (
    MISSING,
    BoxPreview,
    BoxView,
    DrillItem,
    DrillPreview,
    DrillView,
    FilterView,
    HoursLine,
    ListPreview,
    ListResult,
    ListView,
    PhoneLine,
)
from ui.widgets import (
    Card,
    ElidedLabel,
    EmptyState,
    FieldMessage,
    MessageLine,
    NoWheelComboBox,
    NoWheelSpinBox,
    NoWheelTimeEdit,
    PlainTextField,
    SearchField,
    SegmentedControl,
    TagEdit,
    Toast,
    UndoFreeLineEdit,
    dress_view,
    label,
    set_severity,
)

LOOKS = {
    "light": theme.Theme(theme.Scheme.LIGHT),
    "dark": theme.Theme(theme.Scheme.DARK),
    "light-150": theme.Theme(theme.Scheme.LIGHT, 1.5),
}

BOX = BoxView(
    title="Borgercenter Handicap",
    breadcrumb=("Om kommunen", "Kontakt"),
    intro="Her får du råd og støtte, hvis du eller dit barn lever med et handicap.",
    heading="Kontakt Borgercenter Handicap",
    name="Borgercenter Handicap",
    address=("Borups Allé 43", "2200 København N"),
    phones=(PhoneLine("33 17 88 00"), PhoneLine(MISSING, "Aften og nat")),
    written=("Skriv sikkert til os",),
    booking="Bestil tid",
    phone_hours=tuple(
        HoursLine(day, "09.00 - 15.00") for day in ("Mandag", "Tirsdag", "Onsdag", "Torsdag")
    ),
    visiting_hours=(HoursLine("Mandag", "10.00 - 14.00"), HoursLine("Tirsdag", MISSING)),
    note="Lukket på helligdage.",
)
DRILL = DrillView(
    title="Kontakt",
    breadcrumb=("Om kommunen",),
    items=(
        DrillItem("Københavns Borgerservice", "Få svar om pas, kørekort, flytning og MitID."),
        DrillItem("Københavns Erhvervsnet", MISSING),
        DrillItem(
            "Pladsanvisningen og INFOteam",
            "Spørg om plads i vuggestue, børnehave eller fritidshjem, og om hvordan du skriver op.",
        ),
    ),
)
LIST = ListView(
    title="Kontaktoversigt",
    breadcrumb=("Om kommunen", "Kontakt"),
    count_line="Fandt 2 resultat(er). Viser i øjeblikket 1 - 2",
    search="center",
    filters=(
        FilterView(
            "administration", "Forvaltning", ("Socialforvaltningen",), "Socialforvaltningen"
        ),
        FilterView("category", "Kategori", ("Handicap", "Familie")),
        FilterView("district", "Bydel", ("Nørrebro",)),
    ),
    results=(
        ListResult(
            "Borgercenter Handicap",
            "Borups Allé 43, 2200 København N",
            "33 17 88 00",
            "Skriv sikkert til os",
            "Bestil tid",
        ),
        ListResult("Døgnvagten", "", "33 17 33 33", MISSING),
    ),
)
WARNING = FieldMessage(
    "K202:phone",
    "warning",
    "Advarsel",
    "Skriv nummeret som 33 17 88 00",
    "P30",
    "Telefonformat xx xx xx xx",
    "Ret til 33 17 88 00",
)


def form() -> QWidget:
    """Build cards with fields in all states."""
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    column.addWidget(label("Borgercenter Handicap", "h1"))
    column.addWidget(label("SOF · nr. 6 af 12 i drill-menuen · 2 problemer", "muted"))
    texts = Card("Titel og hjælpetekst")
    texts.add_to_head(_tool("more", "Mere"))
    texts.add_field("&Titel", UndoFreeLineEdit("Borgercenter Handicap"))
    help_text = PlainTextField(140)
    help_text.load(
        "Her får du råd og støtte, hvis du eller dit barn lever med et handicap, og du kan få "
        "hjælp til at søge de tilbud, der passer til jer."
    )
    help_text.set_note("LIX 32")
    texts.add_field("&Hjælpetekst", help_text)
    audience = SegmentedControl(
        "Målgruppe", [("citizen", "Borger"), ("business", "Erhverv"), ("both", "Begge")]
    )
    texts.add_field("Målgruppe", audience)
    words = TagEdit("Søgeord")
    words.set_tags(["handicap", "støtte", "hjælpemidler", "ledsager", "bil", "botilbud", "BPA"])
    texts.add_field("&Søgeord", words)
    column.addWidget(texts)
    reach = Card("Telefon og skriftlig kontakt")
    for severity, fix in (("warning", WARNING.fix_text), ("error", ""), ("advice", "Indsæt")):
        field, line = UndoFreeLineEdit("33178800"), MessageLine()
        set_severity(field, severity)
        line.show_message(
            FieldMessage("K1", severity, severity, WARNING.text, "P30", WARNING.principle_text, fix)
        )
        reach.add_field("Telefon", field, line)
    kinds = NoWheelComboBox()
    kinds.addItems(["Sikker formular", "Digital Post, borger"])
    reach.add_field("Skriftlig kanal", kinds)
    column.addWidget(reach)
    column.addStretch(1)
    return page


def controls() -> QWidget:
    """Build the plain controls of Qt in our style."""
    page = QWidget()
    grid = QGridLayout(page)
    primary, fix, link, off = (
        QPushButton(t) for t in ("Eksporter", "Ret format", "Princip", "Fra")
    )
    for button, kind in ((primary, "primary"), (fix, "fix"), (link, "link")):
        button.setProperty("kind", kind)
    off.setEnabled(False)
    row = QHBoxLayout()
    for button in (QPushButton("Annuller"), primary, fix, link, off, _tool("add", "Tilføj")):
        row.addWidget(button)
    row.addStretch(1)
    grid.addLayout(row, 0, 0, 1, 2)
    ticks = QHBoxLayout()
    for at, text in enumerate(("Fra", "Til", "Delvis")):
        tick = QCheckBox(text)
        tick.setTristate(at == 2)
        tick.setChecked(at > 0)
        if at == 2:
            tick.setCheckState(tick.checkState().PartiallyChecked)
        ticks.addWidget(tick)
    for text in ("Lyst", "Mørkt"):
        radio = QRadioButton(text)
        radio.setChecked(text == "Lyst")
        ticks.addWidget(radio)
    ticks.addWidget(NoWheelSpinBox())
    clock = NoWheelTimeEdit()
    clock.setTime(QTime(9, 0))
    ticks.addWidget(clock)
    ticks.addStretch(1)
    grid.addLayout(ticks, 1, 0, 1, 2)
    grid.addWidget(SearchField("Søg indgang, nummer, adresse (Ctrl+K)"), 2, 0)
    short = ElidedLabel("En meget lang tekst, som ikke kan være på den ene linje, den får")
    short.setMaximumWidth(160)
    grid.addWidget(short, 2, 1)
    tabs = QTabWidget()
    tabs.addTab(_table(), "Boks")
    tabs.addTab(QTextEdit("Noter"), "Drill")
    grid.addWidget(tabs, 3, 0)
    grid.addWidget(_tree(), 3, 1)
    progress = QProgressBar()
    progress.setValue(60)
    grid.addWidget(progress, 4, 0)
    names = QListView()
    names.setModel(QStringListModel(["Nørrebro", "Østerbro"], names))
    dress_view(names)
    names.setMaximumHeight(90)
    grid.addWidget(names, 4, 1)
    grid.addWidget(EmptyState("Ingen resultater for »tandlæge«", "Ryd filter"), 5, 0, 1, 2)
    return page


def window() -> QWidget:
    """Build a small main window with menus, bars, rail, dock and a toast."""
    made = QMainWindow()
    for name in ("&Filer", "&Rediger", "&Vis"):
        made.menuBar().addMenu(name).addAction("Gem kopi som…")
    bar = QToolBar("Værktøjslinje")
    bar.setMovable(False)
    look = theme.current()
    bar.setIconSize(QSize(look.px(20), look.px(20)))
    for name, text in (("undo", "Fortryd"), ("redo", "Gendan"), ("check", "Kontroller alt")):
        action = bar.addAction(icon(name, look), text)
        button = bar.widgetForAction(action)
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextBesideIcon)
        action.setEnabled(name != "redo")
    made.addToolBar(bar)
    split = QSplitter()
    split.addWidget(_rail())
    split.addWidget(_tree())
    split.addWidget(_table())
    made.setCentralWidget(split)
    made.statusBar().addWidget(QLabel("Alt er gemt · 09.14"))
    toast = Toast(made)
    made.toast = toast  # type: ignore[attr-defined]  # Kept for the picture.
    return made


def menu() -> QWidget:
    """Build a menu with icons, ticks, keys and a submenu."""
    made = QMenu()
    look = theme.current()
    made.addAction(icon("add", look), "Ny indgang").setShortcut("Ctrl+Shift+N")
    made.addAction("Omdøb").setShortcut("F2")
    tick = made.addAction("Lås rækkefølge")
    tick.setCheckable(True)
    tick.setChecked(True)
    made.addSeparator()
    made.addAction(icon("delete", look), "Slet").setEnabled(False)
    made.addMenu("Seneste").addAction("a.kkw")
    made.setActiveAction(made.actions()[1])
    return made


def previews() -> QWidget:
    """Build the three previews side by side."""
    page = QWidget()
    row = QHBoxLayout(page)
    box, drill, listing = BoxPreview(), DrillPreview(), ListPreview()
    box.show_view(BOX)
    drill.show_view(DRILL)
    listing.show_view(LIST)
    for each in (box, drill, listing):
        row.addWidget(each)
    return page


PAGES: dict[str, tuple[Callable[[], QWidget], QSize]] = {
    "form": (form, QSize(700, 860)),
    "controls": (controls, QSize(900, 720)),
    "window": (window, QSize(1000, 480)),
    "menu": (menu, QSize()),
    "previews": (previews, QSize(1300, 860)),
}


def _tool(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, theme.current()))
    button.setAccessibleName(text)
    return button


def _rail() -> QWidget:
    rail = QWidget()
    column = QVBoxLayout(rail)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for at, (name, text) in enumerate(
        (("tree", "Hierarki"), ("drill", "Drill-menu"), ("list", "Kontaktliste"))
    ):
        button = _tool(name, text)
        button.setText(text)
        button.setProperty("role", "rail")
        button.setCheckable(True)
        button.setChecked(at == 0)
        button.setToolButtonStyle(button.toolButtonStyle().ToolButtonTextUnderIcon)
        column.addWidget(button)
    column.addStretch(1)
    return rail


def _tree() -> QTreeView:
    tree = QTreeView()
    model = QStandardItemModel(tree)
    model.setHorizontalHeaderLabels(["Navn", "Problemer"])
    top = QStandardItem(icon("warning", theme.current()), "Om kommunen")
    below = QStandardItem("Kontakt")
    below.appendRow(QStandardItem("Kontaktoversigt"))
    top.appendRow([below, QStandardItem("2")])
    top.appendRow(QStandardItem("Presse"))
    model.appendRow([top, QStandardItem("13")])
    tree.setModel(model)
    dress_view(tree)
    tree.expand(model.index(0, 0))
    tree.setColumnWidth(0, tree.fontMetrics().averageCharWidth() * 28)
    tree.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    return tree


def _table() -> QTableView:
    table = QTableView()
    model = QStandardItemModel(20, 3, table)
    model.setHorizontalHeaderLabels(["Indgang", "Problem", "Forvaltning"])
    for row in range(20):
        texts = ("Døgnvagten", "Telefonnummer mangler", "SOF")
        for column, text in enumerate(texts):
            model.setItem(row, column, QStandardItem(text))
    model.item(1, 0).setCheckable(True)
    table.setModel(model)
    table.setSortingEnabled(True)
    table.horizontalHeader().setStretchLastSection(True)
    dress_view(table)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.selectRow(2)
    return table


def picture(app: QApplication, name: str, look: theme.Theme, file: Path) -> None:
    """Write one picture."""
    theme.apply(app, look)
    build, size = PAGES[name]
    page = build()
    if name == "form":
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        page = area
    if size.isValid():
        page.resize(look.px(size.width()), look.px(size.height()))
    page.show()
    app.processEvents()
    toast = getattr(page, "toast", None)
    if toast is not None:
        toast.show_message("Flyttet »Døgnvagten« til plads 1", "Fortryd", lambda: None)
    app.processEvents()
    page.grab().save(str(file))
    page.close()
    page.deleteLater()


def main(folder: Path) -> None:
    """Write all pictures into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    i18n.install(app, "da")
    for look_name, look in LOOKS.items():
        for name in PAGES:
            picture(app, name, look, folder / f"{name}-{look_name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/gallery"))
