"""Terms ship with ids that never change, and are found by what people call them."""

from datetime import date

import pytest

from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term, new_workspace_records, term_id, terms
from kkworkbench.state.lookups import level
from kkworkbench.state.state import State

ADMINISTRATION, CATEGORY, DISTRICT = Vocabulary


def named(vocabulary: Vocabulary) -> list[Term]:
    return [term for term in terms() if term.vocabulary is vocabulary]


def test_seven_administrations_ship_and_the_renamed_ones_successor() -> None:
    codes = [term.code for term in named(ADMINISTRATION)]
    assert codes == ["ØKF", "KFF", "BUF", "SUF", "SOF", "TMF", "BIF", "BIEF"]


def test_the_rename_is_a_dated_successor() -> None:
    old = find_term(terms(), ADMINISTRATION, "BIF")
    new = find_term(terms(), ADMINISTRATION, "BIEF")
    assert old is not None
    assert new is not None
    assert old.valid_to == new.valid_from == date(2026, 1, 1)
    assert old.successor == new.id
    assert new.name == "Beskæftigelses-, Integrations- og Erhvervsforvaltningen"
    assert all(term.valid_to is None for term in terms() if term is not old)


def test_ten_districts_ship_with_the_whole_city() -> None:
    names = [term.name for term in named(DISTRICT)]
    assert len(names) == 11
    assert names[0] == "Hele byen"


def test_terms_have_ids_codes_names_and_orders_of_their_own() -> None:
    assert len({term.id for term in terms()}) == len(terms())
    for vocabulary in Vocabulary:
        listed = named(vocabulary)
        for values in ([t.code for t in listed], [t.name for t in listed]):
            assert len(set(values)) == len(values)
            assert all(values)
        orders = [term.order for term in listed]
        assert orders == sorted(set(orders))


def test_the_id_of_a_shipped_term_never_changes() -> None:
    assert term_id(DISTRICT, "1") == "ef53d596-159d-5be9-a2db-260e32ffed45"
    assert term_id(ADMINISTRATION, "1") != term_id(DISTRICT, "1")


@pytest.mark.parametrize(
    ("vocabulary", "text", "code"),
    [
        (ADMINISTRATION, "økf", "ØKF"),
        (ADMINISTRATION, "OKF", "ØKF"),
        (ADMINISTRATION, "BØRNE- OG  UNGDOMSFORVALTNINGEN ", "BUF"),
        (DISTRICT, "østerbro", "2"),
        (DISTRICT, "Sydhavnen", "4"),
        (DISTRICT, "Vesterbro/Kgs. Enghave", "4"),
        (DISTRICT, "nv", "8"),
        (DISTRICT, "Ørestad", "10"),
        (CATEGORY, "ældre og hjemmepleje", "aeldre-og-hjemmepleje"),
    ],
)
def test_a_term_is_found_by_code_name_or_alias(
    vocabulary: Vocabulary, text: str, code: str
) -> None:
    found = find_term(terms(), vocabulary, text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["Amager", "sundby", "Frederiksberg", "", "  "])
def test_an_alias_of_two_districts_or_of_none_finds_nothing(text: str) -> None:
    assert find_term(terms(), DISTRICT, text) is None


def test_a_term_is_not_found_in_another_vocabulary() -> None:
    assert find_term(terms(), CATEGORY, "Østerbro") is None


def test_a_new_workspace_has_the_way_to_kontakt_and_nothing_else() -> None:
    state = State.of(new_workspace_records())
    pages = {page.title: page for page in state.all(Page)}
    levels = {title: level(state, page.id) for title, page in pages.items()}
    assert levels == {
        "Borger": 1, "Erhverv": 1, "Brug byen": 1, "Politik": 1, "Om kommunen": 1,
        "Kontakt": 2, "Kontaktoversigt": 3,
    }  # fmt: skip
    assert pages["Kontaktoversigt"].kind is PageKind.OVERVIEW
    (site,) = state.all(Site)
    assert site.main_contact_page == pages["Kontakt"].id
    assert [phone.number for phone in site.footer_phones] == ["33 66 33 66"]
    assert [link.text for link in site.footer_links] == ["Kontakt"]
    assert {page.site for page in pages.values()} == {site.id}
    assert state.count(Term) == len(terms())


def test_a_new_workspace_is_the_same_each_time() -> None:
    assert new_workspace_records() == new_workspace_records()
