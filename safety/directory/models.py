"""Local help: who offers what, where, when, in which languages, at what cost, and who said yes.

Organization, service, location, phone and schedule as in Open Referral's HSDS 3.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from peerhub.weekdays import Weekday
from safety.directory.states import LANGUAGES, Access, ConsentHow, Cost, Need, Way
from safety.resources.lines import STALE_AFTER, href

FEW, SHORT, LONG = 64, 200, 600  # characters
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class Organization(models.Model):
    """Who offers services."""

    name = models.CharField(max_length=SHORT, unique=True)
    website = models.URLField(blank=True)

    def __str__(self) -> str:
        return f"Organization#{self.pk}"


class ServiceQuerySet(models.QuerySet["Service"]):
    """Questions about services."""

    def current(self) -> Self:
        """Not retired."""
        return self.filter(retired_at=None)

    def listed(self, *, on: date) -> Self:
        """What people find: not retired, and checked within ``STALE_AFTER`` before ``on``."""
        return self.current().filter(checked_on__gte=on - STALE_AFTER)

    def stale(self, *, on: date) -> Self:
        """Not retired, and not checked for longer: out of the search until somebody does."""
        return self.current().filter(checked_on__lt=on - STALE_AFTER)

    def near(self, place: str) -> Self:
        """Those that help in a place: a town, a region, the start of a postal code."""
        here = Location.objects.filter(service=OuterRef("pk")).filter(
            Q(city__icontains=place)
            | Q(region__icontains=place)
            | Q(postal_code__istartswith=place)
        )
        return self.filter(Q(whole_country=True) | Q(area__icontains=place) | Exists(here))

    def whole(self) -> Self:
        """With all that a page shows of one, in a fixed number of queries."""
        return self.select_related("organization").prefetch_related(
            "locations", "phones", "schedules"
        )


class Service(models.Model):
    """One thing that an organization offers. It stands here only with a recorded yes.

    Its words are never changed: what is not true any more is retired and listed anew.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="services"
    )
    name = models.CharField(max_length=SHORT)
    about = models.TextField(max_length=LONG, blank=True)
    needs = ArrayField(models.CharField(max_length=16, choices=Need))
    ways = ArrayField(models.CharField(max_length=16, choices=Way))
    languages = ArrayField(models.CharField(max_length=2, choices=list(LANGUAGES.items())))
    cost = models.CharField(max_length=16, choices=Cost)
    cost_note = models.CharField(max_length=SHORT, blank=True)
    eligibility = models.CharField(max_length=SHORT, blank=True)  # "": for anybody
    accessibility = ArrayField(models.CharField(max_length=16, choices=Access), default=list)
    country = models.CharField(max_length=2)
    whole_country = models.BooleanField(default=False)
    area = models.CharField(max_length=SHORT, blank=True)  # where it helps, in words

    # Who said that it may be listed, for the service; when, and how.
    consent_by = models.CharField(max_length=SHORT)
    consent_on = models.DateField()
    consent_how = models.CharField(max_length=16, choices=ConsentHow)
    # Who of us recorded that yes.
    listed_at = models.DateTimeField()
    listed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="services_listed"
    )
    checked_on = models.DateField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="services_checked"
    )
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="services_retired",
    )
    retired_why = models.CharField(max_length=SHORT, blank=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(consent_by="") & Q(consent_how__in=ConsentHow.values),
                name="safety_service_listed_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(consent_on__lte=models.F("checked_on")),
                name="safety_service_checked_after_consent",
            ),
            models.CheckConstraint(
                condition=Q(ways__len__gt=0, needs__len__gt=0, languages__len__gt=0),
                name="safety_service_can_be_found_and_reached",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None, retired_why="")
                | (Q(retired_at__isnull=False, retired_by__isnull=False) & ~Q(retired_why="")),
                name="safety_service_retired_at_by_and_why_together",
            ),
        )
        indexes = (
            models.Index(
                fields=("country", "checked_on"),
                condition=Q(retired_at=None),
                name="safety_service_listed",
            ),
        )

    def __str__(self) -> str:
        return f"Service#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page for those who keep it."""
        return reverse("safety:service", args=[self.public_id])

    def is_stale(self, *, on: date) -> bool:
        """Whether nobody has checked it for too long."""
        return self.checked_on < on - STALE_AFTER

    @property
    def need_words(self) -> list[str]:
        """What it helps with, in words."""
        return [str(Need(need).label) for need in self.needs]

    @property
    def way_words(self) -> list[str]:
        """How it can be reached, in words."""
        return [str(Way(way).label) for way in self.ways]

    @property
    def language_words(self) -> list[str]:
        """Its languages, in words."""
        return [LANGUAGES[code] for code in self.languages]

    @property
    def access_words(self) -> list[str]:
        """What makes it usable for more people, in words."""
        return [str(Access(each).label) for each in self.accessibility]


class Location(models.Model):
    """Where a service is."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="locations")
    address = models.CharField(max_length=SHORT, blank=True)  # "": told on the phone, for safety
    city = models.CharField(max_length=100)
    region = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=16, blank=True)

    def __str__(self) -> str:
        return f"Location#{self.pk}"

    @property
    def lines(self) -> str:
        """On one line."""
        place = " ".join(filter(None, (self.city, self.region, self.postal_code)))
        return ", ".join(filter(None, (self.address, place)))


class Phone(models.Model):
    """A number of a service, as it is printed."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="phones")
    number = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"Phone#{self.pk}"

    @property
    def href(self) -> str:
        """Address that dials it."""
        return href("tel", self.number)


class Schedule(models.Model):
    """When a service answers, on its own clock; without times: day and night."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="schedules")
    days = ArrayField(models.PositiveSmallIntegerField(choices=Weekday))
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
                name="safety_schedule_opens_and_closes_together",
            ),
        )

    def __str__(self) -> str:
        return f"Schedule#{self.pk}"

    @property
    def in_words(self) -> str:
        """On one line: "Mon to Fri, 09:00 to 17:00"."""
        days = sorted(self.days)
        in_a_row = len(days) > 2 and days == list(range(days[0], days[-1] + 1))
        if len(days) == len(DAYS):
            named = "Every day"
        elif in_a_row:
            named = f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
        else:
            named = ", ".join(DAYS[day] for day in days)
        if self.opens is None or self.closes is None:
            return f"{named}, day and night"
        return f"{named}, {self.opens:%H:%M} to {self.closes:%H:%M}"


class ServiceDraftQuerySet(models.QuerySet["ServiceDraft"]):
    """Questions about what was brought in."""

    def waiting(self) -> Self:
        """Neither listed nor left out."""
        return self.filter(listed_as=None, left_out_at=None).order_by("brought_at", "pk")


class ServiceDraft(models.Model):
    """A service that another directory knows. Nobody finds it: nobody of it has said yes to us."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=FEW)  # which directory, as we call it
    source_key = models.CharField(max_length=FEW)  # its id there
    facts = models.JSONField()  # what a form of the directory begins with
    unread = models.JSONField(default=list)  # what of it we could not read, in words
    brought_at = models.DateTimeField()
    listed_as = models.OneToOneField(
        Service, null=True, on_delete=models.PROTECT, related_name="draft"
    )
    left_out_at = models.DateTimeField(null=True)

    objects = ServiceDraftQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("source", "source_key"), name="safety_servicedraft_once"
            ),
            models.CheckConstraint(
                condition=Q(listed_as=None) | Q(left_out_at=None),
                name="safety_servicedraft_listed_or_left_out",
            ),
        )

    def __str__(self) -> str:
        return f"ServiceDraft#{self.pk}"

    @property
    def name(self) -> str:
        """What it is called there."""
        return str(self.facts.get("name", ""))

    @property
    def organization(self) -> str:
        """Who offers it."""
        return str(self.facts.get("organization", ""))
