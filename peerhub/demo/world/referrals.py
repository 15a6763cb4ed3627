"""Referrals at every stage: written, agreed to, sent, and due for a follow-up."""

from datetime import datetime, timedelta
from typing import Any

from peerhub.demo.cast import INES
from peerhub.demo.world import queue
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from safety.referrals import actions
from safety.referrals.actions import Draft
from safety.referrals.states import Asking, Company, Kind, Outcome, Reason, Share

DECIDED = timedelta(minutes=5)  # after writing
PASSED_ON = timedelta(days=1)


def refer(people: People, *, now: datetime) -> None:
    """Write them all, and take each as far as its row says; then what is due by today is done."""
    for row in rows("referrals", "referral"):
        _refer(row, people, now=now)
    # Yesterday: where it is night now, a question of today would wait for the morning.
    actions.open_due_follow_ups(now=now - timedelta(days=1))


def _refer(row: dict[str, Any], people: People, *, now: datetime) -> None:
    member, then = people[row["member"]], now - timedelta(days=row["written"])
    given = Draft(
        kind=Kind(row["kind"]),
        to_whom=row["to"],
        reason=Reason(row["reason"]),
        wish=row["wish"],
        share=(Share.HANDLE, Share.REASON, Share.WISH),
        asking=Asking.MAIL,
        company=Company.TEAM if row.get("together") else Company.NOBODY,
    )
    referral = actions.draft(given, member=member, now=then).referral
    queue.answer(people[INES.name], raised_at=then)
    if row["state"] == "draft":
        return
    actions.consent(referral, by=member, now=then + DECIDED)
    if row["state"] == "sent":
        actions.mark_sent(referral, by=people[INES.name], now=then + PASSED_ON)
        for said in row.get("said", ()):
            actions.open_due_follow_ups(now=then + timedelta(days=said["day"]))
            actions.answer(
                referral,
                by=member,
                outcome=Outcome(said["outcome"]),
                now=then + timedelta(days=said["day"], hours=2),
            )
    if row.get("together"):
        actions.propose(referral, when=row["together"], by=people[INES.name], now=now)
