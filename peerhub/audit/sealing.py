"""Entries, and the lines of who looked, become links of the chain shortly after their commit.

Not in the deed's own transaction: a chain has one end, and every deed of the platform would wait
for the one before. One sealer at a time works, in batches.
"""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Exists, Max, Model, OuterRef, QuerySet

from peerhub.audit.chain import FIRST, Sealed, SealedLook, digest
from peerhub.audit.models import Disclosure, Entry, Link
from peerhub.crypto import key_for

SEALED_WITHIN = timedelta(minutes=5)  # of its writing; later, something is wrong
BATCH = 500  # of each, in one transaction
# Ids are given before the commit, so a slow transaction shows up behind those that were faster.
LOOK_BEHIND = 10_000
PURPOSE = "audit"  # of the key
M = TypeVar("M", bound=Model)
LOCK = 0x617564697431  # names the advisory lock of the one sealer


def seal(*, now: datetime) -> int:
    """Put all committed entries and lines into the chain; returns how many.

    Of two sealers at once the second does nothing.
    """
    sealed = 0
    while made := _seal_some(now=now):
        sealed += made
    return sealed


@transaction.atomic
def _seal_some(*, now: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = Link.objects.order_by("-place").first()
    place, before = (last.place, last.digest) if last else (0, FIRST)
    key = key_for(PURPOSE)
    links = []
    rows: list[Entry | Disclosure] = [*unsealed()[:BATCH], *unsealed_looks()[:BATCH]]
    for row in rows:
        place += 1
        made = digest(before, place, now, as_sealed(row), key=key)
        link = Link(place=place, sealed_at=now, before=before, digest=made)
        if isinstance(row, Entry):
            link.entry_id = row.pk
        else:
            link.disclosure_id = row.pk
        links.append(link)
        before = made
    Link.objects.bulk_create(links)
    return len(links)


def unsealed(*, everywhere: bool = False) -> QuerySet[Entry]:
    """Entries without a link, by id. ``everywhere``: also far behind the last sealed one."""
    return _unsealed(Entry.objects.all(), "entry_id", everywhere=everywhere)


def unsealed_looks(*, everywhere: bool = False) -> QuerySet[Disclosure]:
    """``unsealed``, of the lines of who looked."""
    return _unsealed(Disclosure.objects.all(), "disclosure_id", everywhere=everywhere)


def _unsealed(rows: QuerySet[M], column: str, *, everywhere: bool) -> QuerySet[M]:
    bare = rows.filter(~Exists(Link.objects.filter(**{column: OuterRef("pk")}))).order_by("pk")
    if everywhere:
        return bare
    newest = Link.objects.aggregate(newest=Max(column))["newest"] or 0
    return bare.filter(pk__gt=newest - LOOK_BEHIND)


def as_sealed(row: Entry | Disclosure) -> Sealed | SealedLook:
    """The fields that are sealed: all of them."""
    if isinstance(row, Entry):
        return Sealed(
            id=row.pk,
            at=row.at,
            verb=row.verb,
            actor_id=row.actor_id,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            details=row.details,
        )
    return SealedLook(
        id=row.pk,
        written_at=row.written_at,
        at=row.at,
        person_id=row.person_id,
        who=row.who,
        what=row.what,
        why=row.why,
    )
