"""What the screening hears of messages that it was not taught, written by us in many registers.

The figures are what was measured, not what would be good: of what is said sideways most is still not
heard. They may only rise for danger, and only fall for the rest.
"""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from safety.detection.exemplars import exemplars
from safety.detection.rulebook import rulebook
from safety.detection.scoring import screen
from safety.detection.second import look_twice

HERE = Path(__file__).parent
# One message of slack each: 8-bit arithmetic differs a little between processors.
# (file, what is heard at least of danger, at least of what cannot wait, at most of what is calm)
MEASURED = [
    ("own_words.toml", 51, 23, 7),
    ("later_words.toml", 4, 3, 2),
    ("third_words.toml", 83, 36, 22),
]


def said(file):
    """Each message with whether its author is in danger, and whether it cannot wait."""
    told = tomllib.loads((HERE / file).read_text(encoding="utf-8"))["said"]
    return [
        (text, bool(each["kind"]), each.get("now", False))
        for each in told
        for text in each["texts"]
    ]


@pytest.mark.parametrize(("file", "danger", "now", "calm"), MEASURED)
def test_as_much_is_heard_as_was_measured(file, danger, now, calm):
    messages = said(file)
    looked = look_twice([text for text, _, _ in messages])
    heard: Counter[str] = Counter()
    for (_, in_danger, cannot_wait), one in zip(messages, looked, strict=True):
        level = one.screened.assessment.level
        heard["danger" if in_danger else "calm"] += level > 0
        heard["now"] += cannot_wait and level > 0

    assert heard["danger"] >= danger, heard
    assert heard["now"] >= now, heard
    assert heard["calm"] <= calm, heard


@pytest.mark.parametrize("file", [file for file, *_ in MEASURED])
def test_half_of_them_are_in_danger_and_none_was_taught(file):
    messages = said(file)
    texts = [text for text, _, _ in messages]
    taught = {sentence for sentence, _ in exemplars().sentences}
    taught |= {text for entry in rulebook().entries for text in entry.examples}

    assert 0.45 < sum(in_danger for _, in_danger, _ in messages) / len(messages) < 0.55
    assert len(texts) == len(set(texts))
    assert taught.isdisjoint(texts)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("i took 20 mg prozac today", 0),
        ("I took 20 mg of it, as the doctor said.", 0),
        ("took 20 paracetamol", 4),
        ("I took 60 150 mg lyrica an hour ago", 4),
    ],
)
def test_a_dose_is_a_dose_and_a_number_of_tablets_is_asked_about(text, level):
    found = screen(text).assessment.level

    assert found >= level if level else found == 0
