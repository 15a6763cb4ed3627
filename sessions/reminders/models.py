"""When and how a person wants to be reminded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from peerhub.accounts.models import User
from peerhub.notifications.models import Channel
from sessions.reminders.timetable import USUAL, Afterwards, Rung


@dataclass(frozen=True)
class Wishes:
    """What a person chose, or what holds until they do. Beside it every one is on this site."""

    rungs: tuple[Rung, ...] = USUAL
    by_mail: bool = True
    by_push: bool = True
    afterwards: Afterwards = Afterwards.NEXT_DAY  # for members: when they are asked how it was

    @property
    def without(self) -> list[Channel]:
        """The ways that they do not want."""
        wanted = {Channel.MAIL: self.by_mail, Channel.PUSH: self.by_push}
        return [way for way, is_wanted in wanted.items() if not is_wanted]


@dataclass(frozen=True)
class Reader:
    """Somebody to remind, as the database has them now."""

    person: User
    wishes: Wishes

    @property
    def zone(self) -> ZoneInfo:
        """Where they live."""
        return self.person.zone


class ReminderChoice(models.Model):
    """What one person chose; whoever never did has no row."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_choice"
    )
    rungs = ArrayField(models.CharField(max_length=20))  # of ``Rung``
    by_mail = models.BooleanField()
    by_push = models.BooleanField()
    afterwards = models.CharField(max_length=10, default=Afterwards.NEXT_DAY.value)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ReminderChoice#{self.pk}"

    @property
    def wishes(self) -> Wishes:
        """The same as a plain value; a rung of another version of PeerHub is left out."""
        known = tuple(rung for rung in Rung if rung in self.rungs)
        asked = self.afterwards in list(Afterwards)
        afterwards = Afterwards(self.afterwards) if asked else Afterwards.NEVER
        return Wishes(known, self.by_mail, self.by_push, afterwards)


def readers(keys: Collection[int]) -> dict[int, Reader]:
    """These people with their wishes and zones, by key, in one question."""
    people = User.objects.filter(pk__in=keys).select_related("reminder_choice")
    return {person.pk: Reader(person, _wishes(person)) for person in people}


def wishes_of(person_id: int) -> Wishes:
    """What one person chose."""
    kept = ReminderChoice.objects.filter(person=person_id).first()
    return kept.wishes if kept else Wishes()


def _wishes(person: User) -> Wishes:
    kept: ReminderChoice | None = getattr(person, "reminder_choice", None)
    return kept.wishes if kept else Wishes()
