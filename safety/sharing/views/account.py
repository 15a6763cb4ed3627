"""Who got what, and when: the account of disclosures, to look at and to take along."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from safety.sharing.account import all_told, as_text
from safety.sharing.models import AccountingLine
from safety.sharing.views.member import as_file

PAGE = 50  # lines
FILE_NAME = "list.txt"  # says nothing


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def who_got_what(request: PersonRequest) -> HttpResponse:
    """The member's own lines, newest first; posted, all of them as a file."""
    lines = AccountingLine.objects.of(request.user).select_related("recipient", "by")
    if request.method == "POST":
        return as_file(as_text(all_told(lines), request.user.zone), FILE_NAME)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    words = {"lines": all_told(page.object_list), "page": page}
    return render(request, "safety/sharing/who_got_what.html", words)
