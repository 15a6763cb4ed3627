"""Referrals at every stage: written, agreed to, sent, and due for a follow-up."""

from datetime import datetime, timedelta
from typing import Any

from peerhub.demo.cast import INES
from peerhub.demo.world import queue
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from safety.referrals import actions
from safety.referrals.actions import Draft
from safety.referrals.states import Kind, Reason, Share

WRITTEN = timedelta(days=20)  # before now
DECIDED = timedelta(minutes=5)  # after writing
PASSED_ON = timedelta(days=1)


def refer(people: People, *, now: datetime) -> None:
    """Write them all, and take each as far as its row says."""
    for row in rows("referrals", "referral"):
        _refer(row, people, now=now)


def _refer(row: dict[str, Any], people: People, *, now: datetime) -> None:
    member, then = people[row["member"]], now - WRITTEN
    given = Draft(
        kind=Kind(row["kind"]),
        to_whom=row["to"],
        reason=Reason(row["reason"]),
        wish=row["wish"],
        share=(Share.HANDLE, Share.REASON, Share.WISH),
    )
    referral = actions.draft(given, member=member, now=then).referral
    queue.answer(people[INES.name], raised_at=then)
    if row["state"] == "draft":
        return
    actions.consent(referral, by=member, now=then + DECIDED)
    if row["state"] == "sent":
        actions.mark_sent(
            referral,
            by=people[INES.name],
            follow_up_on=(now + timedelta(days=row["follow_up"])).date(),
            now=then + PASSED_ON,
        )
