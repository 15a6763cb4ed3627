"""A member keeps a passport, and deletes it for good. Nobody else can do, or see, either.

Nothing new is written here: every word in it was read for danger when it was written where it
comes from, so nothing is screened again.
"""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.resealing import seal_rows_anew
from sessions.passport.drawing import drawn
from sessions.passport.models import Passport

MOST = 20
SAME = timedelta(minutes=10)  # within it, the same again is a second press


class NothingTicked(DomainError):
    """There is nothing to keep."""

    code: ClassVar[str] = "nothing_ticked"


class TooMany(DomainError):
    """There are ``MOST`` already."""

    code: ClassVar[str] = "too_many"


class NotThere(DomainError):
    """It was deleted, or is somebody else's."""

    code: ClassVar[str] = "not_there"
    status: ClassVar[int] = 404


@transaction.atomic
def keep(ticked: Collection[str], *, by: User, now: datetime) -> Passport:
    """Keep what was ticked, as it is now. The same again is the same one.

    Raises:
        NothingTicked: nothing was, or nothing of it is there any more.
        TooMany: there are ``MOST`` already.
    """
    User.objects.locked(by.pk)
    made = drawn(by, ticked, now=now)
    if not made.sections:
        raise NothingTicked("Nothing is ticked. Tick what you want to keep.")
    mine = Passport.objects.of(by)
    contents = made.contents()
    newest = mine.first()
    if (
        newest is not None
        and now - newest.made_at < SAME
        and newest.contents["sections"] == contents["sections"]
    ):
        return newest  # two presses
    if mine.count() >= MOST:
        raise TooMany(f"You keep {MOST} already. Delete one first.")
    passport = Passport(member=by, made_at=now)
    passport.put(json.dumps(contents))
    passport.save()
    record(Verb.PASSPORT_KEPT, by=by, on=passport)
    return passport


@transaction.atomic
def erase(passport: Passport, *, by: User) -> None:
    """Delete it for good. Files that were taken before are where they were put.

    Raises:
        NotThere: it was deleted before, or is not theirs.
    """
    User.objects.locked(by.pk)
    found = Passport.objects.of(by).filter(pk=passport.pk).first()
    if found is None:
        raise NotThere("That is not here any more.")
    record(Verb.PASSPORT_ERASED, by=by, on=found)
    found.delete()


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    rows = Passport.objects.all()
    return seal_rows_anew(rows, Passport.reseal, verb=Verb.PASSPORT_SEALED_ANEW)
