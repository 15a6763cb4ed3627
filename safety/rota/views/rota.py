"""The rota of the next two weeks, and one shift with all that can be done with it."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form
from peerhub.ui.moments import zone_name
from safety.rota import actions, policies
from safety.rota.forms import AssignForm, SwapForm
from safety.rota.models import Shift, Swap
from safety.rota.reading import gaps, planned
from safety.rota.states import GIVE_BACK, SHOWN, Post


@access(policies.on_the_rota)
@require_safe
@never_cache
def rota(request: PersonRequest) -> HttpResponse:
    """Two weeks: where nobody is, what is asked of the reader, their own shifts, all shifts."""
    now = timezone.now()
    shifts = planned(now=now, within=SHOWN)
    asked = Swap.objects.filter(accepted_at=None, ended_at=None, shift__starts_at__gt=now)
    swaps = asked.select_related("shift__person", "for_shift__person", "asked_by")
    words = {
        "gaps": [(gap, _may_take(request, gap.shift)) for gap in gaps(shifts)],
        "swaps": [swap for swap in swaps.order_by("shift__starts_at") if _may_agree(request, swap)],
        "mine": [shift for shift in shifts if shift.person == request.user],
        "shifts": shifts,
        "keeps": policies.keeps_the_rota(request.user),
        "zone": zone_name(timezone.localtime()),
    }
    return render(request, "safety/rota/rota.html", words)


@access(policies.on_the_rota)
@require_safe
@never_cache
def shift(request: PersonRequest, shift_id: int) -> HttpResponse:
    """One shift."""
    return _page(request, _found(shift_id))


@access(policies.on_the_rota)
@require_POST
def take(request: PersonRequest, shift_id: int) -> HttpResponse:
    """Take an open shift."""
    found, now = _found(shift_id), timezone.now()
    return _do(
        request,
        found,
        lambda: actions.take(found, by=request.user, now=now),
        "Thank you. It is yours.",
    )


@access(policies.on_the_rota)
@require_POST
def give_back(request: PersonRequest, shift_id: int) -> HttpResponse:
    """Give a shift of one's own back."""
    found, now = _found(shift_id), timezone.now()
    return _do(
        request,
        found,
        lambda: actions.give_back(found, by=request.user, now=now),
        "It is open again. Those who can take it are told in time.",
    )


@access(policies.on_the_rota)
@require_POST
def ask(request: PersonRequest, shift_id: int) -> HttpResponse:
    """Ask for a swap."""
    found, now = _found(shift_id), timezone.now()
    form = SwapForm(request.POST, shift=found, by=request.user, now=now)
    if not form.is_valid():
        return _page(request, found, swap=form)
    other = form.cleaned_data["for_shift"]
    return _do(
        request,
        found,
        lambda: actions.ask(found, by=request.user, for_shift=other, now=now),
        "They are asked. The shift stays yours until somebody agrees.",
    )


@access(policies.on_the_rota)
@require_POST
def accept(request: PersonRequest, swap_id: int) -> HttpResponse:
    """Agree to a swap."""
    swap, now = _swap(swap_id), timezone.now()
    return _do(
        request,
        swap.shift,
        lambda: actions.accept(swap, by=request.user, now=now),
        "Thank you. It is settled, and they are told.",
    )


@access(policies.on_the_rota)
@require_POST
def take_back(request: PersonRequest, swap_id: int) -> HttpResponse:
    """Ask no more."""
    swap, now = _swap(swap_id), timezone.now()
    return _do(
        request,
        swap.shift,
        lambda: actions.take_back(swap, by=request.user, now=now),
        "Nobody is asked any more. The shift is yours.",
    )


@access(policies.keeps_the_rota)
@require_POST
def assign(request: PersonRequest, shift_id: int) -> HttpResponse:
    """Give a shift to somebody."""
    found, now = _found(shift_id), timezone.now()
    form = AssignForm(request.POST, shift=found)
    if not form.is_valid():
        return _page(request, found, assign=form)
    person = form.cleaned_data["person"]
    return _do(
        request,
        found,
        lambda: actions.assign(found, person, by=request.user, now=now),
        "Saved. Whom it concerns is told.",
    )


@access(policies.keeps_the_rota)
@require_POST
def call_off(request: PersonRequest, shift_id: int) -> HttpResponse:
    """Let a shift not take place."""
    found, now = _found(shift_id), timezone.now()
    return do(
        request,
        reverse("safety:rota"),
        lambda: actions.call_off(found, by=request.user, now=now),
        "It does not take place. Whoever had it is told.",
    )


def _found(shift_id: int) -> Shift:
    return get_object_or_404(
        Shift.objects.standing().select_related("person", "weekly"), pk=shift_id
    )


def _swap(swap_id: int) -> Swap:
    related = Swap.objects.select_related("shift", "for_shift", "asked_by")
    return get_object_or_404(related, pk=swap_id)


def _do(
    request: PersonRequest, found: Shift, deed: Callable[[], object], said: str
) -> HttpResponse:
    return do(request, reverse("safety:rota_shift", args=[found.pk]), deed, said)


def _page(request: PersonRequest, found: Shift, **bound: Form) -> HttpResponse:
    now, person = timezone.now(), request.user
    is_mine, is_ahead = found.person_id == person.pk, found.starts_at > now
    asked = found.swaps.filter(accepted_at=None, ended_at=None)
    swap = asked.select_related("shift", "for_shift__person", "asked_by").first()
    keeps = policies.keeps_the_rota(person) and found.ends_at > now
    forms = {
        "swap": SwapForm(shift=found, by=person, now=now) if is_mine and is_ahead else None,
        "assign": AssignForm(shift=found) if keeps else None,
        **bound,
    }
    words = {
        "shift": found,
        "is_mine": is_mine,
        "is_over": found.ends_at <= now,
        "may_take": _may_take(request, found) and found.ends_at > now,
        "may_give_back": is_mine and found.starts_at - now >= GIVE_BACK,
        "swap": swap,
        "may_agree": swap is not None and is_ahead and _may_agree(request, swap),
        "forms": forms,
        "form": next(iter(bound.values()), None),
        "zone": zone_name(timezone.localtime()),
    }
    return render(request, "safety/rota/shift.html", words, status=422 if bound else 200)


def _may_take(request: PersonRequest, found: Shift) -> bool:
    return found.person_id is None and policies.may_stand(request.user, Post(found.post))


def _may_agree(request: PersonRequest, swap: Swap) -> bool:
    if swap.asked_by_id == request.user.pk:
        return False
    if swap.for_shift is not None:
        return swap.for_shift.person_id == request.user.pk
    return policies.may_stand(request.user, Post(swap.shift.post))
