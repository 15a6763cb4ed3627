"""Help for whom only the second reading found: it comes seconds after their words were sent.

The first reading shows help in the answer to what somebody sends. What is found later is a row,
shown once: in an open room at once, else on the next page they open, with or without scripts.
Nobody gets a notice of it: a locked phone may lie in front of others.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.flags import ladder
from safety.flags.models import Flag
from safety.screening.events import HelpOffered
from safety.screening.models import HelpOffer

LATE_FROM = 2  # the level from which help is shown after the fact
NOT_AGAIN = timedelta(hours=1)  # after it was shown


@transaction.atomic
def offer_help(flag: Flag, *, before: int | None, now: datetime) -> HelpOffer | None:
    """Let the author of a case see where help is, where only a second reading found so much.

    Args:
        flag: the case, as it is now.
        before: its level before the second reading; None where there was no case.
        now: an aware instant.

    Returns:
        The offer; None where help was shown at once, where it is not called for, or where it was
        shown within the last hour.
    """
    shown_at_once = before is not None and ladder.shows_help(before)
    if shown_at_once or flag.level < LATE_FROM:
        return None
    theirs = HelpOffer.objects.filter(person=flag.author_id)
    if theirs.filter(shown_at__gt=now - NOT_AGAIN).exists():
        return None
    # One at a time waits to be shown; two workers at once make one.
    offer, new = HelpOffer.objects.get_or_create(
        person_id=flag.author_id, shown_at=None, defaults={"flag": flag, "offered_at": now}
    )
    if not new:
        offer.flag, offer.offered_at = flag, now
        offer.save(update_fields=["flag", "offered_at"])
    record(Verb.HELP_OFFERED, by=None, on=offer, flag=flag.pk)
    publish(HelpOffered(person_id=flag.author_id))
    return offer


def waiting_for(person_ids: Collection[int], *, now: datetime) -> frozenset[int]:
    """Of these people, those to whom help is still to be shown."""
    waiting = HelpOffer.objects.to_show(now=now).filter(person__in=person_ids)
    return frozenset(waiting.values_list("person", flat=True))


def show_help(person: User, *, now: datetime) -> bool:
    """Whether this page shows help; then no other does. Of two pages at once one gets True."""
    waiting = HelpOffer.objects.to_show(now=now).filter(person=person)
    return waiting.exists() and _shown(person, now=now)


@transaction.atomic
def _shown(person: User, *, now: datetime) -> bool:
    waiting = HelpOffer.objects.to_show(now=now).filter(person=person)
    offer = waiting.select_for_update(skip_locked=True).first()
    if offer is None:
        return False
    offer.shown_at = now
    offer.save(update_fields=["shown_at"])
    record(Verb.HELP_SHOWN, by=person, on=offer, flag=offer.flag_id)
    return True
