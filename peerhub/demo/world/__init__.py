"""The demo world: three weeks of a platform that never was, told with the real actions."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.test.utils import override_settings

from peerhub.demo.cast import ADE, INES
from peerhub.demo.world import (
    appeals,
    around,
    asking,
    becoming,
    board,
    care,
    caseload,
    checkins,
    clinic,
    days,
    friends,
    guide,
    insurance,
    local_help,
    measures,
    meetings,
    organisations,
    own_notes,
    own_plans,
    passports,
    people,
    plans,
    prices,
    queue,
    referrals,
    rota,
    sharing,
    shifts,
    studio,
    supervisors,
    talk,
    waiting,
    wall,
    wallet,
    wanted,
    words,
)
from peerhub.notifications import actions as notifications
from sessions.bookings import actions as bookings

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def build(*, now: datetime, say: Callable[[str], object]) -> None:
    """Build it in one transaction: the whole world or none of it.

    Mail of the past goes nowhere; what falls due from now on is real.
    """
    with transaction.atomic(), override_settings(EMAIL_BACKEND=NOWHERE):
        say("people, stories and hours")
        everyone = people.arrive(now=now)
        say("stories in the making")
        studio.write(everyone, now=now)
        say("sessions")
        _sessions(everyone, now=now)
        say("referrals")
        referrals.refer(everyone, now=now)
        say("local help")
        local_help.list_all(everyone, now=now)
        say("staying safe plans")
        plans.plan(everyone, now=now)
        _shared(everyone, now=now)
        say("somebody for whom nobody fitted")
        wanted.look_for(everyone, now=now)
        say("rooms and three weeks of talk")
        _together(everyone, now=now)
        studio.hand_in(everyone, now=now)
        _look_after(everyone, now=now)
        say("the on-call rota")
        rota.keep(everyone, now=now)
        say("people on their way to becoming a peer")
        _peers(everyone, now=now)
        say("a college that pays for places, a rule that waits for a second person")
        _around(everyone, now=now)
        _tell_the_past(now=now)
    # Only now: listeners that run after the commit looked from the days when hours were set.
    bookings.refresh_next_open_slots(now=now)


def _sessions(everyone: people.People, *, now: datetime) -> None:
    """What two people have together, and what one has of it alone."""
    meetings.meet(everyone, now=now)
    caseload.write(everyone, now=now)
    around.tell(everyone, now=now)
    words.write(everyone, now=now)
    friends.befriend(everyone, now=now)
    guide.ask(everyone, now=now)
    waiting.wait(everyone, now=now)
    days.keep(everyone, now=now)
    checkins.say(everyone, now=now)
    own_notes.write(everyone, now=now)
    own_plans.keep(everyone, now=now)
    measures.answer(everyone, now=now)
    passports.keep(everyone, now=now)


def _shared(everyone: people.People, *, now: datetime) -> None:
    """With a clinician who invited somebody; they write to each other."""
    clinic.invite(everyone, now=now)
    sharing.share(everyone, now=now)
    care.care(everyone, now=now)


def _together(everyone: people.People, *, now: datetime) -> None:
    """What people say to others here."""
    talk.talk(everyone, now=now)
    asking.ask(everyone, now=now)
    wall.write(everyone, now=now)
    appeals.ask(everyone, now=now)


def _look_after(everyone: people.People, *, now: datetime) -> None:
    """What our team does once somebody has been reached."""
    queue.ask_how_they_are(everyone[INES.name], now=now)
    queue.look_again(everyone[ADE.name])
    shifts.sit(now=now)


def _peers(everyone: people.People, *, now: datetime) -> None:
    becoming.apply(everyone, now=now)
    supervisors.look_after(everyone, now=now)


def _around(everyone: people.People, *, now: datetime) -> None:
    """Who pays, and what we go by."""
    organisations.pay(everyone, now=now)
    insurance.cover(everyone, now=now)  # before anybody has a price: nothing else bears its session
    prices.ask(everyone, now=now)
    wallet.keep(everyone, now=now)
    board.ask(everyone, now=now)


def _tell_the_past(*, now: datetime) -> None:
    while claimed := notifications.claim_due(now=now):
        for notice_id in claimed:
            notifications.deliver(notice_id, now=now)
