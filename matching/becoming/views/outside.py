"""The page of somebody without an account, who knows an applicant."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matching.becoming import actions
from matching.becoming.forms import ReferenceForm
from matching.becoming.models import Reference
from matching.becoming.states import Trust
from peerhub.access import access, anyone
from peerhub.errors import DomainError
from peerhub.often import is_too_often

OF_ONE_LINK = 40  # an hour: enough for a form with errors, too few to be a nuisance
OF_NO_LINK = 30  # an hour from one network address, of links that are none (any more)


def leaks_nothing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep the address of the page to this browser and us: it holds the secret.

    Not "no-referrer" where there is a form: browsers would send "Origin: null" with it, which CSRF
    must refuse. "same-origin" tells other sites as little.
    """

    @wraps(view)
    def quiet(request: HttpRequest, token: str) -> HttpResponse:
        answer = view(request, token)
        has_form = answer.status_code in {200, 422} and request.method != "HEAD"
        answer["Referrer-Policy"] = "same-origin" if has_form else "no-referrer"
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return quiet


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@leaks_nothing
def reference(request: HttpRequest, token: str) -> HttpResponse:
    """Answer once, on a signed link, or say that one would rather not. It shows no handle."""
    found = actions.reference_for(token)
    if found is None:
        asked = get_adapter().get_client_ip(request)
        too_often = is_too_often("no-reference", asked, most=OF_NO_LINK)
        return _over(request, status=429 if too_often else 410)
    if is_too_often("reference", str(found.public_id), most=OF_ONE_LINK):
        return _over(request, status=429)
    if request.method == "POST" and "refuse" in request.POST:
        return _refused(request, found)
    form = ReferenceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        trust, words = Trust(form.cleaned_data["trust"]), form.cleaned_data["words"]
        try:
            actions.answer_reference(
                found, trust, words=words, said=form.said(), now=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return render(request, "matching/becoming/reference_thanks.html")
    context = {"form": form, "name": found.name, "called": found.called}
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/reference.html", context, status=status)


def _refused(request: HttpRequest, found: Reference) -> HttpResponse:
    try:
        actions.answer_reference(found, Trust.SILENT, words="", now=timezone.now())
    except DomainError:
        return _over(request, status=410)
    return render(request, "matching/becoming/reference_thanks.html", {"refused": True})


def _over(request: HttpRequest, *, status: int) -> HttpResponse:
    context = {"too_often": status == 429}
    return render(request, "matching/becoming/reference_over.html", context, status=status)
