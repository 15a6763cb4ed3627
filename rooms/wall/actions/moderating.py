"""What people of ours decide about words on the wall, as the queue hands it on."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from rooms.wall import notices
from rooms.wall.actions.changing import locked
from rooms.wall.models import Reply, WallSilence, Written
from rooms.wall.states import State


@transaction.atomic
def let_out(written: Written, *, now: datetime) -> None:
    """Let others see what a person has read now; twice changes nothing.

    It stands among the newest, so that nobody misses it.
    """
    written = locked(written)
    if not written.is_unread:
        return
    written.state, written.posted_at = State.SHOWN, max(now, written.written_at)
    written.save(update_fields=["state", "posted_at"])
    if isinstance(written, Reply):
        notices.tell_answered(written, now=now)
    else:
        notices.tell_let_out(written, now=now)


@transaction.atomic
def keep_unseen(written: Written, *, by: User) -> None:
    """A person has read it and lets nobody see it; its case tells its author, and what helps."""
    written = locked(written)
    if not written.is_unread:
        return
    _take_away(written, by=by)


@transaction.atomic
def hide(written: Written, *, by: User) -> None:
    """Let nobody see it any more; twice changes nothing. What was deleted stays so."""
    written = locked(written)
    if written.state in {State.HIDDEN, State.DELETED}:
        return
    _take_away(written, by=by)


@transaction.atomic
def show_again(written: Written, *, by: User) -> None:
    """Undo ``hide``, in its old place; what its author deleted stays away.

    What nobody had seen as it stands waits again: ``let_out`` then puts it among the newest.
    """
    written = locked(written)
    if written.state == State.HIDDEN:
        written.state = State.HELD if written.never_seen else State.SHOWN
        written.never_seen = False
        written.save(update_fields=["state", "never_seen"])
        record(Verb.WALL_SHOWN, by=by, on=written)


@transaction.atomic
def silence(person: User, reason: str, until: datetime, *, by: User, now: datetime) -> WallSilence:
    """Ask somebody to read and not to write on the wall, until an instant; they are told why."""
    made = WallSilence.objects.create(
        person=person, reason=reason, until=until, set_at=now, set_by=by
    )
    record(Verb.WALL_SILENCED, by=by, on=made)
    return made


@transaction.atomic
def end_silence(person: User, *, by: User, now: datetime) -> None:
    """They may write again, whoever set it; twice changes nothing."""
    end_silences(WallSilence.objects.filter(person=person), by=by, now=now)


@transaction.atomic
def end_silences(silences: QuerySet[WallSilence], *, by: User, now: datetime) -> None:
    """End those of ``silences`` that hold; what else keeps somebody from writing stays."""
    active = WallSilence.objects.active(now=now).filter(pk__in=silences)
    for held in active.select_for_update():
        held.lifted_at, held.lifted_by = now, by
        held.save(update_fields=["lifted_at", "lifted_by"])
        record(Verb.WALL_SILENCE_ENDED, by=by, on=held)


def _take_away(written: Written, *, by: User) -> None:
    written.never_seen = written.is_unread
    written.state = State.HIDDEN
    written.save(update_fields=["state", "never_seen"])
    record(Verb.WALL_HIDDEN, by=by, on=written)
