"""Danish public holidays, by the church's year. A test holds them equal to the holidays library.

The library itself is not used at run time: importing it takes a quarter of a second and more.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

_BY_EASTER = {
    -3: ("Skærtorsdag", "Maundy Thursday"),
    -2: ("Langfredag", "Good Friday"),
    0: ("Påskedag", "Easter Sunday"),
    1: ("Anden påskedag", "Easter Monday"),
    39: ("Kristi himmelfartsdag", "Ascension Day"),
    49: ("Pinsedag", "Whit Sunday"),
    50: ("Anden pinsedag", "Whit Monday"),
}
_FIXED = {
    (1, 1): ("Nytårsdag", "New Year's Day"),
    (12, 25): ("Juledag", "Christmas Day"),
    (12, 26): ("Anden juledag", "Second Day of Christmas"),
}
_OTHER = {
    (5, 1): ("1. maj", "1 May"),
    (6, 5): ("Grundlovsdag", "Constitution Day"),
    (12, 24): ("Juleaftensdag", "Christmas Eve"),
    (12, 31): ("Nytårsaftensdag", "New Year's Eve"),
}
"""Days that many hold without a law: they have a name here, but are no public holidays."""
_LANGUAGES = ("da", "en")


def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    moon = (8 * century + 13) // 25
    epact = (19 * (year % 19) + century - century // 4 - moon + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> tuple[date, ...]:
    """Return the public holidays of a year from 2024 on, in order."""
    moved = (easter(year) + timedelta(days) for days in _BY_EASTER)
    return tuple(sorted({*moved, *(date(year, *day) for day in _FIXED)}))


def coming_holidays(today: date, days: int) -> Iterator[date]:
    """Walk through the public holidays from today to so many days ahead."""
    until = today + timedelta(days)
    for year in range(today.year, until.year + 1):
        yield from (day for day in public_holidays(year) if today <= day <= until)


def holiday_name(day: date, language: str) -> str:
    """Return the name of a day that is held, or ""."""
    names = _FIXED.get((day.month, day.day)) or _OTHER.get((day.month, day.day))
    names = names or _BY_EASTER.get((day - easter(day.year)).days)
    return names[_LANGUAGES.index(language)] if names else ""
