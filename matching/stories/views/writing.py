"""A specialist writes: one short page for each piece, kept as they go on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.peers.actions import resting as rests
from matching.peers.models import CAPACITY, MeasureKind, RestingTopic, SpecialistProfile
from matching.stories import actions, pieces
from matching.stories.audience import RUNGS, as_if
from matching.stories.checks import findings, proposed
from matching.stories.forms import MeetingForm, MentionsForm, PieceForm, RestingForm, TopicsForm
from matching.stories.models import Story, StoryDraft
from matching.stories.standing import standing_of
from matching.stories.states import Audience
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.topics.models import ContentNote, Topic

HELD = (
    "A moderator reads some of these words before others do."
    " Nothing is wrong with you or your story."
)
A_LOT = (
    "Writing this down can be a lot. If you would like someone now, “Help right now” is at the"
    " top of every page."
)


@access(is_specialist)
@require_safe
def story(request: PersonRequest) -> HttpResponse:
    """How one's own story stands, and where each piece is written."""
    profile, now = SpecialistProfile.objects.filter(person=request.user).first(), timezone.now()
    own = _own_story(request.user)
    measures = list(profile.measures.standing(now=now)) if profile is not None else []
    context = {
        "profile": profile,
        "paused": profile is not None and profile.is_paused(),
        "can_come_back": actions.can_come_back(own),
        "resting_until": _resting_until(profile, now=now),
        "measures": measures,
        "resting": list(profile.resting.filter(until__gt=now).select_related("topic"))
        if profile is not None
        else [],
        "rests_by_measure": MeasureKind.NOBODY_NEW in {measure.kind for measure in measures},
        "story": own,
        "standing": standing_of(own),
    }
    return render(request, "matching/stories/story.html", context)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: PersonRequest, address: str) -> HttpResponse:
    """One piece: its words, whom it is for, what we noticed in it, what a reviewer said."""
    found = pieces.find(address)
    if found is None:
        raise Http404
    own = _own_story(request.user)
    draft = actions.draft_of(own)
    posted = request.POST if request.method == "POST" else None
    form = PieceForm(posted, piece=found, draft=draft)
    is_check = posted is not None and "check" in posted
    if posted is not None and not is_check and form.is_valid():
        _keep(request, form.changes())
        following = pieces.after(found)
        if "next" not in posted:
            return redirect("matching:story_piece", found.address)
        if following is not None:
            return redirect("matching:story_piece", following.address)
        return redirect("matching:story_topics")
    context = {
        "form": form,
        "piece": found,
        "place": pieces.PIECES.index(found) + 1,
        "of": len(pieces.PIECES),
        "findings": findings(form["words"].value() or ""),
        "mark": standing_of(own).marks.get(found.key),
        "checked": is_check,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "matching/stories/piece.html", context, status=status)


@access(is_specialist)
@require_POST
def check(request: PersonRequest) -> HttpResponse:
    """What we notice in words that are being typed; they are neither kept nor logged."""
    words = request.POST.get("words", "")[: pieces.PART_LENGTH]
    return render(request, "matching/stories/_checks.html", {"findings": findings(words)})


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: PersonRequest) -> HttpResponse:
    """What the story is about."""
    own = _own_story(request.user)
    draft = actions.draft_of(own)
    initial = {"roots": draft.roots, "struggles": draft.struggles}
    form = TopicsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        _keep(request, form.changes())
        return redirect("matching:story_mentions")
    context = {"form": form, "mark": standing_of(own).marks.get(pieces.ABOUT)}
    status = 422 if form.is_bound else 200
    return render(request, "matching/stories/topics.html", context, status=status)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def mentions(request: PersonRequest) -> HttpResponse:
    """What the story mentions: what its words speak for is proposed, its writer decides."""
    own = _own_story(request.user)
    draft = actions.draft_of(own)
    form = MentionsForm(request.POST if request.method == "POST" else None, draft=draft)
    if form.is_bound and form.is_valid():
        _keep(request, form.changes())
        return redirect("matching:story_meeting")
    words = "\n".join(getattr(draft, key) for key in pieces.WORDS)
    fitting = [slug for slug in proposed(words) if slug not in draft.mentions]
    context = {
        "form": form,
        "proposed": ContentNote.objects.active().filter(slug__in=fitting),
        "mark": standing_of(own).marks.get(pieces.ABOUT),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/stories/mentions.html", context, status=status)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: PersonRequest) -> HttpResponse:
    """Ways, languages and what else is shown; these change at once."""
    profile = SpecialistProfile.objects.filter(person=request.user).first()
    names = ("ways", "languages", "facets", "capacity")
    initial = {name: getattr(profile, name) for name in names} if profile else {}
    initial.setdefault("capacity", CAPACITY)
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        actions.keep_meeting(request.user, **form.cleaned_data, now=timezone.now())
        messages.success(request, "Kept. It holds from now on.")
        return redirect("matching:story")
    status = 422 if form.is_bound else 200
    return render(request, "matching/stories/meeting.html", {"form": form}, status=status)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def resting(request: PersonRequest) -> HttpResponse:
    """Topics of the story that is shown which one is not taking until the next month begins."""
    profile, now = SpecialistProfile.objects.filter(person=request.user).first(), timezone.now()
    own = _shown_topics(request.user)
    held = (
        profile.resting.filter(until__gt=now)
        if profile is not None
        else RestingTopic.objects.none()
    )
    initial = {"topics": list(held.values_list("topic__code", flat=True))}
    form = RestingForm(request.POST if request.method == "POST" else None, own=own, initial=initial)
    if profile is not None and form.is_bound and form.is_valid():
        until = rests.rest(profile, form.chosen(), by=request.user, now=now)
        said = "You take all of your topics." if until is None else "Kept until the month ends."
        messages.success(request, said)
        return redirect("matching:story")
    status = 422 if form.is_bound else 200
    context = {"form": form, "own": own}
    return render(request, "matching/stories/resting.html", context, status=status)


@access(is_specialist)
@require_safe
def preview(request: PersonRequest) -> HttpResponse:
    """The draft exactly as others would read it, by how near they are."""
    asked = request.GET.get("as", "")
    audience = Audience(asked) if asked in RUNGS else Audience.EVERYONE
    own = _own_story(request.user)
    draft, closeness = actions.draft_of(own), as_if(audience)
    notes = ContentNote.objects.active().filter(slug__in=draft.mentions).order_by("position")
    context = {
        "draft": draft,
        "audience": audience,
        "audiences": Audience,
        "parts": draft.told_to(closeness, notes.exclude(slug__in=draft.content_notes)),
        "minutes": draft.minutes_for(closeness),
        "notes": notes.filter(slug__in=draft.content_notes),
        "topics": _topics(draft),
    }
    return render(request, "matching/stories/preview.html", context)


def _resting_until(profile: SpecialistProfile | None, *, now: datetime) -> datetime | None:
    until = profile.takes_new_from if profile else None
    return until if until and until > now else None


def _keep(request: PersonRequest, changes: Mapping[str, Any]) -> None:
    kept = actions.keep(request.user, changes, now=timezone.now())
    messages.success(request, "Kept in your draft. What others read stays as it is.")
    if kept.is_held:
        messages.info(request, HELD)
    if kept.show_help:
        messages.info(request, A_LOT)


def _own_story(person: User) -> Story:
    """The writer's row, or an empty one that is not stored before they keep something."""
    found = Story.objects.filter(profile__person=person).select_related("profile", "shown_version")
    return found.first() or Story()


def _shown_topics(person: User) -> list[Topic]:
    """What people are matched by now: roots and struggles of the story that is shown."""
    told = Story.objects.with_topics().filter(profile__person=person).first()
    return [*told.roots.all(), *told.struggles.all()] if told is not None else []


def _topics(draft: StoryDraft) -> list[Topic]:
    codes = [*draft.roots, *draft.struggles]
    return list(Topic.objects.filter(code__in=codes).order_by("axis", "position"))
