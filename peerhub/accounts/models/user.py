"""A person, known by a handle. The e-mail address lives apart, in allauth's own table."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.functional import cached_property

from peerhub.accounts.roles import NEEDS_SECOND_FACTOR, Role


class UserQuerySet(models.QuerySet["User"]):
    """Questions about people."""

    def holding(self, role: Role) -> UserQuerySet:
        """Those who hold ``role`` now."""
        return self.filter(
            is_active=True, role_grants__role=role, role_grants__revoked_at=None
        ).distinct()


class UserManager(BaseUserManager["User"]):
    """Finds people by handle; they are made by ``accounts.actions``."""

    def get_queryset(self) -> UserQuerySet:
        """The people, with the questions of ``UserQuerySet``."""
        return UserQuerySet(self.model, using=self._db)

    def holding(self, role: Role) -> UserQuerySet:
        """Those who hold ``role`` now."""
        return self.get_queryset().holding(role)

    def locked(self, pk: int) -> User:
        """The person, until the transaction ends: of two presses at once, the second waits.

        What only points at them need not wait.

        Raises:
            User.DoesNotExist: there is nobody with this key.
        """
        return self.get_queryset().select_for_update(no_key=True).get(pk=pk)

    def all_locked(self, *pks: int) -> list[User]:
        """``locked`` for several, in one order, so that no two wait for each other."""
        return list(
            self.get_queryset().select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
        )


class User(AbstractBaseUser):
    """Someone with an account: a handle, a zone, a country, a language. No name, no e-mail."""

    handle = models.CharField(max_length=40, unique=True)
    # How the handle looks (pseudonyms.skeleton): nobody can be mistaken for somebody else.
    handle_look = models.CharField(max_length=40, unique=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    country = models.CharField(max_length=2, default="US")
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    def __str__(self) -> str:
        return f"User#{self.pk}"

    # Django's: Python's own lets one person's query wait for all others', up to 3.11.
    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(
            Role(role)
            for role in self.role_grants.filter(revoked_at=None).values_list("role", flat=True)
        )

    def has_role(self, role: Role) -> bool:
        """Whether this person holds ``role`` now."""
        return role in self.roles

    @property
    def needs_second_factor(self) -> bool:
        """Whether a role of theirs opens what others wrote."""
        return bool(self.roles & NEEDS_SECOND_FACTOR)

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return ZoneInfo(self.time_zone)
