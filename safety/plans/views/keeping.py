"""A plan on paper, and a copy on the member's own device."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from safety.plans import actions
from safety.plans.forms import KeepForm
from safety.plans.views.common import own_plan, posted, sections
from safety.resources.find import help_for

FILE_NAME = "notes.html"  # says nothing; so does the title inside


@access(is_member)
@require_safe
@never_cache
def sheet(request: PersonRequest) -> HttpResponse:
    """The plan as it comes out of a printer."""
    words = {"sections": sections(own_plan(request).words()), "help": help_for(request.user)}
    return render(request, "safety/plans/sheet.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keep(request: PersonRequest) -> HttpResponse:
    """What a copy on this device means; after a yes, the copy."""
    found = own_plan(request)
    form = KeepForm(posted(request))
    if form.is_valid():
        words = {
            "sections": sections(actions.keep_copy(found, by=request.user)),
            "help": help_for(request.user),
            "on": timezone.localdate(timezone=request.user.zone),
        }
        # One file that needs nothing else: no address of ours, no style, no picture, no script.
        copy = render_to_string("safety/plans/copy.html", words)
        return HttpResponse(
            copy, headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
        )
    status = 422 if form.errors else 200
    words = {"form": form, "file_name": FILE_NAME}
    return render(request, "safety/plans/keep.html", words, status=status)
