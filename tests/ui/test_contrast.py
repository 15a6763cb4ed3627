"""Contrast of every pair of tokens that the pages use, in both themes (WCAG 2.2)."""

import re

import pytest
from django.conf import settings

from rooms.wall.drawing import INKS

TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
PAIR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(TOKENS)}
TINTS = ("primary", "warm", "sky", "plum", "sun", "leaf", "now", "error")

BODY, TEXT, EDGE = 7.0, 4.5, 3.0
USED = [
    *((BODY, "ink", ground) for ground in ("bg", "dawn", "surface", "sunk", "raised")),
    *((BODY, "ink", bubble) for bubble in ("bubble-me", "bubble-them", "bubble-staff")),
    *((BODY, "ink-2", ground) for ground in ("bg", "dawn", "surface")),
    *((TEXT, "ink-2", ground) for ground in ("sunk", "raised", "bubble-me", "bubble-staff")),
    *((TEXT, "ink-3", ground) for ground in ("bg", "surface", "sunk", "bubble-me")),
    *((TEXT, "link", ground) for ground in ("bg", "dawn", "surface", "sunk", "raised")),
    *((TEXT, f"on-{tint}-soft", f"{tint}-soft") for tint in TINTS),
    *((TEXT, "error", ground) for ground in ("bg", "dawn", "surface")),
    *((EDGE, tint, f"{tint}-soft") for tint in TINTS),
    *((EDGE, ink, "surface") for ink in INKS),
    *((EDGE, "line-strong", ground) for ground in ("bg", "surface")),
    *((EDGE, "focus", ground) for ground in ("bg", "dawn", "surface", "focus-gap")),
    (EDGE, "focus-gap", "primary"),
    (TEXT, "on-primary", "primary"),
    (TEXT, "on-primary", "primary-hover"),
    (TEXT, "primary", "surface"),
    (BODY, "on-primary-soft", "primary-soft"),
    (BODY, "on-now", "now"),
    (BODY, "bg", "ink"),
    (TEXT, "bg", "ink-2"),
    (TEXT, "now", "dawn"),
]


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_agrees_with_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_and_edges_can_be_seen(theme):
    weak = {
        f"{front} on {back}": round(contrast(COLOURS[front][theme], COLOURS[back][theme]), 2)
        for least, front, back in USED
        if contrast(COLOURS[front][theme], COLOURS[back][theme]) < least
    }

    assert weak == {}
