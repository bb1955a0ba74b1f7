"""The menus and the toolbar of an open workspace."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.desk_contact import ContactInFront
from ui.desk_past import DeskPast
from ui.desk_variants import DeskVariants
from ui.desk_workshop import DeskWorkshop


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskMenus", text)


def fill_menus(desk: Any) -> None:
    """Put what can be done with an open workspace into the window's menus and toolbar."""
    window, make, keys = desk.window, desk.window.make_action, QKeySequence.StandardKey
    tr = _tr
    desk.undo_action = make("undo", tr("&Fortryd"), keys.Undo, "undo", desk.undo)
    redo_keys = ["Ctrl+Y", "Ctrl+Shift+Z"]
    desk.redo_action = make("redo", tr("&Gendan"), redo_keys, "redo", desk.redo)
    check = make("check_all", tr("Kontroller &alt"), "F9", "check", desk.check_all)
    batch = make("export", tr("&Eksporter pakke…"), "Ctrl+E", "export", desk.dialogs.export_batch)
    past = DeskPast(desk)
    window.fill_menu(
        "file",
        (
            None,
            make("import", tr("&Importer…"), "Ctrl+I", "import", desk.dialogs.import_files),
            make("sync", tr("KK &Org-synk…"), None, "", desk.dialogs.sync_kk_org),
            make("copy_as", tr("Gem &kopi som…"), "Ctrl+Shift+S"),
            make("snapshot", tr("Ø&jebliksbillede…"), "Ctrl+S", "", past.snapshot),
            make("points", tr("Sammenlign &tidspunkter…"), None, "", past.compare_points),
            make("properties", tr("&Egenskaber…")),
            None,
            window.actions_by_name["quit"],
        ),
    )
    window.fill_menu(
        "edit",
        (
            desk.undo_action,
            desk.redo_action,
            None,
            make("find", tr("F&ind"), keys.Find, "search", desk.find),
            make("replace", tr("Find og e&rstat…"), "Ctrl+H", "", desk.dialogs.find_replace),
            make("go_to", tr("Gå &til…"), "Ctrl+K", "", desk.dialogs.go_to),
            make("commands", tr("Ko&mmandoer…"), "Ctrl+Shift+P", "", desk.dialogs.commands),
            make("bin", tr("&Papirkurv…"), None, "bin", desk.dialogs.open_bin),
            None,
            make("terms", tr("Filter&værdier…"), None, "", desk.dialogs.terms),
            make("settings", tr("I&ndstillinger…"), "Ctrl+,", "gear"),
        ),
    )
    window.fill_menu("view", (window.pages_menu, window.panels_menu, None, *_view(desk)))
    window.fill_menu("entry", desk.hierarchy.tree.entry_actions)
    uses = make("uses", tr("H&vor bruges det?…"), "Ctrl+Shift+U", "", desk.show_uses)
    window.fill_menu("entry", (None, uses))
    routes = make("routes_to", tr("Ve&je til kontakten…"), None, "", desk.dialogs.routes_to)
    window.fill_menu("entry", (routes,))
    front = ContactInFront(desk)
    paste = make("paste_block", tr("&Indsæt kontaktblok…"), "Ctrl+Shift+B", "", front.paste_block)
    copy_box = make("copy_box", tr("Kopier kontakt&boks som tekst"), None, "", front.copy_box)
    duplicate = make("duplicate", tr("L&av en kopi af kontakten"), None, "", front.duplicate)
    window.fill_menu("entry", (None, paste, copy_box, duplicate))
    window.fill_menu("drill", (DeskVariants(desk).menu, None, *desk.drill.menu_actions))
    window.fill_menu(
        "check",
        (
            check,
            make("next", tr("&Næste problem"), "F4", "", desk.problems.next_problem),
            make(
                "previous", tr("&Forrige problem"), "Shift+F4", "", desk.problems.previous_problem
            ),
            make("fix", tr("Anvend &rettelse"), "Alt+Return", "", desk.apply_fix),
            make("catalogue", tr("Rege&lkatalog…"), None, "", desk.dialogs.catalogue),
            make("fix_all", tr("Udfør alle &sikre rettelser…"), None, "", desk.dialogs.fix_all),
            make("waive", tr("&Giv dispensation…"), None, "", desk.dialogs.waive),
            make("waivers", tr("Dis&pensationer…"), None, "", desk.dialogs.waivers),
            make("duplicates", tr("&Dubletter…"), None, "", desk.dialogs.duplicates),
            make(
                *("try_search", tr("Prøv borgernes s&øgning…"), None, ""),
                desk.dialogs.try_search,
            ),
            make("routes", tr("Kontakter med for få ve&je…"), None, "", desk.dialogs.routes),
            make("usage", tr("Hvad borgerne &bruger mest…"), None, "", desk.dialogs.usage),
        ),
    )
    excel = make("excel", tr("Eksporter til E&xcel…"), None, "", desk.dialogs.export_excel)
    several = make(
        *("excel_several", tr("Excel for hver &forvaltning…"), None, ""),
        desk.dialogs.export_per_administration,
    )
    past = make("batches", tr("Pa&kkehistorik…"), None, "", desk.dialogs.show_batches)
    compare = make("compare", tr("&Sammenlign pakker…"), None, "", desk.dialogs.compare_batches)
    taken = make("take_over", tr("&Overtag fra webstedet…"), None, "", desk.dialogs.take_over)
    site = make("prototype", tr("K&likbar prototype…"), None, "", desk.dialogs.export_prototype)
    window.fill_menu("export", (batch, past, compare, taken, None, excel, several, None, site))
    desk.facilitation = DeskWorkshop(desk)
    window.fill_menu("workshop", desk.facilitation.menu_actions)
    window.fill_menu(
        "help",
        (
            make("tour", tr("&Kom i gang")),
            make("shortcuts", tr("&Tastaturgenveje"), "F1"),
            make("fault_report", tr("&Fejlrapport…")),
            make("about", tr("&Om kkworkbench")),
        ),
    )
    for action in (desk.undo_action, desk.redo_action, None, check, batch):
        if action is None:
            window.toolbar.addSeparator()
        else:
            window.toolbar.addAction(action)
    window.add_search(desk.dialogs.go_to)


def _view(desk: Any) -> tuple[QAction | QMenu | None, ...]:
    make, keys, tr = desk.window.make_action, QKeySequence.StandardKey, _tr
    look = QMenu(tr("&Udseende"), desk.hierarchy)
    group = QActionGroup(look)
    for name, text in (
        ("theme_system", tr("&Følg systemet")),
        ("theme_light", tr("&Lyst")),
        ("theme_dark", tr("&Mørkt")),
        ("theme_contrast", tr("&Høj kontrast")),
    ):
        action = make(name, text)
        action.setCheckable(True)
        group.addAction(action)
        look.addAction(action)
    language = QMenu(tr("Sp&rog"), desk.hierarchy)
    language.addAction(make("language_da", "&Dansk"))
    language.addAction(make("language_en", "&English"))
    return (
        make("panes", tr("S&kift panel"), "F6", "", lambda: desk.focus.cycle(1)),
        make(
            "panes_back", tr("Skift panel &tilbage"), "Shift+F6", "", lambda: desk.focus.cycle(-1)
        ),
        make("reset", tr("Nulst&il vindueslayout"), None, "", desk.reset_layout),
        None,
        make("zoom_in", tr("Zoom i&nd"), [keys.ZoomIn, "Ctrl+="]),
        make("zoom_out", tr("&Zoom ud"), keys.ZoomOut),
        make("zoom_reset", tr("N&ormal størrelse"), "Ctrl+0"),
        desk.contact_list.columns.menu,
        desk.drill.cards_action,
        look,
        language,
        make("full_screen", tr("&Fuld skærm"), "F11"),
    )
