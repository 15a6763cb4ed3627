"""What somebody is told of a new line: that there is one, never what, and not at night."""

from datetime import datetime, timedelta

from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from sessions.reminders.models import readers
from sessions.reminders.timetable import not_at_night
from sessions.threads.models import Line, Thread
from sessions.threads.states import Side

WRITTEN = Kind(key="sessions.words", line="Somebody wrote to you.")
ALL = (WRITTEN,)
# Whoever has the page open sees it there first, and then hears of it nowhere else.
PATIENCE = timedelta(minutes=1)


def tell_reader(thread: Thread, line: Line, *, now: datetime) -> None:
    """Tell the other one, once until they have looked, in the ways that they chose."""
    if line.seq is None:
        return  # a person reads it first
    theirs = Line.objects.filter(thread=thread).standing().by(Side(line.side)).unseen()
    if theirs.exclude(pk=line.pk).exists():
        return
    reader_id = thread.person_on(Side(line.side).other).pk
    reader = readers([reader_id])[reader_id]
    notifications.schedule_all(
        [
            Telling(
                person=reader.person,
                kind=WRITTEN.key,
                reference=f"{_prefix(thread, Side(line.side))}{line.pk}",
                due_at=not_at_night(now + PATIENCE, reader.zone),
                url=thread.get_absolute_url(),
                by_mail=reader.wishes.by_mail,
                by_push=reader.wishes.by_push,
            )
        ]
    )


def call_off(thread: Thread, side: str, *, now: datetime) -> None:
    """Tell nobody of what ``side`` wrote, where nothing of it is left that was not seen."""
    if not Line.objects.filter(thread=thread).standing().by(Side(side)).unseen().exists():
        notifications.cancel(_prefix(thread, Side(side)), now=now)


def _prefix(thread: Thread, side: Side) -> str:
    return f"words:{thread.pk}:{side.value}:"
