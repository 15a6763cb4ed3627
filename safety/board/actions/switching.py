"""Switching a rule takes two people: one asks and says why, another agrees or refuses."""

import logging
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.board import notices
from safety.board.events import RuleSwitched
from safety.board.models import Switch
from safety.board.policies import switches_rules
from safety.board.states import Standing
from safety.detection.rulebook import rulebook

log = logging.getLogger(__name__)


class NoSuchRule(DomainError):
    """The rule file has no rule of that id."""

    code: ClassVar[str] = "no_such_rule"


class AlreadyAsked(DomainError):
    """The rule is as it was asked for, or a request about it waits."""

    code: ClassVar[str] = "already_asked"


class NotTheSecond(DomainError):
    """This person may not ask, or not answer this request."""

    code: ClassVar[str] = "not_the_second"


class TooLate(DomainError):
    """It was answered or taken back before."""

    code: ClassVar[str] = "too_late"


@transaction.atomic
def ask(rule: str, *, to_off: bool, words: str, by: User, now: datetime) -> Switch:
    """Ask that ``rule`` is off, or on again. Nothing changes before a second person agrees.

    Raises:
        NotTheSecond: ``by`` is neither a clinician nor a supervisor.
        NoSuchRule: the rule file does not have it.
        AlreadyAsked: it is so already, or a request about it waits.
    """
    if not switches_rules(by):
        raise NotTheSecond("Clinicians and supervisors switch rules.")
    if rule not in ids():
        raise NoSuchRule("This rule is not in the rule file any more.")
    if (rule in Switch.objects.off()) == to_off:
        raise AlreadyAsked(f"This rule is {'off' if to_off else 'on'} already.")
    try:
        with transaction.atomic():
            switch = Switch.objects.create(
                rule=rule, to_off=to_off, words=words, asked_by=by, asked_at=now
            )
    except IntegrityError as error:
        raise AlreadyAsked("Somebody asked about this rule a moment ago.") from error
    _record(Verb.RULE_SWITCH_ASKED, switch, by)
    if not notices.ask_for_a_second_person(switch, now=now):
        log.error("switch %s, and nobody to tell", switch.pk)
    return switch


@transaction.atomic
def answer(switch: Switch, *, by: User, agreed: bool, now: datetime) -> Switch:
    """The second person's yes or no; of two who answer at once, one is heard.

    Raises:
        NotTheSecond: ``by`` asked for it, or is neither a clinician nor a supervisor.
        TooLate: it was answered or taken back.
    """
    switch = _waiting(switch)
    if not switches_rules(by) or switch.is_of(by):
        raise NotTheSecond("Somebody else has to answer this.")
    switch.answered_at, switch.answered_by, switch.agreed = now, by, agreed
    switch.save(update_fields=["answered_at", "answered_by", "agreed"])
    _record(Verb.RULE_SWITCHED if agreed else Verb.RULE_SWITCH_REFUSED, switch, by)
    notices.tell_who_asked(switch, now=now)
    if agreed:
        publish(RuleSwitched(switch_id=switch.pk))
    return switch


@transaction.atomic
def take_back(switch: Switch, *, by: User, now: datetime) -> Switch:
    """Who asked does not ask any more.

    Raises:
        NotTheSecond: somebody else asked.
        TooLate: it was answered or taken back.
    """
    switch = _waiting(switch)
    if not switch.is_of(by):
        raise NotTheSecond("Only who asked can take it back. You can say no.")
    switch.taken_back_at = now
    switch.save(update_fields=["taken_back_at"])
    _record(Verb.RULE_SWITCH_TAKEN_BACK, switch, by)
    return switch


def ids() -> frozenset[str]:
    """Of all rules in the rule file, those that speak only together with others too."""
    return frozenset(entry.id for entry in rulebook().entries)


def _waiting(switch: Switch) -> Switch:
    """The locked request.

    Raises:
        TooLate: it was answered or taken back.
    """
    # Who asked stays who asked: what is joined cannot be older than the row.
    rows = Switch.objects.select_for_update(of=("self",)).select_related("asked_by")
    switch = rows.get(pk=switch.pk)
    if switch.standing != Standing.WAITING:
        raise TooLate("This was answered or taken back a moment ago. Nothing was changed.")
    return switch


def _record(verb: Verb, switch: Switch, by: User) -> None:
    record(verb, by=by, on=switch, rule=switch.rule, off=switch.to_off)
