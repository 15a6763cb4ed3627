"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import peerhub.ranges
import sessions.bookings.models
from peerhub.tables import AllTables


class Migration(migrations.Migration):
    replaces = [
        ("peer_sessions", "0001_initial"),
        ("peer_sessions", "0002_hours_by_rule_and_date"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0006_in_one"),
        ("matching", "0022_in_one"),
    ]

    operations = [
        BtreeGistExtension(),
        AllTables(
            [
                migrations.CreateModel(
                    name="Booking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.CharField(
                                default=sessions.bookings.models.new_public_id,
                                max_length=22,
                                unique=True,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("text", "By text"),
                                    ("audio", "By voice"),
                                    ("video", "By video"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("note", models.TextField(blank=True, max_length=500)),
                        ("note_held", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("booked", "booked"),
                                    ("cancelled", "cancelled"),
                                    ("held", "you met"),
                                    ("missed", "you missed each other"),
                                ],
                                default="booked",
                                max_length=16,
                            ),
                        ),
                        ("zone_shown", models.CharField(max_length=64)),
                        ("booked_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("sequence", models.PositiveSmallIntegerField(default=0)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "specialist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bookings",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["member", "starts_at"], name="sessions_booking_of_member"
                            ),
                            models.Index(
                                fields=["specialist", "starts_at"], name="sessions_booking_of_peer"
                            ),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ("booked", "held", "missed"))),
                                expressions=(
                                    ("specialist", "="),
                                    (
                                        peerhub.ranges.TsTzRange(
                                            "starts_at",
                                            "ends_at",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                                        ),
                                        "&&",
                                    ),
                                ),
                                name="sessions_booking_one_of_a_specialist",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("state__in", ("booked", "held", "missed"))),
                                expressions=(
                                    ("member", "="),
                                    (
                                        peerhub.ranges.TsTzRange(
                                            "starts_at",
                                            "ends_at",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                                        ),
                                        "&&",
                                    ),
                                ),
                                name="sessions_booking_one_of_a_member",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("starts_at")),
                                    (
                                        "ends_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("starts_at"),
                                            "+",
                                            models.Value(datetime.timedelta(seconds=3600)),
                                        ),
                                    ),
                                ),
                                name="sessions_booking_ends_within_an_hour",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        ("cancelled_by__isnull", False),
                                        ("state", "cancelled"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "cancelled"), _negated=True),
                                        ("cancelled_at", None),
                                        ("cancelled_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="sessions_booking_cancelled_at_and_by_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookingRules",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("notice_hours", models.PositiveSmallIntegerField(default=4)),
                        ("horizon_days", models.PositiveSmallIntegerField(default=28)),
                        ("before_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("after_minutes", models.PositiveSmallIntegerField(default=0)),
                        ("step_minutes", models.PositiveSmallIntegerField(default=30)),
                        ("per_day", models.PositiveSmallIntegerField(null=True)),
                        ("per_week", models.PositiveSmallIntegerField(null=True)),
                        (
                            "length_minutes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(), size=None
                            ),
                        ),
                        (
                            "profile",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="booking_rules",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notice_hours__gte", 1),
                                    ("notice_hours__lte", 72),
                                    ("horizon_days__gte", 7),
                                    ("horizon_days__lte", 56),
                                    ("before_minutes__gte", 0),
                                    ("before_minutes__lte", 60),
                                    ("after_minutes__gte", 0),
                                    ("after_minutes__lte", 60),
                                ),
                                name="sessions_rules_within_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("per_day", None),
                                    models.Q(("per_day__gte", 1), ("per_day__lte", 12)),
                                    _connector="OR",
                                ),
                                name="sessions_rules_per_day_within_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("per_week", None),
                                    models.Q(("per_week__gte", 1), ("per_week__lte", 40)),
                                    _connector="OR",
                                ),
                                name="sessions_rules_per_week_within_bounds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("step_minutes__in", (15, 30, 60))),
                                name="sessions_rules_step_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("length_minutes__contained_by", [15, 30, 60]),
                                    models.Q(("length_minutes", []), _negated=True),
                                ),
                                name="sessions_rules_some_length_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatedHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("extra", "extra hours"), ("closed", "closed")],
                                max_length=8,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("opens", models.TimeField(null=True)),
                        ("closes", models.TimeField(null=True)),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dated_hours",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closes", None), ("kind", "closed"), ("opens", None)),
                                    models.Q(
                                        models.Q(("opens", models.F("closes")), _negated=True),
                                        ("closes__isnull", False),
                                        ("opens__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="sessions_dated_hours_have_two_times",
                            ),
                            models.UniqueConstraint(
                                fields=("profile", "on", "kind", "opens", "closes"),
                                name="sessions_dated_hours_said_once",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Leave",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("first_on", models.DateField()),
                        ("last_on", models.DateField()),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leaves",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last_on__gte", models.F("first_on"))),
                                name="sessions_leave_begins_before_it_ends",
                            ),
                            models.UniqueConstraint(
                                fields=("profile", "first_on", "last_on"),
                                name="sessions_leave_said_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OfferedHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                    (5, "Saturday"),
                                    (6, "Sunday"),
                                ]
                            ),
                        ),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offered_hours",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("weekday__lte", 6)),
                                name="sessions_hours_weekday_in_a_week",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opens", models.F("closes")), _negated=True),
                                name="sessions_hours_open_before_they_close",
                            ),
                            models.UniqueConstraint(
                                fields=("profile", "weekday", "opens"),
                                name="sessions_hours_begin_once",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
