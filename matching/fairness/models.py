"""What was looked for in vain: topics and a day, and nothing of whoever looked."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Self

from django.db import connection, models
from django.db.models import Sum

from matching.in_vain import Pair

LOOKS_BACK = timedelta(days=90)
ONE_MORE = """
    INSERT INTO matching_nothingfound (day, root, struggle, count)
    SELECT %s, root, struggle, 1 FROM unnest(%s::text[], %s::text[]) AS looked_for(root, struggle)
    ON CONFLICT (day, root, struggle) DO UPDATE SET count = matching_nothingfound.count + 1
"""


class NothingFoundQuerySet(models.QuerySet["NothingFound"]):
    """Questions about what was looked for in vain."""

    def lately(self, *, now: datetime) -> Self:
        """What the report looks back on."""
        return self.filter(day__gt=(now - LOOKS_BACK).date())

    def times(self) -> dict[Pair, int]:
        """How often each pair was looked for; "" where only the other was."""
        counted = self.values_list("root", "struggle").annotate(Sum("count")).order_by()
        return {(root, struggle): count for root, struggle, count in counted}

    def one_more(self, pairs: Collection[Pair], *, day: date) -> None:
        """Count each of ``pairs`` once; in one order, so that two readers cannot block each other."""
        roots, struggles = zip(*sorted(set(pairs)), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(ONE_MORE, [day, list(roots), list(struggles)])


class NothingFound(models.Model):
    """On one day a root and a struggle, or one of them, were looked for so often in vain.

    No person, no words and no time of day; a page that is loaded twice counts twice.
    """

    day = models.DateField()  # in UTC
    root = models.CharField(max_length=8, blank=True)  # code
    struggle = models.CharField(max_length=8, blank=True)
    count = models.PositiveIntegerField()

    objects = NothingFoundQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("day", "root", "struggle"), name="matching_nothingfound_once_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"NothingFound#{self.pk}"
