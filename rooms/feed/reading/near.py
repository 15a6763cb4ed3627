"""The page near one: by time alone, and the same number of queries for one post and for many.

Nothing ranks: no count of answers or kind words, and nobody's time on a page goes into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from peerhub import asking
from peerhub.accounts.not_today import shown_how
from rooms.feed.models import FeedChoice
from rooms.feed.reasons import Reason, Ties, reason_for
from rooms.feed.states import Order
from rooms.wall.models import Post, TopicFollow
from rooms.wall.models.eyes import eyes_of
from rooms.wall.models.newest import Reader, newest_of_others
from rooms.wall.reading import PAGE, Item, hidden_by, items_of, post_by, put_away_by

if TYPE_CHECKING:
    from peerhub.accounts.models import How, User

GLANCE = 3  # posts on somebody's own page
LATELY = timedelta(days=7)  # older ones do not stand there


class Why(StrEnum):
    """What the page says about its order."""

    CHOSEN = "chosen"  # they want everything
    NOTHING = "nothing"  # told us nothing, follow nothing, no friends: newest first
    UNTOLD = "untold"  # told us nothing, but follow something or have a friend
    NEAR = "near"


@dataclass(frozen=True)
class Entry:
    """A post, why it stands here, and its topics in words."""

    item: Item
    reason: Reason
    about: str


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One stretch of the page.

    Attributes:
        older: the post after which one reads on, or "".
        all_seen: whether this ends what is new, up to where they said that they had seen it.
        has_mark: whether they said so before.
    """

    entries: Sequence[Entry]
    order: Order
    why: Why
    older: str
    all_seen: bool
    has_mark: bool


@dataclass(frozen=True)
class Glance:
    """The short part of somebody's own page: never words, never the name of a topic."""

    entries: Sequence[Entry]
    why: Why


def feed_of(person: User, *, before: str = "", again: bool = False, now: datetime) -> Feed:
    """The newest posts near ``person``, or those that come after the post ``before``.

    ``again``: also what they said they had seen.
    """
    choice = _choice_of(person)
    near = _near(person, Order(choice.order), now=now)
    hides_seen = choice.seen_to is not None and not before and not again
    since = choice.seen_to if hides_seen else None
    found = near.newest(PAGE + 1, since=since, before=before, now=now)
    entries = _entries(found[:PAGE], person, near, now=now)
    has_more = len(found) > PAGE
    return Feed(
        entries=entries,
        order=Order(choice.order),
        why=near.why,
        older=found[len(entries) - 1].public_id if entries and (has_more or hides_seen) else "",
        all_seen=not has_more,
        has_mark=choice.seen_to is not None,
    )


def glance_of(person: User, *, now: datetime) -> Glance:
    """The three newest of the last days that they have not said they had seen."""
    choice = _choice_of(person)
    near = _near(person, Order(choice.order), now=now)
    since = max(filter(None, (choice.seen_to, now - LATELY)))
    found = near.newest(GLANCE, since=since, now=now)
    return Glance(_entries(found, person, near, now=now), near.why)


@dataclass(frozen=True)
class _Near:
    """What was looked up of the reader, and which posts are near them.

    ``about``: topics; with it come posts about one of them, and those by friends. None: all posts.
    """

    reader: Reader
    about: frozenset[int] | None
    ties: Ties
    why: Why
    choices: Mapping[str, How]

    def newest(
        self, most: int, *, since: datetime | None, before: str = "", now: datetime
    ) -> list[Post]:
        """So many, each once; what comes after the post ``before``, and nothing after one unseen."""
        last = post_by(before) if before else None
        if before and last is None:
            return []
        found = newest_of_others(
            self.reader, about=self.about, most=most, since=since, before=last, now=now
        )
        return list(Post.objects.filter(pk__in=found).newest_first().for_page())


def _choice_of(person: User) -> FeedChoice:
    return FeedChoice.objects.filter(person=person).first() or FeedChoice(person=person)


def _near(person: User, order: Order, *, now: datetime) -> _Near:
    eyes = eyes_of(person.pk)
    ties = Ties(friends=eyes.friends, follows=_follows(person.pk), told=eyes.topics)
    choices = shown_how(person, now=now)
    away = put_away_by(person, now=now)
    reader = Reader(
        person=person.pk,
        eyes=eyes,
        hidden=hidden_by(choices),
        away_posts=away.posts,
        away_topics=away.topics,
    )
    if order == Order.NEWEST:
        return _Near(reader, None, ties, Why.CHOSEN, choices)
    if not ties:
        return _Near(reader, None, ties, Why.NOTHING, choices)
    why = Why.NEAR if ties.told else Why.UNTOLD
    return _Near(reader, frozenset((*ties.follows, *ties.told)), ties, why, choices)


_follows = asking.ids_of_person(
    lambda person_id: TopicFollow.objects.filter(person=person_id).values_list("topic")
)


def _entries(posts: Sequence[Post], person: User, near: _Near, *, now: datetime) -> list[Entry]:
    items = items_of(posts, person, near.choices, now=now)
    return [_entry(item, near.ties) for item in items]


def _entry(item: Item, ties: Ties) -> Entry:
    named = [(topic.pk, topic.label) for topic in item.topics]
    about = ", ".join(label for _, label in named)
    return Entry(item, reason_for(item.written.author_id, named, ties), about)
