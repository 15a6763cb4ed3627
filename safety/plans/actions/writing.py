"""The member writes a plan, part by part or all at once; every save is a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.flags.states import PLAN
from safety.plans.models import WORDS, PlanEntry, SafetyPlan
from safety.plans.states import Part
from safety.subjects import SubjectRef

# Staff read this beside the words: a plan names hard things without being a cry.
PLACE = "A staying safe plan, where people write down what is hard and what helps"


class TooLong(DomainError):
    """A part would hold more than it can."""

    code: ClassVar[str] = "too_long"


@dataclass(frozen=True)
class Saved:
    """A plan after a save, and whether its new words ask for help to be shown."""

    plan: SafetyPlan
    show_help: bool


@transaction.atomic
def save(words: Mapping[Part, str], *, member: User, now: datetime) -> Saved:
    """Keep what the member wrote; parts that say the same as before are left alone.

    Nobody waits to see it and it is never hidden from its author: danger in it raises a flag,
    and the plan stays as it is.

    Raises:
        TooLong: a part has more than ``WORDS`` characters.
    """
    plan = _locked(member, now=now)
    before = plan.words()
    changed = {part: text.strip() for part, text in words.items() if text.strip() != before[part]}
    if any(len(text) > WORDS for text in changed.values()):
        raise TooLong(f"That is longer than {WORDS:,} characters.")
    if not changed:
        return Saved(plan, show_help=False)
    plan.number += 1
    plan.save(update_fields=["number"])
    entries = [
        PlanEntry(plan=plan, number=plan.number, part=part, written_at=now) for part in changed
    ]
    for entry, text in zip(entries, changed.values(), strict=True):
        entry.put(text)
    PlanEntry.objects.bulk_create(entries)
    record(Verb.PLAN_SAVED, by=member, on=plan, number=plan.number, parts=",".join(changed))
    watches = [
        watch(
            text,
            author=member,
            subject=SubjectRef(PLAN, f"{plan.pk}:{part}"),
            place=PLACE,
            now=now,
            holding=Holding(may=False),
        )
        for part, text in changed.items()
        if text
    ]
    return Saved(plan, show_help=any(each.show_help for each in watches))


@transaction.atomic
def keep_copy(plan: SafetyPlan, *, by: User) -> dict[Part, str]:
    """The member takes a copy to keep on a device."""
    record(Verb.PLAN_COPIED, by=by, on=plan, number=plan.number)
    return plan.words()


@transaction.atomic
def forget(plan: SafetyPlan, *, by: User) -> None:
    """Delete the plan with all its versions, shares and suggestions, because its member says so.

    What the rules flagged stays with its case: a cry for help is not lost with the plan.
    """
    plan = SafetyPlan.objects.select_for_update().get(pk=plan.pk)
    record(Verb.PLAN_FORGOTTEN, by=by, on=plan, number=plan.number)
    plan.delete()


def _locked(member: User, *, now: datetime) -> SafetyPlan:
    """The member's plan, made if there is none, changed by one at a time."""
    SafetyPlan.objects.get_or_create(member=member, defaults={"begun_at": now})
    return SafetyPlan.objects.select_for_update().get(member=member)
