"""Who carried how much today: the figures for oneself alone, for a supervisor only that a break is due."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from safety.flags.load import Load, Work, load
from safety.flags.models import FlagNote


def load_of(person: User, *, now: datetime) -> Load:
    """What ``person`` carried since midnight on their own clock; shown to nobody else."""
    here = now.astimezone(person.zone)
    since = here.replace(hour=0, minute=0, second=0, microsecond=0)
    return load(_works(since, people=[person.pk]).get(person.pk, ()), now=now)


def break_due_for(*, besides: User, now: datetime) -> Sequence[User]:
    """For whom else a break is due, by name and without any figure."""
    works = _works(now - timedelta(hours=12))
    due = [person for person, acts in works.items() if load(acts, now=now).break_due]
    return list(User.objects.filter(pk__in=due).exclude(pk=besides.pk).order_by("handle", "pk"))


def _works(since: datetime, *, people: Sequence[int] | None = None) -> dict[int, list[Work]]:
    """The acts of people in cases, by person."""
    notes = FlagNote.objects.filter(at__gte=since, author__isnull=False)
    if people is not None:
        notes = notes.filter(author__in=people)
    works: defaultdict[int, list[Work]] = defaultdict(list)
    for author, at, flag, level in notes.values_list("author", "at", "flag", "flag__level"):
        works[author or 0].append(Work(at, flag, level))
    return dict(works)
