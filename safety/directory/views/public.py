"""Looking for local help: for anybody, by an address that can be passed on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from peerhub.access import access, anyone
from safety.directory.finding import found
from safety.directory.forms import SearchForm
from safety.resources.find import HOME, help_for

MOST = 50  # entries on a page; who gets more is asked to narrow it


@access(anyone)
@require_safe
def local_help(request: HttpRequest) -> HttpResponse:
    """The search and what fits. Nothing about the search is kept."""
    home = getattr(request.user, "country", "") or HOME
    form = SearchForm(request.GET or None, initial={"country": home})
    words = {"form": form, "help": help_for(request.user), "is_asked": form.is_bound}
    if form.is_bound:
        form.is_valid()
        fitting = found(form.search(home=home), on=timezone.now().date())
        services = list(fitting[: MOST + 1])
        words |= {"services": services[:MOST], "more": len(services) > MOST}
    return render(request, "safety/directory/local_help.html", words)
