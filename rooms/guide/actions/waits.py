"""How an ask begins to wait and ends to: under the lock of its row, with whom to tell."""

from datetime import datetime

from peerhub.accounts.blocking import apart_from
from rooms.guide import notices
from rooms.guide.models import GuideAsk
from rooms.guide.policies import all_there
from rooms.roster.there import who_answers


def locked(ask_id: int) -> GuideAsk:
    """The conversation, until the transaction ends: of two things at once, one waits."""
    found = GuideAsk.objects.select_related("member", "guide")
    return found.select_for_update(of=("self",), no_key=True).get(pk=ask_id)


def begin(ask: GuideAsk, *, since: datetime, now: datetime) -> None:
    """Let it wait for an answer; how long it waits already stays."""
    ask.waits_since = min(since, ask.waits_since or since)
    tell(ask, now=now)


def tell(ask: GuideAsk, *, now: datetime) -> None:
    """Tell the guide who has it; where they are not there any more, whoever is.

    Whoever left, or is paused, waits until they are back.
    """
    if not ask.member.is_active:
        return
    there = {person.pk for person in all_there(now=now)}
    if ask.guide is not None and ask.guide_id in there:
        notices.tell_waits(ask, [ask.guide], now=now)
        return
    apart = apart_from(ask.member_id) | {ask.member_id}
    notices.tell_waits(ask, who_answers(now=now, apart=apart), now=now)


def answered(ask: GuideAsk, *, now: datetime) -> None:
    """Somebody answered: it waits for nobody, and the member is told."""
    ask.waits_since = None
    notices.call_off_waiting(ask, now=now)
    notices.tell_answered(ask, now=now)
