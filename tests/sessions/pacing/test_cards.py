"""The card: Maya says what she would like, Sam reads it and keeps to it, Noor sees nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.crypto import Unreadable
from peerhub.events import listeners_of
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from safety.flags.models import Flag
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import actions as bookings
from sessions.bookings import doors
from sessions.bookings.actions import NotYours
from sessions.bookings.events import SessionCancelled
from sessions.bookings.models import Booking
from sessions.pacing import actions, handlers, policies
from sessions.pacing.actions import CardChanged, NotAPauseWord, NothingBefore, NotNow
from sessions.pacing.models import CardReading, OwnWords, PacingCard, Wish
from sessions.pacing.notices import TO_READ
from sessions.pacing.states import Depth, Manner
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.together import together

pytestmark = pytest.mark.django_db
MORNING = NOON + DAY + 3 * HOUR
OPEN = MORNING - doors.OPENS
MINUTE = timedelta(minutes=1)
LIGHT = Wish(depth=Depth.LIGHT, words=OwnWords(off_table="My brother.", pause_word="Lantern"))


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING)


def shut(booking: Booking, person: User, *, now=OPEN) -> bool:
    return doors.first_step(booking, person, now=now) is not None


def told(sam: User) -> list[Notice]:
    rows = Notice.objects.filter(person_id=sam.pk, kind=TO_READ.key, cancelled_at=None)
    return list(rows.order_by("pk"))


def test_everything_that_was_said_comes_back(booking: Booking, maya: User) -> None:
    said = Wish(
        depth=Depth.DEEP,
        manner=Manner.ASK,
        notes=("death-grief", "alcohol"),
        words=OwnWords("Not my brother.\nNot Tuesdays.", "Red light", "Jo"),
        camera_off=False,
    )

    actions.write(booking, said, by=maya, now=NOON)

    card = PacingCard.objects.get()
    assert (card.wish, card.number, card.pause_word) == (said, 1, "Red light")
    assert b"brother" not in bytes(card.sealed)


def test_the_specialist_goes_in_only_once_they_have_read_the_newest(
    booking: Booking, maya: User, sam: User
) -> None:
    assert (shut(booking, sam), shut(booking, maya)) == (True, False)

    actions.read(booking, 0, by=sam, now=NOON)  # nothing was said: that, too, is read
    assert not shut(booking, sam)

    actions.write(booking, LIGHT, by=maya, now=NOON + HOUR)
    assert (shut(booking, sam), shut(booking, maya)) == (True, False)

    actions.read(booking, 1, by=sam, now=NOON + 2 * HOUR)
    assert not shut(booking, sam)


def test_the_step_leads_to_the_card(booking: Booking, sam: User) -> None:
    step = doors.first_step(booking, sam, now=OPEN)

    assert step is not None
    assert step.url == f"/sessions/{booking.public_id}/card/"


def test_what_changes_once_it_has_begun_shuts_nobody_out_who_had_read_the_rest(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)
    actions.read(booking, 1, by=sam, now=NOON)

    actions.write(booking, Wish(), by=maya, now=MORNING + MINUTE)
    assert not shut(booking, sam, now=MORNING + 2 * MINUTE)

    actions.read(booking, 2, by=sam, now=MORNING + 3 * MINUTE)
    assert policies.reading_of(booking, 2) is not None


def test_what_changed_before_it_began_is_read_first_also_by_whoever_is_late(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.read(booking, 0, by=sam, now=NOON)
    actions.write(booking, LIGHT, by=maya, now=MORNING - MINUTE)

    assert shut(booking, sam, now=MORNING + 5 * MINUTE)


def test_a_version_that_was_overtaken_cannot_be_read_by_mistake(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)

    for number in (0, 2):
        with pytest.raises(CardChanged):
            actions.read(booking, number, by=sam, now=NOON)
    assert CardReading.objects.count() == 0


def test_the_same_again_is_no_new_version_and_reading_twice_is_reading_once(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, Wish(), by=maya, now=NOON)  # nothing was chosen
    assert PacingCard.objects.count() == 0
    for _ in range(2):
        actions.write(booking, LIGHT, by=maya, now=NOON)
        actions.read(booking, 1, by=sam, now=NOON)

    verbs = Entry.objects.filter(verb__startswith="sessions.card_").values_list("verb", flat=True)
    assert sorted(verbs) == ["sessions.card_read", "sessions.card_written"]
    assert (PacingCard.objects.count(), CardReading.objects.count()) == (1, 1)


def test_taking_all_of_it_back_is_a_version_too(booking: Booking, maya: User, sam: User) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)
    actions.read(booking, 1, by=sam, now=NOON)
    actions.write(booking, Wish(), by=maya, now=NOON)

    assert shut(booking, sam)
    assert policies.pause_word_of(booking) == "Pause"


def test_only_the_member_writes_and_only_the_specialist_reads(
    booking: Booking, maya: User, sam: User, noor: User
) -> None:
    for person in (sam, noor):
        with pytest.raises(NotYours):
            actions.write(booking, LIGHT, by=person, now=NOON)
        with pytest.raises(NothingBefore):
            actions.write_again(booking, by=person, now=NOON)
    for person in (maya, noor):
        with pytest.raises(NotYours):
            actions.read(booking, 0, by=person, now=NOON)


def test_until_it_ends_and_never_where_it_is_cancelled(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=booking.ends_at - MINUTE)
    for late in (
        lambda: actions.write(booking, Wish(), by=maya, now=booking.ends_at),
        lambda: actions.read(booking, 1, by=sam, now=booking.ends_at),
    ):
        with pytest.raises(NotNow):
            late()

    bookings.cancel(booking, by=maya, now=NOON)
    with pytest.raises(NotNow):
        actions.write(booking, Wish(), by=maya, now=NOON)


def test_a_pause_word_that_nobody_can_type_is_refused(booking: Booking, maya: User) -> None:
    wish = Wish(words=OwnWords(pause_word="one two three"))

    with pytest.raises(NotAPauseWord):
        actions.write(booking, wish, by=maya, now=NOON)


def test_the_pause_word_is_the_newest_one_or_pause(booking: Booking, maya: User) -> None:
    assert policies.pause_word_in("PAUSE!", booking)

    actions.write(booking, LIGHT, by=maya, now=NOON)

    assert policies.pause_word_in("lantern", booking)
    assert not policies.pause_word_in("pause", booking)


def test_last_times_comes_from_the_same_two_people_alone(
    booking: Booking, maya: User, noor: User, peer: SpecialistProfile
) -> None:
    other = booked_session(noor, peer, NOON, starts_at=MORNING + DAY)
    actions.write(other, LIGHT, by=noor, now=NOON)
    with pytest.raises(NothingBefore):
        actions.write_again(booking, by=maya, now=NOON)

    actions.write(booking, LIGHT, by=maya, now=NOON)
    again = booked_session(maya, peer, NOON, starts_at=MORNING + 2 * DAY)
    written = actions.write_again(again, by=maya, now=NOON)

    assert written.card is not None
    assert (written.card.wish, written.card.number) == (LIGHT, 1)


def test_the_specialist_is_told_once_until_they_have_read_it(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)
    actions.write(booking, replace(LIGHT, camera_off=False), by=maya, now=NOON + MINUTE)
    (notice,) = told(sam)
    assert notice.due_at == NOON + 5 * MINUTE
    for said in ("Maya", "brother", "Lantern", "light"):
        assert said not in kinds.in_words(TO_READ.line, notice.context)

    actions.read(booking, 2, by=sam, now=NOON + 2 * MINUTE)
    assert told(sam) == []

    actions.write(booking, LIGHT, by=maya, now=MORNING - MINUTE)
    (notice,) = told(sam)
    assert notice.due_at == MORNING - MINUTE  # no time to wait
    assert not Notice.objects.filter(person_id=maya.pk, kind=TO_READ.key).exists()


def test_of_a_session_that_is_cancelled_there_is_nothing_to_read(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)
    assert len(told(sam)) == 1

    assert handlers.call_notice_off in listeners_of(SessionCancelled)
    handlers.call_notice_off(SessionCancelled(booking_id=booking.pk, at=NOON + MINUTE))

    assert told(sam) == []


def test_words_of_danger_come_before_a_moderator_once_and_the_card_is_not_held(
    booking: Booking, maya: User, sam: User
) -> None:
    danger = Wish(words=OwnWords(off_table=HIGH))

    first = actions.write(booking, danger, by=maya, now=NOON)
    again = actions.write(booking, replace(danger, camera_off=False), by=maya, now=NOON)

    assert first.show_help
    assert again.show_help
    flag = Flag.objects.get()
    assert (flag.held, flag.author, flag.subject_id) == (False, maya, str(booking.pk))


def test_the_database_keeps_what_was_said_and_that_it_was_read(
    booking: Booking, maya: User, sam: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)
    actions.read(booking, 1, by=sam, now=NOON)

    for rows in (PacingCard.objects, CardReading.objects):
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            rows.update(number=7)


def test_words_that_were_moved_to_another_card_are_not_shown(
    booking: Booking, maya: User, peer: SpecialistProfile
) -> None:
    actions.write(booking, LIGHT, by=maya, now=NOON)
    other = booked_session(maya, peer, NOON, starts_at=MORNING + DAY)
    moved = PacingCard.of(other, 1, Wish(), now=NOON)
    moved.sealed = PacingCard.objects.get().sealed

    with pytest.raises(Unreadable):
        moved.words  # noqa: B018


@pytest.mark.django_db(transaction=True)
def test_two_tabs_and_the_specialist_at_the_same_moment_make_two_versions_and_no_gap(
    booking: Booking, maya: User, sam: User
) -> None:
    def write(word: str) -> Callable[[], object]:
        mine = Booking.objects.with_people().get(pk=booking.pk)
        wish = Wish(words=OwnWords(pause_word=word))
        return lambda: actions.write(mine, wish, by=maya, now=NOON)

    def read() -> Callable[[], object]:
        theirs = Booking.objects.with_people().get(pk=booking.pk)
        return lambda: actions.read(theirs, 0, by=sam, now=NOON)

    one, two, reading = together(write("Lantern"), write("Kettle"), read())

    assert (one.error, two.error) == (None, None)
    assert sorted(PacingCard.objects.values_list("number", flat=True)) == [1, 2]
    assert reading.error is None or isinstance(reading.error, CardChanged)
    assert shut(booking, sam)
