"""A page as PDF: it says nothing on its outside, loses no word unseen, and breaks on nothing."""

import re

import pytest

from peerhub.ui.pdf import Page, as_it_shows, drawn

PAGE = Page("Notes", "What I take along", "As it was.", [("Goals", ["Sleep", "Walk"])], "Mine.")


@pytest.mark.parametrize(
    ("said", "shown", "missed"),
    [
        ("¿Qué ayuda? Niño, Straße, Łódź, ığş", "¿Qué ayuda? Niño, Straße, Łódź, ığş", False),
        ("e\u0301 – “so” … 5\u00a0€", "é – “so” … 5\u00a0€", False),
        ("a\u2011b\u2009c\td", "a-b c d", False),
        ("two\nlines\r\nhere", "two\nlines\nhere", False),
        ("مرحبا بالعالم", "[?] [?]", True),
        ("ok 👩‍👩‍👧 ok", "ok [?] ok", True),
        ("Привет", "[?]", True),
        ("a\x00b\x1bc\u202ed", "abcd", False),  # nothing that turns a line round
    ],
)
def test_letters_are_shown_or_marked(said: str, shown: str, *, missed: bool) -> None:
    assert as_it_shows(said) == (shown, missed)


def test_its_outside_says_nothing() -> None:
    file = drawn(PAGE)

    told = dict(
        re.findall(rb"/(Title|Author|Subject|Keywords|Creator|CreationDate) \((.*?)\)", file)
    )
    assert file.startswith(b"%PDF-")
    assert told[b"CreationDate"].startswith(b"D:2000")
    assert (told[b"Author"], told[b"Subject"], told[b"Keywords"]) == (b"", b"", b"")
    assert b"/Title (Notes)" in file
    assert b"/Lang (en)" in file
    assert b"PeerHub" not in file
    assert drawn(PAGE) == file  # nothing of the hour or the machine


@pytest.mark.parametrize(
    "line", ["<b>&amp;</b> <para> ]]>", "x" * 5000, "\ud7ff", "𝒳" * 50, "", "\n\n", "<a href='x'>"]
)
def test_it_breaks_on_nothing(line: str) -> None:
    assert drawn(Page("Notes", line, line, [(line, [line, "end"])])).startswith(b"%PDF-")
