"""Peer specialists as members meet them."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from matching.peers.facets import LABELS as FACETS
from matching.peers.facets import LANGUAGES
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.topics.models import Topic

CAPACITY = 10  # people at one time, until the specialist says otherwise
CAPACITY_MOST = 15  # for everybody, as North Carolina asks of peer support: 1 to 15
NEARLY_FULL = 0.8  # of it; from here on we say so
REASON_LENGTH = 600
HEADLINE_LENGTH = 160


class Way(models.TextChoices):
    """How two people can meet."""

    TEXT = "text", "text"
    AUDIO = "audio", "voice"
    VIDEO = "video", "video"


class SpecialistProfileQuerySet(models.QuerySet["SpecialistProfile"]):
    """Questions to the profiles."""

    def published(self) -> Self:
        """Those whom everybody may see now."""
        paused = Pause.objects.filter(profile=OuterRef("pk"), ended_at=None)
        return self.filter(
            ~Exists(paused), published_at__isnull=False, has_story=True, person__is_active=True
        )

    def visible_to(self, person: User | None) -> Self:
        """What everybody sees, one's own page, and for supervisors what waits for them."""
        seen = Q(pk__in=self.model.objects.published().values("pk"))
        if person is not None:
            seen |= Q(person=person)
            if person.has_role(Role.SUPERVISOR):
                seen |= Q(published_at=None, has_story=True)
        return self.filter(seen)

    def waiting(self) -> Self:
        """Those with a story to show whom no supervisor has published yet, oldest first."""
        return self.filter(published_at=None, has_story=True, person__is_active=True).order_by("pk")

    def shown_once(self) -> Self:
        """Those whom a supervisor has published, also while they are on a break."""
        return self.filter(published_at__isnull=False, person__is_active=True)


class SpecialistProfile(models.Model):
    """What a peer specialist shows of themself. The name shown is the person's handle."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="specialist_profile"
    )
    # The handle as it stands in the address.
    slug = models.SlugField(max_length=60, unique=True)
    headline = models.CharField(max_length=HEADLINE_LENGTH)
    languages = ArrayField(models.CharField(max_length=8))
    ways = ArrayField(models.CharField(max_length=8, choices=Way.choices))
    # Keys of facets.LABELS that the specialist chose to show.
    facets = ArrayField(models.CharField(max_length=64), default=list)
    boundaries = models.TextField(blank=True)
    trained_on = models.DateField(null=True)
    capacity = models.PositiveSmallIntegerField(default=CAPACITY)
    # Set by sessions: how many people they see at the moment.
    people_now = models.PositiveSmallIntegerField(default=0)
    # The specialist's own "not this month": until then they are suggested to nobody new.
    takes_new_from = models.DateTimeField(null=True)
    # Set by stories, so that this slice need not know them: there is a story and it may be shown.
    has_story = models.BooleanField(default=False)
    # Set by sessions, so that search never asks a calendar.
    next_open_slot_at = models.DateTimeField(null=True)
    free_soon = ArrayField(models.DateTimeField(), default=list)  # of the coming two days
    # Set by sessions: for 30 minutes, in US cents; None asks nothing.
    price_cents = models.PositiveIntegerField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = SpecialistProfileQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=CAPACITY_MOST),
                name="matching_profile_capacity_one_to_fifteen",
            ),
            models.CheckConstraint(
                condition=Q(price_cents=None) | Q(price_cents__gt=0),
                name="matching_profile_price_above_nothing",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="matching_profile_published_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"SpecialistProfile#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page that members see."""
        return reverse("matching:peer", args=[self.slug])

    @property
    def name(self) -> str:
        """What everybody calls this person here."""
        return self.person.handle

    @property
    def is_full(self) -> bool:
        """Whether they see as many people as they said they can."""
        return self.people_now >= self.capacity

    @property
    def is_nearly_full(self) -> bool:
        """Whether they should think before they take another one."""
        return not self.is_full and self.people_now >= self.capacity * NEARLY_FULL

    def takes_new(self, *, now: datetime) -> bool:
        """Whether they are suggested to people whom they do not know yet."""
        return not self.is_full and not self.rests(now=now)

    def rests(self, *, now: datetime) -> bool:
        """Whether they said "nobody new this month", and the month goes on."""
        return self.takes_new_from is not None and self.takes_new_from > now

    def is_paused(self) -> bool:
        """Whether the specialist is on a break."""
        return self.pauses.filter(ended_at=None).exists()

    @property
    def ways_in_words(self) -> str:
        """As a reader says them: "text, voice and video"."""
        return in_words([Way(way).label for way in Way.values if way in self.ways])

    @property
    def languages_in_words(self) -> str:
        """As a reader says them: "English and Español"."""
        return in_words([LANGUAGES.get(code, code) for code in self.languages])

    @property
    def facets_in_words(self) -> list[str]:
        """What else they chose to show."""
        return [FACETS[key] for key in self.facets if key in FACETS]


def in_words(things: list[str]) -> str:
    """Several things as a reader says them: "one, two and three"."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"


class Pause(models.Model):
    """A time in which a specialist is not shown; they come back whenever they like."""

    profile = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # After a long break, the specialist asks for a talk first.
    comeback_asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("profile",), condition=Q(ended_at=None), name="matching_pause_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="matching_pause_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Pause#{self.pk}"


class MeasureKind(models.TextChoices):
    """What a supervisor can do about how a specialist is shown."""

    PAUSE = "pause", "A break: nobody sees the page"
    NOBODY_NEW = "nobody_new", "Nobody new until the month ends"
    OUT_OF_SIGHT = "out_of_sight", "Out of sight until a supervisor shows the page again"


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Questions about measures."""

    def standing(self, *, now: datetime) -> Self:
        """Those that hold: nobody has ended them, and a month is not over; the oldest first."""
        over = Q(kind=MeasureKind.NOBODY_NEW, profile__takes_new_from__lte=now)
        return self.filter(ended_at=None).exclude(over).order_by("began_at", "pk")


class Measure(models.Model):
    """A supervisor changed how a specialist is shown, and said why. The specialist reads it."""

    profile = models.ForeignKey(
        SpecialistProfile, on_delete=models.CASCADE, related_name="measures"
    )
    kind = models.CharField(max_length=16, choices=MeasureKind)
    reason = models.TextField(max_length=REASON_LENGTH)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("profile", "kind"),
                condition=Q(ended_at=None),
                name="matching_measure_one_of_a_kind",
            ),
            models.CheckConstraint(
                # A month ends by itself.
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="matching_measure_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Measure#{self.pk}"


class RestingTopic(models.Model):
    """A topic that a specialist is not taking right now; the row goes when the rest ends.

    The story is read as before; matching does not count the topic.
    """

    profile = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="resting")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("profile", "topic"), name="matching_restingtopic_once"),
        )

    def __str__(self) -> str:
        return f"RestingTopic#{self.pk}"
