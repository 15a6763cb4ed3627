"""A thread comes to be, and waits where something ends that the two had together."""

from datetime import datetime

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings.models import Booking
from sessions.threads.actions.refusals import Closed, in_words
from sessions.threads.models import Keeping, Thread
from sessions.threads.standing import Why
from sessions.threads.states import Side


@transaction.atomic
def open_thread(member: User, specialist: SpecialistProfile, *, by: User, now: datetime) -> Thread:
    """The one thread of the two; it comes to be when one of them first looks for it.

    Raises:
        Closed: they have no session that is booked or was.
    """
    known = Thread.objects.with_people().filter(member=member, specialist=specialist).first()
    if known is not None:
        return known
    if not Booking.objects.filter(member=member, specialist=specialist).settled().exists():
        raise Closed(in_words(Why.NO_SESSION))
    thread, new = Thread.objects.get_or_create(
        member=member, specialist=specialist, defaults={"opened_at": now}
    )
    if new:
        Keeping.objects.bulk_create(Keeping(thread=thread, side=side) for side in Side)
        record(Verb.THREAD_OPENED, by=by, on=thread)
    return thread


def wait_for_words(by: User, whom: User, now: datetime) -> None:
    """A block waits for the line that is being stored; the next one finds the block.

    Only the row is locked, in the block's transaction: whether somebody may write is asked anew
    with every line, under the same lock.
    """
    del now
    pair = Thread.objects.between(by.pk, whom.pk).order_by("pk")
    list(pair.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
