"""Beside a note: how the member remembers it, a second signature, and small promises."""

from datetime import date, datetime, timedelta

import pytest
from django.db import Error, transaction

from matching.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from sessions.bookings.models import Booking
from sessions.notes import actions
from sessions.notes.models import CoSignature, NoteVersion, Promise, Recollection
from sessions.notes.states import NoteState, PromiseState
from sessions.notes.wording import diagnoses
from tests.builders_notes import amended, drafted, signed
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MINE = "I said that I lie awake because of the street, not because of work."


def lines(person: User) -> list[tuple[str, str]]:
    return list(Disclosure.objects.about(person.pk).values_list("who", "what"))


def test_the_member_adds_how_they_remember_it_and_the_specialist_is_told(
    booking: Booking, maya: User, sam: User, later: datetime
) -> None:
    note = signed(booking, now=later)
    made = actions.remember(note, words=MINE, by=maya, now=later).recollection
    again = actions.remember(note, words=MINE, by=maya, now=later).recollection

    assert (made.words, made.written_at) == (MINE, later)
    assert again == made
    assert Notice.objects.filter(person=sam, kind="sessions.note_remembered").count() == 1


def test_whoever_blocked_is_not_told_of(
    booking: Booking, maya: User, sam: User, later: datetime
) -> None:
    note = signed(booking, now=later)
    blocking.block(maya, by=sam, now=later)
    actions.remember(note, words=MINE, by=maya, now=later)

    assert not Notice.objects.filter(person=sam, kind="sessions.note_remembered").exists()


def test_nobody_adds_to_somebody_elses_note_a_draft_or_one_that_is_not_shared(
    booking: Booking, maya: User, sam: User, noor: User, later: datetime
) -> None:
    draft = drafted(booking, now=later).note
    with pytest.raises(actions.NotYours):
        actions.remember(draft, words=MINE, by=maya, now=later)
    note = signed(booking, now=later, shared=False, unshared_why="Her phone is read.")
    for who in (maya, sam, noor):
        with pytest.raises(actions.NotYours):
            actions.remember(note, words=MINE, by=who, now=later)


def test_five_stand_beside_a_note_and_none_is_changed(
    booking: Booking, maya: User, later: datetime
) -> None:
    note = signed(booking, now=later)
    for number in range(5):
        actions.remember(note, words=f"{number}", by=maya, now=later)

    with pytest.raises(actions.Enough):
        actions.remember(note, words="6", by=maya, now=later)
    with pytest.raises(Error, match="stays as it is"), transaction.atomic():
        Recollection.objects.filter(words="0").update(words="1")


def test_a_supervisor_asks_to_co_sign_and_what_is_signed_then_waits_for_them(
    booking: Booking, sam: User, publisher: User, later: datetime
) -> None:
    actions.ask_to_co_sign(sam, by=publisher, now=later)
    actions.ask_to_co_sign(sam, by=publisher, now=later)
    note = signed(booking, now=later)

    assert note.state == NoteState.TO_CO_SIGN
    assert [each.note for each in NoteVersion.objects.to_co_sign()] == [note]
    assert Notice.objects.filter(person=publisher, kind="sessions.note_to_co_sign").count() == 1
    assert Notice.objects.filter(person=sam, kind="sessions.co_signing").count() == 1

    assert note.standing is not None
    actions.co_sign(note.standing, by=publisher, now=later)
    actions.co_sign(note.standing, by=publisher, now=later)
    assert CoSignature.objects.get().signed_by == publisher
    assert not NoteVersion.objects.to_co_sign().exists()
    with pytest.raises(Error, match="stays as it is"), transaction.atomic():
        CoSignature.objects.all().delete()


def test_only_the_supervisor_who_looks_after_them_asks_reads_and_signs(
    booking: Booking, maya: User, sam: User, ade: User, publisher: User, later: datetime
) -> None:
    actions.ask_to_co_sign(sam, by=publisher, now=later)
    note = signed(booking, now=later)
    assert note.standing is not None

    for stranger in (ade, sam):
        with pytest.raises(actions.NotTheirs):
            actions.ask_to_co_sign(sam, by=stranger, now=later)
        with pytest.raises(actions.NotTheirs):
            actions.open_to_co_sign(note, by=stranger, now=later)
        with pytest.raises(actions.NotTheirs):
            actions.co_sign(note.standing, by=stranger, now=later)
    assert lines(maya) == []
    actions.open_to_co_sign(note, by=publisher, now=later)
    assert lines(maya) == [("supervisor", "session_note")]


def test_who_has_no_certificate_in_force_does_not_stand_for_it_alone(
    booking: Booking, sam: User, ade: User
) -> None:
    accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)
    note = signed(booking, now=NOON)

    assert note.standing is not None
    assert (note.standing.certificate, note.state) == ("", NoteState.TO_CO_SIGN)


def test_what_is_signed_after_the_end_stands_alone_and_an_amended_version_waits_instead(
    booking: Booking, sam: User, publisher: User, later: datetime
) -> None:
    actions.ask_to_co_sign(sam, by=publisher, now=later)
    note = amended(signed(booking, now=later), now=later, did="Something else.")
    assert [each.number for each in NoteVersion.objects.to_co_sign()] == [2]

    actions.end_co_signing(sam, by=publisher, now=later)
    note = amended(note, now=later, did="Something else again.")
    assert note.state == NoteState.SIGNED
    assert not NoteVersion.objects.to_co_sign().exists()


def test_a_promise_is_made_settled_and_open_again(
    peer: SpecialistProfile, maya: User, sam: User, later: datetime
) -> None:
    day = date(2026, 11, 25)
    made, again = (
        actions.promise(peer, maya, words="Send the link.", due_on=day, by=sam, now=later)
        for _ in range(2)
    )
    assert made == again

    assert not made.is_late(today=day)
    assert made.is_late(today=day + timedelta(days=1))
    done = actions.settle(made, PromiseState.DONE, by=sam, now=later)
    assert (done.state, done.settled_at) == (PromiseState.DONE, later)
    assert not done.is_late(today=day + timedelta(days=1))
    again = actions.settle(made, PromiseState.OPEN, by=sam, now=later)
    assert (again.state, again.settled_at) == (PromiseState.OPEN, None)


def test_only_who_promises_settles_and_not_without_end(
    peer: SpecialistProfile, maya: User, sam: User, tomasz: User, later: datetime
) -> None:
    for number in range(12):
        made = actions.promise(peer, maya, words=f"{number}", due_on=None, by=sam, now=later)

    with pytest.raises(actions.TooManyPromises):
        actions.promise(peer, maya, words="13", due_on=None, by=sam, now=later)
    for stranger in (maya, tomasz):
        with pytest.raises(actions.NotYours):
            actions.settle(made, PromiseState.DONE, by=stranger, now=later)
        with pytest.raises(actions.NotYours):
            actions.promise(peer, maya, words="Mine.", due_on=None, by=stranger, now=later)


def test_promises_come_by_day_and_those_without_one_last(
    peer: SpecialistProfile, maya: User, sam: User, later: datetime
) -> None:
    for words, day in (
        ("some day", None),
        ("later", date(2026, 12, 9)),
        ("soon", date(2026, 12, 1)),
    ):
        actions.promise(peer, maya, words=words, due_on=day, by=sam, now=later)

    assert [each.words for each in Promise.objects.open()] == ["soon", "later", "some day"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She is Bipolar, and bipolar again.", ["Bipolar"]),
        ("PTSD (her words), paranoid thoughts", ["PTSD", "paranoid"]),
        ("A borderline personality disorder", ["borderline", "personality disorder"]),
        ("Gadget, mddle, unmanic days", []),
        ("She felt sad, and slept badly.", []),
    ],
)
def test_words_of_a_diagnosis_are_found_whole_and_once(text: str, found: list[str]) -> None:
    assert diagnoses(text) == found
