"""``python -m tests.faults.followups_people``: what people and machines do while questions fall due.

Members answer, asked or not, and stop the questions; tasks are sent again, several at once and late;
a poller of ours takes rows and is gone before it has done them. Half of the referrals are ignored by
everybody. Until SIGTERM; then one JSON line of how often.
"""

import random
import sys

from tests.faults.reminders_people import LATE, act


def main(seed: str) -> None:
    """Whoever has referrals."""
    act(seed, [_nag, _nag, _nag, _answer, _stop, _die_holding])


def _nag(chance: random.Random) -> bool:
    """The same run three times at once, and a late one."""
    from safety.referrals.tasks import open_due_follow_ups

    for _ in range(3):
        open_due_follow_ups.apply_async(retry=False)
    open_due_follow_ups.apply_async(retry=False, countdown=chance.uniform(0, LATE))
    return True


def _answer(chance: random.Random) -> bool:
    """A member says how one went; with an end, or so that it goes on."""
    from peerhub.database import clock
    from safety.referrals import actions
    from safety.referrals.states import Outcome

    referral = _some()
    if referral is None or not actions.may_answer(referral):
        return False
    outcome = chance.choice((Outcome.CONNECTED, Outcome.DECLINED, Outcome.WAITLISTED))
    actions.answer(referral, by=referral.member, outcome=outcome, now=clock())
    return True


def _stop(chance: random.Random) -> bool:
    """A member wants no more questions about one."""
    from peerhub.database import clock
    from safety.referrals import actions

    referral = _some() if chance.random() < 0.3 else None
    if referral is None or not referral.is_out:
        return False
    actions.ask_no_more(referral, by=referral.member, now=clock())
    return True


def _die_holding(chance: random.Random) -> bool:
    """What a poller leaves that is killed in the middle of its transaction: nothing."""
    from django.db import transaction

    from peerhub.database import clock
    from safety.referrals.actions import following

    with transaction.atomic():
        opened = following._open(now=clock())
        transaction.set_rollback(True)
    return bool(opened)


def _some() -> "Referral | None":  # type: ignore[name-defined] # noqa: F821 - Django is set up later
    """One of the referrals that people care for; those with odd numbers are ignored by everybody."""
    from django.db.models import F
    from django.db.models.functions import Mod

    from safety.referrals.models import Referral

    cared = Referral.objects.annotate(odd=Mod(F("pk"), 2)).filter(odd=0, state="sent")
    return cared.exclude(asking="not").select_related("member").order_by("?").first()


if __name__ == "__main__":
    main(*sys.argv[1:])
