"""Whether two people met, as each of them says: private, undone within a day, and no mark on anyone."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import actions, afterwards
from sessions.bookings.actions import NotYours, TooEarly, TooLate
from sessions.bookings.models import PATTERN, TAKE_BACK, WAIT, Booking, MeetingWord
from sessions.bookings.states import BookingState, Word, outcome
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.together import all_gave

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.django_db
MORNING = NOON + DAY + 3 * HOUR
SECOND = timedelta(seconds=1)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING)


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def state_of(booking: Booking) -> BookingState:
    return BookingState(Booking.objects.get(pk=booking.pk).state)


@pytest.mark.parametrize(
    ("word", "soonest"),
    [
        (Word.MET, MORNING),
        (Word.SELF_AWAY, MORNING),
        (Word.OTHER_AWAY, MORNING + WAIT),
    ],
)
def test_each_word_has_its_first_moment(
    booking: Booking, maya: User, sam: User, word: Word, soonest: datetime
) -> None:
    for person in (maya, sam):
        with pytest.raises(TooEarly):
            actions.say(booking, word, by=person, now=soonest - SECOND)
    assert state_of(booking) == BookingState.BOOKED

    for person in (maya, sam):
        actions.say(booking, word, by=person, now=soonest)
    assert state_of(booking) == outcome(member=word, specialist=word)


SAID = [None, *Word]


@pytest.mark.parametrize(("member", "specialist"), list(product(SAID, SAID)))
def test_the_members_word_goes_first_then_whoever_spoke(
    member: Word | None, specialist: Word | None
) -> None:
    spoke = member or specialist
    wanted = BookingState.BOOKED
    if spoke is not None:
        wanted = BookingState.HELD if spoke == Word.MET else BookingState.MISSED

    assert outcome(member=member, specialist=specialist) == wanted


def test_it_is_undone_within_a_day_and_then_stays(booking: Booking, maya: User) -> None:
    said_at = MORNING + WAIT
    actions.say(booking, Word.OTHER_AWAY, by=maya, now=said_at)
    actions.take_back(booking, by=maya, now=said_at + TAKE_BACK - SECOND)
    actions.take_back(booking, by=maya, now=said_at + TAKE_BACK - SECOND)  # twice changes nothing
    assert (state_of(booking), MeetingWord.objects.count()) == (BookingState.BOOKED, 0)

    actions.say(booking, Word.OTHER_AWAY, by=maya, now=said_at)
    for late in (
        lambda: actions.take_back(booking, by=maya, now=said_at + TAKE_BACK),
        lambda: actions.say(booking, Word.MET, by=maya, now=said_at + TAKE_BACK),
    ):
        with pytest.raises(TooLate):
            late()
    assert state_of(booking) == BookingState.MISSED


def test_taking_ones_own_back_leaves_what_the_other_said(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.say(booking, Word.MET, by=sam, now=MORNING + WAIT)
    actions.say(booking, Word.OTHER_AWAY, by=maya, now=MORNING + WAIT)
    assert state_of(booking) == BookingState.MISSED

    actions.take_back(booking, by=maya, now=MORNING + HOUR)

    assert state_of(booking) == BookingState.HELD


def test_a_stranger_says_nothing_of_it(booking: Booking, noor: User, client_of: ClientOf) -> None:
    for act in (
        lambda: actions.say(booking, Word.MET, by=noor, now=MORNING),
        lambda: actions.take_back(booking, by=noor, now=MORNING),
    ):
        with pytest.raises(NotYours):
            act()

    url = reverse("sessions:meeting", args=[booking.public_id])
    assert client_of(noor).post(url, {"said": "met"}).status_code == 404


def ago(booking: Booking, away: timedelta) -> Booking:
    """The session as if it had been so long before now."""
    shift = booking.starts_at - (datetime.now(tz=booking.starts_at.tzinfo) - away)
    Booking.objects.filter(pk=booking.pk).update(
        starts_at=booking.starts_at - shift, ends_at=booking.ends_at - shift
    )
    booking.refresh_from_db()
    return booking


def test_the_other_side_reads_neutral_words_and_nobody_is_told_off(
    booking: Booking, maya: User, sam: User, client_of: ClientOf
) -> None:
    booking = ago(booking, HOUR)
    url = reverse("sessions:meeting", args=[booking.public_id])
    members, specialists = client_of(maya), client_of(sam)

    members.post(url, {"said": "other_away"})
    theirs = words_of(specialists.get(booking.get_absolute_url()))
    assert "You missed each other. No explanation needed." in theirs
    assert "You said" not in theirs
    assert "You remember it differently" not in theirs

    specialists.post(url, {"said": "met"})
    for browser in (members, specialists):
        page = words_of(browser.get(booking.get_absolute_url()))
        assert "You remember it differently. That is all right." in page
    assert state_of(booking) == BookingState.MISSED

    members.post(url, {"said": "back"})
    assert "You remember it differently" not in words_of(
        specialists.get(booking.get_absolute_url())
    )
    assert state_of(booking) == BookingState.HELD


def test_a_member_who_waited_in_vain_is_offered_times_others_and_a_person_at_once(
    booking: Booking, maya: User, sam: User, client_of: ClientOf
) -> None:
    booking = ago(booking, timedelta(minutes=11))
    url = reverse("sessions:meeting", args=[booking.public_id])

    page = client_of(maya).post(url, {"said": "other_away"}, follow=True)

    html = page.content.decode()
    assert html.count("/keep/?minutes=30") == 3
    assert "Others who are free soon" in html
    assert reverse("safety:someone") in html
    assert "/keep/" not in client_of(sam).get(booking.get_absolute_url()).content.decode()


def test_next_week_is_one_tap_and_never_books_before_the_page_to_confirm(
    booking: Booking, maya: User, client_of: ClientOf
) -> None:
    booking = ago(booking, DAY)
    # On the specialist's grid, as every session is.
    shift = timedelta(
        minutes=booking.starts_at.minute % 15,
        seconds=booking.starts_at.second,
        microseconds=booking.starts_at.microsecond,
    )
    local = (booking.starts_at - shift).astimezone(maya.zone).replace(hour=11, minute=0)
    Booking.objects.update(starts_at=local, ends_at=local + timedelta(minutes=30))
    client = client_of(maya)

    html = client.get(booking.get_absolute_url()).content.decode()
    (url,) = set(re.findall(r'action="([^"]+/keep/\?minutes=30)"', html))
    again = local + timedelta(days=7)
    assert f"{again.astimezone(NOON.tzinfo):%Y-%m-%dT%H:%MZ}" in url

    answer = client.post(url, follow=True)
    assert "Book this time with Sam?" in words_of(answer)
    assert Booking.objects.count() == 1

    booked_session(maya, booking.specialist, datetime.now(tz=NOON.tzinfo), starts_at=again)
    assert "/keep/" not in client.get(booking.get_absolute_url()).content.decode()


def test_where_next_week_is_taken_the_nearest_three_are_offered(
    booking: Booking, maya: User, noor: User
) -> None:
    now = booking.ends_at
    part = afterwards.bring_again(booking, maya, now)
    assert part is not None
    assert (part.words["times"], part.words["same"]) == ([MORNING + 7 * DAY], True)

    booked_session(noor, booking.specialist, now, starts_at=MORNING + 7 * DAY)
    part = afterwards.bring_again(booking, maya, now)

    assert part is not None
    assert part.words["same"] is False
    minutes = [(each - MORNING - 7 * DAY) // timedelta(minutes=1) for each in part.words["times"]]
    assert minutes == [30, 60, 90]  # the specialist's day begins with the one that is taken


def test_the_same_time_is_that_of_the_readers_clock_when_clocks_change(
    person: Person, peer: SpecialistProfile
) -> None:
    member = person("Ida", time_zone="America/New_York")
    before = datetime(2026, 10, 28, 15, 0, tzinfo=NOON.tzinfo)  # 11 am; clocks change on 1 November
    booking = Booking(member=member, specialist=peer, starts_at=before)

    again = afterwards.next_week(booking, member, now=before + HOUR)

    assert again - before == 7 * DAY + HOUR
    assert again.astimezone(member.zone).hour == before.astimezone(member.zone).hour == 11


def test_a_supervisor_learns_of_a_specialist_who_was_away_twice_and_of_no_member(
    maya: User, noor: User, sam: User, peer: SpecialistProfile
) -> None:
    first = booked_session(maya, peer, NOON, starts_at=MORNING)
    second = booked_session(noor, peer, NOON, starts_at=MORNING + DAY)
    third = booked_session(maya, peer, NOON, starts_at=MORNING + 2 * DAY)
    later = third.ends_at
    away = MeetingWord.objects.often_away

    actions.say(first, Word.OTHER_AWAY, by=maya, now=later)
    actions.say(second, Word.SELF_AWAY, by=noor, now=later)  # the member's own
    actions.say(third, Word.OTHER_AWAY, by=sam, now=later)  # the specialist waited
    assert away(now=later) == set()

    actions.say(third, Word.SELF_AWAY, by=sam, now=later)
    assert away(now=later) == {sam.pk}
    assert away(now=first.starts_at + PATTERN) == set()


@pytest.mark.django_db(transaction=True)
def test_both_say_it_at_the_same_moment_and_both_words_count(
    maya: User, sam: User, booking: Booking
) -> None:
    now = booking.ends_at

    def says(person: User, word: Word) -> Callable[[], object]:
        mine = Booking.objects.with_people().get(pk=booking.pk)
        return lambda: actions.say(mine, word, by=person, now=now)

    all_gave(says(maya, Word.MET), says(sam, Word.OTHER_AWAY))

    assert MeetingWord.objects.count() == 2
    assert state_of(booking) == BookingState.HELD


def test_whoever_supervises_is_no_part_of_it(booking: Booking, person: Person) -> None:
    ade = person("Ade", Role.SUPERVISOR)

    with pytest.raises(NotYours):
        actions.say(booking, Word.MET, by=ade, now=booking.ends_at)
