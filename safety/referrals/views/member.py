"""The member's pages: ask, see what would be shared, decide, say how it went."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.fhir.bundle import TYPE
from peerhub.ui.deeds import do
from safety.companions import names_of
from safety.directory.models import Service
from safety.referrals import actions
from safety.referrals.forms import AnswerForm, NewReferralForm, typed
from safety.referrals.models import FollowUp, Introduction, Referral
from safety.referrals.states import ANOTHER
from safety.resources.find import help_for

FILE_NAME = "letter.json"  # says nothing
SHOW_HELP = "referral_help"  # session key: the words of this referral ask for help to be shown


@access(is_member)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """Everything this person asked for."""
    referrals = Referral.objects.of(request.user)
    return render(request, "safety/referrals/mine.html", {"referrals": referrals})


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """Write down what is wished for; nothing is shared by this."""
    service = _service(request)
    initial = {"to_whom": f"{service.organization.name}: {service.name}"[:200]} if service else {}
    return _write(request, service, initial)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a draft, whoever wrote it first."""
    found = _mine(request, public_id)
    if not found.is_draft:
        return redirect(found)
    return _write(request, found.service, typed(found), draft=found)


def _write(
    request: PersonRequest,
    service: Service | None,
    initial: Mapping[str, object],
    draft: Referral | None = None,
) -> HttpResponse:
    form = NewReferralForm(
        request.POST if request.method == "POST" else None,
        peers=names_of(request.user.pk),
        initial=dict(initial),
    )
    if form.is_bound and form.is_valid():
        given, by, now = form.draft(service), request.user, timezone.now()
        try:
            if draft:
                written = actions.rewrite(draft, given, by=by, now=now)
            else:
                written = actions.draft(given, member=by, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            if written.show_help:
                request.session[SHOW_HELP] = str(written.referral.public_id)
            return redirect(written.referral)
    words = {"form": form, "service": service, "draft": draft}
    status = 422 if form.errors else 200
    return render(request, "safety/referrals/new.html", words, status=status)


@access(is_member)
@require_safe
@never_cache
def referral(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One referral: before the yes a preview field by field, afterwards where it stands."""
    found = _mine(request, public_id)
    today = timezone.localdate(timezone=request.user.zone)
    until = found.consent_until or today + timedelta(days=found.holds_days)
    last = found.follow_ups.exclude(answered_at=None).order_by("answered_at").last()
    words = {
        "referral": found,
        "shared": found.shared(),
        "kept": found.kept(),
        "letter": found.letter_as_it_is(until=until) if found.is_draft else found.letter,
        "until": until,
        "is_draft": found.is_draft,
        "by_other": found.made_by_id != found.member_id,
        "show_help": request.session.get(SHOW_HELP) == str(public_id),
        "help": help_for(request.user),
        "was_asked": FollowUp.objects.to_answer().filter(referral=found).exists(),
        "may_answer": actions.may_answer(found),
        "next": FollowUp.objects.ahead().filter(referral=found).first(),
        "last": last,
        "offer_another": last is not None and last.answer in ANOTHER,
        "introduction": _introduction(found),
    }
    return render(request, "safety/referrals/referral.html", words)


@access(is_member)
@require_POST
def consent(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Yes, share."""
    found, now = _mine(request, public_id), timezone.now()
    said = "Thank you. A moderator passes it on. Until then you can take it back here."
    return do(
        request, _url(public_id), lambda: actions.consent(found, by=request.user, now=now), said
    )


@access(is_member)
@require_POST
def withdrawal(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """No, don't; or a yes taken back."""
    found, now = _mine(request, public_id), timezone.now()
    # The page says what went out before, if anything did: it may have in this very moment.
    said = "Nothing more is passed on. You can ask again whenever you like."
    return do(
        request, _url(public_id), lambda: actions.withdraw(found, by=request.user, now=now), said
    )


@access(is_member)
@require_POST
def quiet(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask me no more."""
    found, now = _mine(request, public_id), timezone.now()
    said = "We will not ask about this one any more. You can still tell us here how it went."
    return do(
        request, _url(public_id), lambda: actions.ask_no_more(found, by=request.user, now=now), said
    )


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Did it work out?"""
    found = _mine(request, public_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.answer(
                found, by=request.user, outcome=form.cleaned_data["outcome"], now=timezone.now()
            )
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(
                request,
                "Thank you. A moderator sees your answer and looks whether there is more to do.",
            )
        return redirect("safety:referral", public_id=public_id)
    words = {"form": form, "referral": found, "may_answer": actions.may_answer(found)}
    return render(request, "safety/referrals/answer.html", words)


@access(is_member)
@require_POST
@never_cache
def copy(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """The letter as a file for a system, for the member to give on."""
    found = _mine(request, public_id)
    try:
        made = actions.copy_as_fhir(found, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(found)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(made, content_type=TYPE, headers=headers)


def _url(public_id: uuid.UUID) -> str:
    return reverse("safety:referral", args=[public_id])


def _mine(request: PersonRequest, public_id: uuid.UUID) -> Referral:
    own = Referral.objects.of(request.user).select_related("member", "made_by", "service", "peer")
    return get_object_or_404(own, public_id=public_id)


def _introduction(found: Referral) -> Introduction | None:
    return found.introductions.select_related("companion").order_by("-proposed_at", "-pk").first()


def _service(request: PersonRequest) -> Service | None:
    """The entry of local help that the address names; nothing where it is not listed (any more)."""
    try:
        public_id = uuid.UUID(request.GET.get("service", ""))
    except ValueError:
        return None
    listed = Service.objects.listed(on=timezone.now().date()).select_related("organization")
    return listed.filter(public_id=public_id).first()
