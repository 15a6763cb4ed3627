"""The person's own pages: answer a check-in, and choose how to be asked."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.closing import actions
from safety.closing.forms import AnswerForm, WishForm
from safety.closing.models import CheckIn, CheckInWish
from safety.closing.states import Answer
from safety.resources.find import help_for

THANKS = {
    Answer.ALL_RIGHT: "Thank you for telling us. We are glad that you are here.",
    Answer.TALK: "Thank you. A person from our team reads this and writes to you.",
    Answer.NO_MORE: "Thank you for saying so. You get no more messages like this.",
}


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_check_in(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Somebody asks how one is: three ways to answer, and none is needed."""
    mine = CheckIn.objects.filter(flag__author=request.user, opened_at__isnull=False)
    found = get_object_or_404(mine, public_id=public_id)
    form = AnswerForm(request.POST)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["answer"]
        try:
            actions.answer(found, said, now=timezone.now())
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(request, THANKS[said])
        return redirect("safety:my_check_in", public_id=public_id)
    words = {
        "check_in": found,
        "answers": Answer.choices if found.closed_at is None and not found.answer else (),
        "help": help_for(request.user),
    }
    return render(request, "safety/closing/my_check_in.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_wish(request: PersonRequest) -> HttpResponse:
    """Where and in which words one wants to be asked."""
    form = (
        WishForm(request.POST)
        if request.method == "POST"
        else WishForm.showing(CheckInWish.of(request.user))
    )
    if form.is_bound and form.is_valid():
        actions.wish(request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "We do it that way. You can change it at any time.")
        return redirect("safety:check_in_wish")
    status = 422 if form.is_bound else 200
    return render(request, "safety/closing/my_wish.html", {"form": form}, status=status)
