"""Whose application it is: their own one that goes on, or nothing to see."""

from django.http import Http404

from matching.becoming.models import Application
from peerhub.accounts.requests import PersonRequest


def own_application(request: PersonRequest) -> Application:
    """The application of whoever asks that is written or on its way.

    Raises:
        Http404: there is none.
    """
    found = Application.objects.of(request.user).live().first()
    if found is None:
        raise Http404
    return found
