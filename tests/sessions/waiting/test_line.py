"""Who stands in the line, who may not, and how one leaves it."""

from collections.abc import Callable
from datetime import datetime

import pytest

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability.rules import DAY, HOUR, MINUTE
from sessions.bookings import openings
from sessions.bookings.actions import NotBookable
from sessions.bookings.models import Booking
from sessions.waiting import actions, notices
from sessions.waiting.models import Offer, Wait
from sessions.waiting.rule import Wanted
from sessions.waiting.states import WaitState
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON
from tests.sessions.waiting.conftest import ANY, HALF, MORNING, Waits
from tests.sessions.waiting.scenes import cancelled, kept, states

pytestmark = pytest.mark.django_db
Person = Callable[..., User]


def test_whoever_may_not_book_may_not_wait(
    maya: User, sam: User, peer: SpecialistProfile, full: list[Booking]
) -> None:
    with pytest.raises(NotBookable):
        actions.begin(peer, by=sam, wanted=ANY, now=NOON)
    SpecialistProfile.objects.filter(pk=peer.pk).update(takes_new_from=NOON + DAY)
    with pytest.raises(NotBookable):
        actions.begin(peer, by=maya, wanted=ANY, now=NOON)
    SpecialistProfile.objects.filter(pk=peer.pk).update(takes_new_from=None)
    peers.pause(peer, by=sam, now=NOON)
    with pytest.raises(NotBookable):
        actions.begin(peer, by=maya, wanted=ANY, now=NOON)
    assert not Wait.objects.exists()


def test_it_is_asked_again_when_a_time_is_offered(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    wait = waits(maya)
    SpecialistProfile.objects.filter(pk=peer.pk).update(takes_new_from=NOON + 9 * DAY)
    cancelled(full[0])

    assert actions.look(now=MORNING) == 0
    assert states(wait) == [WaitState.WAITING]
    SpecialistProfile.objects.filter(pk=peer.pk).update(takes_new_from=None)
    assert actions.look(now=MORNING) == 1


def test_a_block_ends_the_wait_and_the_offer_without_a_word(
    maya: User, noor: User, sam: User, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])
    actions.look(now=MORNING)

    blocking.block(maya, by=sam, now=MORNING)

    assert kept() == []
    assert states(wait, other) == [WaitState.ENDED, WaitState.WAITING]
    assert actions.ahead_of(other) == 0
    actions.look(now=MORNING)
    assert kept() == [("Noor", at)]
    assert not Notice.objects.filter(kind=notices.ENDED.key).exists()


def test_a_closed_account_is_nobody_ahead_and_its_wait_ends(
    maya: User, noor: User, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    User.objects.filter(pk=maya.pk).update(is_active=False)
    assert actions.ahead_of(other) == 0

    actions.look(now=MORNING)

    assert states(wait, other) == [WaitState.ENDED, WaitState.WAITING]


def test_leaving_lets_the_next_one_have_it(
    maya: User, noor: User, full: list[Booking], waits: Waits
) -> None:
    wait, _ = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])
    actions.look(now=MORNING)

    for _press in range(2):
        actions.leave(wait, by=maya, now=MORNING)

    assert (states(wait), kept()) == ([WaitState.LEFT], [("Noor", at)])
    with pytest.raises(actions.NotYours):
        actions.leave(wait, by=noor, now=MORNING)
    with pytest.raises(actions.NotYours):
        actions.pass_on(wait, by=noor, now=MORNING)


def test_asking_twice_keeps_the_place_with_the_new_wishes(
    maya: User, noor: User, waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)

    again = waits(maya, Wanted(frozenset({1}), frozenset({"morning"}), HALF), now=NOON + HOUR)

    assert (again.pk, again.since, again.weekdays) == (wait.pk, NOON, [1])
    assert actions.ahead_of(other) == 1


def test_killed_between_the_offer_and_its_notice_nothing_has_happened(
    maya: User, full: list[Booking], waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(maya)
    cancelled(full[0])

    def dies(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(notices, "tell_offered", dies)
        actions.look(now=MORNING)
    assert (kept(), Offer.objects.count(), Notice.objects.filter(person=maya).count()) == ([], 0, 0)

    assert actions.look(now=MORNING) == 1
    assert Notice.objects.filter(person=maya).count() == 1


def test_one_line_that_fails_keeps_back_no_other(
    maya: User, ade: User, full: list[Booking], waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits(maya)
    second = bookable_specialist(ade, now=NOON)
    actions.begin(second, by=maya, wanted=ANY, now=NOON)
    cancelled(full[0])
    real = openings.booked_timetable

    def fails(profile: SpecialistProfile, *, now: datetime) -> object:
        if profile == second:
            raise ValueError(profile)
        return real(profile, now=now)

    monkeypatch.setattr(openings, "booked_timetable", fails)

    assert actions.look(now=MORNING) == 1
