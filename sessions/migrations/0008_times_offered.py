import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import peerhub.ranges


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0007_heavy_days"),
    ]

    operations = [
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
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "offered")),
                fields=("member", "specialist"),
                name="sessions_booking_one_offered_time_of_two",
            ),
        ),
    ]
