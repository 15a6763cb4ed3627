"""What people are told about notes. A line may be read over a shoulder: it says nothing of anyone."""

from datetime import datetime

from django.urls import reverse

from matching.supervision.policies import supervision_of
from peerhub.accounts.blocking import are_apart
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from sessions.notes.models import CoSigning, NoteVersion, Recollection

SHARED = Kind(
    key="sessions.note_shared",
    line="There is a note about a session of yours. You can read it, and add to it.",
)
REMEMBERED = Kind(
    key="sessions.note_remembered", line="Somebody added to a note of yours about a session."
)
TO_CO_SIGN = Kind(key="sessions.note_to_co_sign", line="A note about a session waits for you.")
CO_SIGNING = Kind(
    key="sessions.co_signing",
    line="Your supervisor reads and signs your notes with you from now on. You can ask why.",
)
ALL = (SHARED, REMEMBERED, TO_CO_SIGN, CO_SIGNING)


def tell_shared(version: NoteVersion, *, now: datetime) -> None:
    """Tell the member that there is something to read."""
    note = version.note
    notifications.schedule(
        note.booking.member,
        kind=SHARED.key,
        reference=f"note:{note.pk}:{version.number}:shared",
        due_at=now,
        url=reverse("sessions:my_note", args=[note.public_id]),
    )


def tell_remembered(made: Recollection, *, now: datetime) -> None:
    """Tell the specialist, unless one of the two blocked the other."""
    booking = made.note.booking
    if are_apart(booking.member_id, booking.specialist.person_id):
        return
    notifications.schedule(
        booking.specialist.person,
        kind=REMEMBERED.key,
        reference=f"note:{made.note_id}:remembered:{made.pk}",
        due_at=now,
        url=reverse("sessions:note", args=[booking.public_id]),
    )


def tell_to_co_sign(version: NoteVersion, *, now: datetime) -> None:
    """Tell the supervisor, if there is one."""
    supervision = supervision_of(version.note.booking.specialist.person)
    if supervision is not None:
        notifications.schedule(
            supervision.supervisor,
            kind=TO_CO_SIGN.key,
            reference=f"note:{version.note_id}:{version.number}:to-co-sign",
            due_at=now,
            url=reverse("sessions:notes_to_co_sign"),
        )


def tell_co_signing(asked: CoSigning, *, now: datetime) -> None:
    """Tell the specialist whose notes are read."""
    notifications.schedule(
        asked.specialist,
        kind=CO_SIGNING.key,
        reference=f"co-signing:{asked.pk}",
        due_at=now,
        url=reverse("matching:supervisions"),
    )
