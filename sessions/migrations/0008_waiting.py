import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peerhub.ranges
import sessions.bookings.models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0021_resting_topics"),
        ("peer_sessions", "0007_listening_place_and_follow_up"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "kept"),
                            ("booked", "booked"),
                            ("passed_on", "not this one"),
                            ("unanswered", "not answered in time"),
                            ("gone", "not free any more"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=sessions.bookings.models.new_public_id, max_length=22, unique=True
                    ),
                ),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(
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
                        size=None,
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("morning", "Mornings, until noon"),
                                ("afternoon", "Afternoons, from noon until 5 pm"),
                                ("evening", "Evenings, from 5 pm"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("since", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("offered", "a time is kept"),
                            ("booked", "booked"),
                            ("left", "not waiting any more"),
                            ("ended", "over"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("unanswered", models.PositiveSmallIntegerField(default=0)),
                (
                    "shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), default=list, size=None
                    ),
                ),
                ("shown_until", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="booking",
            name="sessions_booking_one_of_a_specialist",
        ),
        migrations.RemoveConstraint(
            model_name="booking",
            name="sessions_booking_one_of_a_member",
        ),
        migrations.RemoveConstraint(
            model_name="booking",
            name="sessions_booking_kept_until_some_time",
        ),
        migrations.AlterField(
            model_name="booking",
            name="state",
            field=models.CharField(
                choices=[
                    ("kept", "kept for a moment"),
                    ("offered", "kept until they decide"),
                    ("booked", "booked"),
                    ("cancelled", "cancelled"),
                    ("held", "you met"),
                    ("missed", "you missed each other"),
                ],
                default="booked",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ("kept", "offered", "booked", "held", "missed"))),
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
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state__in", ("kept", "offered", "booked", "held", "missed"))),
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
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kept_until__isnull", False),
                        ("note", ""),
                        ("state__in", ("kept", "offered")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("kept", "offered")), _negated=True),
                        ("kept_until", None),
                    ),
                    _connector="OR",
                ),
                name="sessions_booking_kept_until_some_time",
            ),
        ),
        migrations.AddField(
            model_name="waitingline",
            name="profile",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waiting_line",
                to="matching.specialistprofile",
            ),
        ),
        migrations.AddField(
            model_name="wait",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waits",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="wait",
            name="profile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="waits",
                to="matching.specialistprofile",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="wait",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="offers",
                to="peer_sessions.wait",
            ),
        ),
        migrations.AddIndex(
            model_name="wait",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "offered"))),
                fields=["profile", "since"],
                name="sessions_wait_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="wait",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "offered"))),
                fields=("member", "profile"),
                name="sessions_wait_one_open_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="wait",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state__in", ("waiting", "offered"))),
                    models.Q(
                        models.Q(("state__in", ("waiting", "offered")), _negated=True),
                        ("ended_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="sessions_wait_over_since_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                fields=("wait", "starts_at"), name="sessions_offer_once_to_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("wait",),
                name="sessions_offer_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("made_at")), ("until__lt", models.F("starts_at"))
                ),
                name="sessions_offer_ends_before_its_time",
            ),
        ),
    ]
