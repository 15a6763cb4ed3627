"""The page of a post and the page of a reply, with whatever form on them was not taken."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.not_today import shown_how
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from rooms.kindness import Kindness
from rooms.wall import actions
from rooms.wall.forms import PostEditForm, ReplyEditForm, ReplyForm, ReportForm
from rooms.wall.models import Post, Reply, SavedPost, TopicFollow
from rooms.wall.reading import items_of, own_reactions, reactions_that_came, replies_to
from rooms.wall.views.common import (
    HELD,
    found,
    found_post,
    go,
    help_context,
    near_topics,
    post_address,
)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: PersonRequest, public_id: str) -> HttpResponse:
    """One post, what others answered, and all that one can do with it. A POST answers it."""
    shown = found_post(request, public_id)
    if request.method != "POST":
        return page(request, shown)
    form = ReplyForm(request.POST)
    status, nudge = 422, ""
    if form.is_valid():
        try:
            new = actions.NewReply(**form.cleaned_data)
            said = actions.reply(shown, new, by=request.user, now=timezone.now())
        except actions.Nudge as error:
            nudge, status = error.message, error.status
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            reply: Reply = said.written  # type: ignore[assignment]
            messages.success(request, "Sent." if reply.is_shown else HELD)
            return go(request, post_address(reply), show_help=said.show_help)
    words = request.POST.get("words", "")
    heavy = actions.hear_unposted(words, by=request.user, now=timezone.now())
    return page(request, shown, reply_form=form, status=status, nudge=nudge, heavy=heavy)


@access(is_signed_in)
@require_safe
def reply(request: PersonRequest, public_id: str) -> HttpResponse:
    """One reply, and all that one can do with it."""
    return page(request, found(request, public_id, "reply"))


def page(
    request: PersonRequest,
    written: Post | Reply,
    *,
    status: int = 200,
    nudge: str = "",
    heavy: bool = False,
    **forms: Form,
) -> HttpResponse:
    """The page of a post or a reply. ``forms``: those that were sent and not taken."""
    now = timezone.now()
    (item,) = items_of([written], request.user, shown_how(request.user, now=now), now=now)
    context: dict[str, Any] = {
        "item": item,
        "nudge": nudge,
        "reports": not item.is_own,
        "report_form": ReportForm(),
        "edit_form": _edit_form(request, written) if item.is_own else None,
        "open_form": next(iter(forms), ""),
        **help_context(request, heavy=heavy),
    }
    if isinstance(written, Post):
        context |= _of_post(request, written)
    context |= forms
    context["form"] = next(iter(forms.values()), None)  # the one whose errors the page tells
    name = "post" if isinstance(written, Post) else "reply"
    return render(request, f"rooms/wall/{name}.html", context, status=status)


def _of_post(request: PersonRequest, post: Post) -> dict[str, Any]:
    now, person = timezone.now(), request.user
    followed = TopicFollow.objects.filter(person=person).values_list("topic", flat=True)
    return {
        "replies": replies_to(post, person, now=now),
        "reply_form": ReplyForm(),
        "kinds": Kindness.choices,
        "mine": own_reactions(post, person),
        "came": reactions_that_came(post, person),
        "is_saved": SavedPost.objects.filter(post=post, person=person).exists(),
        "followed": frozenset(followed),
        "targets": [
            (target, choices)
            for target in actions.targets_for(post, person)
            if (choices := target.choices(person, now=now))
        ],
    }


def _edit_form(request: PersonRequest, written: Post | Reply) -> Form:
    note = written.content_note.slug if written.content_note else ""
    initial = {"words": written.words, "content_note": note}
    if isinstance(written, Reply):
        return ReplyEditForm(initial=initial)
    topics = list(written.topics.all())
    initial |= {"audience": written.audience, "topics": [topic.code for topic in topics]}  # type: ignore[dict-item]
    initial["drawing_description"] = written.drawing_description
    near, has_drawing = near_topics(request, *topics), written.drawing is not None
    return PostEditForm(initial=initial, near=near, has_drawing=has_drawing)
