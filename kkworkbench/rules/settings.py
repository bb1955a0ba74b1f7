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
    SettingEntry("drill.locked", False),
    SettingEntry("coverage.administrations", 7, 0, 40),
    SettingEntry("coverage.citizen", 1, 0, 40),
    SettingEntry("coverage.business", 1, 0, 40),
    SettingEntry("coverage.phone", 0, 0, 40),
    SettingEntry("coverage.written", 0, 0, 40),
    SettingEntry("coverage.personal", 1, 0, 40),
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
    SettingEntry("phone.main_holders", ("borgerservice", "kontaktcenter", "erhvervshus")),
    SettingEntry("phone.other_authorities", ("72 22 18 18", "82 12 12 12")),
    SettingEntry("written.form_url", "https://kontakt.kk.dk/skriv-sikkert"),
    SettingEntry("written.form_hosts", ("kontakt.kk.dk", "ditmerflex.dk")),
    SettingEntry("written.secure_hosts", ("selvbetjening.kk.dk", "borger.dk", "virk.dk")),
    SettingEntry("written.digital_post_url", "https://www.borger.dk/digital-post"),
    SettingEntry("written.digital_post_business_url", "https://virk.dk/digital-post"),
    SettingEntry(
        "written.digital_post_hosts",
        ("borger.dk", "virk.dk", "digitalpost.dk", "e-boks.dk", "e-boks.com", "mit.dk"),
    ),
    SettingEntry("links.approved_hosts", ("kk.dk", "borger.dk", "virk.dk", "mitid.dk")),
    SettingEntry(
        "links.closed_hosts",
        ("intranet.kk.dk", "kknet.kk.dk", "sharepoint.com", "login.microsoftonline.com"),
    ),
    SettingEntry(
        "links.closed_paths",
        ("/user/login", "/user/password", "/admin", "/node/add", "/wp-admin", "/wp-login.php"),
    ),
    SettingEntry(
        "links.empty_texts",
        (
            "klik her", "klik", "tryk her", "her", "læs mere", "læs mere her", "læs her", "se mere",
            "se her", "mere", "link", "dette link", "click here", "here", "read more", "more",
        ),
    ),
    SettingEntry("links.old_words", ("nemid", "nem-id", "nem id")),
    SettingEntry("holidays.days", 90, 0, 366),
    SettingEntry("holidays.words", ("helligdag",)),
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
    SettingEntry("pages.see_box", "se kontaktboksen"),
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
