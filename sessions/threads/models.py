"""What a member and their specialist write to each other, in and between sessions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.weekdays import Weekday
from sessions.bookings.models import new_public_id
from sessions.threads.hours import MessageHours
from sessions.threads.states import Gone, Side, Usual

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of one line
UNDO = timedelta(seconds=10)
UNDO_GRACE = timedelta(seconds=5)  # for the way there


class ThreadQuerySet(models.QuerySet["Thread"]):
    """Questions about threads."""

    def for_person(self, person: User) -> Self:
        """Those in which the person writes, on either side."""
        return self.filter(Q(member=person) | Q(specialist__person=person))

    def between(self, one_id: int, other_id: int) -> Self:
        """Of these two people, whoever of them is the specialist."""
        return self.filter(
            Q(member=one_id, specialist__person=other_id)
            | Q(member=other_id, specialist__person=one_id)
        )

    def with_people(self) -> Self:
        """Both people at once, for pages that name them."""
        return self.select_related("member", "specialist__person")

    def with_new_for(self, person: User) -> Self:
        """Each with ``has_new``: whether the other one wrote what no page of ``person`` showed."""
        return self.annotate(has_new=_new_for(person))

    def new_to(self, person: User) -> Self:
        """Those in which it is so."""
        return self.filter(_new_for(person))


def _new_for(person: User) -> Exists:
    mine = Q(thread__member=person, side=Side.MEMBER)
    mine |= Q(thread__specialist__person=person, side=Side.SPECIALIST)
    there = Line.objects.filter(thread=OuterRef("pk"))
    return Exists(there.standing().unseen().exclude(mine))


class Thread(models.Model):
    """The one conversation of a member and a specialist. It stays, whatever becomes of the pair.

    ``last_seq`` is given on under the row's lock, so the row of places has no gap and becomes
    visible in its order: whoever asks what came after a place misses nothing.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="threads"
    )
    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="threads"
    )
    opened_at = models.DateTimeField()
    last_seq = models.BigIntegerField(default=0)

    objects = ThreadQuerySet.as_manager()

    if TYPE_CHECKING:
        has_new: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "specialist"), name="sessions_thread_one_a_pair"
            ),
        )

    def __str__(self) -> str:
        return f"Thread#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page on which the two write."""
        return reverse("sessions:thread", args=[self.public_id])

    def side_of(self, person: User) -> Side:
        """On which side one of the two is."""
        return Side.MEMBER if self.member_id == person.pk else Side.SPECIALIST

    def person_on(self, side: Side) -> User:
        """Who is on a side."""
        return self.member if side == Side.MEMBER else self.specialist.person


class Keeping(models.Model):
    """What one of the two keeps for themselves in their thread."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="keepings")
    side = models.CharField(max_length=10, choices=Side)
    draft = models.CharField(max_length=WORDS, blank=True)
    # Whether the other reads that words were seen. Theirs to choose; it is kept in any case.
    tells_seen = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("thread", "side"), name="sessions_keeping_one_a_side"),
        )

    def __str__(self) -> str:
        return f"Keeping#{self.pk}"


class LineQuerySet(models.QuerySet["Line"]):
    """Questions about what was written."""

    def said(self) -> Self:
        """What has a place: both may read it, or what is left of it."""
        return self.filter(seq__isnull=False)

    def shown(self) -> Self:
        """Said, without what was taken back before anybody saw it."""
        return self.said().exclude(gone=Gone.WITHDRAWN, seen_at=None)

    def standing(self) -> Self:
        """Said, and not gone."""
        return self.said().filter(gone="")

    def by(self, side: Side) -> Self:
        """What one side wrote."""
        return self.filter(side=side)

    def unseen(self) -> Self:
        """What no page of the other side has shown yet."""
        return self.filter(seen_at=None)

    def waiting(self) -> Self:
        """What a person reads before the other side does."""
        return self.filter(seq=None, gone="")

    def with_people(self) -> Self:
        """Each with its thread and both people."""
        return self.select_related("thread__member", "thread__specialist__person")

    def around(self, line: Line, count: int) -> list[Line]:
        """``line`` among what was said at most ``count`` lines before and after it."""
        there = self.said().filter(thread=line.thread_id).exclude(pk=line.pk)
        # One that waits has no place yet: it stands where it was written.
        earlier = Q(at__lte=line.at) if line.seq is None else Q(seq__lt=line.seq)
        before = there.filter(earlier).order_by("-seq")[:count]
        return [*reversed(before), line, *there.exclude(earlier).order_by("seq")[:count]]

    def seen_upto(self) -> int:
        """The place of the last line that stands and was shown to the other side; 0: there is none."""
        last = self.standing().filter(seen_at__isnull=False).aggregate(last=Max("seq"))["last"]
        return last or 0


class Line(models.Model):
    """What one of the two wrote. ``seq`` is its place; one that a person reads first has none yet.

    The database lets nobody change or delete it (0011): a place, that it was seen, and that it is
    gone are added, and words that are gone, or too old, can be emptied.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="lines")
    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    side = models.CharField(max_length=10, choices=Side)
    seq = models.BigIntegerField(null=True)
    client_id = models.UUIDField()  # of the page that sent it: sent again, it is the same line
    at = models.DateTimeField()
    words = models.TextField(max_length=WORDS, blank=True)
    seen_at = models.DateTimeField(null=True)  # when a page of the other really showed it
    gone = models.CharField(max_length=10, choices=Gone, blank=True)
    gone_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("thread", "seq"), name="sessions_line_place_once"),
            models.UniqueConstraint(
                fields=("thread", "side", "client_id"), name="sessions_line_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(seq=None) | Q(seq__gt=0), name="sessions_line_places_from_one"
            ),
            models.CheckConstraint(
                condition=Q(gone="", gone_at=None) | (~Q(gone="") & Q(gone_at__isnull=False)),
                name="sessions_line_gone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(words=""),
                name="sessions_line_emptied_has_no_words",
            ),
        )
        indexes = (
            models.Index(F("thread"), F("side"), F("at").desc(), name="sessions_line_pace"),
            models.Index(
                fields=("at",), condition=Q(emptied_at=None), name="sessions_line_not_emptied"
            ),
        )

    def __str__(self) -> str:
        return f"Line#{self.pk}"

    @property
    def held(self) -> bool:
        """Whether a person reads it before the other side does."""
        return self.seq is None and not self.gone

    def may_be_undone(self, *, now: datetime) -> bool:
        """Whether whoever wrote it may still take it back as if it had not been said."""
        return not self.gone and (self.seq is None or now < self.at + UNDO + UNDO_GRACE)


class LineChange(models.Model):
    """A line is not what it was: the change has a place of its own among the lines."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="changes")
    seq = models.BigIntegerField()
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="changes")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("thread", "seq"), name="sessions_change_place_once"),
        )

    def __str__(self) -> str:
        return f"LineChange#{self.pk}"


class Expectation(models.Model):
    """When a specialist usually answers, and when they read: their words to everybody they meet."""

    profile = models.OneToOneField(
        SpecialistProfile, on_delete=models.CASCADE, related_name="expectation"
    )
    usual = models.CharField(max_length=16, choices=Usual, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(choices=Weekday), default=list)
    opens = models.TimeField(null=True)  # on the specialist's clock
    closes = models.TimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(days=[], opens=None, closes=None)
                | (~Q(days=[]) & Q(opens__isnull=False, closes__isnull=False)),
                name="sessions_expectation_days_with_times",
            ),
        )

    def __str__(self) -> str:
        return f"Expectation#{self.pk}"

    @property
    def hours(self) -> MessageHours | None:
        """The hours as a plain value, if there are any."""
        if self.opens is None or self.closes is None:
            return None
        return MessageHours(tuple(sorted(self.days)), self.opens, self.closes)
