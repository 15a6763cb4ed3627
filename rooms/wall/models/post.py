"""Posts on the wall, and the one way in which people read them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.safestring import mark_safe

from peerhub.topics.models import Topic
from rooms.wall.drawing import strokes_of, svg
from rooms.wall.models.eyes import Eyes, eyes_of
from rooms.wall.models.written import Written, has_words_or_is_deleted
from rooms.wall.states import Audience, State

if TYPE_CHECKING:
    from peerhub.accounts.models import User

TOPICS = 3  # topics of one post
DESCRIPTION = 300  # characters that say what a drawing shows


def picture_of(drawing: Any, shows: str) -> str:
    """Stored strokes as SVG that a page can hold; "" for none."""
    # Made of numbers on the sheet and of escaped words alone, see ``rooms.wall.drawing``.
    return mark_safe(svg(strokes_of(drawing), shows=shows)) if drawing else ""  # noqa: S308


class PostQuerySet(models.QuerySet["Post"]):
    """Questions to the posts."""

    def visible_to(
        self,
        person: User,
        now: datetime,
        *,
        past_turning: bool = False,
        eyes: Eyes | None = None,
    ) -> Self:
        """What this person may see on the wall: the ONLY way anybody but staff reads posts.

        Left out are: what a person of ours has not read or has hidden, what was deleted, posts of
        people who are apart from this one by a block or whom this one muted, of people who are not
        here any more, and what is for others. One's own are there until one deletes them.
        ``past_turning``: also where one of the two turned from the other, to report it.
        ``eyes``: this person's, where they were looked up for something else, too.
        """
        eyes = eyes or eyes_of(person.pk, past_turning=past_turning)
        for_all = Q(audience=Audience.EVERYONE)
        for_friends = Q(audience=Audience.FRIENDS, author__in=eyes.friends)
        about = Post.topics.through.objects.filter(
            post=models.OuterRef("pk"), topic__in=eyes.topics
        )
        for_some = Q(models.Exists(about), audience=Audience.TOPIC)
        others = Q(for_all | for_friends | for_some, state=State.SHOWN, posted_at__lte=now)
        others &= Q(author__is_active=True) & ~Q(author__in=eyes.turned_from)
        return self.filter(others | Q(author=person.pk)).exclude(state=State.DELETED)

    def newest_first(self) -> Self:
        """In the order of the wall."""
        return self.order_by("-posted_at", "-pk")

    def older_than(self, post: Post) -> Self:
        """Those that come after ``post`` on the wall."""
        earlier = Q(posted_at=post.posted_at, pk__lt=post.pk)
        return self.filter(
            Q(posted_at__lte=post.posted_at) & (Q(posted_at__lt=post.posted_at) | earlier)
        )

    def for_page(self) -> Self:
        """Each with whatever a page says of it; the same number of queries for one and fifty."""
        topics = Topic.objects.select_related("content_note").order_by("axis", "position")
        return self.select_related("author", "content_note").prefetch_related(
            models.Prefetch("topics", topics)
        )


class Post(Written):
    """One post. Its drawing is kept as strokes; the picture is made from them anew."""

    topics = models.ManyToManyField(Topic, related_name="posts", blank=True)
    audience = models.CharField(max_length=8, choices=Audience)
    drawing = models.JSONField(null=True)  # strokes, see ``rooms.wall.drawing``
    drawing_description = models.CharField(max_length=DESCRIPTION, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("author", "client_id"), name="rooms_post_sent_once"),
            has_words_or_is_deleted("rooms_post_says_something", besides=Q(drawing__isnull=False)),
            models.CheckConstraint(
                condition=Q(drawing__isnull=True, drawing_description="")
                | (Q(drawing__isnull=False) & ~Q(drawing_description="")),
                name="rooms_post_drawing_and_description_together",
            ),
            models.CheckConstraint(
                condition=Q(posted_at__gte=F("written_at")), name="rooms_post_posted_when_written"
            ),
        )
        indexes = (
            models.Index(
                F("posted_at").desc(),
                F("id").desc(),
                condition=~Q(state=State.DELETED),  # as visible_to asks, one's own among them
                name="rooms_post_newest",
            ),
            models.Index(F("author"), F("written_at").desc(), name="rooms_post_of_author"),
        )

    @property
    def picture(self) -> str:
        """Its drawing as SVG; "" without one."""
        return picture_of(self.drawing, self.drawing_description)
