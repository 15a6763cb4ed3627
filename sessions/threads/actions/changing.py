"""Lines that are not what they were: taken back, deleted, hidden, let out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.threads import notices
from sessions.threads.actions.places import locked, take_place, tell_change
from sessions.threads.actions.refusals import NotYours, TooLate
from sessions.threads.models import Line, Thread
from sessions.threads.states import Gone


@transaction.atomic
def undo(thread: Thread, client_id: UUID, *, by: User, now: datetime) -> str:
    """Take back what was just written; gives the words, so that they can be written anew.

    What waits for a person to read it can be taken back as long as it waits.

    Raises:
        NotYours: there is no such line of this person.
        TooLate: more than ten seconds have passed (and a few for the way).
    """
    thread = locked(thread.pk)
    line = Line.objects.by(thread.side_of(by)).filter(thread=thread, client_id=client_id).first()
    if line is None:
        raise NotYours("We could not find that message.")
    if not line.may_be_undone(now=now):
        raise TooLate("It is too late to take this back. You can still delete it.")
    _take_away(thread, line, Gone.WITHDRAWN, now=now)
    record(Verb.LINE_TAKEN_BACK, by=by, on=line, thread=thread.pk)
    return line.words


@transaction.atomic
def delete(thread: Thread, seq: int, *, by: User, now: datetime) -> None:
    """Delete one's own line, at any time; its place stays. Twice changes nothing.

    One that was hidden can be deleted, too: then nobody shows it again.

    Raises:
        NotYours: there is no such line of this person.
    """
    thread = locked(thread.pk)
    line = Line.objects.by(thread.side_of(by)).filter(thread=thread, seq=seq).first()
    if line is None:
        raise NotYours("We could not find that message.")
    if line.gone in {"", Gone.HIDDEN}:
        _take_away(thread, line, Gone.DELETED, now=now)
        record(Verb.LINE_DELETED, by=by, on=line, thread=thread.pk)


@transaction.atomic
def hide(line: Line, *, by: User, now: datetime) -> None:
    """Let neither of the two see a line any more, as a moderator; twice changes nothing."""
    thread, line = _both(line)
    if not line.gone:
        _take_away(thread, line, Gone.HIDDEN, now=now)
        record(Verb.LINE_HIDDEN, by=by, on=line)


@transaction.atomic
def show_again(line: Line, *, by: User) -> None:
    """Undo ``hide``; what its author took away stays away, and what nobody had seen still waits."""
    thread, line = _both(line)
    if line.gone == Gone.HIDDEN:
        line.gone, line.gone_at = "", None
        line.save(update_fields=["gone", "gone_at"])
        record(Verb.LINE_SHOWN, by=by, on=line)
        tell_change(thread, line)


@transaction.atomic
def let_out(line: Line, *, now: datetime) -> None:
    """Show the other one a line that a person has read now; it gets the newest place.

    Where the two were parted meanwhile it reaches nobody any more. Twice changes nothing.
    """
    thread, line = _both(line)
    if line.seq is not None or line.gone:
        return
    if are_apart(thread.member_id, thread.specialist.person_id):
        _take_away(thread, line, Gone.HIDDEN, now=now)
        return
    line.seq = take_place(thread)
    line.save(update_fields=["seq"])
    notices.tell_reader(thread, line, now=now)


def _both(line: Line) -> tuple[Thread, Line]:
    """The locked thread, and the line as it is then."""
    thread = locked(line.thread_id)
    return thread, Line.objects.get(pk=line.pk)


def _take_away(thread: Thread, line: Line, why: Gone, *, now: datetime) -> None:
    line.gone, line.gone_at = why, now
    line.save(update_fields=["gone", "gone_at"])
    tell_change(thread, line)
    notices.call_off(thread, line.side, now=now)
