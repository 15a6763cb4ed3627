"""Words that no topic is found by still find the topics that mean the same, and never alone decide."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from peerhub.encoder import encoder
from peerhub.topics import meaning
from peerhub.topics.actions import sync
from peerhub.topics.lookup import meant, suggest
from peerhub.topics.models import Topic
from peerhub.topics.taxonomy import shipped
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary() -> None:
    """The shipped vocabulary."""
    sync(now=NOON)


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """The model answers, as the worker of search does; gives what it was asked."""
    before, asked = list(meaning._hearing), []

    def hear(words: str) -> Any:
        asked.append(words)
        return encoder()([words])[0]

    meaning.offer(hear)
    yield asked
    meaning._hearing[:] = before


def codes(text: str) -> list[str]:
    return [topic.code for topic in meant(text, Topic.objects.active())]


@pytest.mark.usefixtures("vocabulary", "heard")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I lie awake until four every morning", "S7"),
        ("my father hit the bottle every evening", "R7"),
        ("since the crash I cannot get behind the wheel", "S104"),
        ("I can't look at myself in the mirror", "S84"),
        ("I was locked up as a teenager", "R29"),
        ("we lost the baby at 20 weeks", "R34"),
    ],
)
def test_other_words_with_the_same_meaning_find_the_topic(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.usefixtures("vocabulary", "heard")
@pytest.mark.parametrize(
    "text",
    ["what is the weather tomorrow", "asdf qwer zxcv uiop", "pizza recipe", "", "hello there"],
)
def test_what_means_no_topic_suggests_none(text: str) -> None:
    assert meaning.near(text) == []


@pytest.mark.usefixtures("vocabulary", "heard")
def test_a_topic_that_opens_help_is_not_guessed() -> None:
    assert {"S31", "S32"} & set(codes("I cannot say no to anybody")) == set()


@pytest.mark.usefixtures("vocabulary")
def test_what_the_words_say_comes_before_what_they_mean(heard: list[str]) -> None:
    text = "my dad drank every evening"

    said = [topic.code for topic in suggest(text, Topic.objects.active())]

    assert codes(text)[: len(said)] == said
    assert heard == [text]


@pytest.mark.usefixtures("vocabulary")
@pytest.mark.parametrize("answer", ["nobody listens", "no answer in time"])
def test_without_the_model_it_is_what_the_words_say(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing: list[meaning.Hear] = [] if answer == "nobody listens" else [lambda _words: None]
    monkeypatch.setattr(meaning, "_hearing", hearing)

    assert codes("my dad drank every evening") == [
        topic.code for topic in suggest("my dad drank every evening", Topic.objects.active())
    ]
    assert meaning.near("I lie awake until four every morning") == []


@pytest.mark.usefixtures("vocabulary")
def test_a_retired_topic_is_not_suggested_by_its_meaning(heard: list[str]) -> None:
    Topic.objects.filter(code="S84").update(retired_at=NOON)

    assert "S84" not in codes("I can't look at myself in the mirror")


def test_the_file_is_of_this_vocabulary() -> None:
    with np.load(meaning.FILE) as kept:
        assert str(kept["version"]) == meaning.version(), "run: manage.py mean_topics"
        assert kept["codes"].tolist() == [topic.code for topic in shipped().topics]
        assert kept["vectors"].shape == (len(shipped().topics), 384)


@pytest.mark.usefixtures("heard")
def test_the_lookup_adds_almost_nothing_to_what_the_model_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    vector = encoder()(["I lie awake until four every morning"])[0]
    monkeypatch.setattr(meaning, "_hearing", [lambda _words: vector])
    meaning.near("I lie awake until four every morning")

    began = perf_counter()
    for _ in range(20):
        meaning.near("I lie awake until four every morning")

    assert (perf_counter() - began) / 20 < 0.01  # seconds; it is some 0.0003
