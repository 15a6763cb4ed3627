"""Whom a view may be for. Pure questions about one person."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from peerhub.access import Policy
from peerhub.access import signed_in as is_signed_in
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role

__all__ = [
    "any_of",
    "is_administrator",
    "is_clinician",
    "is_member",
    "is_moderator",
    "is_signed_in",
    "is_specialist",
    "is_supervisor",
    "is_visitor",
]


def _holds(role: Role) -> Policy:
    def policy(user: AbstractBaseUser | AnonymousUser) -> bool:
        return isinstance(user, User) and user.is_active and user.has_role(role)

    policy.__name__ = f"is_{role.value}"
    policy.__doc__ = f"Whoever is a {role.label}."
    return policy


is_member = _holds(Role.MEMBER)
is_specialist = _holds(Role.SPECIALIST)
is_moderator = _holds(Role.MODERATOR)
is_clinician = _holds(Role.CLINICIAN)
is_supervisor = _holds(Role.SUPERVISOR)
is_administrator = _holds(Role.ADMINISTRATOR)


def is_visitor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever has not signed in: for pages about getting in."""
    return not user.is_authenticated


def any_of(*policies: Policy) -> Policy:
    """Whoever one of the policies lets in."""

    def policy(user: AbstractBaseUser | AnonymousUser) -> bool:
        return any(each(user) for each in policies)

    policy.__name__ = "any_of_" + "_".join(getattr(each, "__name__", "policy") for each in policies)
    return policy
