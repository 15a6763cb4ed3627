"""Reading: what a page showed, what the other one is told of it, and what was begun."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from sessions.threads import notices
from sessions.threads.actions.places import locked
from sessions.threads.events import WordsSeen
from sessions.threads.models import WORDS, Keeping, Line, Thread
from sessions.threads.states import Gone


@transaction.atomic
def look(thread: Thread, *, by: User, upto: int, now: datetime) -> None:
    """A page of this person showed what stands up to a place: the other's lines there are seen.

    What was taken back before it was seen stays unseen. A notice of it that waits is called off.
    """
    side = thread.side_of(by)
    said = Line.objects.said().by(side.other).unseen().filter(thread=thread, seq__lte=upto)
    theirs = said.exclude(gone=Gone.WITHDRAWN)
    if not theirs.exists():
        return
    # A line that is being stored asks whether the one before it was seen, to tell of it once:
    # unlocked, each could leave the telling to the other.
    thread = locked(thread.pk)
    if not theirs.update(seen_at=now):
        return
    notices.call_off(thread, side.other, now=now)
    keeping = Keeping.objects.get(thread=thread, side=side)
    if keeping.tells_seen:
        seen = Line.objects.filter(thread=thread).by(side.other).seen_upto()
        publish(WordsSeen(thread=thread.public_id, side=side, seq=seen))


def keep_draft(thread: Thread, words: str, *, by: User) -> None:
    """Keep words that were begun, so that they are there on the next visit; "" forgets them."""
    mine = Keeping.objects.filter(thread=thread, side=thread.side_of(by))
    mine.update(draft=words[:WORDS])


@transaction.atomic
def choose_seen(thread: Thread, *, tells: bool, by: User) -> None:
    """Let the other one read that words were seen, or not; the same again changes nothing."""
    mine = Keeping.objects.filter(thread=thread, side=thread.side_of(by)).exclude(tells_seen=tells)
    for keeping in mine.select_for_update():
        keeping.tells_seen = tells
        keeping.save(update_fields=["tells_seen"])
        record(Verb.SEEN_CHOSEN, by=by, on=keeping, tells=tells)
