"""A specialist is worried in the room: our team has a case about the member at once, and none is lost."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from sessions.bookings import doors
from sessions.bookings.models import Booking
from sessions.notes import actions
from sessions.notes.models import SessionNote
from sessions.notes.states import Risk
from tests.builders_sessions import booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
WORDS = "She says that tonight is the last night, and went quiet."


@pytest.fixture
def coming(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON)


def cases() -> list[tuple[int, str]]:
    rows = Flag.objects.filter(subject_kind="sessions.risk").order_by("pk")
    return [(row.level, row.excerpt) for row in rows]


def worries(booking: Booking, level: Risk = Risk.NOW, words: str = WORDS) -> Flag:
    by = booking.specialist.person
    return actions.worry(booking, level, words, by=by, now=booking.starts_at)


def test_one_press_opens_a_case_about_the_member(coming: Booking, maya: User) -> None:
    case = worries(coming)

    assert (case.author, case.level, case.kinds, case.held) == (maya, 3, ["session_risk"], False)
    assert case.excerpt == WORDS
    assert case.due_at > coming.starts_at
    assert SessionNote.objects.get().case == case


def test_words_are_no_duty_and_a_second_press_is_the_same_case(coming: Booking) -> None:
    first = worries(coming, words="")

    assert worries(coming, words="") == first
    assert cases() == [(3, Risk.NOW.label)]


def test_other_words_are_not_overlooked_and_a_closed_case_is_not_the_end(
    coming: Booking, ines: User
) -> None:
    worries(coming, Risk.SOME, "")
    worries(coming, Risk.SOME, "She stopped answering.")
    assert cases() == [(2, Risk.SOME.label), (2, "She stopped answering.")]

    Flag.objects.update(
        state=FlagState.RESOLVED,
        resolved_at=NOON,
        resolved_by=ines,
        outcome=Outcome.REACHED,
    )
    worries(coming, Risk.SOME, "She stopped answering.")
    assert len(cases()) == 3
    assert Flag.objects.exclude(state=FlagState.RESOLVED).count() == 1


def test_the_same_words_with_more_worry_are_sooner(coming: Booking) -> None:
    worries(coming, Risk.SOME)
    assert cases() == [(2, WORDS)]

    worries(coming, Risk.NOW)
    assert cases() == [(3, WORDS)]


def test_the_note_of_that_session_finds_the_case_open(coming: Booking) -> None:
    worries(coming)
    saw = {"risk": Risk.SOME, "risk_done": "We called the line together."}

    written = actions.save_draft(coming, saw, by=coming.specialist.person, now=coming.ends_at)

    assert written.opened_case is False
    assert cases() == [(3, WORDS)]


def test_nobody_else_and_not_before_the_room_opens(
    coming: Booking, maya: User, noor: User, sam: User
) -> None:
    opens = coming.starts_at - doors.OPENS
    for person, now in ((maya, opens), (noor, opens), (sam, early(opens))):
        with pytest.raises(actions.NotYours):
            actions.worry(coming, Risk.NOW, WORDS, by=person, now=now)
    assert cases() == []
    assert actions.worry(coming, Risk.NOW, WORDS, by=sam, now=opens).level == 3


def early(opens: datetime) -> datetime:
    return opens.replace(minute=opens.minute - 1)


def test_the_page_asks_once_and_says_what_helps_meanwhile(
    coming: Booking, sam: User, maya: User, client_of: Callable[[User], Client]
) -> None:
    page = reverse("sessions:worried", args=[coming.public_id])
    now, his, length = timezone.now(), client_of(sam), coming.ends_at - coming.starts_at
    Booking.objects.update(starts_at=now + length, ends_at=now + 2 * length)
    assert his.get(page).status_code == 404
    Booking.objects.update(starts_at=now, ends_at=now + length)

    assert client_of(maya).get(page).status_code == 404
    missing = his.post(page, {"words": WORDS})
    assert missing.status_code == 422
    assert WORDS in missing.content.decode(), "what was typed stays"
    told = his.post(page, {"level": Risk.NOW, "words": WORDS}, follow=True)

    assert "Our team is told" in told.content.decode()
    assert cases() == [(3, WORDS)]
    room = his.get(reverse("sessions:room", args=[coming.public_id])).content.decode()
    assert page in room
