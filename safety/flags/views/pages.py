"""What the pages of the queue share: a case by its number, a row in words, the page of a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.forms import Form
from safety.flags import actions, ladder, policies, rows
from safety.flags.folding import Fold
from safety.flags.forms import (
    HandBackForm,
    HistoryForm,
    LevelForm,
    NoteForm,
    OutcomeForm,
    PauseForm,
)
from safety.flags.models import Flag
from safety.flags.states import BY_PERSON, FOR_US_ALONE

OTHERS = 10  # more cases by the same writer that a case names


def found(flag_id: int, request: PersonRequest) -> Flag:
    """A case by its number.

    Raises:
        Http404: there is none, or it is of a level that this person does not work on.
    """
    cases = policies.cases_for(request.user).select_related("claimed_by", "resolved_by")
    return get_object_or_404(cases, pk=flag_id)


def case_url(flag: Flag) -> str:
    """Where the page of a case is."""
    return reverse("safety:case", args=[flag.pk])


def is_reported(flag: Flag) -> bool:
    """Whether people told us about the text."""
    return actions.REPORTED in flag.kinds


def refused(form: Form, error: DomainError) -> Form:
    """The form with the sentence that says why not."""
    form.add_error(None, error.message)
    return form


def shown_claim(request: PersonRequest) -> int | None:
    """The number of the claim under which the page of a form was made."""
    return actions.claim_number(request.POST.get("claim", ""))


def row(
    flag: Flag, request: PersonRequest, *, fold: Fold | None = None, others: Sequence[rows.Row] = ()
) -> rows.Row:
    """A case as a row of the list, for whoever reads it; ``fold``: what the row stands for."""
    now = timezone.now()
    free = flag.is_free(now=now)
    holder = flag.claimed_by if not free else None
    due_at = fold.due_at if fold else flag.due_at
    return rows.Row(
        id=flag.pk,
        level=flag.level,
        name=ladder.rung(flag.level).name,
        kinds=rows.kinds_in_words(flag.kinds),
        place=flag.place,
        waiting=rows.how_long(now - (fold.raised_at if fold else flag.raised_at)),
        answer_by=rows.answer_by(due_at, now=now),
        late=due_at < now,
        with_whom=holder.handle if holder else "",
        mine=holder == request.user,
        free=free,
        held=flag.held,
        answered=flag.answered_at is not None,
        claim=flag.claims,
        others=others,
        more=len(fold.others) if fold else 0,
    )


def case_page(request: PersonRequest, flag: Flag, **bound: Form) -> HttpResponse:
    """The page of a case, with what somebody typed into one of its forms; it is a look."""
    now = timezone.now()
    opened = actions.open_case(flag, by=request.user, now=now)
    line = row(flag, request)
    moderates = policies.moderates(request.user)
    others = flag.others_waiting() & policies.cases_for(request.user)
    forms = {
        "hand_back": HandBackForm(),
        "note": NoteForm(),
        "level": LevelForm(above=flag.level),
        "outcome": OutcomeForm(level=flag.level, reported=is_reported(flag), held=flag.held),
        "pause": PauseForm(),
        "history": HistoryForm(whoms=actions.whoms(flag)),
        **bound,
    }
    reports = list(flag.reports.order_by("made_at", "pk"))
    words = {
        "flag": flag,
        "row": line,
        "rung": ladder.rung(flag.level),
        "case": opened,
        "reports": reports,
        "tellers": len({report.reporter_id for report in reports}),
        "others": [row(other, request) for other in others.select_related("claimed_by")[:OTHERS]],
        "timeline": flag.notes.select_related("author").order_by("at", "pk"),
        "by_person": BY_PERSON,
        "for_us_alone": flag.subject_kind in FOR_US_ALONE,
        "may_raise": flag.level < ladder.HIGHEST,
        **_pause_of(flag, line, now=now),
        "moderates": moderates,
        "may_take_steps": moderates and line.mine and policies.may_pause(flag),
        "is_hidden": actions.is_hidden(flag),
        "muted_until": actions.muted_until(flag, now=now),
        "forms": forms,
        "form": next(iter(bound.values()), None),
    }
    return render(request, "safety/flags/case.html", words)


def _pause_of(flag: Flag, line: rows.Row, *, now: datetime) -> dict[str, Any]:
    """The pause that this case knows, and whether one can be set."""
    pause = actions.pause_of(flag)
    holds = pause is not None and pause.holds(now=now)
    behind = actions.case_behind(pause) if pause is not None else None
    return {
        "pause": pause,
        "pause_holds": holds,
        "behind": behind if behind != flag.pk else None,
        "may_pause": line.mine and not holds and policies.may_pause(flag),
    }
