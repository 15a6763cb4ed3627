"""Sealing what members signed with the first key, after a new one was put before the others."""

from django.db import connection, transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.crypto import is_current
from safety.sharing.models import (
    AccountingLine,
    AccountingLineQuerySet,
    Sharing,
    SharingQuerySet,
)

BATCH = 200  # rows of one transaction
MAY = "SELECT set_config('peerhub.sealing', 'on', true)"  # until the transaction ends; see 0028


def seal_anew() -> int:
    """Seal every row with the first key; returns how many were sealed with another one.

    Stopped in between and begun again, it goes on where it was.

    Raises:
        peerhub.crypto.Unreadable: a row was changed, or its key is not here any more.
    """
    return _all_of(Sharing.objects.all()) + _all_of(AccountingLine.objects.all())


def _all_of(rows: SharingQuerySet | AccountingLineQuerySet) -> int:
    sealed, after = 0, 0
    ours = rows.exclude(sealed=None).order_by("pk")
    while batch := list(ours.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        sealed += _batch(ours.filter(pk__in=batch))
        after = batch[-1]
    return sealed


@transaction.atomic
def _batch(rows: SharingQuerySet | AccountingLineQuerySet) -> int:
    with connection.cursor() as cursor:
        cursor.execute(MAY)
    old = [row for row in rows.select_for_update() if not is_current(bytes(row.sealed or b""))]
    for row in old:
        row.reseal()
        row.save(update_fields=["sealed"])
        record(Verb.SHARING_SEALED_ANEW, by=None, on=row)
    return len(old)
