"""Caring contacts: booked, come round to, answered by the person, written down."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.closing import notices, rules
from safety.closing.actions.asking import booked
from safety.closing.actions.case import not_own, open_case_of, since
from safety.closing.actions.climbing import owe_check_in
from safety.closing.models import SUPERVISOR, CheckIn
from safety.closing.states import CheckInResult
from safety.flags.actions import NotThisWay
from safety.flags.models import Flag
from safety.flags.states import Act

log = logging.getLogger(__name__)

BATCH = 50  # check-ins of one transaction
AGAIN = timedelta(hours=24)  # a supervisor who did not reach the person tries again
FURTHEST = timedelta(days=31)  # to which a check-in can be moved


@transaction.atomic
def book(flag: Flag, *, to: User | None, by: User, now: datetime) -> list[CheckIn]:
    """Book the check-ins that the level asks for; those that are booked stay as they are.

    Args:
        flag: the case.
        to: who asks the person; None: whoever works the queue.
        by: who books.
        now: an aware instant; the hours count from here.

    Raises:
        NotThisWay: the level asks for none, or all are booked.
    """
    flag = open_case_of(flag, by, now=now)
    there = booked(flag, since(flag))
    wanted = [hours for hours in rules.check_ins(flag.level) if hours not in there]
    if not wanted:
        raise NotThisWay("There is nothing to book.")
    rows = CheckIn.objects.bulk_create(
        CheckIn(
            flag=flag,
            hours=hours,
            booked_at=now,
            booked_by=by,
            due_at=now + timedelta(hours=hours),
            assigned=to,
        )
        for hours in wanted
    )
    who = to.handle if to is not None else "whoever works the queue"
    said = f"{rules.in_words(wanted).capitalize()}, with {who}."
    flag.write(Act.BOOKED, by=by, now=now, words=said)
    record(Verb.CHECK_INS_BOOKED, by=by, on=flag, hours=",".join(str(each) for each in wanted))
    return list(rows)


def open_due(*, now: datetime) -> int:
    """Turn each check-in whose time has come into work, and say hello to the person.

    Returns how many. Two of these at once share the work; each is opened once, and its messages
    are written in the same transaction.
    """
    opened = 0
    while batch := _open(now=now):
        opened += batch
    return opened


@transaction.atomic
def _open(*, now: datetime) -> int:
    due = list(
        CheckIn.objects.due(now=now)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("flag__author", "assigned")
        .order_by("due_at", "pk")[:BATCH]
    )
    for check_in in due:
        check_in.opened_at = now
        check_in.save(update_fields=["opened_at"])
        record(Verb.CHECK_IN_OPENED, by=None, on=check_in, flag=check_in.flag_id)
        notices.say_hello(check_in, now=now)
        if not notices.tell_staff(check_in, now=now):
            log.error("a caring contact is due, and nobody to tell")
        owe_check_in(check_in, now=now)
    return len(due)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """How a caring contact went. ``moved_to``: the new time, for one that was moved."""

    result: CheckInResult
    words: str = ""
    moved_to: datetime | None = None


@transaction.atomic
def write_down(check_in: CheckIn, went: Recorded, *, by: User, now: datetime) -> CheckIn | None:
    """Write down how a check-in went; returns the one that comes in its place, if any.

    From level 3 on, a person who was not reached twice comes before a supervisor.

    Raises:
        NotThisWay: somebody was quicker; it is a supervisor's, or about their own words; or the
            reason or the time of a move is missing.
    """
    flag = Flag.objects.select_for_update(of=("self",)).get(pk=check_in.flag_id)
    check_in = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
    _must_be_theirs(check_in, flag, by)
    _must_be_said(went, now=now)
    check_in.closed_at, check_in.closed_by = now, by
    check_in.result, check_in.words = went.result, went.words
    check_in.save(update_fields=["closed_at", "closed_by", "result", "words"])
    said = f"{_name(check_in)}: {CheckInResult(went.result).label}.\n{went.words}".strip()
    flag.write(Act.CHECKED_IN, by=by, now=now, detail=went.result, words=said)
    record(Verb.CHECK_IN_RECORDED, by=by, on=check_in, flag=flag.pk, result=check_in.result)
    if went.result == CheckInResult.MOVED:
        return _again(check_in, went.moved_to or now, by=by, now=now)
    if went.result == CheckInResult.NOT_REACHED and flag.level >= rules.ASSESS_FROM:
        return _missed(flag, check_in, now=now)
    return None


def _must_be_theirs(check_in: CheckIn, flag: Flag, by: User) -> None:
    not_own(flag, by)
    if check_in.closed_at is not None:
        raise NotThisWay("Somebody has written this down meanwhile.")
    if check_in.for_supervisor and not by.has_role(Role.SUPERVISOR):
        raise NotThisWay("The person was not reached twice, so a supervisor does this one.")


def _must_be_said(went: Recorded, *, now: datetime) -> None:
    if went.result != CheckInResult.MOVED:
        return
    if not went.words.strip():
        raise NotThisWay("Say in a few words why it is moved.")
    if went.moved_to is None or not now < went.moved_to <= now + FURTHEST:
        raise NotThisWay("Choose a new time within the next month.")


def _again(check_in: CheckIn, due_at: datetime, *, by: User | None, now: datetime) -> CheckIn:
    return CheckIn.objects.create(
        flag_id=check_in.flag_id,
        hours=check_in.hours,
        booked_at=now,
        booked_by=by,
        due_at=due_at,
        assigned=check_in.assigned,
        for_supervisor=check_in.for_supervisor,
    )


def _missed(flag: Flag, check_in: CheckIn, *, now: datetime) -> CheckIn | None:
    """Bring it before a supervisor once the person was missed twice since they were reached."""
    if check_in.for_supervisor:
        return _again(check_in, now + AGAIN, by=None, now=now)
    counted = flag.check_ins.filter(booked_at__gte=since(flag), closed_at__isnull=False)
    reached = counted.filter(result=CheckInResult.REACHED).order_by("-closed_at").first()
    missed = counted.filter(result=CheckInResult.NOT_REACHED)
    if reached is not None:
        missed = missed.filter(closed_at__gt=reached.closed_at)
    if missed.count() < rules.MISSED or flag.check_ins.pending().filter(hours=SUPERVISOR).exists():
        return None
    looked = CheckIn.objects.create(
        flag=flag, hours=SUPERVISOR, booked_at=now, due_at=now, opened_at=now, for_supervisor=True
    )
    notices.tell_staff(looked, now=now)
    owe_check_in(looked, now=now)
    return looked


def _name(check_in: CheckIn) -> str:
    if check_in.hours == SUPERVISOR:
        return "A supervisor looked after it"
    return f"Caring contact {rules.in_words([check_in.hours])}"
