"""What those on shift are told: that somebody waits, never who and never what about."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from rooms.wall.models import Post

SILENCE = Kind(
    key="rooms.wall_silence",
    line="Something on the wall has had no answer for two hours. If you have a moment, a few kind"
    " words are enough.",
    by_mail=False,
)


def tell_silence(posts: Sequence[Post], people: Collection[User], *, now: datetime) -> None:
    """One notice to each, however many posts these are."""
    notifications.tell_each(
        people,
        kind=SILENCE.key,
        reference=f"wall:silence-since:{min(post.pk for post in posts)}",
        due_at=now,
        url=reverse("rooms:wall_unanswered"),
    )
