"""The rules of the screening: all of them, one of them, and the two steps of switching one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import AnswerForm
from safety.board import actions
from safety.board import rows as board
from safety.board.forms import AskForm, SureForm
from safety.board.models import Switch
from safety.board.policies import reads_the_board, switches_rules
from safety.board.rows import Row
from safety.detection.measuring import shipped
from safety.detection.rulebook import HIGHEST, rulebook

STANDINGS = (("on", "On"), ("off", "Off"), ("asked", "Waiting for a second person"))


@access(reads_the_board)
@require_safe
@never_cache
def rules(request: PersonRequest) -> HttpResponse:
    """All rules, searched and narrowed by the address alone."""
    book, measured = rulebook(), shipped()
    waiting = list(Switch.objects.waiting().select_related("asked_by"))
    everything = board.rows(book, Switch.objects.off(), measured)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "kind", "level", "standing")}
    about = {switch.rule for switch in waiting}
    words = {
        "rows": [row for row in everything if row.matches(asked, about)],
        "all": len(everything),
        "off": [row for row in everything if row.is_off],
        "waiting": waiting,
        "asked": asked,
        "kinds": board.kinds(),
        "levels": [str(level) for level in range(HIGHEST + 1)],
        "standings": STANDINGS,
        "measured": measured,
        "version": book.version,
        "outdated": measured is not None and measured.version != book.version,
    }
    return render(request, "safety/board/rules.html", words)


@access(reads_the_board)
@require_http_methods(["GET", "POST"])
@never_cache
def rule(request: PersonRequest, rule_id: str) -> HttpResponse:
    """One rule; asking that it is switched, after what that means was on the page."""
    row = _found(rule_id)
    if request.method != "POST":
        return _page(request, row, AskForm())
    if not switches_rules(request.user):
        raise Http404
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    if "change" in request.POST:
        return _page(request, row, form)
    if "sure" not in request.POST:
        words = {
            "row": row,
            "form": SureForm(initial=form.cleaned_data),
            "given": form.cleaned_data,
        }
        return render(request, "safety/board/sure.html", words | _meaning(row))
    # What the page that was read offered, even if it was switched meanwhile.
    to_off = request.POST.get("sure") == "off"
    try:
        actions.ask(row.id, to_off=to_off, by=request.user, now=timezone.now(), **form.cleaned_data)
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, row, form, status=error.status)
    messages.success(request, "You have asked. Nothing changes before a second person agrees.")
    return redirect("safety:rule", rule_id=row.id)


@access(switches_rules)
@require_POST
def answer(request: PersonRequest, rule_id: str) -> HttpResponse:
    """Another person's yes or no."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return redirect("safety:rule", rule_id=rule_id)
    agreed = form.agreed
    switch = _asked(request, rule_id)
    said = "Thank you. " + ("It is in effect within seconds." if agreed else "Nothing changes.")
    return do(
        request,
        reverse("safety:rule", args=[rule_id]),
        lambda: actions.answer(switch, by=request.user, agreed=agreed, now=timezone.now()),
        said,
    )


@access(switches_rules)
@require_POST
def take_back(request: PersonRequest, rule_id: str) -> HttpResponse:
    """Who asked does not ask any more."""
    switch = _asked(request, rule_id)
    return do(
        request,
        reverse("safety:rule", args=[rule_id]),
        lambda: actions.take_back(switch, by=request.user, now=timezone.now()),
        "You do not ask for it any more. Nothing was changed.",
    )


def _found(rule_id: str) -> Row:
    everything = board.rows(rulebook(), Switch.objects.off(), shipped())
    found = next((row for row in everything if row.id == rule_id), None)
    if found is None:
        raise Http404
    return found


def _asked(request: PersonRequest, rule_id: str) -> Switch:
    """The request that the page showed: an answer never goes to a newer one."""
    number = request.POST.get("switch", "")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return get_object_or_404(Switch, pk=int(number), rule=rule_id)


def _meaning(row: Row) -> dict[str, list[str]]:
    """What switching it off would mean; switching it on again takes nothing away."""
    if row.is_off:
        return {"consequences": []}
    return {"consequences": board.consequences(row.id, rulebook(), Switch.objects.off())}


def _page(request: PersonRequest, row: Row, form: AskForm, *, status: int = 200) -> HttpResponse:
    history = list(
        Switch.objects.filter(rule=row.id)
        .select_related("asked_by", "answered_by")
        .order_by("-asked_at", "-pk")
    )
    waiting = next((switch for switch in history if switch.standing == "waiting"), None)
    words = {
        "row": row,
        "form": form,
        "history": history,
        "waiting": waiting,
        "own": waiting is not None and waiting.is_of(request.user),
        "may_switch": switches_rules(request.user),
        "measured": shipped(),
        **_meaning(row),
    }
    return render(request, "safety/board/rule.html", words, status=status)
