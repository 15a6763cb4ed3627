"""Addresses that stood in messages before caring contacts had their own name.

What is sent to one of them is sent on whole (RFC 9110, 15.4.9: method and body stay): an answer from
an old page can be a cry for help.
"""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from safety.flags.policies import moderates


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mine(request: PersonRequest, public_id: uuid.UUID | None = None) -> HttpResponse:
    """How a member is asked, or one question to them."""
    del request
    if public_id is None:
        return redirect("safety:check_in_wish", permanent=True, preserve_request=True)
    return redirect("safety:my_check_in", public_id, permanent=True, preserve_request=True)


@access(moderates)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def of_staff(request: PersonRequest, check_in_id: int | None = None) -> HttpResponse:
    """The list, or one of them."""
    del request
    if check_in_id is None:
        return redirect("safety:check_ins", permanent=True, preserve_request=True)
    return redirect("safety:check_in", check_in_id, permanent=True, preserve_request=True)
