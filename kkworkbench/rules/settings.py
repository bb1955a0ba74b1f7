"""The principles' numbers, lists and switches: one entry each, from which dialog and CLI derive."""

from dataclasses import dataclass

from kkworkbench.model.setting import Setting
from kkworkbench.state.state import State

Value = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """A setting: its name, its default and, for numbers, its least and greatest value.

    Its texts stand in the message catalogue under "setting.<name>".
    """

    name: str
    default: Value
    least: int = 0
    greatest: int = 10_000


SETTINGS = (
    SettingEntry("drill.count", 12, 1, 40),
    SettingEntry("title.longest", 45, 10, 200),
    SettingEntry("help_text.shortest", 40, 0, 500),
    SettingEntry("help_text.longest", 140, 20, 1000),
    SettingEntry("drill.usage_months", 12, 1, 120),
    SettingEntry("list.always_sensible", ("hele byen",)),
    SettingEntry("routes.least", 2, 1, 4),
    SettingEntry("hierarchy.depth", 4, 1, 20),
    SettingEntry("hierarchy.section", "Om kommunen"),
    SettingEntry("verified.months", 12, 1, 120),
    SettingEntry("language.lix", 45, 10, 100),
    SettingEntry("language.lix_words", 100, 1, 10_000),
    SettingEntry("pages.longest", 500, 50, 10_000),
    SettingEntry("phone.main", "33 66 33 66"),
    SettingEntry("phone.business", "33 66 33 33"),
    SettingEntry("written.form_url", "https://kontakt.kk.dk/skriv-sikkert"),
    SettingEntry("written.form_hosts", ("kontakt.kk.dk", "ditmerflex.dk")),
    SettingEntry(
        "titles.generic", ("kontakt", "kontakt os", "kontaktoplysninger", "contact", "contact us")
    ),
    SettingEntry(
        "titles.weak_words",
        (
            "til", "os", "kommunen", "kommune", "københavns", "københavn", "borger", "borgere",
            "erhverv", "virksomheder", "og", "i", "for", "den", "det", "en", "et", "af", "på",
        ),
    ),
    SettingEntry("rules.off", ()),
)  # fmt: skip
"""The settings that are not severities; a severity is "severity.<code>" or with ".<case>"."""

_BY_NAME = {entry.name: entry for entry in SETTINGS}


def value_of(state: State, name: str) -> Value:
    """Return what the workspace says, or the default.

    Raises:
        KeyError: there is no such setting.
    """
    setting = state.get(Setting, name)
    return setting.value if setting is not None else _BY_NAME[name].default


def entry_of(name: str) -> SettingEntry:
    """Return a setting's entry.

    Raises:
        KeyError: there is no such setting.
    """
    return _BY_NAME[name]
