"""Landing, home, joining, settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access, anyone
from peerhub.accounts import actions, blocking, not_today, own_page, pausing
from peerhub.accounts.forms import HideTopicForm, SettingsForm, TopicsForm
from peerhub.accounts.models import Block, How, User
from peerhub.accounts.policies import is_signed_in, is_visitor
from peerhub.accounts.requests import PersonRequest
from peerhub.topics.models import ContentNote

TOPICS = "accounts:not_today"


@access(anyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page for visitors, the own page for people."""
    if isinstance(request.user, User):
        parts = own_page.parts(request.user, now=timezone.now())
        return render(request, "accounts/home.html", {"parts": parts})
    return render(request, "accounts/landing.html")


@access(anyone)
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """A short address for joining."""
    del request
    return redirect("account_signup")


@access(is_visitor)
@require_safe
@never_cache
def paused(request: HttpRequest) -> HttpResponse:
    """Until when and why one cannot sign in, for who has just shown whose account it is."""
    now = timezone.now()
    person = pausing.proven(request.session, now=now)
    pause = pausing.standing(person, now=now)
    if pause is not None:
        return render(request, "accounts/paused.html", {"pause": pause})
    if person is not None:
        messages.success(request, "The pause is over. You can sign in.")
    return redirect("account_login")


@access(is_signed_in)
@require_http_methods(["GET", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """Zone, country, and the ways to sign in."""
    person = request.user
    form = SettingsForm(
        request.POST or None, initial={"time_zone": person.time_zone, "country": person.country}
    )
    if request.method == "POST" and form.is_valid():
        actions.change_settings(
            person,
            time_zone=form.cleaned_data["time_zone"],
            country=form.cleaned_data["country"],
            now=timezone.now(),
        )
        messages.success(request, "Saved. Times are now shown in your zone.")
        return redirect("accounts:settings")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def not_today_topics(request: PersonRequest) -> HttpResponse:
    """What holds now, and every topic with what can be chosen."""
    now = timezone.now()
    active = not_today.active(request.user, now=now)
    form = TopicsForm(
        request.POST or None, active={choice.note.slug: How(choice.how) for choice in active}
    )
    if request.method == "POST" and form.is_valid():
        not_today.change(request.user, form.wanted, now=now)
        messages.success(request, "Kept. You can change it whenever you like.")
        return redirect(TOPICS)
    status = 422 if form.is_bound else 200
    context = {"form": form, "active": active}
    return render(request, "accounts/not_today.html", context, status=status)


@access(is_signed_in)
@require_POST
def hide_topic(request: PersonRequest) -> HttpResponse:
    """From a covered text: leave its topic out for a while, and go back there."""
    form = HideTopicForm(request.POST)
    if not form.is_valid():
        messages.info(request, "That did not work. You can choose the topic here.")
        return redirect(TOPICS)
    chosen = not_today.choose(request.user, how=How.HIDE, now=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{chosen.note.label} is left out for you now. You can change it.")
    return redirect(_way_back(request))


@access(is_signed_in)
@require_POST
def show_topic_again(request: PersonRequest) -> HttpResponse:
    """End a choice before its time."""
    note = get_object_or_404(ContentNote, slug=request.POST.get("note", ""))
    not_today.forget(request.user, note=note, now=timezone.now())
    messages.success(request, f"{note.label} is shown as usual again.")
    return redirect(TOPICS)


@access(is_signed_in)
@require_safe
def blocked(request: PersonRequest) -> HttpResponse:
    """Whom the reader blocked."""
    return render(request, "accounts/blocked.html", {"blocks": Block.objects.of(request.user)})


@access(is_signed_in)
@require_POST
def unblock(request: PersonRequest, block_id: int) -> HttpResponse:
    """Take a block back."""
    mine = get_object_or_404(Block.objects.of(request.user), pk=block_id)
    blocking.unblock(mine, by=request.user)
    messages.success(request, f"You and {mine.whom.handle} can meet again.")
    return redirect("accounts:blocked")


def _way_back(request: PersonRequest) -> str:
    given = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if here and given.startswith("/") else TOPICS
