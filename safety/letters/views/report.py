"""Either of the two tells our team about a message of the other one."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from safety.flags import actions as flags
from safety.flags.forms import TellForm
from safety.letters import actions
from safety.letters.models import Correspondence
from safety.letters.reading import lines_of
from safety.letters.states import Side
from safety.letters.views.common import BAD
from safety.resources.find import help_for
from safety.subjects import SubjectRef
from safety.telling import TOLD


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: PersonRequest, public_id: uuid.UUID, letter_id: uuid.UUID) -> HttpResponse:
    """The message, and what is wrong with it. A clinician finds it as long as the link lasts."""
    rows = Correspondence.objects.with_people()
    found = get_object_or_404(rows, public_id=public_id)
    side = Side.MEMBER if found.member_id == request.user.pk else Side.CLINICIAN
    if found.person_on(side).pk != request.user.pk:
        raise Http404
    try:
        letters = actions.look(found, side=side, now=timezone.now())
    except actions.NotOpen as error:
        raise Http404 from error
    theirs = [each for each in lines_of(found, letters, side) if not each.is_own]
    line = next((each for each in theirs if each.letter.public_id == letter_id), None)
    if line is None:
        raise Http404
    subject = SubjectRef(kind=actions.SUBJECT, id=str(letter_id))
    form = TellForm(request.POST if request.method == "POST" else None)
    heavy = False
    if form.is_bound and form.is_valid():
        worry = flags.Worry(form.cleaned_data["reason"], form.cleaned_data["words"])
        made = flags.report(subject, worry, by=request.user, now=timezone.now())
        if not flags.needs_help(made):
            messages.success(request, TOLD)
            return redirect(found.url_for(side))
        heavy = True
    elif form.is_bound:
        typed = request.POST.get("words", "")
        heavy = actions.hear_unsent(found, typed, by=request.user, now=timezone.now())
    words = {
        "line": line,
        "back": found.url_for(side),
        "form": form,
        "said": TOLD if form.is_bound and form.is_valid() else "",
        "help": help_for(request.user) if heavy else None,
    }
    status = BAD if form.errors else 200
    return render(request, "safety/letters/report.html", words, status=status)
