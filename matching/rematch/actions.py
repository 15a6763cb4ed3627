"""A member tries someone else: one tap, no reason, no mark on anyone."""

from datetime import datetime, timedelta

from django.db import transaction

from matching.meetings import know_each_other
from matching.peers.models import SpecialistProfile
from matching.rematch import notices
from matching.rematch.models import Change, SetAside
from matching.rematch.patterns import Cell, suppressed
from matching.rematch.states import Shared
from matching.search import ranking
from matching.search.cards import Card
from matching.search.reasons import candidate_of, wishes_of
from matching.search.suggesting import suggested
from matching.stories.models import Story
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb

NEXT = 3  # suggestions
WEEKS = 12  # that a pattern looks back


@transaction.atomic
def try_someone_else(profile: SpecialistProfile, *, by: User, now: datetime) -> SetAside:
    """Suggest ``profile`` to this member no more; a second tap changes nothing.

    Sessions that are booked stay. A specialist whom the member has met is told in neutral words,
    without a name, and it counts as a change; any other hears nothing, and nothing is counted.
    """
    aside, new = SetAside.objects.get_or_create(member=by, specialist=profile, defaults={"at": now})
    if new:
        record(Verb.SET_ASIDE, by=by, on=aside)
        if know_each_other(by.pk, profile.person_id):
            _count(aside, now=now)
            notices.tell_goes_on(aside, now=now)
    return aside


@transaction.atomic
def suggest_again(aside: SetAside, *, by: User) -> None:
    """Take it back; nothing of it is left."""
    record(Verb.SET_ASIDE_ENDED, by=by, on=aside)
    aside.delete()


def next_suggestions(member: User, *, now: datetime) -> list[Card]:
    """The next three who fit, without those whom the member set aside; ``now`` on their clock."""
    aside = set(SetAside.objects.of(member).values_list("specialist_id", flat=True))
    return suggested(member, leave_out=aside, most=NEXT, now=now)


def patterns(*, now: datetime) -> list[Cell]:
    """How often people changed in the last twelve weeks, by what they shared; small counts left out."""
    counts = Change.objects.since((now - timedelta(weeks=WEEKS)).date())
    return suppressed({str(each.label): counts.get(each.value, 0) for each in Shared})


def _count(aside: SetAside, *, now: datetime) -> None:
    """Count a member once in the weeks of a pattern, so that eleven are eleven people."""
    others = SetAside.objects.of(aside.member).exclude(pk=aside.pk)
    lately = others.filter(at__gt=now - timedelta(weeks=WEEKS))
    if not any(know_each_other(aside.member_id, each.specialist.person_id) for each in lately):
        monday = (now - timedelta(days=now.weekday())).date()
        shared = _shared(aside.member, aside.specialist, now=now)
        Change.objects.create(week=monday, shared=shared)


def _shared(member: User, profile: SpecialistProfile, *, now: datetime) -> Shared:
    told = wishes_of(member)
    story = Story.objects.with_codes().select_related("profile").filter(profile=profile).first()
    if told is None or not (told[0].roots or told[0].struggles):
        return Shared.UNTOLD
    if story is None:
        return Shared.NOTHING
    common = ranking.shared(told[0], candidate_of(story), now=now)
    if common.roots:
        return Shared.ROOT
    return Shared.STRUGGLE if common.struggles else Shared.NOTHING
