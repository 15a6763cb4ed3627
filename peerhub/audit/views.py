"""What people read of the audit: who looked at something of theirs."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from peerhub.access import SignedInRequest, access, signed_in
from peerhub.audit.days import by_day
from peerhub.audit.models import Disclosure

PAGE = 50  # lines


@access(signed_in)
@require_safe
def who_looked(request: SignedInRequest) -> HttpResponse:
    """The person's own lines, newest first."""
    lines = Paginator(Disclosure.objects.about(request.user.pk), PAGE)
    page = lines.get_page(request.GET.get("page"))
    words = {"days": by_day(page.object_list, request.user.zone), "page": page}
    return render(request, "audit/who_looked.html", words)
