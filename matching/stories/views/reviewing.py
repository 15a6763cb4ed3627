"""Moderators and supervisors read what was handed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.stories import actions
from matching.stories.checks import findings, proposed
from matching.stories.checks.rules import IN_FORCE
from matching.stories.forms import NeedForm, ReviewForm
from matching.stories.models import StoryClaim, StoryVersion
from matching.stories.pieces import ABOUT, MARKED, PART_KEYS, WORDS
from matching.stories.policies import is_reviewer, writes_or_reviews
from matching.stories.standing import marks_of
from matching.stories.states import Audience
from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.topics.models import ContentNote, Topic
from peerhub.ui.deeds import do
from safety.flags.actions import beside


@access(is_reviewer)
@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """What waits, the longest wait first: what it mentions, no words of it."""
    known = list(ContentNote.objects.order_by("position").values_list("slug", "label"))
    mine = StoryVersion.objects.waiting().for_reader(request.user)
    claims = StoryClaim.objects.live(now=timezone.now()).select_related("made_by")
    held = {claim.version_id: claim for claim in claims}
    rows = [
        {
            "version": version,
            "claim": held.get(version.pk),
            "mentions": [label for slug, label in known if slug in version.mentions],
        }
        for version in mine.select_related("story__profile__person")
    ]
    return render(request, "matching/stories/waiting.html", {"rows": rows})


@access(is_reviewer)
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: PersonRequest, pk: int) -> HttpResponse:
    """One version, with a light for each piece. The look is written down."""
    if "send_up" in request.POST:
        return _sending_up(request, pk)
    found = get_object_or_404(
        StoryVersion.objects.waiting().select_related("story__profile__person"), pk=pk
    )
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _deciding(request, found, form)
    if not form.is_bound:
        try:
            actions.must_be_open(found, request.user, now=timezone.now())
        except DomainError as error:
            messages.info(request, error.message)
            return redirect("matching:stories_waiting")
    return _page(
        request, found, form, NeedForm(version=found), status=422 if form.is_bound else 200
    )


@access(is_reviewer)
@require_POST
def taking(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a version and read it."""
    found = get_object_or_404(StoryVersion.objects.select_related("story__profile__person"), pk=pk)
    try:
        actions.claim(found, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("matching:stories_waiting")
    return redirect("matching:story_version", pk)


@access(is_reviewer)
@require_POST
def giving_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Let somebody else read it."""
    found = get_object_or_404(StoryVersion.objects.select_related("story__profile__person"), pk=pk)
    return do(
        request,
        reverse("matching:stories_waiting"),
        lambda: actions.give_back(found, by=request.user, now=timezone.now()),
        "Given back. Somebody else can take it.",
    )


@access(writes_or_reviews)
@require_safe
def rules(request: PersonRequest) -> HttpResponse:
    """Our rules for stories, by number."""
    return render(request, "matching/stories/rules.html", {"rules": IN_FORCE})


def _deciding(request: PersonRequest, version: StoryVersion, form: ReviewForm) -> HttpResponse:
    """The lights are given; where somebody else reads it just now they stay on the page."""
    try:
        actions.review(version, form.marks(), by=request.user, now=timezone.now())
    except actions.AlreadyClaimed as error:
        messages.info(request, f"{error.message} No light was given, and yours are still here.")
        return _page(request, version, form, NeedForm(version=version), status=409)
    except DomainError as error:
        messages.info(request, error.message)
    else:
        messages.success(request, "Thank you. The writer is told.")
    return redirect("matching:stories_waiting")


def _sending_up(request: PersonRequest, pk: int) -> HttpResponse:
    """The writer needs somebody, also where the version does not wait any more.

    The lights that were chosen so far stay on the page.
    """
    found = get_object_or_404(StoryVersion.objects.select_related("story__profile__person"), pk=pk)
    need = NeedForm(request.POST, version=found)
    if need.is_valid():
        try:
            flag = actions.send_up(found, need.need(), by=request.user, now=timezone.now())
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(request, f"Case {flag.pk} calls for somebody, at level {flag.level}.")
            need = NeedForm(version=found)
        if not StoryVersion.objects.waiting().filter(pk=pk).exists():
            return redirect("matching:stories_waiting")
    kept = ReviewForm(initial=request.POST.dict())
    return _page(request, found, kept, need, status=422 if need.is_bound else 200)


def _page(
    request: PersonRequest, version: StoryVersion, form: ReviewForm, need: NeedForm, *, status: int
) -> HttpResponse:
    """A version with all of its words; the look is written down."""
    now = timezone.now()
    try:
        read = actions.read(version, by=request.user, now=now)
    except actions.NotYourReview as error:
        messages.info(request, error.message)
        return redirect("matching:stories_waiting")
    cases = beside(actions.words_of(read))
    if cases and not need.is_bound:
        need.initial["piece"] = cases[0].flag.subject_id.partition(".")[2]
    context = {
        "version": read,
        "form": form,
        "need": need,
        "claim": StoryClaim.objects.live(now=now)
        .filter(version=version, made_by=request.user)
        .first(),
        "cases": cases,
        "sections": _sections(read, form),
        "rules": IN_FORCE,
    }
    return render(request, "matching/stories/review.html", context, status=status)


def _sections(version: StoryVersion, form: ReviewForm) -> list[dict[str, Any]]:
    """Each piece with its words, what we noticed, what was said before, and its three fields."""
    last = StoryVersion.objects.filter(story=version.story, number=version.number - 1).first()
    said = marks_of(version.deciding or (last.deciding if last is not None else None))
    notes = list(ContentNote.objects.order_by("position"))
    sections: list[dict[str, Any]] = []
    for key, title in MARKED:
        words = getattr(version, key) if key in WORDS else ""
        sections.append(
            {
                "key": key,
                "title": title,
                "words": words,
                "is_words": key in WORDS,
                "audience": Audience(getattr(version, f"{key}_for")) if key in PART_KEYS else None,
                "is_changed": last is not None and key in WORDS and words != getattr(last, key),
                "findings": findings(words),
                "said": said.get(key),
                **{name: form[f"{key}_{name}"] for name in ("light", "clause", "advice")},
                **_mentioned(version, key, notes),
                **(_about(version, notes) if key == ABOUT else {}),
            }
        )
    return sections


def _mentioned(version: StoryVersion, key: str, notes: list[ContentNote]) -> dict[str, Any]:
    """What a part says that it mentions, and what its words speak for besides."""
    if key not in PART_KEYS:
        return {}
    said = getattr(version, f"{key}_notes")
    known = {*said, *version.content_notes}
    near = [slug for slug in proposed(getattr(version, key)) if slug not in known]
    return {
        "notes": [note for note in notes if note.slug in said],
        "missing": [note for note in notes if note.slug in near],
    }


def _about(version: StoryVersion, notes: list[ContentNote]) -> dict[str, Any]:
    words = "\n".join(getattr(version, key) for key in WORDS)
    missing = [slug for slug in proposed(words) if slug not in version.mentions]
    return {
        "topics": Topic.objects.filter(code__in=[*version.roots, *version.struggles]),
        "notes": [note for note in notes if note.slug in version.content_notes],
        "missing": [note for note in notes if note.slug in missing],
    }
