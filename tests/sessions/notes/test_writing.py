"""A note: a draft, signed, amended; and a danger in it is looked after before it is signed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import Error, transaction

from matching.certificates.models import Certificate
from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import FlagState, Outcome
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.notes import actions
from sessions.notes.models import NoteVersion, SessionNote
from sessions.notes.states import NoteState, Risk
from tests.builders_notes import WHOLE, amended, drafted, signed
from tests.builders_sessions import booked_session

pytestmark = pytest.mark.django_db
SAW = {"risk": Risk.SOME, "risk_done": "She said that nights are too much. We made a plan."}


def lacking(booking: Booking, now: datetime) -> list[str]:
    with pytest.raises(actions.NotReady) as told:
        actions.sign(booking, by=booking.specialist.person, now=now)
    return sorted(told.value.missing)


def test_a_draft_can_be_empty_and_is_saved_again_and_again(
    booking: Booking, sam: User, later: datetime
) -> None:
    actions.save_draft(booking, {}, by=sam, now=later)
    actions.save_draft(booking, {"did": "I listened."}, by=sam, now=later)

    draft = NoteVersion.objects.get()
    assert (draft.number, draft.did, draft.saves, draft.signed_at) == (1, "I listened.", 2, None)
    assert draft.note.state == NoteState.DRAFT


def test_of_two_windows_the_second_one_is_told(
    booking: Booking, sam: User, later: datetime
) -> None:
    actions.save_draft(booking, {"did": "One window."}, by=sam, seen=0, now=later)

    with pytest.raises(actions.Overtaken):
        actions.save_draft(booking, {"did": "The other."}, by=sam, seen=0, now=later)

    assert NoteVersion.objects.get().did == "One window."


def test_only_the_specialist_of_a_session_that_was_held_writes(
    booking: Booking, maya: User, noor: User, tomasz: User, sam: User, later: datetime
) -> None:
    early, long_after = booking.starts_at - timedelta(minutes=1), later + timedelta(weeks=5)

    for who, when in (
        (maya, later),
        (noor, later),
        (tomasz, later),
        (sam, early),
        (sam, long_after),
    ):
        with pytest.raises(actions.NotYours):
            actions.save_draft(booking, WHOLE, by=who, now=when)
    bookings.record_meeting(booking, met=False, by=sam, now=later)
    with pytest.raises(actions.NotYours):
        actions.save_draft(booking, WHOLE, by=sam, now=later)
    assert not SessionNote.objects.exists()


def test_old_notes_are_read_and_amended_while_the_two_meet(
    booking: Booking, maya: User, peer: SpecialistProfile, later: datetime
) -> None:
    note = signed(booking, now=later)
    long_after = later + timedelta(weeks=5)
    booked_session(maya, peer, long_after)

    assert amended(note, now=long_after).state == NoteState.SIGNED


def test_a_note_is_written_also_after_a_block(
    booking: Booking, maya: User, sam: User, later: datetime
) -> None:
    blocking.block(sam, by=maya, now=later)

    assert signed(booking, now=later).state == NoteState.SIGNED


def test_signing_says_all_that_is_missing_at_once(
    booking: Booking, sam: User, later: datetime
) -> None:
    actions.save_draft(booking, {"shared": False}, by=sam, now=later)

    assert lacking(booking, later) == [
        "did",
        "goal",
        "next_step",
        "response",
        "risk",
        "unshared_why",
    ]


def test_a_danger_is_not_signed_without_what_was_done(booking: Booking, later: datetime) -> None:
    drafted(booking, now=later, risk=Risk.NOW)

    assert lacking(booking, later) == ["risk_done"]


def test_two_days_later_signing_asks_why_and_a_minute_before_it_does_not(
    booking: Booking, sam: User
) -> None:
    end = booking.ends_at + timedelta(hours=48)
    drafted(booking, now=end, late_why="Nobody asked.")

    assert actions.sign(booking, by=sam, now=end).late_why == ""


def test_a_late_note_says_why(booking: Booking, sam: User) -> None:
    end = booking.ends_at + timedelta(hours=48, seconds=1)
    drafted(booking, now=end)
    assert lacking(booking, end) == ["late_why"]

    actions.save_draft(booking, {"late_why": "I was ill."}, by=sam, now=end)
    assert actions.sign(booking, by=sam, now=end).late_why == "I was ill."


def test_what_was_signed_keeps_name_and_certificate_of_that_day(
    booking: Booking, sam: User, later: datetime
) -> None:
    certificate = Certificate.objects.get(person=sam)
    version = signed(booking, now=later).standing

    assert version is not None
    assert (version.signed_at, version.signed_name) == (later, "Sam")
    assert (version.certificate, version.certified_through) == (
        certificate.number,
        certificate.valid_through,
    )
    assert version.to_co_sign is False


@pytest.mark.parametrize("change", ["did = 'Nothing.'", "signed_at = NULL", "shared = false"])
def test_the_database_refuses_to_change_a_signed_version(
    booking: Booking, later: datetime, change: str
) -> None:
    version = signed(booking, now=later).standing
    assert version is not None

    with pytest.raises(Error, match="stays as it is"), transaction.atomic():
        NoteVersion.objects.raw(
            f"UPDATE peer_sessions_noteversion SET {change} WHERE id = %s RETURNING *",
            [version.pk],
        )[0]
    with pytest.raises(Error, match="stays as it is"), transaction.atomic():
        NoteVersion.objects.filter(pk=version.pk).delete()


def test_an_amendment_is_a_new_version_with_a_reason_and_the_old_one_stays(
    booking: Booking, sam: User, later: datetime
) -> None:
    note = signed(booking, now=later)
    actions.amend(booking, by=sam, now=later)
    actions.save_draft(booking, {"did": "We talked about work."}, by=sam, now=later)
    assert lacking(booking, later) == ["amended_why"]
    assert SessionNote.objects.get().standing.did == WHOLE["did"]  # type: ignore[union-attr]

    actions.save_draft(booking, {"amended_why": "It was work."}, by=sam, now=later)
    actions.sign(booking, by=sam, now=later)

    note = SessionNote.objects.whole().get(pk=note.pk)
    assert note.standing is not None
    assert (note.standing.number, note.standing.did) == (2, "We talked about work.")
    assert [each.did for each in note.earlier] == [WHOLE["did"]]


def test_a_signed_note_is_not_drafted_over(booking: Booking, sam: User, later: datetime) -> None:
    signed(booking, now=later)

    with pytest.raises(actions.Overtaken):
        actions.save_draft(booking, {"did": "Something else."}, by=sam, now=later)


def test_an_amendment_asks_no_reason_for_being_late(
    booking: Booking, sam: User, later: datetime
) -> None:
    note = signed(booking, now=later)

    assert amended(note, now=later + timedelta(days=9), did="Work.").state == NoteState.SIGNED


def test_the_member_is_told_of_a_shared_note_and_not_of_another(
    booking: Booking, maya: User, later: datetime
) -> None:
    def told() -> int:
        return Notice.objects.filter(person=maya, kind="sessions.note_shared").count()

    note = signed(booking, now=later, shared=False, unshared_why="Somebody reads on her phone.")
    assert told() == 0
    amended(note, now=later, shared=True)
    assert told() == 1


def test_a_danger_opens_one_case_about_the_member_in_the_draft(
    booking: Booking, maya: User, sam: User, later: datetime
) -> None:
    first = actions.save_draft(booking, SAW, by=sam, now=later)
    again = actions.save_draft(booking, {**WHOLE, **SAW}, by=sam, now=later)

    case = Flag.objects.get(subject_kind="sessions.risk")
    assert (first.opened_case, again.opened_case) == (True, False)
    assert (case.author, case.level, case.kinds) == (maya, 2, ["session_risk"])
    assert case.excerpt == SAW["risk_done"]
    assert case.held is False
    assert SessionNote.objects.get().case == case


def test_when_it_gets_worse_the_case_is_sooner(
    booking: Booking, sam: User, later: datetime
) -> None:
    actions.save_draft(booking, SAW, by=sam, now=later)
    due = Flag.objects.get(subject_kind="sessions.risk").due_at
    actions.save_draft(booking, {"risk": Risk.NOW}, by=sam, now=later)

    case = Flag.objects.get(subject_kind="sessions.risk")
    assert case.level == 3
    assert case.due_at < due


def test_what_is_worse_after_the_case_was_closed_is_a_new_one(
    booking: Booking, ines: User, later: datetime
) -> None:
    note = signed(booking, now=later, **SAW)
    Flag.objects.filter(session_notes=note).update(
        state=FlagState.RESOLVED, resolved_at=later, resolved_by=ines, outcome=Outcome.REACHED
    )
    amended(note, now=later, risk=Risk.NOW, risk_done="I misheard. She has a plan for tonight.")

    assert sorted(
        Flag.objects.filter(subject_kind="sessions.risk").values_list("level", flat=True)
    ) == [2, 3]


def test_a_draft_without_danger_opens_nothing(booking: Booking, sam: User, later: datetime) -> None:
    drafted(booking, now=later)

    assert not Flag.objects.exists()


def test_nothing_is_kept_if_the_case_cannot_be_opened(
    booking: Booking, sam: User, later: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("sessions.notes.actions.writing.watch", broken)
    with pytest.raises(RuntimeError):
        actions.save_draft(booking, SAW, by=sam, now=later)

    assert not NoteVersion.objects.exists()


def test_the_look_at_such_a_case_tells_the_member_why(
    booking: Booking, maya: User, ines: User, sam: User, later: datetime, client_of: Any
) -> None:
    actions.save_draft(booking, SAW, by=sam, now=later)
    case = Flag.objects.get(subject_kind="sessions.risk")
    flags.open_case(case, by=ines, now=later)

    page = client_of(maya).get("/settings/who-looked/").content.decode()
    assert (
        "A moderator read a note about a session of yours, because a peer worried about you after a"
        " session." in page
    )


def test_the_deeds_are_written_down_without_words(booking: Booking, later: datetime) -> None:
    signed(booking, now=later)

    entries = Entry.objects.filter(verb__startswith="sessions.note").order_by("pk")
    assert [each.verb for each in entries] == ["sessions.note_saved", "sessions.note_signed"]
    assert not any(WHOLE["did"] in str(each.details) for each in entries)
