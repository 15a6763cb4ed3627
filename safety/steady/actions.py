"""Keeping the place in a course, and forgetting it. Nobody but the person ever sees it."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from safety.steady.models import CoursePlace
from safety.steady.shelf import Course


class NoSuchPart(DomainError):
    """The course has no such part."""

    code: ClassVar[str] = "no_such_part"


@transaction.atomic
def keep_place(course: Course, part: int, *, by: User, now: datetime) -> CoursePlace:
    """Go on here the next time. Not written down anywhere else: it is nobody's business.

    Raises:
        NoSuchPart: the course has fewer.
    """
    if not 1 <= part <= len(course.parts):
        raise NoSuchPart("This course has no such part. You can begin again.")
    found, _ = CoursePlace.objects.update_or_create(
        person=by, course=course.slug, defaults={"part": part, "kept_at": now}
    )
    return found


@transaction.atomic
def forget_place(course: Course, *, by: User) -> None:
    """Keep nothing of it. Twice changes nothing."""
    CoursePlace.objects.filter(person=by, course=course.slug).delete()


def place_in(course: Course, *, by: User) -> int | None:
    """Where they go on; None where nothing is kept. A course that got shorter ends at its end."""
    found = CoursePlace.objects.filter(person=by, course=course.slug).first()
    return min(found.part, len(course.parts)) if found else None
