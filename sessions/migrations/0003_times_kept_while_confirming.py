import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.conf import settings
from django.db import migrations, models

import peerhub.ranges


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0021_resting_topics"),
        ("peer_sessions", "0002_hours_by_rule_and_date"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
        migrations.AddField(
            model_name="booking",
            name="kept_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="booking",
            name="state",
            field=models.CharField(
                choices=[
                    ("kept", "kept for a moment"),
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
                condition=models.Q(("state__in", ("kept", "booked", "held", "missed"))),
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
                condition=models.Q(("state__in", ("kept", "booked", "held", "missed"))),
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
                    models.Q(("kept_until__isnull", False), ("note", ""), ("state", "kept")),
                    models.Q(models.Q(("state", "kept"), _negated=True), ("kept_until", None)),
                    _connector="OR",
                ),
                name="sessions_booking_kept_until_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "kept")),
                fields=("member",),
                name="sessions_booking_one_kept_time_of_a_member",
            ),
        ),
    ]
