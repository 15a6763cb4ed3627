"""Topics that a specialist is not taking right now: until the next month begins where they live."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from matching.peers.actions.profiles import NotForYou
from matching.peers.models import RestingTopic, SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.months import next_begins
from peerhub.topics.models import Topic


@transaction.atomic
def rest(
    profile: SpecialistProfile, topics: Collection[Topic], *, by: User, now: datetime
) -> datetime | None:
    """Take none of ``topics`` for the rest of the month, and all others again; the same changes nothing.

    Returns:
        Until when; None: every topic is taken.

    Raises:
        NotForYou: not the specialist.
    """
    held = SpecialistProfile.objects.select_for_update().get(pk=profile.pk)
    if by != held.person:
        raise NotForYou("Only the specialist can do this.")
    until = next_begins(now, held.person.zone)
    held.resting.filter(until__lte=now).delete()
    before = set(held.resting.values_list("topic", flat=True))
    chosen = {topic.pk for topic in topics}
    if before != chosen:
        held.resting.exclude(topic__in=chosen).delete()
        RestingTopic.objects.bulk_create(
            RestingTopic(profile=held, topic_id=topic, until=until)
            for topic in sorted(chosen - before)
        )
        record(Verb.TOPICS_RESTED, by=by, on=held, topics=len(chosen))
    return until if chosen else None


@transaction.atomic
def end_over(*, now: datetime) -> int:
    """Let topics count again whose month is over; twice changes nothing. Returns how many."""
    over = RestingTopic.objects.filter(until__lte=now)
    profiles = SpecialistProfile.objects.filter(pk__in=over.values("profile"))
    for profile in profiles.select_for_update().order_by("pk"):
        record(Verb.TOPICS_TAKEN_AGAIN, by=None, on=profile)
    return over.delete()[0]
