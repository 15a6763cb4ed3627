"""Pages of the two: who looks after whom, the role and its signatures, the log."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.supervision import actions, ratio, role
from matching.supervision.forms import EntryForm
from matching.supervision.models import Supervision
from matching.supervision.states import Occasion
from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_specialist, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.closing.models import Debrief

PAGE = 50  # entries
one_of_the_two = any_of(is_specialist, is_supervisor)


@access(one_of_the_two)
@require_safe
@never_cache
def supervisions(request: PersonRequest) -> HttpResponse:
    """Who looks after me, and whom I look after."""
    person = request.user
    current = Supervision.objects.current().select_related("specialist", "supervisor")
    mine = list(current.filter(supervisor=person).order_by("began_at", "pk"))
    alone = User.objects.holding(Role.SPECIALIST).exclude(pk=person.pk)
    alone = alone.exclude(pk__in=Supervision.objects.current().values("specialist"))
    context = {
        "over_me": current.filter(specialist=person).first(),
        "mine": mine,
        "most": ratio.MOST,
        "is_full": ratio.is_full(len(mine)),
        "nearly_full": ratio.is_nearly_full(len(mine)),
        "is_supervisor": is_supervisor(person),
        "has_certificate": request.user.certificates.exists(),
        "alone": alone.order_by("handle")[:PAGE] if is_supervisor(person) else (),
    }
    return render(request, "matching/supervision/supervisions.html", context)


@access(one_of_the_two)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def supervision(request: PersonRequest, pk: int) -> HttpResponse:
    """The role, both signatures, the log, and room to write. Only for the two."""
    found = _mine(request, pk)
    now = timezone.now()
    form = EntryForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            watched = actions.write(
                found,
                words=given["words"],
                occasion=Occasion(given["occasion"]),
                by=request.user,
                now=now,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept. The other one of you two can read it now.")
            if watched.show_help:
                messages.info(request, "If you would like someone now, “Help right now” is there.")
            return redirect("matching:supervision", pk)
    signed = {each.signed_by_id: each for each in found.signatures.filter(version=role.VERSION)}
    debriefs = Debrief.objects.filter(person=found.specialist, held_at__isnull=False)
    context = {
        "found": found,
        "role": role.DESCRIPTION,
        "version": role.VERSION,
        "signatures": [signed.get(found.specialist_id), signed.get(found.supervisor_id)],
        "is_signed": request.user.pk in signed,
        "other": found.specialist if request.user == found.supervisor else found.supervisor,
        "entries": found.entries.select_related("written_by").order_by("-written_at", "-pk")[:PAGE],
        "debriefs": debriefs.order_by("-held_at")[:PAGE],
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/supervision/supervision.html", context, status=status)


@access(one_of_the_two)
@require_POST
def signing(request: PersonRequest, pk: int) -> HttpResponse:
    """Sign what the role is."""
    found, now = _mine(request, pk), timezone.now()
    return do(
        request,
        reverse("matching:supervision", args=[pk]),
        lambda: actions.sign(found, by=request.user, now=now),
        "Signed. You can read it here at any time.",
    )


@access(is_supervisor)
@require_POST
def taking_on(request: PersonRequest, pk: int) -> HttpResponse:
    """Look after a specialist whom nobody looks after."""
    alone = User.objects.holding(Role.SPECIALIST).exclude(
        pk__in=Supervision.objects.current().values("specialist")
    )
    person, now = get_object_or_404(alone, pk=pk), timezone.now()
    me = request.user
    return do(
        request,
        reverse("matching:supervisions"),
        lambda: actions.assign(person, to=me, by=me, now=now),
        f"You look after {person.handle} now. Both of you sign what the role is.",
    )


def _mine(request: PersonRequest, pk: int) -> Supervision:
    rows = Supervision.objects.current().with_(request.user)
    return get_object_or_404(rows.select_related("specialist", "supervisor"), pk=pk)
