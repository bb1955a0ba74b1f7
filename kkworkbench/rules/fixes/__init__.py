"""What a fix does to a draft. Each says whether it still fits; none guesses or loses information."""

from collections.abc import Callable

from kkworkbench.model.finding import Finding
from kkworkbench.rules.fixes import entries, phones, places, presence, register, routes, texts
from kkworkbench.state.draft import Draft

Fix = Callable[[Draft, Finding, str], bool]

FIXES: dict[str, Fix] = {
    fix.__name__: fix
    for fix in (
        presence.put_box,
        presence.insert_secure_form,
        presence.show_address,
        presence.use_name,
        presence.add_digital_post,
        presence.match_unit,
        phones.mend_phone,
        phones.reformat_phone,
        phones.remove_phone,
        phones.use_visiting_hours,
        phones.mark_closed,
        places.correct_town,
        places.tidy_address,
        places.correct_code,
        texts.remove_text,
        texts.move_to_box,
        texts.correct_word,
        entries.put_on_list,
        entries.swap_entry,
        entries.take_contacts,
        entries.use_successor,
        routes.show_in_box,
        routes.place_page,
        register.take_source,
        register.mark_verified,
    )
}


def apply(finding: Finding, draft: Draft, answer: str = "") -> bool:
    """Apply a finding's fix in a draft; return whether it fitted what stands there now."""
    fix = FIXES.get(finding.fix)
    if fix is None or (answer_kind(finding) is not None and not answer):
        return False
    try:
        return fix(draft, finding, answer)
    except LookupError:
        return False


def answer_kind(finding: Finding) -> str | None:
    """Name the kind of answer that a finding's fix asks for: "contact", "unit", or None."""
    match finding.fix:
        case "put_box":
            return "contact"
        case "match_unit" if not dict(finding.params).get("source"):
            return "unit"
    return None
