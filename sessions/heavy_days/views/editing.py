"""Changing one thing about a day: each section is a form of its own."""

import uuid
from abc import ABC, abstractmethod
from typing import Any, ClassVar, Generic, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from sessions.bookings.companions import met_by
from sessions.heavy_days import actions
from sessions.heavy_days.forms import (
    NOBODY,
    DatesForm,
    PlanForm,
    SharingForm,
    SofterForm,
    TimeForm,
)
from sessions.heavy_days.models import HardDay, HardDayShare
from sessions.heavy_days.states import Hours, Part
from sessions.heavy_days.views.common import BAD, SHOW_HELP, own_day, posted

F = TypeVar("F", bound=Form)


class Section(ABC, Generic[F]):
    """One part of a day's page: its form, and what is done with it."""

    template: ClassVar[str]
    said: ClassVar[str] = "Kept."

    @abstractmethod
    def form(self, day: HardDay, data: Any) -> F:
        """The form, filled with what holds now."""

    @abstractmethod
    def keep(self, day: HardDay, form: F, request: PersonRequest) -> None:
        """Do it; the form is valid."""


class DatesSection(Section[DatesForm]):
    """When it is, and the notice."""

    template = "dates"

    def form(self, day: HardDay, data: Any) -> DatesForm:
        """The form, filled with what holds now."""
        return DatesForm(data, initial=DatesForm.of(actions.Dates(day.span, day.heads_up)))

    def keep(self, day: HardDay, form: DatesForm, request: PersonRequest) -> None:
        """Do it; the form is valid."""
        actions.keep_dates(day, form.dates(), by=request.user, now=timezone.now())


class PlanSection(Section[PlanForm]):
    """The member's own words."""

    template = "plan"

    def form(self, day: HardDay, data: Any) -> PlanForm:
        """The form, filled with what holds now."""
        return PlanForm(data, initial={part.value: day.words(part) for part in Part})

    def keep(self, day: HardDay, form: PlanForm, request: PersonRequest) -> None:
        """Do it; help stays on the day's page until something calmer is kept."""
        if actions.write(day, form.written(), by=request.user, now=timezone.now()):
            request.session[SHOW_HELP] = str(day.public_id)
        else:
            request.session.pop(SHOW_HELP, None)


class SofterSection(Section[SofterForm]):
    """Topics that rest."""

    template = "softer"
    said = "Kept. It begins and ends by itself, and you can lift it at any time."

    def form(self, day: HardDay, data: Any) -> SofterForm:
        """The form, filled with what holds now."""
        initial = {
            "notes": list(day.soft_notes.values_list("slug", flat=True)),
            "how": day.soft_how,
            "before": day.soft_before,
            "after": day.soft_after,
        }
        return SofterForm(data, initial=initial)

    def keep(self, day: HardDay, form: SofterForm, request: PersonRequest) -> None:
        """Do it; the form is valid."""
        actions.choose_softer(day, form.softer(), by=request.user, now=timezone.now())


class TimeSection(Section[TimeForm]):
    """Somebody to keep a time with."""

    template = "time"

    def form(self, day: HardDay, data: Any) -> TimeForm:
        """The form, filled with what holds now."""
        who = str(day.specialist.person_id) if day.specialist else NOBODY
        initial = {"who": who, "hours": day.hours}
        people = met_by(day.member_id)
        return TimeForm(data, initial=initial, people=people, nobody="Nobody. Look for no time.")

    def keep(self, day: HardDay, form: TimeForm, request: PersonRequest) -> None:
        """Do it; the form is valid."""
        actions.keep_a_time(
            day,
            person_id=form.person_id,
            hours=Hours(form.cleaned_data["hours"]),
            by=request.user,
            now=timezone.now(),
        )


class SharingSection(Section[SharingForm]):
    """Who may know."""

    template = "sharing"

    def form(self, day: HardDay, data: Any) -> SharingForm:
        """The form, filled with what holds now."""
        shared = HardDayShare.objects.filter(day=day).first()
        who = str(shared.person_id) if shared else NOBODY
        initial = {"who": who, "with_words": bool(shared and shared.with_words)}
        people = met_by(day.member_id)
        return SharingForm(data, initial=initial, people=people, nobody="Nobody but me")

    def keep(self, day: HardDay, form: SharingForm, request: PersonRequest) -> None:
        """Do it; the form is valid."""
        who, with_words = form.person_id, form.cleaned_data["with_words"]
        by: User = request.user
        if who is None:
            actions.unshare(day, by=by)
        else:
            now = timezone.now()
            actions.share(day, person_id=who, with_words=with_words, by=by, now=now)


SECTIONS: dict[str, Section[Any]] = {
    each.template: each
    for each in (
        DatesSection(),
        PlanSection(),
        SofterSection(),
        TimeSection(),
        SharingSection(),
    )
}


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def edit(request: PersonRequest, public_id: uuid.UUID, section: str) -> HttpResponse:
    """One section of one's own day."""
    if section not in SECTIONS:
        raise Http404
    chosen, day = SECTIONS[section], own_day(request, public_id)
    form = chosen.form(day, posted(request))
    if form.is_valid() and _kept(request, chosen, day, form):
        messages.success(request, chosen.said)
        return redirect(day)
    words = {"form": form, "day": day}
    status = BAD if form.errors else 200
    return render(request, f"sessions/heavy_days/{section}.html", words, status=status)


def _kept(request: PersonRequest, chosen: Section[Any], day: HardDay, form: Form) -> bool:
    try:
        chosen.keep(day, form, request)
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    return True
