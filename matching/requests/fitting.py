"""Who may answer a request, who is told of it first, and what its member shares with an answer.

Where it started orders whom we tell, and is said to its member alone. A specialist cannot conclude
it: everybody who may answer is told in the end, and a notice names no request.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from matching.choosing import WISHES
from matching.intake.models import MemberTopics
from matching.peers.caseload import people_now
from matching.peers.models import RestingTopic, SpecialistProfile
from matching.rematch.models import SetAside
from matching.requests.models import MatchRequest, Outreach, Proposal
from matching.search import ranking, reasons
from matching.search.ranking import Candidate, Wishes
from matching.stories.models import Story
from matching.wishes import strict
from peerhub.accounts.blocking import apart_from

ONE_NOTICE = timedelta(hours=24)  # a specialist is told of requests at most once within it


def may_answer(requests: Iterable[MatchRequest], profile: SpecialistProfile) -> list[MatchRequest]:
    """Those of ``requests`` that this specialist may see and answer; three queries.

    Never their own, none of a member who set them aside or does not meet them, and none with a must
    that they do not meet. What is not there is not told apart from what never was: a must is private.
    """
    asked = list(requests)
    aside = set(SetAside.objects.filter(specialist=profile).values_list("member_id", flat=True))
    apart = apart_from(profile.person_id)
    members = {each.member_id for each in asked} - aside - apart - {profile.person_id}
    told = MemberTopics.objects.filter(person__in=members).values_list("person_id", "musts")
    musts = {member: strict(keys) for member, keys in told}
    offered = _offered(profile)
    return [
        each
        for each in asked
        if each.member_id in members
        and musts.get(each.member_id, ranking.NO_MUSTS).are_met_by(offered)
    ]


def to_tell(request: MatchRequest, *, most: int, now: datetime) -> list[SpecialistProfile]:
    """The next specialists to tell of a request, those first who share most with its member.

    They are shown now, may answer, have room, take new people and each of these topics, can meet in a
    way and a language that the member named, were not told of this request before, and of no other
    one since yesterday.
    """
    wishes, _ = _wished(request)
    told = set(request.outreach.values_list("specialist_id", flat=True))
    told |= _resting(wishes.roots | wishes.struggles)
    by_slug, candidates = _free(request, wishes, now=now)
    nearest = ranking.closest(wishes, candidates, now=now)
    return [by_slug[one.slug] for one in nearest if by_slug[one.slug].pk not in told][:most]


def askable(request: MatchRequest, *, now: datetime) -> list[tuple[SpecialistProfile, list[str]]]:
    """Whom a supervisor can ask now, each with the struggles they share; those first who share most.

    Where it started counts for nothing here, and neither does who was told by it, so that neither
    who is in the list nor its order says a word of it. Ties: the soonest free time.
    """
    told, labels = _wished(request)
    wishes = Wishes(struggles=told.struggles, musts=told.musts)
    by_slug, candidates = _free(request, told, now=now)
    resting = _resting(wishes.struggles)
    return [
        (
            by_slug[one.slug],
            [labels[code] for code in sorted(wishes.struggles & one.struggles)],
        )
        for one in ranking.closest(wishes, candidates, now=now)
        if by_slug[one.slug].pk not in resting
    ]


def musts_in_words(request: MatchRequest) -> list[str] | None:
    """What a peer must have, where the member said that supervisors may read it; else None."""
    if not request.musts_shown:
        return None
    told = MemberTopics.objects.filter(person=request.member_id).first()
    return [WISHES[key] for key in (told.musts if told is not None else ()) if key in WISHES]


def _resting(codes: Collection[str]) -> set[int]:
    """Profiles of those who are not taking one of these topics right now."""
    rows = RestingTopic.objects.filter(topic__code__in=codes)
    return set(rows.values_list("profile_id", flat=True))


def _free(
    request: MatchRequest, wishes: Wishes, *, now: datetime
) -> tuple[dict[str, SpecialistProfile], list[Candidate]]:
    """Who is shown, has room, takes new people, can meet, was told of nobody since yesterday."""
    left = set(Outreach.objects.since(now - ONE_NOTICE).values_list("specialist_id", flat=True))
    left |= set(request.proposals.values_list("specialist_id", flat=True))
    left |= set(SetAside.objects.of(request.member).values_list("specialist_id", flat=True))
    apart = apart_from(request.member_id)
    people = people_now(now=now)
    by_slug: dict[str, SpecialistProfile] = {}
    candidates: list[Candidate] = []
    for story in Story.objects.shown().as_listed().exclude(profile__person=request.member_id):
        one, profile = reasons.candidate_of(story), story.profile
        has_room = people.get(profile.pk, 0) < profile.capacity and not profile.rests(now=now)
        stands_apart = profile.pk in left or profile.person_id in apart
        if has_room and not stands_apart and _can_meet(wishes, one):
            by_slug[profile.slug] = profile
            candidates.append(one)
    return by_slug, candidates


def answers(request: MatchRequest, *, now: datetime) -> list[tuple[Proposal, list[str]]]:
    """The proposals that its member may read, each with what the two share, for the member alone."""
    standing = [
        each
        for each in request.proposals.all().seen_by_member()
        if may_answer([request], each.specialist)
    ]
    profiles = [each.specialist_id for each in standing]
    stories = Story.objects.as_listed().filter(profile__in=profiles)
    by_profile = {story.profile_id: story for story in stories}
    wishes, labels = _wished(request)
    said = []
    for each in standing:
        common = ranking.shared(
            wishes, reasons.candidate_of(by_profile[each.specialist_id]), now=now
        )
        said.append((each, reasons.in_words(common, labels=labels, name=each.specialist.name)))
    return said


def _wished(request: MatchRequest) -> tuple[Wishes, dict[str, str]]:
    """The topics of the request, with whatever else its member told us; labels by code."""
    told = reasons.wishes_of(request.member)
    roots, struggles = request.roots.all(), request.struggles.all()
    wishes = replace(
        told[0] if told is not None else Wishes(),
        roots=frozenset(topic.code for topic in roots),
        struggles=frozenset(topic.code for topic in struggles),
    )
    return wishes, {topic.code: topic.label for topic in (*roots, *struggles)}


def _can_meet(wishes: Wishes, one: Candidate) -> bool:
    way = not wishes.ways or bool(wishes.ways & one.ways)
    return way and (not wishes.languages or bool(wishes.languages & one.languages))


def _offered(profile: SpecialistProfile) -> Candidate:
    return Candidate(
        slug=profile.slug,
        facets=frozenset(profile.facets),
        ways=frozenset(profile.ways),
        languages=frozenset(profile.languages),
    )
