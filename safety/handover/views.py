"""Reading what the shift before left, and leaving something to the next."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.moments import in_words
from safety.flags.models import Flag
from safety.flags.policies import works_the_queue
from safety.handover import actions, policies
from safety.handover.actions import Line
from safety.handover.forms import PARTS, SheetForm
from safety.handover.models import Handover
from safety.handover.reading import newest, to_write
from safety.handover.states import BACK, MOST
from safety.rota.models import Shift

PAGE = 14  # shifts


@access(policies.sees_handovers)
@require_safe
@never_cache
def handovers(request: PersonRequest) -> HttpResponse:
    """The hand-overs of the last days, the newest first."""
    now = timezone.now()
    over = Shift.objects.filter(ends_at__gt=now - 3 * BACK, ends_at__lt=now + BACK)
    sheets = [one for one in newest(over) if policies.may_read(request.user, one.shift)]
    sheets.sort(key=lambda one: one.shift.ends_at, reverse=True)
    words = {"sheets": sheets[:PAGE], "to_write": to_write(request.user, now=now)}
    return render(request, "safety/handover/handovers.html", words)


@access(policies.sees_handovers)
@require_safe
@never_cache
def handover(request: PersonRequest, shift_id: int) -> HttpResponse:
    """The newest version of a sheet; opening it is what counts as reading."""
    shift = get_object_or_404(Shift.objects.select_related("person"), pk=shift_id)
    sheets = Handover.objects.filter(shift=shift).select_related("written_by")
    versions = list(sheets.order_by("-version"))
    if not versions or not policies.may_read(request.user, shift):
        raise Http404
    sheet = versions[0]
    if sheet.written_by != request.user:
        actions.read(sheet, by=request.user, now=timezone.now())
    lines = sheet.lines.select_related("flag__claimed_by").exclude(flag__author=request.user)
    words = {
        "shift": shift,
        "sheet": sheet,
        "lines": lines.order_by("-level", "due_at", "pk"),
        "versions": versions,
        "reads": sheet.reads.select_related("person").order_by("read_at"),
        "queue": works_the_queue(request.user),
    }
    return render(request, "safety/handover/handover.html", words)


@access(policies.sees_handovers)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: PersonRequest) -> HttpResponse:
    """The sheet of the shift that ends soon, or ended a short while ago."""
    now = timezone.now()
    shift = to_write(request.user, now=now)
    if shift is None:
        messages.info(
            request, "You can write a hand-over from half an hour before your shift ends."
        )
        return redirect("safety:handovers")
    form = _form(request, shift)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data["words"]
        try:
            actions.write(shift, form.lines, words=said, by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Thank you. The next shift reads it first. Rest well.")
            return redirect("safety:handover", shift_id=shift.pk)
    more = max(0, actions.open_cases(shift).count() - MOST)
    words = {"shift": shift, "form": form, "more": more}
    status = 422 if form.errors else 200
    return render(request, "safety/handover/write.html", words, status=status)


def _form(request: PersonRequest, shift: Shift) -> SheetForm:
    """The open cases; what was typed or written before of one that is closed by now stays, too."""
    last = (
        Handover.objects.filter(shift=shift, written_by=request.user).order_by("-version").first()
    )
    known = {
        line.flag_id: Line(line.done, line.next, line.by_when)
        for line in (last.lines.all() if last is not None else ())
    }
    known = {number: line for number, line in known.items() if line != Line()}
    cases = list(actions.open_cases(shift)[:MOST])
    kept = (_typed(request) | set(known)) - {case.pk for case in cases}
    listed_before = Flag.objects.filter(pk__in=kept).exclude(author=request.user)
    cases += listed_before.select_related("claimed_by").in_order()[:MOST]
    for case in cases:
        promised_at: datetime | None = getattr(case, "promised_at", None)
        if case.pk not in known and promised_at is not None:
            known[case.pk] = Line(by_when=in_words(promised_at, "zoned", request.user.zone))
    return SheetForm(
        request.POST if request.method == "POST" else None,
        cases=cases,
        known=known,
        words=last.words if last is not None else "",
    )


def _typed(request: PersonRequest) -> set[int]:
    """The numbers of the cases that a page had, which was sent."""
    found = set()
    for name in request.POST:
        part, _, number = name.rpartition("_")
        if part in PARTS and number.isdecimal() and len(number) < 10 and request.POST[name].strip():
            found.add(int(number))
    return found
