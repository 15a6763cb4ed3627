"""What the list says of one specialist: the card, for its reader alone."""

from dataclasses import dataclass
from datetime import datetime

from matching.peers.facets import LANGUAGES
from matching.peers.models import Way, in_words
from matching.search import ranking, reasons
from matching.search.columns import Shown
from matching.search.covers import Cover
from matching.search.ranking import Wishes
from matching.search.shelf import Shelf


@dataclass(frozen=True, kw_only=True)
class Face:
    """What a card says of a specialist's page."""

    pk: int
    person_id: int
    slug: str
    name: str
    headline: str
    ways_in_words: str
    languages_in_words: str
    price_cents: int | None


@dataclass(frozen=True, kw_only=True)
class Card:
    """One specialist on the list."""

    profile: Face
    roots: list[str]
    struggles: list[str]
    reasons: list[str]
    next_open_slot_at: datetime | None
    takes_new: bool
    cover: Cover | None  # what its reader chose not to meet


def face_of(row: Shown) -> Face:
    """What a card says of this specialist's page."""
    return Face(
        pk=row.profile,
        person_id=row.person,
        slug=row.slug,
        name=row.name,
        headline=row.headline,
        ways_in_words=in_words([Way(way).label for way in Way.values if way in row.ways]),
        languages_in_words=in_words([LANGUAGES.get(code, code) for code in row.languages]),
        price_cents=row.price_cents,
    )


def card_of(
    row: Shown,
    shelf: Shelf,
    wishes: Wishes,
    labels: dict[str, str],
    cover: Cover | None,
    now: datetime,
) -> Card:
    """The card of this specialist, for a member with ``wishes``; ``now`` is on the reader's clock."""
    common = ranking.shared(wishes, row.candidate(), now=now)
    at = row.next_open_slot_at
    return Card(
        profile=shelf.kept(("face", row.slug), lambda: face_of(row)),
        roots=shelf.labels(row.roots),
        struggles=shelf.labels(row.struggles),
        reasons=reasons.in_words(
            common, labels=labels, name=row.name, free=reasons.free_in_words(at, now=now)
        ),
        next_open_slot_at=at if at is not None and at > now else None,
        takes_new=row.takes_new(now=now),
        cover=cover,
    )
