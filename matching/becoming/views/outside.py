"""The page of somebody without an account, who knows an applicant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matching.becoming import actions
from matching.becoming.forms import ReferenceForm
from matching.becoming.states import Trust
from peerhub.access import access, anyone
from peerhub.errors import DomainError


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reference(request: HttpRequest, token: str) -> HttpResponse:
    """Answer once, on a signed link. It shows no handle: they know who asked them."""
    found = actions.reference_for(token)
    if found is None:
        return render(request, "matching/becoming/reference_over.html", status=410)
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer_reference(
                found, Trust(given["trust"]), words=given["words"], now=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return render(request, "matching/becoming/reference_thanks.html")
    context = {"form": form, "name": found.name}
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/reference.html", context, status=status)
