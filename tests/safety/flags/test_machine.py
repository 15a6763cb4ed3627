"""The queue as a machine: whatever people do in whatever order, it is where a plain model says.

Runs on the real database, each example in a transaction that is taken back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError
from safety.closing import actions as closing
from safety.closing.states import Help
from safety.flags import actions, ladder
from safety.flags.models import CLAIM, Flag
from safety.flags.states import FlagState, Outcome
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import HIGH, LOW, flagged

PEOPLE = ("ines", "ade", "ruth")
HOLDER = "whoever is on it"
who = st.sampled_from(PEOPLE)


@dataclass
class Model:
    """What is known of a case without asking the database."""

    level: int
    due_at: datetime
    state: FlagState = FlagState.OPEN
    holder: str = ""
    until: datetime | None = None
    cared: bool = False  # all that its level asks for was done since it was opened

    def is_free(self, now: datetime) -> bool:
        return self.state == FlagState.OPEN or (
            self.state == FlagState.CLAIMED and self.until is not None and self.until < now
        )

    def is_with(self, person: str) -> bool:
        return self.state == FlagState.CLAIMED and self.holder == person

    def stays(self, person: str, now: datetime) -> None:
        if self.is_with(person):
            self.until = now + CLAIM


class Queue(RuleBasedStateMachine):
    """Raise, claim, expire, escalate, look after, resolve, reopen, and the clock."""

    cast: dict[str, User]
    author: User
    cases = Bundle("cases")

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = NOON
        self.models: dict[int, Model] = {}
        self.lines: dict[int, int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def tries(self, allowed: bool, deed: Any) -> None:
        """The deed is done exactly where the model allows it."""
        try:
            with transaction.atomic():
                deed()
        except DomainError:
            assert not allowed
        else:
            assert allowed

    @rule(target=cases, text=st.sampled_from((HIGH, LOW)))
    def raise_flag(self, text: str) -> int:
        flag = flagged(self.author, text=text, subject_id=str(len(self.models)), now=self.now)
        due_at = self.now + ladder.rung(flag.level).ack_within
        self.models[flag.pk] = Model(level=flag.level, due_at=due_at)
        return flag.pk

    @rule(minutes=st.sampled_from((1, 9, 11)))
    def clock(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(pk=cases, person=who)
    def claim(self, pk: int, person: str) -> None:
        model = self.models[pk]
        free = model.is_free(self.now)
        flag = Flag.objects.get(pk=pk)
        self.tries(
            free or model.is_with(person),
            lambda: actions.claim(flag, by=self.cast[person], now=self.now),
        )
        if free:
            model.state, model.holder = FlagState.CLAIMED, person
            model.until = self.now + CLAIM

    @rule(pk=cases, person=who)
    def release(self, pk: int, person: str) -> None:
        model, flag = self.models[pk], Flag.objects.get(pk=pk)
        may = model.is_with(person)
        self.tries(may, lambda: actions.release(flag, by=self.cast[person], now=self.now))
        if may:
            model.state, model.holder, model.until = FlagState.OPEN, "", None

    @rule(pk=cases, person=who, level=st.integers(1, 5))
    def escalate(self, pk: int, person: str, level: int) -> None:
        model, flag = self.models[pk], Flag.objects.get(pk=pk)
        may = model.state != FlagState.RESOLVED and level > model.level
        self.tries(
            may,
            lambda: actions.raise_level(flag, by=self.cast[person], level=level, now=self.now),
        )
        if may:
            model.level, model.cared = level, False
            model.due_at = min(model.due_at, self.now + ladder.rung(level).ack_within)
            model.stays(person, self.now)

    @rule(pk=cases, person=st.sampled_from(("ines", "ruth")))
    def look_after(self, pk: int, person: str) -> None:
        model, flag = self.models[pk], Flag.objects.get(pk=pk)
        if model.state == FlagState.RESOLVED:
            self.tries(
                False,
                lambda: closing.give_help(flag, Help.LINES, by=self.cast[person], now=self.now),
            )
            return
        looked_after(flag, self.cast[person], supervisor=self.cast["ade"], now=self.now)
        model.cared = True
        for each in {person, "ade"} if model.level == 5 else {person}:
            if model.level >= 2:
                model.stays(each, self.now)

    @rule(pk=cases, person=st.sampled_from((HOLDER, HOLDER, *PEOPLE)))
    def resolve(self, pk: int, person: str) -> None:
        model, flag = self.models[pk], Flag.objects.get(pk=pk)
        person = (model.holder or "ines") if person == HOLDER else person
        # Whoever agreed at level 5 is not the one who closes.
        safe = model.level < 2 or (model.cared and (model.level < 5 or person != "ade"))
        may = model.is_with(person) and safe
        self.tries(
            may,
            lambda: actions.resolve(
                flag, by=self.cast[person], outcome=Outcome.REACHED, now=self.now
            ),
        )
        if may:
            model.state, model.holder, model.until = FlagState.RESOLVED, "", None

    @rule(pk=cases, person=who)
    def reopen(self, pk: int, person: str) -> None:
        model, flag = self.models[pk], Flag.objects.get(pk=pk)
        may = model.state == FlagState.RESOLVED
        self.now += timedelta(seconds=1)
        self.tries(
            may,
            lambda: closing.reopen(flag, words="Again.", by=self.cast[person], now=self.now),
        )
        if may:
            model.state, model.cared = FlagState.OPEN, False
            model.due_at = self.now + ladder.rung(model.level).ack_within

    @invariant()
    def every_case_is_where_the_model_says(self) -> None:
        names = {person.pk: name for name, person in self.cast.items()}
        stored = {
            flag.pk: (flag.level, flag.state, names.get(flag.claimed_by_id or 0, ""),
                      flag.claim_until, flag.due_at)
            for flag in Flag.objects.filter(pk__in=self.models)
        }  # fmt: skip

        assert stored == {
            pk: (model.level, model.state, model.holder, model.until, model.due_at)
            for pk, model in self.models.items()
        }

    @invariant()
    def no_case_is_lost(self) -> None:
        """What is not closed is in the list, the most urgent first."""
        listed = list(Flag.objects.waiting().in_order().values_list("pk", flat=True))
        waiting = [pk for pk, each in self.models.items() if each.state != FlagState.RESOLVED]
        levels = [self.models[pk].level for pk in listed]

        assert sorted(listed) == sorted(waiting)
        assert levels == sorted(levels, reverse=True)

    @invariant()
    def no_line_is_lost(self) -> None:
        for flag in Flag.objects.filter(pk__in=self.models):
            count = flag.notes.count()
            assert count >= self.lines.get(flag.pk, 1)
            self.lines[flag.pk] = count


@pytest.mark.django_db
def test_whatever_people_do_the_queue_is_where_a_plain_model_says(
    maya: User, ines: User, ade: User, person: Any
) -> None:
    Queue.author = maya
    Queue.cast = {"ines": ines, "ade": ade, "ruth": person("Ruth", Role.MODERATOR)}

    run_state_machine_as_test(
        Queue,
        settings=settings(
            max_examples=30,
            stateful_step_count=24,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
