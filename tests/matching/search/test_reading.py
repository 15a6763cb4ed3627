"""The worker of search reads stories that changed; none is forgotten, none outlives its taking back."""

from datetime import timedelta

import numpy as np
import pytest
from django.db import transaction

from matching.search import meaning
from matching.search.actions import reading
from matching.search.actions.reading import count_words, read_waiting, text_of
from matching.search.meaning import vectors_of
from matching.stories.models import CommonWords, StoryMeaning, StoryToRead
from matching.stories.models.meaning import LEASE, TRIES
from peerhub.encoder import SIZE, NoEncoder
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.builders_matching import published_specialist, told_story
from tests.cast import NOON
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.usefixtures("vocabulary")
SOON = NOON + timedelta(seconds=1)


def at(moment):
    return lambda: moment


def read(now=SOON, encode=vectors_of):
    return read_waiting(clock=at(now), encode=encode)


def away(_):
    raise NoEncoder("not there")


def test_a_story_that_is_shown_is_read_once(sam) -> None:
    profile = published_specialist(sam, struggles=("S7",), now=NOON)
    assert StoryToRead.objects.get().changed_at == NOON

    assert read() == (1, True)
    assert read() == (0, True)

    kept = StoryMeaning.objects.get()
    assert (kept.story, kept.made_at) == (profile.story, SOON)
    assert float(kept.vector @ vectors_of([text_of(profile.story)])[0]) == pytest.approx(
        1, abs=1e-3
    )
    assert kept.stems["lock"] == 1
    assert kept.length == sum(kept.stems.values())


def test_a_draft_is_not_read(sam) -> None:
    told_story(sam, show=False, now=NOON)

    assert not StoryToRead.objects.exists()
    assert read() == (0, True)


def test_a_story_that_is_taken_back_is_forgotten_in_the_same_moment(sam) -> None:
    published_specialist(sam, now=NOON)
    read()

    told_story(sam, show=False, now=SOON)

    assert not StoryMeaning.objects.exists()


def test_what_was_taken_back_while_it_was_read_stays_forgotten(sam) -> None:
    published_specialist(sam, now=NOON)

    def slow(texts):
        told_story(sam, show=False, now=SOON)
        return vectors_of(texts)

    assert read(encode=slow) == (1, True)

    assert not StoryMeaning.objects.exists()


def test_what_was_changed_while_it_was_read_is_read_again(sam) -> None:
    published_specialist(sam, now=NOON)

    def slow(texts):
        told_story(sam, parts={"now": "I keep bees."}, now=SOON)
        return vectors_of(texts)

    read(encode=slow)
    assert not StoryMeaning.objects.exists()
    assert read() == (1, True)

    assert "bee" in StoryMeaning.objects.get().stems


def test_without_the_model_a_story_waits_however_long_and_is_read_once_it_is_there(sam) -> None:
    published_specialist(sam, now=NOON)

    for _ in range(TRIES + 1):
        assert read(encode=away) == (1, False)
    waiting = StoryToRead.objects.get()
    assert (waiting.tries, waiting.leased_until) == (0, None)

    assert read() == (1, True)
    assert StoryMeaning.objects.exists()


def test_a_model_that_fails_is_no_fault_of_the_story(sam, monkeypatch) -> None:
    published_specialist(sam, now=NOON)

    def broken(_):
        raise RuntimeError("no memory")

    monkeypatch.setattr(meaning, "encoder", lambda _: broken)
    for _ in range(TRIES + 1):
        assert read() == (1, False)
    monkeypatch.setattr(meaning, "encoder", lambda _: lambda _: np.full((1, SIZE), np.nan))
    assert read() == (1, False)
    monkeypatch.undo()

    assert read() == (1, True)


def test_a_story_that_nothing_can_read_is_left_after_three_tries_and_takes_no_other_with_it(
    sam, person
) -> None:
    sore = published_specialist(sam, parts={"now": "unreadable"}, now=NOON).story
    well = published_specialist(person("Cedar Wren"), now=NOON).story

    def picky(texts):
        if any("unreadable" in text for text in texts):
            raise NoEncoder("too hard")
        return vectors_of(texts)

    now = SOON
    assert read(now, picky) == (2, False)  # together: nobody knows yet which of them it was
    for _ in range(TRIES):
        assert read(now, picky) == (0, True)  # leased
        now += LEASE + timedelta(seconds=1)
        read(now, picky)
        read(now, picky)
    assert read(now + 2 * LEASE, picky) == (0, True)

    assert [one.story_id for one in StoryMeaning.objects.all()] == [well.pk]
    assert [(one.story_id, one.tries) for one in StoryToRead.objects.all()] == [(sore.pk, TRIES)]
    told_story(sam, now=now)
    assert read(now) == (1, True)


def test_a_story_that_a_moderator_lets_out_is_read(sam, ines) -> None:
    told_story(sam, parts={"now": HIGH}, now=NOON)
    assert not StoryToRead.objects.exists()
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)

    flags.let_out(flag, by=ines, now=SOON)

    assert StoryToRead.objects.get().changed_at == SOON


def test_words_are_counted_once_a_minute_and_rare_ones_are_not_named(sam, person) -> None:
    published_specialist(sam, parts={"now": "I keep bees."}, now=NOON)
    published_specialist(person("Cedar Wren"), parts={"now": "I keep dogs."}, now=NOON)
    count_words(now=NOON)
    assert not CommonWords.objects.exists()
    read()

    count_words(now=SOON)

    counted = CommonWords.objects.get()
    assert counted.stories == 2
    assert counted.holding["keep"] == 2
    assert "bee" not in counted.holding
    told_story(sam, parts={"now": "I keep dogs."}, now=SOON)
    read(SOON + timedelta(seconds=1))
    count_words(now=SOON + timedelta(seconds=50))
    assert "dog" not in CommonWords.objects.get().holding
    count_words(now=SOON + timedelta(seconds=70))
    assert CommonWords.objects.get().holding["dog"] == 2


def test_only_a_few_are_taken_at_once(person) -> None:
    for number in range(reading.TOGETHER + 1):
        published_specialist(person(f"Cedar Wren {number}"), now=NOON)

    assert read()[0] == reading.TOGETHER
    assert read()[0] == 1
    with transaction.atomic():
        assert StoryMeaning.objects.count() == reading.TOGETHER + 1
