"""Whatever a person types, the screening answers, in time, and points inside the text."""

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety.detection.assess import assess
from safety.detection.rulebook import rulebook

SIZE = 64 * 1024
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=400)
WORDS = sorted(rulebook().phrasebook.known)
RISKY = st.lists(
    st.sampled_from([*WORDS, ".", ",", '"', "\n", "i", "not", "kms", "2"]), max_size=60
).map(" ".join)


def whole(text):
    found = assess(text)
    assert 0 <= found.level <= 5
    assert found.level == max((reason.level for reason in found.reasons), default=0)
    for reason in found.reasons:
        assert 0 <= reason.start < reason.end <= len(text)
        assert text[reason.start : reason.end] == reason.words
    return found


@settings(max_examples=200, deadline=None)
@given(ANYTHING)
def test_any_text_is_read(text):
    whole(text)


@settings(max_examples=200, deadline=None)
@given(RISKY)
def test_any_heap_of_risky_words_is_read(text):
    whole(text)


@settings(max_examples=100, deadline=None)
@given(ANYTHING, ANYTHING)
def test_other_lines_never_hide_a_present_wish(before, after):
    found = whole(f"{before}\nok.\nI want to kill myself.\nok.\n{after}")

    assert found.level >= 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "I want\x00to die",
        "\ud800",
        "\udfff I want to die \ud83d",
        "أريد أن أعيش \u202eI want to die\u202c",
        "I̴̢̛ w̷̨a̸̛n̵t̴ t̶o̷ d̸i̴e̵",
        "😀" * 500,
        "ﷺ" * 500,
        '"' * 999,
        "'" * 999,
        "*" * 999,
    ],
)
def test_odd_text_is_read(text):
    found = whole(text)

    if "die" in text or "d̸" in text:
        assert found.level >= 2


@pytest.fixture
def no_garbage():
    """What other tests left lying about is not collected while we measure."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "i ",
        "$!",
        "*",
        "'",
        '"i ',
        "a*",
        "i want to ",
        "i want to die ",
        "he she they going to kill me ",
        "not never dont i want to ",
        "i. ",
        "é",
        "\u200b",
        "ﷺ",
        "kill myself, ",
        "s-u-i-",
        "when i was years ago i want to die ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece, no_garbage):
    def seconds(size):
        text = (piece * (size // len(piece) + 1))[:size]
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            assess(text)
            best = min(best, time.process_time() - began)
        return best

    # Four times the text: about four times as long; sixteen would be the square.
    assert seconds(SIZE) < 9 * seconds(SIZE // 4) + 0.05
