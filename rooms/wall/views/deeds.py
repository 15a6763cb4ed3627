"""Presses of buttons on the page of a post or a reply; each goes back to where it was pressed."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from peerhub.access import access
from peerhub.accounts import blocking
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from rooms.wall import actions
from rooms.wall.forms import KindForm, OnForm, PostEditForm, ReplyEditForm, ReportForm
from rooms.wall.models import Post
from rooms.wall.states import State
from rooms.wall.views.common import (
    HELD,
    WAITS,
    address,
    found,
    found_post,
    go,
    near_topics,
    post_address,
)
from rooms.wall.views.pages import page
from safety.flags import actions as flags

REPORTED = "Thank you. A person will look. We will tell you what we decided."


@access(is_signed_in)
@require_POST
def edit(request: PersonRequest, public_id: str, of: str) -> HttpResponse:
    """Other words for one's own."""
    written = found(request, public_id, of)
    if written.author_id != request.user.pk:
        raise Http404
    if isinstance(written, Post):
        near = near_topics(request, *written.topics.all())
        form: PostEditForm | ReplyEditForm = PostEditForm(
            request.POST, near=near, has_drawing=written.drawing is not None
        )
    else:
        form = ReplyEditForm(request.POST)
    status, nudge, now = 422, "", timezone.now()
    if form.is_valid():
        try:
            new = actions.Changed(**form.cleaned_data)
            said = actions.change(written, new, by=request.user, now=now)
        except actions.Nudge as error:
            nudge, status = error.message, error.status
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            told = {State.WAITING: WAITS, State.HELD: HELD}
            messages.success(request, told.get(State(said.written.state), "Changed."))
            return go(request, address(written), show_help=said.show_help)
    typed = ("edit-words", "edit-drawing_description")
    words = "\n\n".join(request.POST.get(each, "") for each in typed)
    heavy = actions.hear_unposted(words, by=request.user, now=now)
    written = found(request, public_id, of)  # as it is, not as it would have been
    return page(request, written, edit_form=form, status=status, nudge=nudge, heavy=heavy)


@access(is_signed_in)
@require_POST
def delete(request: PersonRequest, public_id: str, of: str) -> HttpResponse:
    """Take one's own away."""
    written = found(request, public_id, of)
    to = "rooms:wall" if isinstance(written, Post) else post_address(written.post)
    return do(request, to, partial(actions.delete, written, by=request.user), "Deleted.")


@access(is_signed_in)
@require_POST
def report(request: PersonRequest, public_id: str, of: str) -> HttpResponse:
    """Tell our team about something on the wall, also where one of the two turned from the other.

    Then only the form is shown again, and not what was written.
    """
    written = found(request, public_id, of, past_turning=True)
    if written.author_id == request.user.pk:
        raise Http404
    form, now = ReportForm(request.POST), timezone.now()
    if not form.is_valid():
        typed = request.POST.get("told-words", "")
        heavy = actions.hear_unposted(typed, by=request.user, now=now)
        if _sees(request, public_id, of):
            return page(request, written, report_form=form, status=422, heavy=heavy)
        words = {"form": form, "heavy": heavy}
        return render(request, "rooms/wall/report.html", words, status=422)
    worry = flags.Worry(form.cleaned_data["reason"], form.cleaned_data["words"])
    made = flags.report(actions.subject_of(written), worry, by=request.user, now=now)
    messages.success(request, REPORTED)
    if form.cleaned_data["mute"]:
        actions.mute(written.author, by=request.user, now=now)
    return go(request, "rooms:wall", show_help=flags.needs_help(made))


def _sees(request: PersonRequest, public_id: str, of: str) -> bool:
    try:
        found(request, public_id, of)
    except Http404:
        return False
    return True


@access(is_signed_in)
@require_POST
def turn_from(request: PersonRequest, public_id: str, of: str) -> HttpResponse:
    """Mute the author for oneself, or block them: then the two do not meet anywhere under a handle."""
    author, now = found(request, public_id, of).author, timezone.now()
    if author.pk == request.user.pk:
        raise Http404
    if "block" in request.POST:
        deed = partial(blocking.block, author, by=request.user, now=now)
        said = f"You and {author.handle} do not see each other any more. They are not told."
        return do(request, "rooms:wall", deed, said)
    deed_of_mute = partial(actions.mute, author, by=request.user, now=now)
    said = f"You will not see what {author.handle} writes on the wall. They are not told."
    return do(request, "rooms:wall", deed_of_mute, said)


@access(is_signed_in)
@require_POST
def react(request: PersonRequest, public_id: str) -> HttpResponse:
    """Answer with one of six kind words, or take it back."""
    post, form = found_post(request, public_id), KindForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    deed = partial(actions.react, post, by=request.user, now=timezone.now(), **given)
    return do(request, address(post), deed, "Sent." if given["on"] else "Taken back.")


@access(is_signed_in)
@require_POST
def save(request: PersonRequest, public_id: str) -> HttpResponse:
    """Keep a post for oneself, or no longer."""
    post, on = found_post(request, public_id), _is_on(request)
    deed = partial(actions.save, post, by=request.user, on=on, now=timezone.now())
    said = "Kept for you. Nobody else knows." if on else "It is not kept any more."
    return do(request, address(post), deed, said)


@access(is_signed_in)
@require_POST
def share(request: PersonRequest, public_id: str) -> HttpResponse:
    """Show a post to a friend or in a room."""
    post = found_post(request, public_id)
    key, _, to = request.POST.get("to", "").partition(":")
    try:
        there = actions.share_post(post, key, to, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(address(post))
    messages.success(request, "Shared.")
    return redirect(there)


def _is_on(request: PersonRequest) -> bool:
    form = OnForm(request.POST)
    if not form.is_valid():
        raise Http404
    return bool(form.cleaned_data["on"])
