"""What posts and replies share: words, their writer, and whether others see them."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from peerhub.topics.models import ContentNote
from rooms.masks.models import opaque_id
from rooms.wall.states import UNREAD, State

WORDS = 2000  # characters of one post or reply

W = TypeVar("W", bound="Written")


class WrittenQuerySet(models.QuerySet[W]):
    """Questions to posts and replies alike."""

    def by_author(self, person_id: int) -> WrittenQuerySet[W]:
        """A person's own, without what they deleted."""
        return self.filter(author=person_id).exclude(state=State.DELETED)


class Written(models.Model):
    """Words under a handle. Others see them only while they are ``SHOWN``."""

    public_id = models.CharField(max_length=32, unique=True, default=opaque_id)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Chosen by the sender: a form that is sent twice is one post.
    client_id = models.UUIDField()
    words = models.TextField(max_length=WORDS, blank=True)
    content_note = models.ForeignKey(
        ContentNote, on_delete=models.PROTECT, related_name="+", null=True
    )
    state = models.CharField(max_length=8, choices=State)
    written_at = models.DateTimeField()
    # From when on others could read it. What a person let through later stands among the newest,
    # where nobody misses it; until then it is when it was written.
    posted_at = models.DateTimeField()
    # Hidden before others could read it as it stands: shown after all, it is new to them.
    never_seen = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True)  # by its author, after others could read it

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__}#{self.pk}"

    @property
    def is_shown(self) -> bool:
        """Whether others see it."""
        return self.state == State.SHOWN

    @property
    def picture(self) -> str:
        """What was drawn with it, as SVG; "" where nothing was."""
        return ""

    @property
    def is_unread(self) -> bool:
        """Whether a person reads it before the others do."""
        return self.state in UNREAD


def has_words_or_is_deleted(name: str, *, besides: Q | None = None) -> models.CheckConstraint:
    """Only what was deleted says nothing."""
    says_something = ~Q(words="") | Q(state=State.DELETED)
    return models.CheckConstraint(
        condition=says_something | besides if besides else says_something, name=name
    )
