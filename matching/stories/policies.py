"""Who reviews stories."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from matching.stories.models import StoryVersion
from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_moderator, is_supervisor
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError


class NotYourReview(DomainError):
    """Somebody else reads this one."""

    code: ClassVar[str] = "not_your_review"
    status: ClassVar[int] = 403


REVIEWERS = (Role.MODERATOR, Role.SUPERVISOR)
is_reviewer = any_of(is_moderator, is_supervisor)


def may_review(person: User, version: StoryVersion) -> bool:
    """Moderators and supervisors: never for themselves, and never twice for the same version."""
    if not any(person.has_role(role) for role in REVIEWERS):
        return False
    if version.story.profile.person_id == person.pk:
        return False
    return not version.reviews.filter(made_by=person).exists()


def must_be_allowed(version: StoryVersion, by: User) -> None:
    """Let only those go on who may review it.

    Raises:
        NotYourReview: the writer, whoever read it first, or nobody who reviews.
    """
    if not may_review(by, version):
        raise NotYourReview("Somebody else has to read this one.")


def writes_or_reviews(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Those whom our rules for stories are for."""
    roles = (Role.SPECIALIST, *REVIEWERS)
    return isinstance(user, User) and user.is_active and any(user.has_role(role) for role in roles)
