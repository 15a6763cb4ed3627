"""Sealing what lies in rows with the first key, after a new one was put before the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, models, transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb

M = TypeVar("M", bound=models.Model)
# Lets the triggers of rows that nobody changes see that only their seal is another; until the
# transaction ends.
MAY = "SELECT set_config('peerhub.sealing', 'on', true)"


def seal_rows_anew(
    rows: models.QuerySet[M], reseal: Callable[[M], Sequence[str]], *, verb: Verb
) -> int:
    """Seal ``rows`` anew, each in a transaction of its own.

    Stopped in between and begun again, it goes on where it was.

    Args:
        rows: those that can hold something sealed.
        reseal: seals in a row what another key sealed, and names the columns; none: it is current.
        verb: what is written down of each row.

    Returns how many columns were sealed with another key.

    Raises:
        peerhub.crypto.Unreadable: something was changed, or its key is not here any more.
    """
    keys = rows.order_by("pk").values_list("pk", flat=True)
    return sum(_one(rows.filter(pk=pk), reseal, verb) for pk in keys.iterator())


@transaction.atomic
def _one(rows: models.QuerySet[M], reseal: Callable[[M], Sequence[str]], verb: Verb) -> int:
    with connection.cursor() as cursor:
        cursor.execute(MAY)
    row = rows.select_for_update(of=("self",)).first()
    columns = reseal(row) if row is not None else ()
    if row is not None and columns:
        row.save(update_fields=columns)
        record(verb, by=None, on=row)
    return len(columns)
