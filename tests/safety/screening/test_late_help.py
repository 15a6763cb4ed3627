"""What only the second reading finds shows its author help: soon, kindly, and once."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.detection.second import look_twice
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.screening import actions
from safety.screening.actions.looking import look_at_waiting
from safety.screening.models import OFFER_STAYS, HelpOffer
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH, LOW, watched
from tests.safety.screening.test_looking import FAREWELL, SOON
from tests.together import all_gave

ClientOf = Callable[[User], Client]
KIND = "Some of what you wrote sounds very heavy."
HOUR = timedelta(hours=1)


def wrote(person: User, text: str, *, number: int = 1, now: datetime = SOON) -> None:
    """``person`` wrote ``text``, and it was read twice."""
    watched(text, author=person, subject_id=str(number), now=now)
    look(now=now)


def look(*, now: datetime = SOON, most: int = 16) -> int:
    return look_at_waiting(clock=lambda: now, looks=look_twice, most=most)


def page(browser: Client, path: str = "/settings/") -> str:
    return browser.get(path).content.decode()


def test_what_only_the_second_reading_finds_is_offered_help(maya: User) -> None:
    wrote(maya, FAREWELL)

    flag, offer = Flag.objects.get(), HelpOffer.objects.get()
    assert flag.level == 2
    assert (offer.person, offer.flag, offer.offered_at, offer.shown_at) == (maya, flag, SOON, None)


@pytest.mark.parametrize("text", [CALM, LOW, HIGH, f"{LOW} {FAREWELL}"])
def test_nobody_is_offered_it_twice_or_without_need(text: str, maya: User) -> None:
    wrote(maya, text)

    assert not HelpOffer.objects.exists()


def test_a_first_look_that_found_only_a_reason_to_wait_is_no_help_that_was_shown(
    maya: User,
) -> None:
    watched(FAREWELL, author=maya)
    look()
    Flag.objects.update(level=0)  # as the first message of a newcomer, which waits without danger
    HelpOffer.objects.all().delete()
    watched(FAREWELL, author=maya)

    look()

    assert Flag.objects.get().level == 2
    assert HelpOffer.objects.get().person == maya


def test_the_next_page_shows_it_once(maya: User, noor: User, client_of: ClientOf) -> None:
    wrote(maya, FAREWELL, now=timezone.now())
    browser, other = client_of(maya), client_of(noor)

    assert [KIND in page(other), KIND in page(browser), KIND in page(browser)] == [
        False,
        True,
        False,
    ]


def test_it_says_nothing_of_flags_and_sends_no_notice(maya: User, client_of: ClientOf) -> None:
    before = page(client_of(maya))
    wrote(maya, FAREWELL, now=timezone.now())
    shown = page(client_of(maya))

    assert "988" in shown
    assert "988" not in before
    panel = shown.partition('id="main"')[2].partition("<h1")[0].lower()
    assert KIND.lower() in panel
    hard = ("flag", "screen", "second reading", "a rule", "level", "moderator", "letters")
    assert [word for word in hard if word in panel] == []
    assert not Notice.objects.filter(person=maya).exists()


def test_pages_of_the_team_never_show_it(ines: User, client_of: ClientOf) -> None:
    wrote(ines, FAREWELL, now=timezone.now())
    browser = client_of(ines)

    assert KIND not in page(browser, "/queue/")
    assert KIND in page(browser)


def test_it_comes_once_an_hour_at_most(maya: User) -> None:
    wrote(maya, FAREWELL)
    assert actions.show_help(maya, now=SOON)

    wrote(maya, FAREWELL, number=2, now=SOON + HOUR - timedelta(seconds=1))
    assert not actions.show_help(maya, now=SOON + HOUR)

    wrote(maya, FAREWELL, number=3, now=SOON + HOUR)
    assert actions.show_help(maya, now=SOON + HOUR)


def test_two_texts_before_the_next_page_are_one_panel(maya: User) -> None:
    wrote(maya, FAREWELL)
    wrote(maya, FAREWELL, number=2)

    assert [actions.show_help(maya, now=SOON) for _ in range(2)] == [True, False]
    assert HelpOffer.objects.get().flag == Flag.objects.latest("pk")


def test_who_comes_back_after_a_week_is_not_met_with_it_but_with_what_is_new(maya: User) -> None:
    wrote(maya, FAREWELL)
    later = SOON + OFFER_STAYS
    assert not actions.show_help(maya, now=later)

    wrote(maya, FAREWELL, number=2, now=later)
    assert actions.show_help(maya, now=later)


def test_offering_and_showing_are_written_down(maya: User) -> None:
    wrote(maya, FAREWELL)
    actions.show_help(maya, now=SOON)

    flag, offer = Flag.objects.get(), HelpOffer.objects.get()
    kept = Entry.objects.filter(verb__startswith="safety.help_").order_by("pk")
    assert list(kept.values_list("verb", "actor_id", "subject_id", "details")) == [
        ("safety.help_offered", None, str(offer.pk), {"flag": flag.pk}),
        ("safety.help_shown", maya.pk, str(offer.pk), {"flag": flag.pk}),
    ]


def test_only_those_who_wait_for_it_are_found(maya: User, noor: User) -> None:
    wrote(maya, FAREWELL)

    assert actions.waiting_for({maya.pk, noor.pk}, now=SOON) == frozenset({maya.pk})
    actions.show_help(maya, now=SOON)
    assert actions.waiting_for({maya.pk, noor.pk}, now=SOON) == frozenset()


def test_a_level_that_a_person_raised_meanwhile_is_theirs_to_act_on(maya: User, ines: User) -> None:
    watched(LOW, author=maya)
    flags.raise_level(Flag.objects.get(), by=ines, level=2, now=NOON)

    look()

    assert not HelpOffer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_two_pages_at_once_show_it_once(maya: User) -> None:
    for number in range(2):
        watched(FAREWELL, author=maya, subject_id=str(number))

    assert all_gave(*[lambda: look(most=1)] * 2) == [1, 1]
    assert HelpOffer.objects.count() == 1
    shown = all_gave(*[lambda: actions.show_help(maya, now=SOON)] * 2)
    assert sorted(map(bool, shown)) == [False, True]
