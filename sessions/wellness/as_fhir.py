"""A member's own plan as parts of FHIR: each goal, and the plan with its small steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from peerhub.fhir import codes
from peerhub.fhir.codes import Coding
from peerhub.fhir.parts import CarePlan, Goal, Part, Patient, Step
from sessions.wellness.reading import GoalSaid, goals_of
from sessions.wellness.states import State

if TYPE_CHECKING:
    from datetime import datetime

    from peerhub.accounts.models import User

GOALS = {State.OPEN: "active", State.REST: "on-hold", State.DONE: "completed"}
STEPS = {State.OPEN: "not-started", State.REST: "on-hold", State.DONE: "completed"}
REACHED = {
    State.OPEN: Coding(codes.GOAL_ACHIEVEMENT, "in-progress", "In Progress"),
    State.DONE: Coding(codes.GOAL_ACHIEVEMENT, "achieved", "Achieved"),
}


def goal(said: GoalSaid, patient: Patient) -> Goal:
    """A goal that was not let go."""
    state = State(said.item.state)
    return Goal(patient=patient, words=said.words, status=GOALS[state], achieved=REACHED.get(state))


def plan(
    goals: Sequence[GoalSaid], made: Sequence[Goal], notes: Sequence[str], patient: Patient
) -> CarePlan:
    """The goals with their steps, and the rest of a plan in words."""
    steps = [
        Step(words=each.words, status=STEPS[State(each.item.state)])
        for said in goals
        for each in said.steps
    ]
    return CarePlan(patient=patient, title="My plan", goals=made, steps=steps, notes=notes)


def goal_parts(member: User, now: datetime, patient: Patient) -> Sequence[Part]:
    """For whoever the member ticked goals for: what ``reading.goal_lines`` says, and no step."""
    del now
    return [goal(said, patient) for said in goals_of(member)]
