"""The words that are signed say all that the law asks, and substances are noticed."""

import re

import pytest

from safety.sharing.substances import touch_substances
from safety.sharing.words import NOTICE, VERSION, Terms, fingerprint, signed_text

TERMS = Terms(
    person="Maya",
    to="Dr Osei, a clinician on PeerHub",
    why="So that we can work together",
    until="our work together ends, and at the latest the end of Tuesday 23 November 2027",
    labels=("How I sleep", "How many sessions I went to"),
    on="Monday 23 November 2026",
)

# 42 CFR 2.31(a), one by one.
ELEMENTS = {
    "(1) the name of the patient": r"^1\. About whom: Maya\.",
    "(2) who discloses": r"^2\. Who shares: PeerHub\.",
    "(3) what, specific and meaningful": (
        r"^3\. What, .* nothing else:\n   - How I sleep\n   - How many sessions I went to\n"
    ),
    "(4) the recipient": r"^4\. With whom: Dr Osei, a clinician on PeerHub\.",
    "(5) the purpose": r"^5\. Why: so that we can work together\.",
    "(6) the right to revoke, in writing": r"^6\. I can take this back at any time: .* in writing",
    "(6) and how": r"in Settings, Sharing, with one tap",
    "(6) except where it was relied on": r"What they got before that stays with them",
    "(7) a date, an event or a condition": r"^7\. Until: our work together ends, .* 2027\.",
    "(8) the signature": r"^8\. Signed by: Maya, signed in with their own account, with a tick",
    "(9) the date": r"^9\. When: Monday 23 November 2026\.",
    "treatment: redisclosure, but for proceedings": (
        r"may pass it on where the law on health records \(HIPAA\) lets them(?s:.*)"
        r"may not be used against me by a court"
    ),
    "treatment: what a no means": r"If I say no, nothing changes",
    "a yes to proceedings stands alone": r"This is no such yes\.",
    "so does one to counselling notes": r"no yes to share notes of counselling",
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_the_signed_text_has_every_element_of_the_law(element: str) -> None:
    assert re.findall(ELEMENTS[element], signed_text(TERMS), re.MULTILINE)


def test_nobody_changes_the_words_without_a_new_version() -> None:
    assert (VERSION, fingerprint(signed_text(TERMS))[:16], fingerprint(NOTICE)[:16]) == (
        "2026-11",
        "41f9b1c0da650727",
        "36919775b309449e",
    )


@pytest.mark.parametrize(
    ("line", "touches"),
    [
        ("I drink less than I did.", True),
        ("Sober since May", True),
        ("ALCOHOL", True),
        ("On methadone.", True),
        ("AUDIT-C: 5", True),
        ("An AA meeting", True),
        ("I had a relapse", True),
        ("ｄｒｕｇｓ", True),
        ("I sleep better.", False),
        ("A new method for the garden", False),
        ("Aardvarks, and the national park", False),
        ("", False),
    ],
)
def test_substances_are_noticed(line: str, *, touches: bool) -> None:
    assert touch_substances([line, "Nothing here."]) is touches
