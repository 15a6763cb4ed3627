"""Musts: any of the ways, any of the languages, any answer to each question about a person."""

import pytest

from matching.search.ranking import Candidate
from matching.wishes import by_question, keys, strict

ROSA = Candidate(
    slug="rosa",
    ways=frozenset({"text", "audio"}),
    languages=frozenset({"en", "es"}),
    facets=frozenset({"faith:none"}),
)


def test_wishes_have_keys_in_the_order_in_which_they_are_shown() -> None:
    assert keys(ways=["text"], languages=["es"], facets=["faith:none"]) == (
        "way:text",
        "language:es",
        "faith:none",
    )


@pytest.mark.parametrize(
    ("musts", "fits"),
    [
        ((), True),
        (("way:text",), True),
        (("way:video",), False),
        (("way:video", "way:text"), True),
        (("language:es",), True),
        (("language:fr", "language:es"), True),
        (("language:fr",), False),
        (("faith:none",), True),
        (("faith:none", "lgbtq:yes"), False),
        (("way:text", "language:fr"), False),
        (("faith:christian", "faith:none"), True),  # two answers to one question
        (("faith:christian", "faith:none", "lgbtq:yes"), False),
    ],
)
def test_who_fits_a_must(musts: tuple[str, ...], fits: bool) -> None:
    assert strict(musts).are_met_by(ROSA) is fits


def test_answers_to_one_question_stand_in_for_each_other() -> None:
    asked = by_question(("faith:none", "age-band:25-34", "age-band:35-44"))

    assert asked == {"age-band": {"age-band:25-34", "age-band:35-44"}, "faith": {"faith:none"}}
