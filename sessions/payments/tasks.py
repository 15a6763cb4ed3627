"""Celery's part of payments, where it may wait for others' servers."""

import logging

from celery import shared_task

from peerhub.database import clock, only_one
from sessions.payments import actions, gateway
from sessions.payments.gateway import Away

log = logging.getLogger(__name__)


@shared_task
def go_on_with_due() -> None:
    """Go on with payments that are due. Run twice at once, the second leaves it to the first."""
    if not gateway.is_set_up():
        return
    with only_one("sessions.payments") as is_ours:
        while is_ours and actions.go_on_with_due(now=clock()):
            pass


@shared_task
def read_the_list() -> None:
    """Take the events that never came, and give back hard sessions. Twice, it finds nothing new."""
    if not gateway.is_set_up():
        return
    now = clock()
    actions.give_back_hard_ones(now=now)
    try:
        actions.read_the_list(now=now)
    except Away as error:
        log.warning("the list of events cannot be read: %s", error)
    actions.forget_old(now=now)
