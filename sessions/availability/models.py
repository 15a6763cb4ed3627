"""When a peer specialist is there: week after week, on single dates, and by which rules."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import F, Q

from matching.models import SpecialistProfile
from peerhub.weekdays import Weekday
from sessions.availability import rules
from sessions.availability.rules import DAY, HOUR, MINUTE, USUAL_RULES, Rules
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours, in_words

# Every booking reads this under its locks, so it is one question and not four. The columns:
# whose, what, weekday, from and until as dates, from and until as times, rules.
OFFERED = """
    SELECT profile_id, 'weekly', weekday, NULL::date, NULL::date, opens, closes, NULL::int[]
    FROM peer_sessions_offeredhours WHERE profile_id = COALESCE(%(profile)s, profile_id)
    UNION ALL
    SELECT profile_id, kind, NULL, "on", NULL, opens, closes, NULL
    FROM peer_sessions_datedhours WHERE profile_id = COALESCE(%(profile)s, profile_id)
    UNION ALL
    SELECT profile_id, 'away', NULL, first_on, last_on, NULL, NULL, NULL
    FROM peer_sessions_leave WHERE profile_id = COALESCE(%(profile)s, profile_id)
    UNION ALL
    SELECT profile_id, 'rules', NULL, NULL, NULL, NULL, NULL,
    ARRAY[notice_hours, horizon_days, before_minutes, after_minutes, step_minutes, per_day, per_week]
    || length_minutes::int[]
    FROM peer_sessions_bookingrules WHERE profile_id = COALESCE(%(profile)s, profile_id)
"""


class OfferedHours(models.Model):
    """Hours of one weekday, on the wall clock of the specialist's own zone."""

    profile = models.ForeignKey(
        SpecialistProfile, on_delete=models.CASCADE, related_name="offered_hours"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()  # at or before ``opens``: on the next morning

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="sessions_hours_weekday_in_a_week"
            ),
            models.CheckConstraint(
                condition=~Q(opens=F("closes")), name="sessions_hours_open_before_they_close"
            ),
            models.UniqueConstraint(
                fields=("profile", "weekday", "opens"), name="sessions_hours_begin_once"
            ),
        )

    def __str__(self) -> str:
        return f"OfferedHours#{self.pk}"

    @property
    def weekly(self) -> WeeklyHours:
        """The same as a plain value."""
        return WeeklyHours(self.weekday, self.opens, self.closes)


class DatedHours(models.Model):
    """What is different on one date of the specialist's calendar."""

    class Kind(models.TextChoices):
        """In which way."""

        EXTRA = "extra", "extra hours"
        CLOSED = "closed", "closed"

    profile = models.ForeignKey(
        SpecialistProfile, on_delete=models.CASCADE, related_name="dated_hours"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()
    # At or before ``opens`` it closes on the next morning. A date without times is closed whole.
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="closed", opens=None, closes=None)
                | Q(~Q(opens=F("closes")), opens__isnull=False, closes__isnull=False),
                name="sessions_dated_hours_have_two_times",
            ),
            models.UniqueConstraint(
                fields=("profile", "on", "kind", "opens", "closes"),
                nulls_distinct=False,
                name="sessions_dated_hours_said_once",
            ),
        )

    def __str__(self) -> str:
        return f"DatedHours#{self.pk}"

    @property
    def value(self) -> ExtraHours | Closed:
        """The same as a plain value."""
        if self.opens is None or self.closes is None:
            return Closed(self.on)
        if self.kind == self.Kind.CLOSED:
            return Closed(self.on, (self.opens, self.closes))
        return ExtraHours(self.on, self.opens, self.closes)

    @property
    def in_words(self) -> str:
        """What is different: "extra hours, 9:00 am to 12:30 pm"."""
        if self.opens is None or self.closes is None:
            return "closed all day"
        return f"{self.get_kind_display()}, {in_words(self.opens, self.closes)}"


class Leave(models.Model):
    """Days on which a specialist is away, the first and the last among them."""

    profile = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="leaves")
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="sessions_leave_begins_before_it_ends"
            ),
            models.UniqueConstraint(
                fields=("profile", "first_on", "last_on"), name="sessions_leave_said_once"
            ),
        )

    def __str__(self) -> str:
        return f"Leave#{self.pk}"

    @property
    def value(self) -> Away:
        """The same as a plain value."""
        return Away(self.first_on, self.last_on)


def _between(name: str, choices: tuple[int, ...]) -> Q:
    return Q(**{f"{name}__gte": choices[0], f"{name}__lte": choices[-1]})


class BookingRules(models.Model):
    """How a specialist wants to be booked; without a row, ``Rules`` as it stands."""

    profile = models.OneToOneField(
        SpecialistProfile, on_delete=models.CASCADE, related_name="booking_rules"
    )
    notice_hours = models.PositiveSmallIntegerField(default=USUAL_RULES.notice // HOUR)
    horizon_days = models.PositiveSmallIntegerField(default=USUAL_RULES.horizon // DAY)
    before_minutes = models.PositiveSmallIntegerField(default=USUAL_RULES.before // MINUTE)
    after_minutes = models.PositiveSmallIntegerField(default=USUAL_RULES.after // MINUTE)
    step_minutes = models.PositiveSmallIntegerField(default=USUAL_RULES.step // MINUTE)
    per_day = models.PositiveSmallIntegerField(null=True)
    per_week = models.PositiveSmallIntegerField(null=True)
    length_minutes = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=_between("notice_hours", rules.NOTICES)
                & _between("horizon_days", rules.HORIZONS)
                & _between("before_minutes", rules.BUFFERS)
                & _between("after_minutes", rules.BUFFERS),
                name="sessions_rules_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(per_day=None) | Q(per_day__gte=1, per_day__lte=rules.MOST_PER_DAY),
                name="sessions_rules_per_day_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(per_week=None) | Q(per_week__gte=1, per_week__lte=rules.MOST_PER_WEEK),
                name="sessions_rules_per_week_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(step_minutes__in=rules.STEPS), name="sessions_rules_step_is_known"
            ),
            models.CheckConstraint(
                condition=Q(length_minutes__contained_by=list(rules.LENGTHS))
                & ~Q(length_minutes=[]),
                name="sessions_rules_some_length_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"BookingRules#{self.pk}"

    @property
    def value(self) -> Rules:
        """The same as a plain value."""
        return Rules.of_numbers(
            self.notice_hours,
            self.horizon_days,
            self.before_minutes,
            self.after_minutes,
            self.step_minutes,
            self.per_day,
            self.per_week,
            *self.length_minutes,
        )


def said_by(profile_id: int | None) -> list[tuple[Any, ...]]:
    """The rows of ``OFFERED``, of one specialist or of everybody."""
    with connection.cursor() as cursor:
        cursor.execute(OFFERED, {"profile": profile_id})
        return list(cursor.fetchall())
