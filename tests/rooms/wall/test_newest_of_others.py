"""The written-out question of the page near one finds what ``visible_to`` and ``without`` find."""

import random
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db.models import Exists, OuterRef, Q

from matching.intake import actions as intake
from matching.intake.actions import Answers
from peerhub.accounts import blocking, not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts, shown_how
from peerhub.accounts.roles import Role
from peerhub.topics.models import ContentNote, Topic
from rooms.friends.models import Friendship
from rooms.wall.models import Post, PutAway, TopicFollow, WallMute
from rooms.wall.models.eyes import eyes_of
from rooms.wall.models.newest import Reader, newest_of_others
from rooms.wall.reading import after, hidden_by, put_away_by, without
from rooms.wall.states import Audience, State
from tests.cast import NOON
from tests.conftest import Person

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HANDLES = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Gorse")
POSTS = 160


def a_crowd(person: Person, chance: random.Random) -> list[User]:
    """Six people of whom some are friends, some apart, some muted, and one is not here any more."""
    crowd = [person(handle, Role.MEMBER) for handle in HANDLES]
    topics = some_topics()
    for one, other in product(crowd, crowd):
        if one.pk < other.pk and chance.random() < 0.4:
            Friendship.objects.create(asker=one, asked=other, asked_at=NOON, accepted_at=NOON)
        elif one != other and chance.random() < 0.1:
            blocking.block(whom=other, by=one, now=NOON)
        elif one != other and chance.random() < 0.1:
            WallMute.objects.create(by=one, whom=other, since=NOON)
    for each in crowd[:4]:
        told = tuple(chance.sample([topic for topic in topics if topic.axis == "struggle"], 2))
        intake.keep(each, Answers(struggles=told), agrees=True, now=NOON)
        TopicFollow.objects.create(person=each, topic=chance.choice(topics), since=NOON)
    for each in crowd[::2]:
        note = chance.choice(list(ContentNote.objects.filter(topics__in=topics)))
        not_today.choose(each, note=note, how=How.HIDE, lasts=Lasts.OPEN, now=NOON)
    User.objects.filter(pk=crowd[-1].pk).update(is_active=False)
    return crowd


def some_topics() -> list[Topic]:
    """Six, of which two imply a note."""
    plain = Topic.objects.active().filter(axis=Topic.Axis.STRUGGLE, content_note=None)[:4]
    heavy = Topic.objects.active().exclude(content_note=None)[:2]
    return [*plain, *heavy]


def many_posts(crowd: list[User], chance: random.Random) -> list[Post]:
    topics = some_topics()
    notes = list(ContentNote.objects.filter(topics__in=topics))
    made = Post.objects.bulk_create(
        Post(
            author=chance.choice(crowd),
            client_id=uuid4(),
            words="" if state == State.DELETED else "Words.",
            state=state,
            audience=chance.choice(Audience.values),
            content_note=chance.choice([None, None, None, *notes]),
            written_at=NOON,
            posted_at=NOON + MINUTE * chance.randint(0, POSTS // 2),  # some at the same moment
        )
        for state in chance.choices(
            State.values, [9 if s == State.SHOWN else 1 for s in State], k=POSTS
        )
    )
    link = Post.topics.through
    link.objects.bulk_create(
        link(post=post, topic=topic)
        for post in made
        for topic in chance.sample(topics, chance.randint(0, 2))
    )
    for each in crowd[:3]:
        for post in chance.sample(made, 20):
            PutAway.objects.create(person=each, until=NOON + DAY, post=post)
        PutAway.objects.create(person=each, until=NOON + DAY, topic=chance.choice(topics))
    return made


@pytest.mark.django_db
@pytest.mark.usefixtures("vocabulary")
def test_it_finds_what_the_rules_of_the_wall_find(person: Person) -> None:
    chance = random.Random(11)
    crowd = a_crowd(person, chance)
    made = many_posts(crowd, chance)
    now, compared = NOON + 60 * MINUTE, 0
    for reader in crowd:
        eyes, choices = eyes_of(reader.pk), shown_how(reader, now=now)
        away = put_away_by(reader, now=now)
        follows = TopicFollow.objects.filter(person=reader).values_list("topic", flat=True)
        near = frozenset(follows) | eyes.topics
        who = Reader(
            person=reader.pk,
            eyes=eyes,
            hidden=hidden_by(choices),
            away_posts=away.posts,
            away_topics=away.topics,
        )
        seen = Post.objects.visible_to(reader, now, eyes=eyes)
        seen = without(seen.filter(state=State.SHOWN).exclude(author=reader), choices, away)
        for since, before, about, most in (
            (None, None, near, POSTS),
            (None, None, None, POSTS),
            (None, None, near, 5),
            (NOON + 20 * MINUTE, chance.choice(made), near, 9),
            (NOON + 20 * MINUTE, None, None, 9),
            (None, chance.choice(made), None, POSTS),
        ):
            found = newest_of_others(
                who, about=about, most=most, since=since, before=before, now=now
            )
            posts = after(seen, before.public_id if before else "")
            if since is not None:
                posts = posts.filter(posted_at__gt=since)
            if about is not None:
                links = Post.topics.through.objects.filter(post=OuterRef("pk"), topic__in=about)
                posts = posts.filter(Q(Exists(links)) | Q(author__in=eyes.friends))
            assert found == list(posts.newest_first().values_list("pk", flat=True)[:most])
            compared += len(found)
    assert compared > 200
