"""The page near one: why each post is there, what is never there, and that it ends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matching.intake import actions as intake
from matching.intake.actions import Answers
from peerhub.accounts import blocking, not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote, Topic
from rooms.feed import actions
from rooms.feed.models import FeedChoice
from rooms.feed.reading import Why, feed_of, glance_of
from rooms.feed.reasons import NEW, Reason, Ties, reason_for
from rooms.feed.states import Order
from rooms.friends.models import Friendship
from rooms.wall import actions as wall
from rooms.wall.models import Post
from rooms.wall.reading import page_of
from rooms.wall.states import Audience, State
from tests.cast import NOON

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LOSS, NIGHTS = (1, "Loss"), (2, "Nights")
data = pytest.mark.django_db
words = pytest.mark.usefixtures("vocabulary")


def topic(place=0):
    return Topic.objects.active().filter(axis=Topic.Axis.STRUGGLE, content_note=None)[place]


def told(person, *topics):
    intake.keep(person, Answers(struggles=topics), agrees=True, now=NOON)


def befriend(one, other):
    return Friendship.objects.create(asker=one, asked=other, asked_at=NOON, accepted_at=NOON)


def posts_of(read):
    return [entry.item.written for entry in read.entries]


def copies(post, number):
    """Posts like this one, each a minute after the one before."""
    made = Post.objects.bulk_create(
        Post(
            author=post.author,
            client_id=uuid4(),
            words=f"Number {n}.",
            state=State.SHOWN,
            audience=Audience.EVERYONE,
            written_at=NOON + n * MINUTE,
            posted_at=NOON + n * MINUTE,
        )
        for n in range(1, number + 1)
    )
    for each in made:
        each.topics.set(post.topics.all())
    return made


@pytest.mark.parametrize(
    ("ties", "reason"),
    [
        (Ties({7}, {1}, {1}), ("From a friend", "From a friend")),
        (Ties({8}, {2}, {1}), ("Because you follow Nights", "On a topic you follow")),
        (
            Ties({8}, {3}, {2, 3}),
            ("Because you told us about Nights", "On something you told us about"),
        ),
        (Ties({8}, {3}, {3}), (NEW, NEW)),
    ],
)
def test_the_reason_is_the_nearest_tie_and_the_short_one_names_no_topic(ties, reason):
    assert reason_for(7, [LOSS, NIGHTS], ties) == Reason(*reason)


@data
@words
def test_what_is_near_stands_there_by_time_and_says_why(put, maya, sam, noor, person):
    befriend(maya, sam)
    told(maya, topic(0))
    wall.follow(topic(1), by=maya, on=True, now=NOON)
    first = put(noor, topics=[topic(0)], now=NOON)
    put(noor, topics=[topic(2)], now=NOON)
    put(maya, topics=[topic(0)], now=NOON)  # one's own is no news
    second = put(noor, topics=[topic(1), topic(2)], now=NOON + MINUTE)
    third = put(sam, audience=Audience.FRIENDS, now=NOON + 2 * MINUTE)
    both = put(sam, topics=[topic(1)], now=NOON + 3 * MINUTE)  # found in two ways, shown once

    feed = feed_of(maya, now=NOON + DAY)

    assert [(entry.item.written, entry.reason.words) for entry in feed.entries] == [
        (both, "From a friend"),
        (third, "From a friend"),
        (second, f"Because you follow {topic(1).label}"),
        (first, f"Because you told us about {topic(0).label}"),
    ]
    assert (feed.why, feed.order, feed.all_seen) == (Why.NEAR, Order.NEAR, True)
    assert posts_of(glance_of(maya, now=NOON + DAY)) == [both, third, second]


@data
@words
def test_whoever_told_nothing_reads_newest_first_and_why(put, maya, noor):
    post = put(noor)
    feed = feed_of(maya, now=NOON)
    assert (posts_of(feed), feed.why, feed.entries[0].reason.words) == ([post], Why.NOTHING, NEW)
    wall.follow(topic(), by=maya, on=True, now=NOON)
    feed = feed_of(maya, now=NOON)
    assert (posts_of(feed), feed.why) == ([], Why.UNTOLD)


VANISH = {
    "a block by the reader": lambda post, me: blocking.block(post.author, by=me, now=NOON),
    "a block by the author": lambda post, me: blocking.block(me, by=post.author, now=NOON),
    "a mute": lambda post, me: wall.mute(post.author, by=me, now=NOON),
    "for friends alone": lambda _post, _: Post.objects.update(audience=Audience.FRIENDS),
    "hidden": lambda _post, _: Post.objects.update(state=State.HIDDEN),
    "held": lambda _post, _: Post.objects.update(state=State.HELD),
    "waiting for a guide": lambda _post, _: Post.objects.update(state=State.WAITING),
    "deleted": lambda post, _: wall.delete(post, by=post.author),
    "erased": lambda post, _: wall.erase(post.author),
    "left": lambda post, _: User.objects.filter(pk=post.author_id).update(is_active=False),
    "put away": lambda post, me: wall.put_away(post, by=me, now=NOON),
    "its topic put away": lambda _post, me: wall.put_away(topic(), by=me, now=NOON),
    "not today": lambda post, me: not_today.choose(
        me, note=post.content_note, how=How.HIDE, lasts=Lasts.TODAY, now=NOON
    ),
}


@data
@words
@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize("how", list(VANISH))
def test_what_one_must_not_or_would_not_meet_is_in_no_list_and_no_part(how, order, put, maya, noor):
    wall.follow(topic(), by=maya, on=True, now=NOON)
    actions.choose(order, by=maya)
    post = put(noor, topics=[topic()], content_note=ContentNote.objects.all()[0])
    assert posts_of(feed_of(maya, now=NOON)) == posts_of(glance_of(maya, now=NOON)) == [post]

    VANISH[how](post, maya)

    feed = feed_of(maya, now=NOON)
    assert (posts_of(feed), posts_of(glance_of(maya, now=NOON)), feed.older) == ([], [], "")


@data
@words
def test_what_was_put_away_is_back_tomorrow_or_when_one_says_so_and_away_from_the_wall_too(
    put, maya, noor
):
    wall.follow(topic(), by=maya, on=True, now=NOON)
    post = put(noor, topics=[topic()])
    midnight = not_today.tomorrow_of(maya, now=NOON)
    for what in (post, topic()):
        wall.put_away(what, by=maya, now=NOON)
        wall.put_away(what, by=maya, now=NOON)
        assert page_of(maya, "", now=midnight - MINUTE).items == []
        assert posts_of(feed_of(maya, now=midnight - MINUTE)) == []
        assert posts_of(feed_of(maya, now=midnight)) == [post]
        assert posts_of(feed_of(noor, now=NOON)) == []  # her own; nothing of this is hers
        wall.bring_back(what, by=maya)
        assert posts_of(feed_of(maya, now=NOON)) == [post]


@data
@words
def test_it_ends_and_begins_after_what_one_said_one_had_seen(put, maya, noor):
    wall.follow(topic(), by=maya, on=True, now=NOON)
    old = put(noor, topics=[topic()])
    made = [old, *copies(old, 24)]
    later = NOON + DAY
    first = feed_of(maya, now=later)
    assert (posts_of(first), first.all_seen) == (made[:4:-1], False)
    rest = feed_of(maya, before=first.older, now=later)
    assert (posts_of(rest), rest.all_seen, rest.older) == (made[4::-1], True, "")
    # A look remembers nothing.
    assert not FeedChoice.objects.exists()

    actions.mark_seen(made[-1].public_id, by=maya, now=later)
    actions.mark_seen(made[3].public_id, by=maya, now=later)  # an old page: it never goes back
    seen = feed_of(maya, now=later)
    assert (posts_of(seen), seen.all_seen, seen.older) == ([], True, "")
    assert glance_of(maya, now=later).entries == []
    assert posts_of(feed_of(maya, again=True, now=later)) == made[:4:-1]
    new = put(noor, topics=[topic()], now=later)
    fresh = feed_of(maya, now=later)
    assert (posts_of(fresh), fresh.older) == ([new], new.public_id)
    assert posts_of(feed_of(maya, before=fresh.older, now=later)) == made[:4:-1]

    actions.forget_seen(by=maya)
    assert len(feed_of(maya, now=later).entries) == 20
    # What is remembered is where she was, to the post, and not when she looked.
    actions.mark_seen("no-such-post", by=maya, now=later)
    assert FeedChoice.objects.get().seen_to is None


@data
@words
def test_the_order_is_kept_and_another_one_begins_anew(put, maya, noor):
    wall.follow(topic(), by=maya, on=True, now=NOON)
    near, far = put(noor, topics=[topic()]), put(noor)
    actions.mark_seen(near.public_id, by=maya, now=NOON)
    actions.choose(Order.NEAR, by=maya)
    assert FeedChoice.objects.get().seen_to == NOON
    actions.choose(Order.NEWEST, by=maya)
    feed = feed_of(maya, now=NOON)
    assert (posts_of(feed), feed.order, feed.why) == ([far, near], Order.NEWEST, Why.CHOSEN)
    actions.erase(maya)
    assert feed_of(maya, now=NOON).order == Order.NEAR


@data
@words
@pytest.mark.parametrize("order", list(Order))
def test_a_page_costs_the_same_for_one_and_for_many(order, put, client_of, maya, sam, noor):
    told(maya, topic())
    befriend(maya, sam)
    actions.choose(order, by=maya)
    post, browser, counts = put(noor, topics=[topic(), topic(1)]), client_of(maya), []
    for more in (0, 49):
        copies(post, more)
        put(sam) if more else None
        browser.get("/wall/near/")
        with CaptureQueriesContext(connection) as told_of:
            answer = browser.get("/wall/near/")
        counts.append(len(told_of))
        assert answer.content.count(b'<li class="card') == (20 if more else 1)
    assert counts[0] == counts[1]
