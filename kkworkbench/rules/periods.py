"""Count back in months from a day."""

from datetime import date

DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def months_before(day: date, months: int) -> date:
    """Return the same day some months before; the 28th of February stands for the 29th to 31st.

    Other months that are too short end on their last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(1, year), month + 1, min(day.day, DAYS[month]))
