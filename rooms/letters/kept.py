"""Words that one person wrote to another: sealed, in their place, and never changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peerhub.crypto import SealedWords
from rooms.letters.states import Gone


class KeptWords(SealedWords, models.Model):
    """What one of two wrote. ``seq`` is its place; one that a person reads first has none yet.

    The database lets nobody change or delete it: a place, that it is gone, and that its words
    were kept long enough are added (the trigger stands in the migrations of each table).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    seq = models.BigIntegerField(null=True)
    client_id = models.UUIDField()  # of the page that sent it: sent again, it is the same
    at = models.DateTimeField()
    sealed = models.BinaryField()  # b"": kept long enough
    gone = models.CharField(max_length=10, choices=Gone, blank=True)
    gone_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(seq=None) | Q(seq__gt=0), name="%(app_label)s_%(class)s_places_from_one"
            ),
            models.CheckConstraint(
                condition=Q(gone="", gone_at=None) | (~Q(gone="") & Q(gone_at__isnull=False)),
                name="%(app_label)s_%(class)s_gone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(sealed=b""),
                name="%(app_label)s_%(class)s_emptied_is_empty",
            ),
        )
        indexes = (
            models.Index(F("author"), F("at").desc(), name="%(app_label)s_%(class)s_pace"),
            models.Index(
                fields=("at",),
                condition=Q(emptied_at=None),
                name="%(app_label)s_%(class)s_not_emptied",
            ),
        )

    def __str__(self) -> str:
        return f"{type(self).__name__}#{self.pk}"

    @property
    def _place(self) -> str:
        return f"{self._meta.label_lower}.sealed:{self.public_id}"

    @property
    def words(self) -> str:
        """What it says; "" where it was kept long enough."""
        return "" if self.emptied_at is not None else super().words

    @property
    def held(self) -> bool:
        """Whether a person reads it before the other one does."""
        return self.seq is None and not self.gone
