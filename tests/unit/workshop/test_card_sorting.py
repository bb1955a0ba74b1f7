"""A card sort is read row by row; what is wrong with it is told, and agreement is worked out."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.messages import Messages, languages
from kkworkbench.model.workshop import Placement
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.workshop.card_sorting import MOST_CARDS, agreement, read_card_sort

GOOD = (
    "card,category,user\nParkering,Trafik,u1\nParkering,Trafik,u2\nPas,Borger,u1\nPas,Trafik,u2\n"
)


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "sort.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_sort_is_read_and_agreed_on(tmp_path: Path) -> None:
    found = read_card_sort(written(tmp_path, GOOD))
    assert (found.file, found.rejected) == ("sort.csv", ())
    table = agreement(found.placements)
    assert (table.cards, table.categories, table.users) == (
        ("Parkering", "Pas"),
        ("Borger", "Trafik"),
        ("u1", "u2"),
    )
    assert table.share("Parkering", "Trafik") == 1.0
    assert table.share("Parkering", "Borger") == 0.0
    assert table.share("Pas", "Borger") == 0.5
    assert table.best("Parkering") == ("Trafik", 1.0)
    assert table.pairs == (("Parkering", "Pas", 0.5),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kort;Kategori;Bruger\nPas;Borger;u1\n", ("Pas", "Borger", "u1")),
        ("user\tcard label\tcategory_label\nu1\tPas\tBorger\n", ("Pas", "Borger", "u1")),
        ("note;Kort;Kategori;Deltager\n?;Pas;Borger;u1\n", ("Pas", "Borger", "u1")),
        ("Kort;Kategori;Bruger\nÆbleø;Å;u1\n".encode("cp1252"), ("Æbleø", "Å", "u1")),
        (
            '\ufeffcard,category,user\n"Pas, kørekort", Borger ,u1\n',
            ("Pas, kørekort", "Borger", "u1"),
        ),
    ],
)
def test_the_usual_ways_to_write_it_are_known(
    tmp_path: Path, text: str | bytes, wanted: tuple[str, str, str]
) -> None:
    assert read_card_sort(written(tmp_path, text)).placements == (Placement(*wanted),)


def test_rows_that_cannot_be_taken_are_told_by_row_and_column(tmp_path: Path) -> None:
    text = (
        "card,category,user\nPas,Borger,u1\n,Borger,u1\nPas,,u2\nKort,Borger,\n"
        f"PAS,Trafik,u1\n{'x' * 201},Borger,u1\nPas,borger,u3\n"
    )
    found = read_card_sort(written(tmp_path, text))
    assert [(bad.row, bad.column, bad.reason) for bad in found.rejected] == [
        (3, "card", "workshop.reject.empty"),
        (4, "category", "workshop.reject.empty"),
        (5, "user", "workshop.reject.empty"),
        (6, "card", "workshop.reject.twice"),
        (7, "card", "workshop.reject.long"),
    ]
    assert found.placements == (Placement("Pas", "Borger", "u1"), Placement("Pas", "Borger", "u3"))
    for language in languages():
        assert all(Messages(language).has(bad.reason) for bad in found.rejected)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "input.empty"),
        ("card,category\nPas,Borger\n", "workshop.no_columns"),
        ("card,category,user\n,,\n,x,\n", "workshop.no_placements"),
        ("card,card,user\na,b,c\n", "input.same_column"),
        (b"\x00\x01\x02\xff\xfe", "input|workshop"),
        (
            "card,category,user\n" + "".join(f"k{n},a,u\n" for n in range(MOST_CARDS + 1)),
            "workshop.too_many_cards",
        ),
    ],
)
def test_a_file_that_is_no_card_sort_is_refused_in_a_sentence(
    tmp_path: Path, text: str | bytes, why: str
) -> None:
    with pytest.raises(UnreadableInputError, match=why) as caught:
        read_card_sort(written(tmp_path, text))
    for language in languages():
        said = Messages(language).text(caught.value.key, **caught.value.params)
        assert said != caught.value.key
        assert "{" not in said


_PLACED = st.builds(Placement, *(st.sampled_from(names) for names in ("abcd", "xyz", "uvw")))


@given(st.lists(_PLACED, min_size=1, max_size=24))
def test_shares_are_parts_of_a_cards_own_users(placed: list[Placement]) -> None:
    table = agreement(placed)
    word = {(each.card, each.user): each.category for each in placed}
    for card in table.cards:
        assert sum(table.shares[card].values()) == pytest.approx(1)
        users = [user for named, user in word if named == card]
        for category in table.categories:
            put = sum(1 for user in users if word[card, user] == category)
            assert table.share(card, category) == pytest.approx(put / len(users))
        assert table.best(card)[1] == max(table.shares[card].values())
    for one, other, share in table.pairs:
        both = [u for u in table.users if (one, u) in word and (other, u) in word]
        together = sum(1 for user in both if word[one, user] == word[other, user])
        assert share == pytest.approx(together / len(both))
        assert 0 < share <= 1
    assert [pair[2] for pair in table.pairs] == sorted((p[2] for p in table.pairs), reverse=True)
