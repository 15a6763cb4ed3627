from safety.flags.excerpts import Piece, cut, first_words, pieces, shifted


def test_a_short_text_is_kept_whole() -> None:
    assert cut("a quiet day", 3, 100) == ("a quiet day", 0)


def test_a_long_text_is_kept_around_its_first_mark() -> None:
    text = "x" * 5000 + "here" + "y" * 5000

    words, begin = cut(text, 5000, 2000)

    assert len(words) == 2000
    assert words[5000 - begin :][:4] == "here"


def test_a_mark_outside_the_excerpt_is_empty() -> None:
    assert shifted(10, 20, begin=0, length=100) == (10, 20)
    assert shifted(10, 20, begin=15, length=100) == (0, 5)
    assert shifted(10, 20, begin=50, length=100) == (0, 0)


def test_overlapping_marks_become_one() -> None:
    assert pieces("one two three", [(4, 7), (0, 5), (9, 9)]) == [
        Piece("one two", marked=True),
        Piece(" three", marked=False),
    ]


def test_no_word_is_lost_between_marks() -> None:
    words = "a line\nand <b>another</b>"

    assert "".join(piece.words for piece in pieces(words, [(2, 6), (11, 40)])) == words


def test_first_words_are_twelve() -> None:
    assert first_words("one  two\nthree") == "one two three"
    assert first_words(" ".join("abcdefghijklmn")) == "a b c d e f g h i j k l …"
