"""Where in a course somebody stopped, if they want that kept. Of one that ended nothing is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CoursePlace(models.Model):
    """The part of one course at which one person goes on."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_places"
    )
    course = models.CharField(max_length=16)  # its slug
    part = models.PositiveSmallIntegerField()  # from 1 on
    kept_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "course"), name="safety_courseplace_one_of_a_course"
            ),
            models.CheckConstraint(condition=Q(part__gte=1), name="safety_courseplace_from_1_on"),
        )

    def __str__(self) -> str:
        return f"CoursePlace#{self.pk}"
