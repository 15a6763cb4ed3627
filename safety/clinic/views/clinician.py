"""A clinician's pages: who came by an invitation, inviting, and one link with what is shared."""

import uuid
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_clinician
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.clinic import actions
from safety.clinic.forms import ReferForm, SentReferForm, once
from safety.clinic.models import Invitation, Link, Standing
from safety.clinic.policies import practises
from safety.clinic.reading import known_links, rows_of
from safety.clinic.shared import said_yes_on
from safety.clinic.states import How
from safety.resources.find import lines_for
from safety.sharing.models import Sharing

HOME = "safety:clinic"


@access(is_clinician)
@require_safe
@never_cache
def home(request: PersonRequest) -> HttpResponse:
    """The invitations and what became of them, as far as it was shared."""
    now, person = timezone.now(), request.user
    known = known_links(person, now=now)
    words = {
        "may_invite": practises(person),
        "rows": rows_of(person, known, now=now),
        "others": [each.link for each in known if not each.by_invitation],
        "help": lines_for(person.country),
    }
    return render(request, "safety/clinic/home.html", words)


@access(practises)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def refer(request: PersonRequest) -> HttpResponse:
    """Write an invitation, see what the person will see, and get the code, once."""
    if request.method != "POST":
        return _write(request, ReferForm())
    form = ReferForm(request.POST)
    if not form.is_valid():
        return _write(request, form, status=422)
    if request.POST.get("step") == "back":
        return _write(request, ReferForm(initial=form.cleaned_data))
    sent = SentReferForm(request.POST)
    if request.POST.get("step") == "make" and sent.is_valid():
        return _make(request, form, sent.cleaned_data["once"])
    words = {
        "said": form.cleaned_data,
        "standing": Standing.objects.get(person=request.user),
        "sent": SentReferForm(initial={**form.cleaned_data, "once": once()}),
    }
    return render(request, "safety/clinic/refer_preview.html", words)


def _write(request: PersonRequest, form: ReferForm, *, status: int = 200) -> HttpResponse:
    return render(request, "safety/clinic/refer.html", {"form": form}, status=status)


def _make(request: PersonRequest, form: ReferForm, page: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    try:
        made, code = actions.invite(form.said(), once=page, by=request.user, now=now)
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(HOME)
    words = {
        "invitation": made,
        "code": code,
        "standing": Standing.objects.get(person=request.user),
        "help": lines_for(request.user.country),
        "where": f"{settings.PUBLIC_URL}{reverse('safety:invited')}",
    }
    return render(request, "safety/clinic/slip.html", words)


@access(is_clinician)
@require_POST
def withdrawing(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    mine = get_object_or_404(Invitation.objects.of(request.user), public_id=public_id)
    deed = partial(actions.withdraw, mine, by=request.user, now=timezone.now())
    return do(request, reverse(HOME), deed, f"Taken back. The code of {mine.number} opens nothing.")


@access(practises)
@require_safe
@never_cache
def loop(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One member: all they share with the reader. Each look is a line."""
    now, found = timezone.now(), _mine(request, public_id)
    try:
        shown = actions.open_loop(found, by=request.user, now=now)
    except actions.NotThere as error:
        raise Http404 from error
    again = actions.may_ask_from(found)
    words = {
        "loop": shown,
        "link": found,
        "said_yes_on": said_yes_on(found),
        "late": [each for each in shown.dues if each.is_late(now)],
        "may_ask": again is None or again <= now,
    }
    return render(request, "safety/clinic/loop.html", words)


@access(practises)
@require_POST
def acknowledging(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that one document was read."""
    found, now = _mine(request, public_id), timezone.now()
    mine = Sharing.objects.filter(recipient=request.user, member=found.member_id)
    try:
        chosen = mine.filter(public_id=uuid.UUID(request.POST.get("sharing", ""))).first()
    except ValueError as error:
        raise Http404 from error
    if chosen is None:
        raise Http404
    deed = partial(actions.acknowledge, chosen, by=request.user, now=now)
    return do(request, _page_of(found), deed, "Thank you. They can see that you read it.")


@access(practises)
@require_POST
def asking(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask the member how it goes."""
    found = _mine(request, public_id)
    deed = partial(actions.ask_for_update, found, by=request.user, now=timezone.now())
    said = "We ask them. They decide, and no answer is an answer."
    return do(request, _page_of(found), deed, said)


@access(is_clinician)
@require_POST
def stopping(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hear about this person no more."""
    found, now = _mine(request, public_id), timezone.now()
    deed = partial(actions.end, found, how=How.BY_CLINICIAN, by=request.user, now=now)
    return do(request, reverse(HOME), deed, "Ended. Nothing of them is shared with you any more.")


def _page_of(link: Link) -> str:
    return reverse("safety:clinic_link", args=[link.public_id])


def _mine(request: PersonRequest, public_id: uuid.UUID) -> Link:
    """The link, when the reader may know of it."""
    for each in known_links(request.user, now=timezone.now()):
        if each.link.public_id == public_id:
            return each.link
    raise Http404
