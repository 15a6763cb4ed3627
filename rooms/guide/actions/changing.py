"""Words that are not what they were: deleted, hidden, let out."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from rooms.guide.actions.waits import locked
from rooms.guide.actions.writing import place
from rooms.guide.models import GuideAsk, GuideLine
from rooms.letters.actions import NotYours
from rooms.letters.states import Gone


@transaction.atomic
def delete(ask: GuideAsk, public_id: UUID, *, by: User, now: datetime) -> None:
    """Delete one's own, at any time; its place stays, and so does it waiting for an answer.

    Raises:
        NotYours: there is no such message of this person.
    """
    ask = locked(ask.pk)
    line = GuideLine.objects.filter(ask=ask, author=by, public_id=public_id).first()
    if line is None:
        raise NotYours("We could not find that message.")
    if line.gone != Gone.DELETED:
        _take_away(line, Gone.DELETED, now=now)
        record(Verb.GUIDE_LINE_DELETED, by=by, on=line)


@transaction.atomic
def hide(line: GuideLine, *, by: User, now: datetime) -> None:
    """Let neither of the two see it any more, as a moderator; twice changes nothing."""
    _, line = _both(line)
    if not line.gone:
        _take_away(line, Gone.HIDDEN, now=now)
        record(Verb.GUIDE_LINE_HIDDEN, by=by, on=line)


@transaction.atomic
def show_again(line: GuideLine, *, by: User) -> None:
    """Undo ``hide``; what its author deleted stays away."""
    _, line = _both(line)
    if line.gone == Gone.HIDDEN:
        line.gone, line.gone_at = "", None
        line.save(update_fields=["gone", "gone_at"])
        record(Verb.GUIDE_LINE_SHOWN, by=by, on=line)


@transaction.atomic
def let_out(line: GuideLine, *, now: datetime) -> None:
    """Show the other one what a person has read now; after the end it reaches nobody."""
    ask, line = _both(line)
    if line.seq is not None or line.gone:
        return
    if ask.closed_at is not None:
        _take_away(line, Gone.HIDDEN, now=now)
        return
    place(ask, line, now=now)
    line.save(update_fields=["seq"])


def _both(line: GuideLine) -> tuple[GuideAsk, GuideLine]:
    """The locked conversation, and the message as it is then."""
    ask = locked(line.ask_id)
    return ask, GuideLine.objects.select_related("author").get(pk=line.pk)


def _take_away(line: GuideLine, why: Gone, *, now: datetime) -> None:
    line.gone, line.gone_at = why, now
    line.save(update_fields=["gone", "gone_at"])
