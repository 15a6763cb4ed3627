"""What both sides' pages share: the messages, a field, and what becomes of what was typed."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.text import uuid_of
from peerhub.ui.deeds import number
from safety.letters import actions
from safety.letters.actions.writing import SAYS
from safety.letters.forms import LetterForm
from safety.letters.models import Correspondence, Letter
from safety.letters.policies import why_not
from safety.letters.reading import Shown, how_often, lines_of, name_of, name_on, quote_of
from safety.letters.states import Side, Why
from safety.resources.find import help_for
from safety.sharing.substances import touch_substances
from safety.sharing.words import NOTICE

BAD = 422
MOST = 2**31  # keys of people
SHOW_HELP = "letters_help"  # session key: what was written last asks for help to be shown
HELD = "Thank you for writing this. A person from our team reads it first, then it goes on."
SENT = "Sent."


def own(request: PersonRequest, public_id: uuid.UUID, side: Side) -> Correspondence:
    """The reader's own, on one side.

    Raises:
        Http404: there is none of theirs.
    """
    rows = Correspondence.objects.with_people().filter(**{side.value: request.user})
    return get_object_or_404(rows, public_id=public_id)


def opened(
    request: PersonRequest, open_: Callable[..., Correspondence], side: Side
) -> HttpResponse:
    """To the page of the reader, on one side, with the person whom they chose.

    Raises:
        Http404: nobody was chosen, or nobody to whom they can write.
    """
    who = number(request.POST.get("who"), most=MOST)
    found = User.objects.filter(pk=who).first() if who else None
    if found is None:
        raise Http404
    try:
        made = open_(request.user, found, now=timezone.now())
    except actions.NotOpen as error:
        raise Http404 from error
    return redirect(made.url_for(side))


def page(request: PersonRequest, found: Correspondence, side: Side, template: str) -> HttpResponse:
    """Read and write on one page."""
    if request.method != "POST":
        reply = request.GET.get("reply", "")
        form = LetterForm(initial={"client_id": uuid.uuid4(), "reply": reply})
        return _drawn(request, found, side, template, form, reply=reply)
    form = LetterForm(request.POST)
    status = BAD
    if form.is_valid():
        try:
            return _sent(request, found, side, form)
        except actions.NotOpen as error:
            raise Http404 from error
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
    typed = request.POST.get("words", "")
    heavy = actions.hear_unsent(found, typed, by=request.user, now=timezone.now())
    reply = request.POST.get("reply", "")
    return _drawn(request, found, side, template, form, reply=reply, status=status, heavy=heavy)


def _sent(
    request: PersonRequest, found: Correspondence, side: Side, form: LetterForm
) -> HttpResponse:
    given, now = form.cleaned_data, timezone.now()
    written = actions.write(
        found,
        given["words"],
        side=side,
        client_id=given["client_id"],
        reply_to=given["reply"],
        now=now,
    )
    if written.show_help:
        request.session[SHOW_HELP] = str(found.public_id)
    elif request.session.get(SHOW_HELP) == str(found.public_id):
        del request.session[SHOW_HELP]
    messages.success(request, HELD if written.letter.is_held else SENT)
    return redirect(f"{found.url_for(side)}#newest")


def _drawn(
    request: PersonRequest,
    found: Correspondence,
    side: Side,
    template: str,
    form: LetterForm,
    *,
    reply: str = "",
    status: int = 200,
    heavy: bool = False,
) -> HttpResponse:
    now = timezone.now()
    try:
        letters = actions.look(found, side=side, now=now)
    except actions.NotOpen as error:
        raise Http404 from error
    why, lines = why_not(found, side, now), lines_of(found, letters, side)
    words: dict[str, Any] = {
        "found": found,
        "lines": lines,
        "name": name_on(found, side.other),
        "often": how_often(found.clinician),
        "clinician": name_of(found.clinician),
        "form": form,
        "quote": quote_of(_answered(letters, reply)),
        "why_not": SAYS[why] if why is not None else "",
        # What sounds like danger waits for no bound, so the field stays.
        "may_write": why in (None, Why.ENOUGH),
        "notice": _notice(lines) if side == Side.CLINICIAN else "",
        "show_help": heavy or request.session.get(SHOW_HELP) == str(found.public_id),
        "help": help_for(request.user),
    }
    return render(request, template, words, status=status)


def _notice(lines: Sequence[Shown]) -> str:
    """The notice of 42 CFR 2.32, where what the clinician reads touches substances."""
    return NOTICE if touch_substances(each.words for each in lines if not each.is_own) else ""


def _answered(letters: Sequence[Letter], reply: str) -> Letter | None:
    which = uuid_of(reply)
    return next((each for each in letters if each.public_id == which), None)
