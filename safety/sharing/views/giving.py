"""Choose, see exactly what it would be, and say yes or no: two pages, one address."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.often import is_too_often
from safety.sharing import actions, recipients
from safety.sharing.document import own_lines, until_in_words
from safety.sharing.forms import HERE, OUTSIDE, GivingForm, SignForm
from safety.sharing.models import Sharing
from safety.sharing.states import Until

NAMES_MOST = 30  # names of clinicians that one person can try in an hour
BEHIND = ("signs", "shown", "answer", "csrfmiddlewaretoken")  # not part of what was chosen


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """Choose; then the preview; then a yes or a no."""
    if request.method != "POST":
        return _choose(request, _form(request, initial=_like(request)))
    if request.POST.get("answer") == "no":
        messages.success(request, "Nothing is shared by this.")
        return redirect("safety:sharings")
    form = _form(request, data=request.POST)
    tries = request.POST.get("who") == HERE
    if tries and is_too_often("sharing-name", str(request.user.pk), most=NAMES_MOST):
        messages.info(request, "That were many names for now. Please try again in an hour.")
        return redirect("safety:sharings")
    if not form.is_valid():
        return _choose(request, form, status=422)
    if request.POST.get("answer") == "back":
        return _choose(request, form)
    if request.POST.get("answer") == "yes":
        return _signed(request, form)
    return _show(request, form, SignForm(member=request.user))


def _signed(request: PersonRequest, form: GivingForm) -> HttpResponse:
    sign = SignForm(request.POST, member=request.user)
    if not sign.is_valid():
        return _show(request, form, sign, status=422)
    shown, now = sign.cleaned_data["shown"], timezone.now()
    try:
        made = actions.give(form.giving(), shown=shown, member=request.user, now=now)
    except actions.Changed as error:
        messages.info(request, error.message)
        return _show(request, form, SignForm(member=request.user), status=error.status)
    except DomainError as error:
        form.add_error(None, error.message)
        return _choose(request, form, status=422)
    messages.success(request, "It is shared. This is your receipt.")
    return redirect("safety:sharing", public_id=made.public_id)


def _show(
    request: PersonRequest, form: GivingForm, sign: SignForm, *, status: int = 200
) -> HttpResponse:
    """The second page: exactly what they would get, and what is signed."""
    try:
        drawn = actions.preview(form.giving(), member=request.user, now=timezone.now())
    except DomainError as error:
        form.add_error(None, error.message)
        return _choose(request, form, status=422)
    words = {
        "drawn": drawn,
        "document": drawn.document,
        "labels": [section.label for section in drawn.document.sections],
        "until": until_in_words(drawn.sharing),
        "sign": sign,
        "form": sign if sign.is_bound else None,
        "chosen": _chosen(request),
        "replaces": Sharing.objects.of(request.user)
        .holding(timezone.now())
        .filter(
            recipient=drawn.sharing.recipient,
            outside_name=drawn.sharing.outside_name,
            outside_place=drawn.sharing.outside_place,
            purpose=drawn.sharing.purpose,
        )
        .exists(),
    }
    return render(request, "safety/sharing/preview.html", words, status=status)


def _choose(request: PersonRequest, form: GivingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "safety/sharing/new.html", {"form": form}, status=status)


def _form(request: PersonRequest, **given: Any) -> GivingForm:
    now, member = timezone.now(), request.user
    known = recipients.works_with(member.pk) | frozenset(
        Sharing.objects.of(member).exclude(recipient=None).values_list("recipient", flat=True)
    )
    people = User.objects.filter(pk__in=known, is_active=True).order_by("handle")
    return GivingForm(known=list(people), sections=own_lines(member, now=now), **given)


def _like(request: PersonRequest) -> dict[str, Any]:
    """What is shared already, to be changed; nothing where nobody asks for that."""
    try:
        before = (
            Sharing.objects.of(request.user)
            .filter(public_id=request.GET.get("like", ""))
            .select_related("recipient")
            .first()
        )
    except (ValueError, ValidationError):
        return {}
    if before is None:
        return {}
    last = (before.ends_at - timedelta(seconds=1)).astimezone(request.user.zone).date()
    return {
        "who": OUTSIDE if before.recipient_id is None else str(before.recipient_id),
        "name": before.outside_name,
        "place": before.outside_place,
        "purpose": before.purpose,
        "until": before.until,
        "day": last if before.until == Until.DAY else None,
        "keys": before.keys,
    }


def _chosen(request: PersonRequest) -> list[tuple[str, str]]:
    """What was chosen on the first page, to be carried along unseen."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in BEHIND
        for value in values
    ]
