"""The numbers of the last check-ins, for one specialist whom the member ticked; nobody else sees any."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.audit.words import Looker, What, Why
from peerhub.notifications.models import Notice
from safety.sharing import fields
from sessions.bookings.models import Booking
from sessions.caseload import overview
from sessions.checkins import actions
from sessions.checkins.actions import NotWithThem
from sessions.checkins.models import DayCheckInShare
from sessions.checkins.states import Part, Word
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2026, 11, 23)
ClientOf = Callable[[User], Client]


def came(member: User, *ago: int) -> None:
    """The member said a number on days before, as many as those days are ago."""
    for days in ago:
        then = NOON - days * DAY
        actions.say(Part.DAY, days % 11, on=TODAY - days * DAY, by=member, now=then)


def seen_by(person: User, member: User) -> list[tuple[date, str]]:
    found = actions.read_shared(member, by=person, now=NOON)
    return [(each.on, each.said_day) for each in found]


def test_nobody_sees_any_until_it_is_shared(maya: User, sam: User, booking: Booking) -> None:
    came(maya, 1)

    assert seen_by(sam, maya) == []
    assert not Disclosure.objects.exists()


def test_shared_are_the_last_seven_of_four_weeks(maya: User, sam: User, booking: Booking) -> None:
    came(maya, 29, 27, 9, 8, 7, 6, 5, 4, 3)
    actions.share(sam.pk, by=maya, now=NOON)

    assert [on for on, _ in seen_by(sam, maya)] == [
        TODAY - days * DAY for days in (3, 4, 5, 6, 7, 8, 9)
    ]


def test_a_line_is_no_part_of_it_and_neither_is_a_day_with_nothing_else(
    maya: User, sam: User, booking: Booking
) -> None:
    actions.write("Soup.", on=TODAY, by=maya, now=NOON)
    actions.share(sam.pk, by=maya, now=NOON)
    assert seen_by(sam, maya) == []
    assert not Disclosure.objects.exists()  # where there is nothing to see, nobody looked
    came(maya, 1)

    (found,) = actions.read_shared(maya, by=sam, now=NOON)

    assert found.on == TODAY - DAY
    assert "sealed_line" in found.get_deferred_fields()


def test_each_look_is_in_the_members_ledger(maya: User, sam: User, booking: Booking) -> None:
    came(maya, 1)
    actions.share(sam.pk, by=maya, now=NOON)

    seen_by(sam, maya)
    seen_by(sam, maya)

    lines = Disclosure.objects.about(maya.pk)
    assert [(line.who, line.what, line.why) for line in lines] == [
        (Looker.SPECIALIST, What.CHECK_INS, Why.SHARED)
    ] * 2


def test_it_ends_at_once_and_nobody_is_told(maya: User, sam: User, booking: Booking) -> None:
    came(maya, 1)
    before = Notice.objects.count()
    actions.share(sam.pk, by=maya, now=NOON)

    actions.unshare(sam.pk, by=maya)

    assert seen_by(sam, maya) == []
    assert Notice.objects.count() == before


def test_it_is_shared_with_each_by_themself(
    maya: User, noor: User, sam: User, tomasz: User, booking: Booking
) -> None:
    came(maya, 1)
    came(noor, 1)
    actions.share(sam.pk, by=maya, now=NOON)

    assert (seen_by(tomasz, maya), seen_by(sam, noor)) == ([], [])


def test_it_cannot_be_shared_with_whom_they_do_not_meet(
    maya: User, noor: User, ines: User, ade: User, tomasz: User, booking: Booking
) -> None:
    for who in (noor, ines, ade, tomasz, maya):
        with pytest.raises(NotWithThem):
            actions.share(who.pk, by=maya, now=NOON)


@pytest.mark.parametrize("blocks", ["maya", "sam"])
def test_a_block_ends_it_both_ways(maya: User, sam: User, booking: Booking, blocks: str) -> None:
    came(maya, 1)
    actions.share(sam.pk, by=maya, now=NOON)
    by, whom = (maya, sam) if blocks == "maya" else (sam, maya)

    blocking.block(whom, by=by, now=NOON)

    assert (seen_by(sam, maya), DayCheckInShare.objects.count()) == ([], 0)
    with pytest.raises(NotWithThem):
        actions.share(sam.pk, by=maya, now=NOON)


def test_who_is_no_specialist_any_more_sees_nothing(
    maya: User, sam: User, ade: User, booking: Booking
) -> None:
    came(maya, 1)
    actions.share(sam.pk, by=maya, now=NOON)
    accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)

    assert seen_by(sam, maya) == []


def test_the_caseload_says_that_it_is_shared_and_looks_at_nothing(
    maya: User, peer: SpecialistProfile, booking: Booking
) -> None:
    came(maya, 1)
    actions.share(peer.person_id, by=maya, now=NOON)

    (found,) = overview.people_of(peer, now=NOON)

    assert found.shares == ["last check-ins"]
    assert not Disclosure.objects.exists()


def test_what_can_be_handed_on_is_numbers_in_words_and_no_line(maya: User, noor: User) -> None:
    field = fields.get("checkins.trend")
    assert field is not None
    came(maya, 100, 6, 5, 4, 3)
    actions.say_word(Word.VERY_HARD, on=TODAY - DAY, by=maya, now=NOON)
    actions.write(HIGH, on=TODAY, by=maya, now=NOON)

    assert field.read(maya, NOON) == (
        "5 days in the last 12 weeks, from 0 (very hard) to 10 (very good).",
        "Mostly between 3 and 6.",
    )
    assert field.read(noor, NOON) == ()


def test_the_members_page_shows_the_specialist_what_is_shared(
    maya: User, sam: User, booking: Booking, person: Person, client_of: ClientOf
) -> None:
    now = timezone.now()
    today = now.astimezone(maya.zone).date()
    actions.say_word(Word.HARD, on=today, by=maya, now=now)
    actions.write("Soup.", on=today, by=maya, now=now)
    address = f"/caseload/{maya.pk}/"
    before = client_of(sam).get(address).content.decode()

    actions.share(sam.pk, by=maya, now=now)

    page = client_of(sam).get(address).content.decode()
    assert ("Last check-ins" in before, "Last check-ins" in page) == (False, True)
    assert ">Hard</span>" in page
    assert "Soup." not in page
