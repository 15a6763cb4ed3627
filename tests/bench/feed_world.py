"""Very many posts, and members who read them: blocks, mutes, friends, notes, topics, hidden ones."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

FOLLOWS = 50
WORDS = (
    "I made it to the end of a long week. I did nothing big, I fed the cat and answered one letter.",
    "What do you do at four in the morning? I have tried tea, the radio and counting things.",
    "I said no to a phone call today. My hands shook, and I said it anyway.",
    "The best thing today: rain on the window of the bus, and nowhere to be.",
)
SPAN = timedelta(days=365)  # over which posts lie
RARE = 6  # posts about the topic that hardly anybody writes of
BATCH = 10_000


@dataclass(frozen=True)
class World:
    """Who looks: with 50 follows; with one rare topic; newest first; with one new topic."""

    maya: Any
    rare: Any
    newest: Any
    fresh: Any
    last: Any  # the topic of ``fresh``
    authors: list[Any]


def fill(posts: int, people: int, *, now: datetime) -> World:
    """Make them; of the posts 80 of 100 are for everybody, 10 for the same topic, 10 for friends."""
    from django.db import connection

    from peerhub.accounts.models import User
    from peerhub.topics.actions import sync
    from peerhub.topics.models import Topic

    sync(now=now)
    chance = random.Random(7)
    *common, rare, last = Topic.objects.active()
    authors = User.objects.bulk_create(
        [
            User(
                handle=f"Reader {n}",
                handle_look=f"reader{n}",
                joined_at=now - SPAN,
                is_active=n % 50 != 0,
            )
            for n in range(1, people + 1)
        ]
    )
    _write(posts, authors, common, rare, chance, now=now)
    maya, one, newest, fresh = (_person(name, now) for name in ("Maya", "Rare", "Newest", "Fresh"))
    for person in (maya, newest):
        _live(person, authors, common, chance, now=now)
    _follow(one, [rare], now=now)
    _follow(fresh, [last], now=now)
    _newest_first(newest)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return World(maya, one, newest, fresh, last, authors)


def about_the_last_topic(world: World, number: int, *, now: datetime) -> None:
    """Let there be so many posts about the topic of which nobody wrote."""
    from rooms.wall.models import Post

    there = Post.objects.filter(topics=world.last).count()
    author = next(each for each in world.authors if each.is_active)
    made = Post.objects.bulk_create(
        _post(10**9 + n, author, now - timedelta(minutes=n + 1)) for n in range(there, number)
    )
    _about(made, lambda _post: [world.last])


def _write(
    posts: int,
    authors: list[Any],
    common: list[Any],
    rare: Any,
    chance: random.Random,
    *,
    now: datetime,
) -> None:
    from peerhub.topics.models import ContentNote
    from rooms.wall.models import Post
    from rooms.wall.states import Audience, State

    notes = list(ContentNote.objects.all())
    rare_ones = set(chance.sample(range(posts), RARE))
    for first in range(0, posts, BATCH):
        rows = []
        for n in range(first, min(posts, first + BATCH)):
            post = _post(n, chance.choice(authors), now - SPAN * (1 - n / posts))
            kind = n % 10
            post.audience = {8: Audience.TOPIC, 9: Audience.FRIENDS}.get(kind, Audience.EVERYONE)
            post.state = chance.choices(
                (State.SHOWN, State.HIDDEN, State.DELETED, State.WAITING), (94, 2, 3, 1)
            )[0]
            post.content_note = chance.choice(notes) if n % 4 == 0 else None
            rows.append(post)
        made = Post.objects.bulk_create(rows)
        numbered = {post.pk: first + place for place, post in enumerate(made)}
        # The first of the list more often than the last, as topics are in life.
        _about(
            made,
            lambda post, numbered=numbered: [
                *([rare] if numbered[post.pk] in rare_ones else []),
                *{
                    common[int(len(common) * chance.random() ** 1.5)]
                    for _ in range(chance.choice((0, 1, 1, 2)))
                },
            ],
        )


def _post(number: int, author: Any, at: datetime) -> Any:
    from rooms.wall.models import Post
    from rooms.wall.states import Audience, State

    return Post(
        author=author,
        client_id=UUID(int=number),
        words=WORDS[number % len(WORDS)],
        audience=Audience.EVERYONE,
        state=State.SHOWN,
        written_at=at,
        posted_at=at,
    )


def _about(posts: list[Any], topics_of: Any) -> None:
    from rooms.wall.models import Post

    link = Post.topics.through
    links = [link(post=post, topic=topic) for post in posts for topic in topics_of(post)]
    link.objects.bulk_create(links)


def _live(
    person: Any, authors: list[Any], topics: list[Any], chance: random.Random, *, now: datetime
) -> None:
    """50 follows, topics told, 30 friends, 40 mutes, 20 blocks of either kind, one topic left out."""
    from matching.intake import actions as intake
    from matching.intake.actions import Answers
    from peerhub.accounts import not_today
    from peerhub.accounts.models import Block, How
    from peerhub.accounts.not_today import Lasts
    from peerhub.topics.models import ContentNote
    from rooms.friends.models import Friendship
    from rooms.wall.models import WallMute

    _follow(person, chance.sample(topics, min(FOLLOWS, len(topics))), now=now)
    told = Answers(struggles=tuple(each for each in topics if each.axis == "struggle")[:3])
    intake.keep(person, told, agrees=True, now=now)
    known = chance.sample(authors, min(90, len(authors)))
    Friendship.objects.bulk_create(
        Friendship(asker=person, asked=each, asked_at=now, accepted_at=now) for each in known[:30]
    )
    WallMute.objects.bulk_create(WallMute(by=person, whom=each, since=now) for each in known[30:70])
    Block.objects.bulk_create(
        [
            Block(by=each, whom=person, at=now) if n % 2 else Block(by=person, whom=each, at=now)
            for n, each in enumerate(known[70:])
        ]
    )
    note = ContentNote.objects.order_by("position")[0]
    not_today.choose(person, note=note, how=How.HIDE, lasts=Lasts.OPEN, now=now)


def _follow(person: Any, topics: list[Any], *, now: datetime) -> None:
    from rooms.wall.models import TopicFollow

    TopicFollow.objects.bulk_create(
        TopicFollow(person=person, topic=topic, since=now) for topic in topics
    )


def _newest_first(person: Any) -> None:
    from rooms.feed import actions
    from rooms.feed.states import Order

    actions.choose(Order.NEWEST, by=person)


def _person(name: str, now: datetime) -> Any:
    from peerhub.accounts.actions import create_person

    email = f"{name.lower()}@people.example"
    return create_person(email=email, password="-", handle=name, now=now)
