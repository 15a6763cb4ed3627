import re
from collections.abc import Sequence

from rooms.masks import names


def test_a_name_is_two_plain_words() -> None:
    for _ in range(500):
        assert re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", names.draw())


def test_there_are_enough_names_for_a_crowd() -> None:
    assert names.how_many() > 10_000


def test_the_words_are_drawn_by_chance_alone() -> None:
    assert names.draw(lambda words: words[0]) == "Amber Acorn"
    assert len({names.draw() for _ in range(200)}) > 180


def test_no_word_is_said_twice() -> None:
    both = set(names.FIRST) & set(names.SECOND)

    def pick(words: Sequence[str]) -> str:
        return next((word for word in words if word in both), words[0])

    first, second = names.draw(pick).split()
    assert first != second
