"""What the address of the list means."""

import pytest
from django.http import QueryDict

from matching.search.query import SearchQuery, Sort, parse


def read(address: str) -> SearchQuery:
    return parse(QueryDict(address))


def test_an_empty_address_asks_for_everybody() -> None:
    assert read("") == SearchQuery()
    assert read("").address() == ""
    assert not read("").is_narrowed


def test_everything_asked_is_read_and_written_back() -> None:
    query = read("q=dad+drank&root=R7&struggle=S7&struggle=S35&way=text&language=es&sort=soonest")

    assert query.q == "dad drank"
    assert query.struggle == ("S35", "S7")
    assert query.sort is Sort.SOONEST
    assert read(query.address().removeprefix("?")) == query


@pytest.mark.parametrize(
    "address",
    [
        "sort=worst",
        "page=0",
        "page=-3",
        "page=many",
        "page=99999999999999999999",
        "q=%00",
        "q=+++",
        "root=%3Cscript%3E",
        "root=" + "R" * 400,
        "way=",
    ],
)
def test_what_cannot_be_understood_counts_as_not_asked(address: str) -> None:
    assert read(address) == SearchQuery()


def test_long_words_are_cut() -> None:
    assert len(read("q=" + "a" * 900).q) == 200


def test_choices_come_to_an_end() -> None:
    assert len(read("&".join(f"root=R{number}" for number in range(1, 90))).root) == 20


def test_one_choice_can_be_taken_away() -> None:
    query = read("q=drank&root=R7&root=R41&page=3")

    assert query.without("root", "R7") == read("q=drank&root=R41")
    assert query.without("q") == read("root=R7&root=R41")
