"""The colours of the schemes, and how much they stand out from each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#RRGGBB``, named by what they are for.

    ``line`` only parts areas; ``field`` borders what one can click or type in, so it must reach
    3:1 on ``surface``. A ``…_tint`` lies behind ``text``.
    """

    bg: str
    surface: str
    alt: str
    text: str
    mute: str
    disabled: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    line: str
    field: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    advice: str
    advice_tint: str
    ok: str
    ok_tint: str
    match: str
    inverse: str
    on_inverse: str
    inverse_accent: str


LIGHT: Final = Tokens(
    bg="#F3F4F7",
    surface="#FFFFFF",
    alt="#F8F9FB",
    text="#0B1533",
    mute="#5A6480",
    disabled="#8A92A8",
    accent="#1B4FD8",
    on_accent="#FFFFFF",
    selection="#DFE7FB",
    hover="#ECEFF6",
    line="#D5D9E2",
    field="#8089A0",
    error="#B3261E",
    error_tint="#FDF0EF",
    warning="#8A5A00",
    warning_tint="#FFF4DC",
    advice="#1B4FD8",
    advice_tint="#EFF3FE",
    ok="#1B7445",
    ok_tint="#ECF7F1",
    match="#FFE9A8",
    inverse="#0B1533",
    on_inverse="#FFFFFF",
    inverse_accent="#A9C2FF",
)

DARK: Final = Tokens(
    bg="#12151F",
    surface="#1A1F2E",
    alt="#202638",
    text="#E9ECF5",
    mute="#A0A9C0",
    disabled="#6F7893",
    accent="#8FB0FF",
    on_accent="#0B1533",
    selection="#2A3B6B",
    hover="#262D42",
    line="#343C53",
    field="#6B7592",
    error="#FF9A91",
    error_tint="#3A2226",
    warning="#F2C063",
    warning_tint="#37301F",
    advice="#8FB0FF",
    advice_tint="#1F2A48",
    ok="#7FD3A4",
    ok_tint="#1C3330",
    match="#4A3C12",
    inverse="#E9ECF5",
    on_inverse="#0B1533",
    inverse_accent="#1B4FD8",
)

CONTRAST: Final = Tokens(
    bg="#000000",
    surface="#000000",
    alt="#141414",
    text="#FFFFFF",
    mute="#E6E6E6",
    disabled="#A6A6A6",
    accent="#FFE500",
    on_accent="#000000",
    selection="#003C8F",
    hover="#2B2B2B",
    line="#8C8C8C",
    field="#FFFFFF",
    error="#FFB3AD",
    error_tint="#3D0A08",
    warning="#FFD27A",
    warning_tint="#332400",
    advice="#A9C8FF",
    advice_tint="#0A1F47",
    ok="#9BE7BC",
    ok_tint="#062B17",
    match="#5C4700",
    inverse="#FFFFFF",
    on_inverse="#000000",
    inverse_accent="#0B3AA8",
)
"""For those who need more than 4.5:1: text reaches 7:1, and areas are parted by lines."""


def luminance(colour: str) -> float:
    """Answer the relative luminance of ``#RRGGBB``, 0 to 1, as WCAG 2 defines it."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Answer the WCAG contrast of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
