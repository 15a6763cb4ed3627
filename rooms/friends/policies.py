"""Who can have friends here."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


def may_have_friends(person: AbstractBaseUser | AnonymousUser) -> bool:
    """Members alone; friends from before a role stay.

    A rule of our own: being somebody's peer or moderator and their friend makes both harder.
    """
    return isinstance(person, User) and person.is_active and person.roles <= {Role.MEMBER}
