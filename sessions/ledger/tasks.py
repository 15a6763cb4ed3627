"""Once a night the ledger is counted anew."""

import logging

from celery import shared_task

from sessions.ledger.models import Account, LedgerEntry

log = logging.getLogger(__name__)


@shared_task
def count_anew() -> None:
    """Say so, loudly, if an entry does not balance or a total differs. Twice, it says it again."""
    unbalanced = LedgerEntry.objects.unbalanced().count()
    differing = Account.objects.differing().count()
    if unbalanced or differing:
        log.error("The ledger: %d entries unbalanced, %d totals differ.", unbalanced, differing)
