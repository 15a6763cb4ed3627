"""The list of all that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from safety.flags import actions, folding, ladder, rows
from safety.flags.folding import Fold, Slip
from safety.flags.forms import FilterForm
from safety.flags.models import Flag
from safety.flags.policies import cases_for, moderates, works_the_queue
from safety.flags.views.pages import found, row

UNFOLDED = 10  # of what is folded into a row, on the list; all of them are one link away


@dataclass(frozen=True)
class Chosen:
    """Which part of the list somebody asked for."""

    level: int | None = None
    kind: str = ""
    mine: int | None = None  # the id of whose they are
    like: int | None = None  # a flag whose strand is shown unfolded
    page: int = 1

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return (self.level, self.kind, self.mine, self.like) == (None, "", None, None)

    def of(self, slips: Sequence[Slip]) -> list[Slip]:
        """The part of ``slips`` that was asked for."""
        strand = next((slip.strand for slip in slips if slip.id == self.like), None)
        return [
            slip
            for slip in slips
            if self.level in (None, slip.level)
            and (not self.kind or self.kind in slip.kinds)
            and self.mine in (None, slip.holder)
            and (self.like is None or slip.strand == strand)
        ]


@access(works_the_queue)
@require_safe
@never_cache
def queue(request: PersonRequest) -> HttpResponse:
    """All that waits, most urgent first."""
    now = timezone.now()
    load = actions.load_of(request.user, now=now)
    words = {
        "load": load,
        "moderates": moderates(request.user),
        "spent": rows.how_long(load.spent),
        "breaks_due": actions.break_due_for(besides=request.user, now=now)
        if is_supervisor(request.user)
        else (),
    }
    return render(request, "safety/flags/queue.html", words | _listing(request))


@access(works_the_queue)
@require_safe
@never_cache
def queue_rows(request: PersonRequest) -> HttpResponse:
    """The list alone, for the live page."""
    return render(request, "safety/flags/_rows.html", _listing(request))


@access(works_the_queue)
@require_safe
@never_cache
def first_words(request: PersonRequest, flag_id: int) -> HttpResponse:
    """The first words of a text, when somebody uncovers them in the list."""
    words = actions.peek(found(flag_id, request), by=request.user, now=timezone.now())
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def _listing(request: PersonRequest) -> dict[str, Any]:
    now = timezone.now()
    form = FilterForm(request.GET)
    chosen = _chosen(form, request)
    slips = cases_for(request.user).waiting().slips(now=now)
    shown = chosen.of(slips)
    folds = folding.fold(shown) if chosen.like is None else folding.apart(shown)
    page = folding.page(folds, chosen.page)
    return {
        "rows": _rows(request, page.folds),
        "page": page,
        "sum": rows.sum_of(slips, now=now),
        "hidden": _hidden(slips, shown, now=now),
        "chosen": chosen,
        "form": form,
        "now": now,
    }


def _chosen(form: FilterForm, request: PersonRequest) -> Chosen:
    """What was asked for; where the address makes no sense, everything."""
    if not form.is_valid():
        return Chosen()
    asked = form.cleaned_data
    return Chosen(
        level=asked["level"],
        kind=asked["kind"],
        mine=request.user.pk if asked["mine"] else None,
        like=asked["like"],
        page=asked["page"] or 1,
    )


def _hidden(slips: Sequence[Slip], shown: Sequence[Slip], *, now: datetime) -> str:
    """In words, what urgent things are left out that nobody is on; "" where there are none."""
    seen = {slip.id for slip in shown}
    urgent = [
        slip
        for slip in slips
        if slip.id not in seen and slip.holder is None and ladder.holds(slip.level)
    ]
    if not urgent:
        return ""
    first = rows.answer_by(min(slip.due_at for slip in urgent), now=now)
    return f"{len(urgent)} of level {ladder.HOLD_FROM} or more, the first due {first}"


def _rows(request: PersonRequest, folds: Sequence[Fold]) -> list[rows.Row]:
    """The rows of a page, fetched with one query."""
    numbers = [slip.id for fold in folds for slip in (fold.head, *fold.others[:UNFOLDED])]
    flags = Flag.objects.select_related("claimed_by").defer("excerpt", "reasons").in_bulk(numbers)
    listed = []
    for fold in folds:
        if fold.head.id not in flags:
            continue
        others = [
            row(flags[slip.id], request) for slip in fold.others[:UNFOLDED] if slip.id in flags
        ]
        listed.append(row(flags[fold.head.id], request, fold=fold, others=others))
    return listed
