"""A new request reaches people: specialists who could fit, a few at a time; then a coordinator."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from matching.requests import notices
from matching.requests.fitting import to_tell
from matching.requests.models import MatchRequest, Outreach
from matching.requests.states import RequestState
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb

log = logging.getLogger(__name__)

AT_ONCE = 5  # specialists told of one request in one round
NEXT_ROUND = timedelta(hours=4)  # without an answer that stands
ALONE = timedelta(hours=24)  # without any answer, until a coordinator hears of it


def look(*, now: datetime) -> None:
    """Tell whoever has to be told now. Twice tells nobody twice; two at once could.

    One request that cannot be told keeps back none behind it.
    """
    for request in MatchRequest.objects.unanswered().select_related("member"):
        try:
            tell_specialists(request, now=now)
        except Exception as error:  # noqa: BLE001 - one must not keep back those behind it
            log.error("request %s was not told: %s", request.pk, type(error).__name__)  # noqa: TRY400
    for request in MatchRequest.objects.left_alone(since=now - ALONE):
        tell_coordinators(request, now=now)


@transaction.atomic
def tell_specialists(request: MatchRequest, *, now: datetime) -> int:
    """Tell the next few that somebody asks; returns how many. Nobody while a round is fresh."""
    held = MatchRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.state != RequestState.OPEN or request.outreach.since(now - NEXT_ROUND).exists():
        return 0
    # Held until the end: a supervisor may ask one of them at the same moment, for this or another.
    first = to_tell(request, most=AT_ONCE, now=now)
    if not first:
        return 0
    User.objects.all_locked(*[profile.person_id for profile in first])
    still = {profile.pk for profile in to_tell(request, most=AT_ONCE, now=now)}
    nearest = [profile for profile in first if profile.pk in still]
    if not nearest:
        return 0
    Outreach.objects.bulk_create(
        Outreach(request=request, specialist=profile, at=now) for profile in nearest
    )
    notices.tell_asked(request, [profile.person for profile in nearest], now=now)
    record(Verb.REQUEST_TOLD, by=None, on=request, specialists=len(nearest))
    return len(nearest)


@transaction.atomic
def tell_coordinators(request: MatchRequest, *, now: datetime) -> None:
    """Tell every supervisor, once, that somebody has waited for a day."""
    if not notices.tell_alone(request, now=now):
        log.error("request %s waits, and nobody is there to be told", request.pk)
        return
    request.coordinator_told_at = now
    request.save(update_fields=["coordinator_told_at"])
    record(Verb.REQUEST_ALONE, by=None, on=request)
