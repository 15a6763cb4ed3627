"""The list of people, and one person's page."""

from datetime import datetime

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching.certificates.policies import certified_until
from matching.peers.models import SpecialistProfile
from matching.price_words import words_for
from matching.search import reasons
from matching.search.actions import hearing
from matching.search.closeness import closeness_of
from matching.search.covers import Cover, covers_for
from matching.search.finding import find
from matching.search.query import SearchQuery, Sort, parse
from matching.search.shelf import Shelf, standing
from matching.search.vain import looked
from matching.search.views.drawing import MINUTES, drawn, narrowed
from matching.stories.models import Story
from matching.supervision.policies import supervision_of
from peerhub.access import access, anyone
from peerhub.accounts.models import Block, User
from peerhub.accounts.policies import is_supervisor
from peerhub.topics.models import ContentNote
from peerhub.ui.display import from_cookies
from safety.resources.find import help_for

CLOSEST = (Sort.CLOSEST, "Closest to what you told us")
BEST = (Sort.CLOSEST, "Best fit first")
TIMES = 3  # free times on the page of one
OTHERS = ((Sort.SOONEST, "Soonest free time"), (Sort.NEW, "New here"))


@access(anyone)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who is shown, searched and narrowed by the address alone."""
    query, now, shelf = parse(request.GET), timezone.localtime(), standing()
    if request.method == "GET":
        looked(query, shelf, by=_member(request), now=now)
    if request.user.is_authenticated or query.q or get_messages(request):
        return HttpResponse(_list(request, query, now, shelf))
    # Visitors who ask the same read the same page, drawn once for each way to display it.
    key = query, from_cookies(request.COOKIES)
    return HttpResponse(shelf.page(key, now, lambda: _list(request, query, now, shelf)))


def _list(request: HttpRequest, query: SearchQuery, now: datetime, shelf: Shelf) -> str:
    vector = hearing.line().ask(query.q) if query.q else None
    costs = words_for(_member(request))
    found = find(query, member=_member(request), now=now, vector=vector, shelf=shelf)
    context = {
        "found": found,
        "cards": [drawn(card, shelf, costs) for card in found.cards],
        "narrow": narrowed(found),
        "sorts": (CLOSEST if found.knows_wishes else BEST, *OTHERS),
        "help": help_for(request.user) if found.is_heavy else None,
        "words_alone": vector is None and bool(query.q) and is_supervisor(request.user),
    }
    return render_to_string("matching/search/people.html", context, request)


@access(anyone)
@require_safe
def peer(request: HttpRequest, slug: str) -> HttpResponse:
    """One specialist: why you see them, their story, how they work."""
    member, now = _member(request), timezone.localtime()
    profile = get_object_or_404(
        SpecialistProfile.objects.visible_to(member).select_related("person"), slug=slug
    )
    story = get_object_or_404(
        Story.objects.with_topics().select_related("profile", "shown_version"), profile=profile
    )
    at = profile.next_open_slot_at
    blocks = list(Block.objects.between(member.pk, profile.person_id)) if member else []
    closeness, (whole, single) = closeness_of(member, story), _notes(story)
    context = {
        "profile": profile,
        "story": story,
        "parts": story.told_to(closeness, single),
        "whole": whole,
        "minutes": story.minutes_for(closeness),
        "reasons": reasons.reasons_for(member, profile, now=now) if member else [],
        "next_open_slot_at": at if at and at > now else None,
        "times": _next_times(profile, now=now),
        "certified_until": certified_until(profile.person, now=now),
        "is_looked_after": supervision_of(profile.person) is not None,
        "is_shown": SpecialistProfile.objects.published().filter(pk=profile.pk).exists(),
        "is_own": member == profile.person,
        "is_apart": bool(blocks),
        "own_block": next((each for each in blocks if each.by_id != profile.person_id), None),
        "takes_new": profile.takes_new(now=now),
        "price": words_for(member)(profile.price_cents, MINUTES),
        "cover": None if member == profile.person else _cover(member, story, now=now),
    }
    return render(request, "matching/search/peer.html", context)


def _next_times(profile: SpecialistProfile, *, now: datetime) -> list[tuple[datetime, str]]:
    """The next free times, each in words on the clock of ``now``."""
    told = {*profile.free_soon, profile.next_open_slot_at}
    coming = sorted(at for at in told if at is not None and at > now)
    words = (reasons.when_in_words(at, now=now) for at in coming)
    return [(at, f"{said[:1].upper()}{said[1:]}") for at, said in zip(coming, words, strict=True)][
        :TIMES
    ]


def _cover(member: User | None, story: Story, *, now: datetime) -> Cover | None:
    mentions = [story.pk] if story.content_notes.all() else []
    return covers_for(member, mentions, now=now).get(story.pk)


def _notes(story: Story) -> tuple[list[ContentNote], list[ContentNote]]:
    """What the whole story mentions, and what only single parts of it do."""
    said = story.shown_version.content_notes if story.shown_version else ()
    notes = list(story.content_notes.all())
    return [each for each in notes if each.slug in said], [
        each for each in notes if each.slug not in said
    ]


def _member(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
