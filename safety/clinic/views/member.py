"""For whoever has a code: who invites them, yes or no; and whom they said yes to before."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access, anyone
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.often import is_too_often
from peerhub.ui.deeds import do
from safety.clinic import actions
from safety.clinic.forms import CodeForm
from safety.clinic.models import Acknowledgement, Link
from safety.clinic.policies import links_of
from safety.clinic.states import How
from safety.sharing.recipients import all_called

TRIES = 20  # of one account in an hour: each look and each answer is one
PAGE = "safety:invited"


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invited(request: HttpRequest) -> HttpResponse:
    """Type the code; see who invites; yes or no. The code stands in no address."""
    person = request.user
    if not (isinstance(person, User) and is_member(person)):
        return render(request, "safety/clinic/invited_first.html")
    if request.method != "POST":
        return _ask(request, person, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, person, form, status=422)
    if is_too_often("invitation-code", str(person.pk), most=TRIES):
        messages.info(request, "That were many tries for now. Please try again in an hour.")
        return _ask(request, person, CodeForm(), status=429)
    try:
        return _answer(request, person, form.cleaned_data["code"])
    except actions.NotThere as error:
        form.add_error("code", error.message)
        return _ask(request, person, form, status=422)


def _answer(request: HttpRequest, person: User, code: str) -> HttpResponse:
    now, answer = timezone.now(), request.POST.get("answer")
    if answer == "yes":
        actions.say_yes(code, by=person, now=now)
        messages.success(
            request, "You said yes. Nothing is shared so far: you choose that here, or later."
        )
        return redirect("safety:new_sharing")
    if answer == "no":
        actions.say_no(code, by=person, now=now)
        messages.success(request, "You said no, and that is all right. They are not told.")
        return redirect(PAGE)
    invitation, standing = actions.look_up(code, by=person, now=now)
    words = {
        "invitation": invitation,
        "standing": standing,
        "said": invitation.said,
        "code": code,
    }
    return render(request, "safety/clinic/invitation.html", words)


def _ask(request: HttpRequest, person: User, form: CodeForm, *, status: int = 200) -> HttpResponse:
    links = list(links_of(person, timezone.now()).select_related("clinician"))
    names = all_called([each.clinician for each in links])
    read = Acknowledgement.objects.filter(line__member=person).order_by("at", "pk")
    last = dict(read.values_list("line__recipient", "at"))
    rows = [(each, names[each.clinician_id], last.get(each.clinician_id)) for each in links]
    words = {"form": form, "links": rows}
    return render(request, "safety/clinic/invited.html", words, status=status)


@access(is_member)
@require_POST
def ending(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a link, and with it all that is shared with this clinician."""
    mine = get_object_or_404(Link, member=request.user, public_id=public_id)
    now = timezone.now()
    deed = partial(actions.end, mine, how=How.BY_MEMBER, by=request.user, now=now)
    return do(request, reverse(PAGE), deed, "Ended. They get nothing of yours any more.")
