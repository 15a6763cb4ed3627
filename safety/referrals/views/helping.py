"""Drafting for somebody: they get it alone, change it, and say yes or no."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from safety.companions import names_of
from safety.flags.policies import cases_for, works_the_queue
from safety.referrals import actions
from safety.referrals.forms import ForThemForm

GIVEN = "They have it now, and nobody else. They can change every word, and say yes or no."


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def for_member(request: PersonRequest, member_id: int) -> HttpResponse:
    """A peer writes one down for somebody whom they meet."""
    if request.user.pk not in names_of(member_id):
        raise Http404
    member = get_object_or_404(User, pk=member_id, is_active=True)
    return _write(request, member, back=request.path, who=member.handle)


@access(works_the_queue)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def for_case(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Whoever is on a case writes one down for its person, whose name they do not learn by it."""
    others = cases_for(request.user).exclude(author=request.user).select_related("author")
    flag = get_object_or_404(others, pk=flag_id)
    if not flag.is_held_by(request.user.pk):
        raise Http404
    return _write(request, flag.author, back=f"/queue/{flag.pk}/", who="")


def _write(request: PersonRequest, member: User, *, back: str, who: str) -> HttpResponse:
    form = ForThemForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.draft_for(form.draft(), member=member, by=request.user, now=timezone.now())
        messages.success(request, GIVEN)
        return redirect(back)
    status = 422 if form.errors else 200
    words = {"form": form, "who": who}
    return render(request, "safety/referrals/for_them.html", words, status=status)
