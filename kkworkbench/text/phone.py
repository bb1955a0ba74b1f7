"""Telephone numbers: one in a field (`read_phone`), any number in prose (`find_phones`)."""

from kkworkbench.text.phone_prose import PhoneMatch, find_phones
from kkworkbench.text.phone_reading import SHORT_NUMBERS, PhoneKind, PhoneReading, read_phone

__all__ = [
    "SHORT_NUMBERS",
    "PhoneKind",
    "PhoneMatch",
    "PhoneReading",
    "find_phones",
    "read_phone",
]
