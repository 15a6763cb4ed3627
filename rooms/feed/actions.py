"""What people choose for the page near them, and telling those on shift of a silence."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.text import storable
from rooms.feed import notices
from rooms.feed.models import FeedChoice, SilenceTold
from rooms.feed.reading.silence import in_silence, unanswered_for
from rooms.feed.states import Order
from rooms.roster.there import guides_there, moderators_there
from rooms.wall.models import Post

BATCH = 200  # posts of one round


def choose(order: Order, *, by: User) -> None:
    """Read in this order from now on. What was seen in the other one counts no longer."""
    choice, _ = FeedChoice.objects.get_or_create(person=by)
    if choice.order != order:
        choice.order, choice.seen_to = order, None
        choice.save(update_fields=["order", "seen_to"])


@transaction.atomic
def mark_seen(public_id: str, *, by: User, now: datetime) -> None:
    """Begin after this post the next time; it never goes back, and a post that has gone is none."""
    FeedChoice.objects.get_or_create(person=by)
    choice = FeedChoice.objects.select_for_update().get(person=by)
    newest = Post.objects.visible_to(by, now).filter(public_id=storable(public_id)).first()
    if newest is not None and (choice.seen_to is None or newest.posted_at > choice.seen_to):
        choice.seen_to = newest.posted_at
        choice.save(update_fields=["seen_to"])


def forget_seen(*, by: User) -> None:
    """Show again what they said they had seen."""
    FeedChoice.objects.filter(person=by).update(seen_to=None)


def erase(person: User) -> None:
    """Somebody leaves PeerHub for good: nothing of their choices stays."""
    FeedChoice.objects.filter(person=person).delete()


@transaction.atomic
def tell_of_silence(*, now: datetime) -> int:
    """Tell those on shift of posts that nobody has answered; returns of how many posts.

    Guides on shift are told of those that they see; of what none of them does, moderators on shift.
    Each post once, whoever looks: a post is locked by one of several, and who has it next finds
    that it was told. While nobody is there who sees it, it waits for the next round.
    """
    told = SilenceTold.objects.values("post")
    silent = in_silence(Post.objects.exclude(pk__in=told), now=now).order_by("posted_at", "pk")
    waiting = frozenset(silent.values_list("pk", flat=True))
    if not waiting:
        return 0
    # In one round for all, so that who is on shift does not change from post to post.
    seen_by = _seen_by(guides_there(now=now), waiting, now=now)
    # Where each guide is apart from its author, or wrote it, none of them can answer.
    left = waiting.difference(*seen_by.values())
    if left:
        seen_by = _seen_by(moderators_there(now=now), left, now=now) | seen_by
    rows = silent.filter(pk__in={pk for seen in seen_by.values() for pk in seen})
    held = rows.select_for_update(of=("self",), skip_locked=True, no_key=True)
    posts = {post.pk: post for post in held[:BATCH]}
    # Asked again now that we hold them: another round may have ended just before.
    before = SilenceTold.objects.filter(post__in=posts).values_list("post", flat=True)
    for pk in before:
        del posts[pk]
    SilenceTold.objects.bulk_create(SilenceTold(post=post, at=now) for post in posts.values())
    for person, seen in seen_by.items():
        if theirs := [posts[pk] for pk in posts if pk in seen]:
            notices.tell_silence(theirs, [person], now=now)
    return len(posts)


def _seen_by(
    people: Iterable[User], posts: frozenset[int], *, now: datetime
) -> dict[User, frozenset[int]]:
    """Which of ``posts`` each of ``people`` sees on the wall; in the order of ``people``."""
    return {
        person: posts.intersection(unanswered_for(person, now=now).values_list("pk", flat=True))
        for person in people
    }
