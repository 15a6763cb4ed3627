"""Deleting something of a plan for good: its words, those before, its steps, shares, suggestions."""

from django.db import transaction
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.wellness.actions.keeping import held
from sessions.wellness.models import PlanItem, Suggestion
from sessions.wellness.notices import forget


@transaction.atomic
def erase(item: PlanItem, *, by: User) -> None:
    """Leave nothing of it. A suggestion that was taken goes with it: the words may be the same.

    What the rules flagged stays with its case: a cry for help is not lost with it.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    item = held(item, by)
    record(Verb.PLAN_ITEM_ERASED, by=by, on=item, kind=item.kind)
    ways = Q(item=item) | Q(item__goal=item) | Q(goal=item)
    for made in Suggestion.objects.filter(ways):
        forget(made)
    item.delete()
