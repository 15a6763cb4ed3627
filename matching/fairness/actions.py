"""Counts by which we see for whom we have nobody, and whom to look for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.urls import reverse

from matching.fairness import counting, members
from matching.fairness.counting import Report
from matching.fairness.hiding import FEWEST
from matching.fairness.models import LOOKS_BACK, NothingFound
from matching.in_vain import Pair
from matching.peers.facets import GROUPS
from matching.search.query import SearchQuery
from peerhub.topics.models import Topic


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Topics that were looked for in vain; one of them is None where only the other was asked for."""

    root: Topic | None
    struggle: Topic | None
    times: int

    @property
    def address(self) -> str:
        """The page of the topic, or the list of people by the one that was asked for."""
        if self.root and self.struggle:
            return reverse(
                "matching:topic", args=[f"{self.root.code}-{self.struggle.code}".lower()]
            )
        query = SearchQuery(
            root=(self.root.code,) if self.root else (),
            struggle=(self.struggle.code,) if self.struggle else (),
        )
        return reverse("matching:people") + query.address()


@dataclass(frozen=True, kw_only=True)
class LookedFor:
    """What was looked for in vain in the last 90 days."""

    wanted: Sequence[Wanted]
    others: int  # how often anything else was; less than eleven may be shown as that alone


@transaction.atomic
def count_in_vain(pairs: Collection[Pair], now: datetime) -> None:
    """Count that somebody looked for each of ``pairs``, and forget what is older than the report.

    No line in the audit: it would say who.
    """
    NothingFound.objects.filter(day__lte=(now - LOOKS_BACK).date()).delete()
    NothingFound.objects.one_more(pairs, day=now.astimezone(UTC).date())


def looked_for(*, now: datetime) -> LookedFor:
    """Topics that were looked for eleven times and more, in the order of the vocabulary."""
    times = NothingFound.objects.lately(now=now).times()
    topics = {topic.code: topic for topic in Topic.objects.active()}
    often = {
        pair: count
        for pair, count in times.items()
        if count >= FEWEST and all(code in topics for code in pair if code)
    }
    wanted = [
        Wanted(root=topics.get(root), struggle=topics.get(struggle), times=count)
        for (root, struggle), count in often.items()
    ]
    others = sum(times.values()) - sum(often.values())
    return LookedFor(wanted=sorted(wanted, key=_place), others=others)


def report(*, now: datetime) -> Report:
    """How near, how long and how it went on, as of now."""
    return counting.report(members.counted(now=now), GROUPS)


def _place(wanted: Wanted) -> tuple[int, int]:
    """By struggle, then by root; those with one of them alone first."""
    struggle, root = wanted.struggle, wanted.root
    return struggle.position if struggle else -1, root.position if root else -1
