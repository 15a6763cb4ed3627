"""What a person does not want to meet right now: chosen, ended, asked by every page that shows words.

Source: handbook, domain 4 (2): hiding a topic ends by itself, so that it does not become avoidance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction

from peerhub.accounts.models import How, NotToday, User
from peerhub.accounts.models.not_today import NotTodayQuerySet
from peerhub.topics.models import ContentNote


class Lasts(models.TextChoices):
    """For how long."""

    TODAY = "today", "Today"
    WEEK = "week", "7 days"
    OPEN = "open", "Until I change it"


@dataclass(frozen=True)
class Ahead:
    """Choices for a time to come: from when until when (aware instants), which notes, and how.

    Attributes:
        name: whose plan it is; a later one of the same name replaces it.
    """

    name: str
    since: datetime
    until: datetime
    how: How


def shown_how(person: User, *, now: datetime) -> dict[str, How]:
    """The content notes that ``person`` covers or leaves out at ``now``, by slug; in one query."""
    chosen = NotToday.objects.active(now=now).filter(person=person)
    found = [(slug, How(how)) for slug, how in chosen.values_list("note__slug", "how")]
    return dict(sorted(found, key=lambda each: each[1] == How.HIDE))  # what shows least counts


def active(person: User, *, now: datetime) -> list[NotToday]:
    """What ``person`` chose and what still holds, one for each note, in the order of the notes."""
    chosen = NotToday.objects.active(now=now).filter(person=person)
    rows = sorted(chosen.select_related("note"), key=lambda each: each.how == How.HIDE)
    counts = {each.note_id: each for each in rows}
    return sorted(counts.values(), key=lambda each: each.note.position)


@transaction.atomic
def choose(person: User, *, note: ContentNote, how: How, lasts: Lasts, now: datetime) -> NotToday:
    """Cover or leave out what mentions ``note``; a new choice replaces the one before.

    One that shows more than what a plan holds now ends that, too: the newest word counts. One that
    shows less lies beside the plan, which may last longer.
    """
    if how == How.COVER:
        _planned(person, now=now).filter(note=note, how=How.HIDE).delete()
    chosen, _ = NotToday.objects.update_or_create(
        person=person,
        note=note,
        planned_as="",
        defaults={"how": how, "until": _until(person, lasts, now=now), "chosen_at": now},
    )
    return chosen


def forget(person: User, *, note: ContentNote, now: datetime) -> None:
    """Show it as usual again, also where that was planned ahead; later plans stay."""
    NotToday.objects.filter(person=person, note=note, planned_as="").delete()
    _planned(person, now=now).filter(note=note).delete()


@transaction.atomic
def plan_ahead(person: User, notes: Iterable[ContentNote], ahead: Ahead, *, now: datetime) -> None:
    """Let choices hold by themselves for a time to come; they touch none of the others.

    Whoever chose the same for now, or more, finds it as it was when that time is over.
    """
    call_off(person, ahead.name)
    NotToday.objects.bulk_create(
        NotToday(
            person=person,
            note=note,
            how=ahead.how,
            since=ahead.since,
            until=ahead.until,
            planned_as=ahead.name,
            chosen_at=now,
        )
        for note in notes
    )


def shift(person: User, name: str, *, since: datetime, until: datetime) -> None:
    """Let what is left of a plan hold at another time."""
    own = NotToday.objects.filter(person=person, planned_as=name)
    own.update(since=since, until=until)


def call_off(person: User, name: str) -> None:
    """Nothing of this plan holds any more."""
    NotToday.objects.filter(person=person, planned_as=name).exclude(planned_as="").delete()


@transaction.atomic
def change(person: User, wanted: Mapping[str, tuple[How, Lasts] | None], *, now: datetime) -> None:
    """Keep several choices at once, by the slugs of their notes; None: as usual again."""
    notes = ContentNote.objects.in_bulk(wanted, field_name="slug")
    for slug, note in notes.items():
        chosen = wanted[slug]
        if chosen is None:
            forget(person, note=note, now=now)
        else:
            choose(person, note=note, how=chosen[0], lasts=chosen[1], now=now)


def tomorrow_of(person: User, *, now: datetime) -> datetime:
    """The next midnight on the person's clock: also on days of 23 or 25 hours."""
    local = now.astimezone(person.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return midnight + timedelta(days=1)  # wall-clock arithmetic in their zone


def _planned(person: User, *, now: datetime) -> NotTodayQuerySet:
    """What holds by a plan."""
    return NotToday.objects.active(now=now).filter(person=person).exclude(planned_as="")


def _until(person: User, lasts: Lasts, *, now: datetime) -> datetime | None:
    match lasts:
        case Lasts.TODAY:
            return tomorrow_of(person, now=now)
        case Lasts.WEEK:
            return now + timedelta(days=7)
        case Lasts.OPEN:
            return None
