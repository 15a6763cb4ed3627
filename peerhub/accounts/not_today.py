"""What a person does not want to meet right now: chosen, ended, asked by every page that shows words.

Source: handbook, domain 4 (2): hiding a topic ends by itself, so that it does not become avoidance.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import models, transaction

from peerhub.accounts.models import How, NotToday, User
from peerhub.topics.models import ContentNote


class Lasts(models.TextChoices):
    """For how long."""

    TODAY = "today", "Today"
    WEEK = "week", "7 days"
    OPEN = "open", "Until I change it"


def shown_how(person: User, *, now: datetime) -> dict[str, How]:
    """The content notes that ``person`` covers or leaves out at ``now``, by slug; in one query."""
    chosen = NotToday.objects.active(now=now).filter(person=person)
    return {slug: How(how) for slug, how in chosen.values_list("note__slug", "how")}


def active(person: User, *, now: datetime) -> list[NotToday]:
    """What ``person`` chose and what still holds, in the order of the notes."""
    chosen = NotToday.objects.active(now=now).filter(person=person)
    return list(chosen.select_related("note").order_by("note__position"))


@transaction.atomic
def choose(person: User, *, note: ContentNote, how: How, lasts: Lasts, now: datetime) -> NotToday:
    """Cover or leave out what mentions ``note``; a new choice replaces the one before."""
    chosen, _ = NotToday.objects.update_or_create(
        person=person,
        note=note,
        defaults={"how": how, "until": _until(person, lasts, now=now), "chosen_at": now},
    )
    return chosen


def forget(person: User, *, note: ContentNote) -> None:
    """Show it as usual again."""
    NotToday.objects.filter(person=person, note=note).delete()


@transaction.atomic
def change(person: User, wanted: Mapping[str, tuple[How, Lasts] | None], *, now: datetime) -> None:
    """Keep several choices at once, by the slugs of their notes; None: as usual again."""
    notes = ContentNote.objects.in_bulk(wanted, field_name="slug")
    for slug, note in notes.items():
        chosen = wanted[slug]
        if chosen is None:
            forget(person, note=note)
        else:
            choose(person, note=note, how=chosen[0], lasts=chosen[1], now=now)


def _until(person: User, lasts: Lasts, *, now: datetime) -> datetime | None:
    match lasts:
        case Lasts.TODAY:
            # Midnight on the person's clock: also on days of 23 or 25 hours.
            local = now.astimezone(person.zone)
            midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
            return midnight + timedelta(days=1)  # wall-clock arithmetic in their zone
        case Lasts.WEEK:
            return now + timedelta(days=7)
        case Lasts.OPEN:
            return None
