"""The request of someone who has signed in."""

from django.http import HttpRequest

from peerhub.accounts.models import User


class PersonRequest(HttpRequest):
    """Behind ``@access(is_signed_in)`` and the role policies, ``user`` is a person."""

    user: User
