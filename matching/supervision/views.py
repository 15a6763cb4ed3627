"""Pages of the two: who looks after whom, the role and its signatures, the log."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.supervision import actions, policies, ratio, role
from matching.supervision.actions import handing_over as handing
from matching.supervision.forms import EntryForm, HandOverForm
from matching.supervision.models import HandOver, Supervision
from matching.supervision.states import Occasion
from peerhub.access import access
from peerhub.accounts.policies import any_of, is_specialist, is_supervisor
from peerhub.accounts.requests import PersonRequest
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
    handed = HandOver.objects.open().seen_by(person).order_by("begins_at", "pk")
    context = {
        "over_me": current.filter(specialist=person).first(),
        "mine": mine,
        "most": ratio.MOST,
        "is_full": ratio.is_full(len(mine)),
        "nearly_full": ratio.is_nearly_full(len(mine)),
        "is_supervisor": is_supervisor(person),
        "has_certificate": request.user.certificates.exists(),
        "alone": policies.alone().exclude(pk=person.pk)[:PAGE] if is_supervisor(person) else (),
        "handed": handed,
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
        "came_by": HandOver.objects.filter(into=found).first(),
        "handed": found.hand_overs.open().first(),
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
    person, now = get_object_or_404(policies.alone(), pk=pk), timezone.now()
    me = request.user
    return do(
        request,
        reverse("matching:supervisions"),
        lambda: actions.assign(person, to=me, by=me, now=now),
        f"You look after {person.handle} now. Both of you sign what the role is.",
    )


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def handing_over(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand a specialist over to another supervisor."""
    found, now = _mine(request, pk), timezone.now()
    if found.supervisor != request.user:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, supervision=found, now=now)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            agreed = handing.hand_over(
                found,
                to=given["to"],
                begins_at=given["begins_on"],
                words=given["words"],
                by=request.user,
                now=now,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Agreed. Both are told, and read your word.")
            return redirect("matching:hand_over", agreed.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "found": found}
    return render(request, "matching/supervision/handing_over.html", context, status=status)


@access(one_of_the_two)
@require_safe
@never_cache
def hand_over(request: PersonRequest, pk: int) -> HttpResponse:
    """One hand-over with its word, for the three."""
    found = get_object_or_404(HandOver.objects.seen_by(request.user), pk=pk)
    into, giver = found.into, found.supervision.supervisor
    both = {found.supervision.specialist_id, found.to_id}
    context = {
        "found": found,
        "old": found.supervision,
        "is_open": found.done_at is None and found.dropped_at is None,
        "is_mine": request.user == giver,
        "may_read_new": into is not None and into.ended_at is None and request.user.pk in both,
    }
    return render(request, "matching/supervision/hand_over.html", context)


@access(is_supervisor)
@require_POST
def hand_over_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Do not hand them over after all."""
    found = get_object_or_404(HandOver.objects.seen_by(request.user), pk=pk)
    now = timezone.now()
    return do(
        request,
        reverse("matching:supervisions"),
        lambda: handing.take_back(found, by=request.user, now=now),
        "Taken back. You go on looking after them, and the others are told.",
    )


def _mine(request: PersonRequest, pk: int) -> Supervision:
    rows = Supervision.objects.current().with_(request.user)
    return get_object_or_404(rows.select_related("specialist", "supervisor"), pk=pk)
