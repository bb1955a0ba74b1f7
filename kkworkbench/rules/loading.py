"""Load beforehand what the rules load at first use: in the window that would be a long slice."""

from kkworkbench.text.html import html_to_text
from kkworkbench.text.likeness import name_likeness
from kkworkbench.text.phone import read_phone

A_NUMBER, A_FOREIGN_ONE = "33 66 33 66", "+46 8 508 00 000"


def load() -> None:
    """Read a number, a foreign one, a body and two names; may run beside the window."""
    read_phone(A_NUMBER)
    read_phone(A_FOREIGN_ONE)
    html_to_text("<p>Kontakt</p>")
    name_likeness("Borgerservice", "Borgerservices")
