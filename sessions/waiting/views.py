"""Pages of the waiting list: ask, see where one stands, say "not this one", wait no more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.policies import is_member, is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.moments import zone_name
from sessions.availability.offers import hours_of
from sessions.availability.rules import MINUTE
from sessions.bookings import policies
from sessions.bookings.actions import NotBookable, Wish, shown
from sessions.waiting import actions, words
from sessions.waiting.forms import WaitForm
from sessions.waiting.models import Offer, Wait

BAD = 422


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def wait_for(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask to be told when a time opens; who waits already sees where they stand."""
    profiles = SpecialistProfile.objects.published().select_related("person")
    profile = get_object_or_404(profiles, slug=slug)
    is_open_to_them = policies.may_book(request.user, profile)
    if not is_open_to_them or are_apart(request.user.pk, profile.person_id):
        raise Http404
    now = timezone.now()
    there = Wait.objects.open().filter(member=request.user, profile=profile).first()
    if there is not None and "change" not in request.GET:
        return redirect(there)
    try:
        shown(Wish(profile, request.user, now, now), now)
    except NotBookable as error:
        context = {"profile": profile, "refusal": error.message}
        return render(request, "sessions/waiting/wait_for.html", context)
    rules = hours_of(profile).rules
    form = WaitForm(request.POST or None, rules=rules, initial=WaitForm.of(there))
    if form.is_valid():
        wait = actions.begin(profile, by=request.user, wanted=form.wanted(), now=now)
        kept = "That is changed. You keep your place."
        new = "You wait now. We tell you when a time comes free."
        messages.success(request, kept if there else new)
        return redirect(wait)
    context = {
        "profile": profile,
        "form": form,
        "there": there,
        "ahead": words.ahead(Wait.objects.counted().filter(profile=profile).count()),
        "zone": zone_name(now.astimezone(request.user.zone)),
    }
    status = BAD if form.is_bound else 200
    return render(request, "sessions/waiting/wait_for.html", context, status=status)


@access(is_signed_in)
@require_safe
@never_cache
def one(request: PersonRequest, public_id: str) -> HttpResponse:
    """Where one stands, and what is kept."""
    wait, now = _own(request, public_id), timezone.now()
    offer = actions.kept_offer(wait, now=now) if wait.is_open else None
    context = {
        "wait": wait,
        "profile": wait.profile,
        "offer": offer,
        "left": words.left(offer.until - now) if offer else "",
        "book_url": _book_url(wait, offer) if offer else "",
        "ahead": words.ahead(actions.ahead_of(wait)) if wait.is_open else "",
        "zone": zone_name(now.astimezone(request.user.zone)),
        "is_offered": wait.wanted.length in hours_of(wait.profile).rules.lengths,
    }
    return render(request, "sessions/waiting/one.html", context)


@access(is_signed_in)
@require_POST
def pass_on(request: PersonRequest, public_id: str) -> HttpResponse:
    """Not this one: it goes to the next person, and the place stays."""
    wait = _own(request, public_id)
    if actions.pass_on(wait, by=request.user, now=timezone.now()):
        messages.success(request, "All right. You keep your place.")
    return redirect(wait)


@access(is_signed_in)
@require_POST
def leave(request: PersonRequest, public_id: str) -> HttpResponse:
    """Wait no more."""
    wait = _own(request, public_id)
    actions.leave(wait, by=request.user, now=timezone.now())
    messages.success(request, "You do not wait any more. You can ask again at any time.")
    return redirect("sessions:mine")


def _own(request: PersonRequest, public_id: str) -> Wait:
    waits = Wait.objects.filter(member=request.user).select_related("member", "profile__person")
    return get_object_or_404(waits, public_id=public_id)


def _book_url(wait: Wait, offer: Offer) -> str:
    """The page on which every time is confirmed."""
    address = reverse("sessions:slot", args=[wait.profile.slug, offer.starts_at])
    usual = hours_of(wait.profile).rules.usual // MINUTE
    return address if wait.minutes == usual else f"{address}?minutes={wait.minutes}"
