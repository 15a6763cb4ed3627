"""The one way to write the audit table: inside the caller's transaction."""

from django.db import models, transaction

from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb

Detail = str | int | bool | None


def record(verb: Verb, *, by: models.Model | None, on: models.Model, **details: Detail) -> Entry:
    """Write down that ``by`` did ``verb`` on ``on``.

    Args:
        verb: from the closed list.
        by: the person; None for the installation itself.
        on: the saved row that it was done to.
        **details: ids and codes; never words that a person wrote.

    Raises:
        transaction.TransactionManagementError: outside a transaction, where the row could
            stay while the deed is undone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs to the deed's transaction")
    return Entry.objects.create(
        verb=verb.value,
        actor_id=by.pk if by is not None else None,
        subject_kind=on._meta.label_lower,  # noqa: SLF001 - Django's documented meta API
        subject_id=str(on.pk),
        details=details,
    )
