"""Sealing the words of plans with the first key, after a new one was put before the others."""

from django.db import connection, models, transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from sessions.wellness.models import FormerWords, PlanItem, Suggestion

MAY = "SELECT set_config('peerhub.sealing', 'on', true)"  # until the transaction ends; see 0021


def seal_anew() -> int:
    """Seal all of it with the first key; returns how many words were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: something was changed, or its key is not here any more.
    """
    items = PlanItem.objects.order_by("pk").values_list("pk", flat=True)
    made = Suggestion.objects.order_by("pk").values_list("pk", flat=True)
    return sum(_item(pk) for pk in items.iterator()) + sum(_made(pk) for pk in made.iterator())


@transaction.atomic
def _item(pk: int) -> int:
    """One thing with all that it said before."""
    item = PlanItem.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if item is None:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(MAY)
    formers = list(FormerWords.objects.filter(item=item).select_related("item"))
    rows: list[PlanItem | FormerWords] = [item, *formers]
    old = [each for each in rows if not is_current(bytes(each.sealed))]
    for each in old:
        each.put(each.words)
        _kept(each)
    return len(old)


@transaction.atomic
def _made(pk: int) -> int:
    made = Suggestion.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if made is None or is_current(bytes(made.sealed)):
        return 0
    made.put(made.words)
    _kept(made)
    return 1


def _kept(row: models.Model) -> None:
    row.save(update_fields=["sealed"])
    record(Verb.PLAN_ITEM_SEALED_ANEW, by=None, on=row)
