"""A message is cut so that one line of danger among many is read by itself."""

from hypothesis import given
from hypothesis import strategies as st

from safety.detection.pieces import FEWEST, MOST, PIECES, pieces

LONG = (
    "We planted beans along the fence today. The soup was cold and so was I. Nobody came to visit."
)


def test_one_sentence_is_one_piece():
    assert [piece.text for piece in pieces("The soup was cold today.")] == [
        "The soup was cold today."
    ]


def test_the_whole_comes_first_and_then_its_sentences():
    assert [piece.text for piece in pieces(LONG)] == [
        LONG,
        "We planted beans along the fence today.",
        "The soup was cold and so was I. Nobody came to visit.",
    ]


def test_a_short_sentence_joins_the_next():
    text = "No. Not today. We planted beans along the fence. The soup was cold again today."

    assert [piece.text for piece in pieces(text)[1:]] == [
        "No. Not today. We planted beans along the fence.",
        "The soup was cold again today.",
    ]


def test_who_writes_without_full_stops_is_cut_all_the_same():
    text = " ".join(["on"] * (MOST * 2 + FEWEST))

    assert [len(piece.text.split()) for piece in pieces(text)[1:]] == [MOST, MOST, FEWEST]


def test_of_a_very_long_message_the_beginning_and_the_end_are_read():
    sentences = [f"This is now the sentence number {number}." for number in range(100)]
    found = [piece.text for piece in pieces(" ".join(sentences))[1:]]

    assert found == sentences[: PIECES // 2] + sentences[-PIECES // 2 :]


@given(st.text(max_size=400))
def test_every_piece_stands_where_it_says(text):
    for piece in pieces(text):
        assert piece.text == text[piece.start : piece.end]


@given(st.lists(st.sampled_from(["one", "two.", "three!", "four\n"]), min_size=1, max_size=60))
def test_no_word_is_lost(words):
    text = " ".join(words)
    parts = pieces(text)[1:] or pieces(text)

    assert " ".join(" ".join(piece.text for piece in parts).split()) == " ".join(text.split())
