import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0021_resting_topics"),
        ("peer_sessions", "0009_talk_to_whoever_is_on"),
        ("topics", "0003_in_one"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HardDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("yearly", models.BooleanField(default=False)),
                ("round", models.PositiveIntegerField(default=0)),
                ("sealed_name", models.BinaryField(default=b"")),
                ("sealed_helps", models.BinaryField(default=b"")),
                ("sealed_note", models.BinaryField(default=b"")),
                ("sealed_whom", models.BinaryField(default=b"")),
                (
                    "soft_how",
                    models.CharField(
                        choices=[
                            ("cover", "Cover it: I open it when I want to"),
                            ("hide", "Leave it out"),
                        ],
                        default="cover",
                        max_length=8,
                    ),
                ),
                ("soft_before", models.PositiveSmallIntegerField(default=0)),
                ("soft_after", models.PositiveSmallIntegerField(default=0)),
                ("softened", models.CharField(blank=True, default="", max_length=24)),
                ("lifted", models.CharField(blank=True, default="", max_length=24)),
                ("heads_up", models.PositiveSmallIntegerField(null=True)),
                (
                    "hours",
                    models.CharField(
                        choices=[
                            ("any", "Any time of day"),
                            ("morning", "Before noon"),
                            ("afternoon", "In the afternoon, until five"),
                            ("evening", "From five on"),
                        ],
                        default="any",
                        max_length=12,
                    ),
                ),
                ("offered", models.CharField(blank=True, default="", max_length=24)),
                ("offered_start", models.DateTimeField(null=True)),
                ("hidden_on", models.DateField(null=True)),
                ("look_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hard_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("soft_notes", models.ManyToManyField(related_name="+", to="topics.contentnote")),
                (
                    "specialist",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HardDayShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("with_words", models.BooleanField(default=False)),
                ("shared_at", models.DateTimeField()),
                (
                    "day",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="share",
                        to="peer_sessions.hardday",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hard_days_shared",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="hardday",
            index=models.Index(
                condition=models.Q(("look_at__isnull", False)),
                fields=["look_at"],
                name="sessions_hardday_look_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="hardday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_on__gte", models.F("first_on")),
                    (
                        "last_on__lt",
                        django.db.models.expressions.CombinedExpression(
                            models.F("first_on"), "+", models.Value(datetime.timedelta(days=42))
                        ),
                    ),
                ),
                name="sessions_hardday_at_most_six_weeks",
            ),
        ),
        migrations.AddConstraint(
            model_name="hardday",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("soft_after__lte", 14),
                    ("soft_before__lte", 14),
                    models.Q(("heads_up", None), ("heads_up__lte", 14), _connector="OR"),
                ),
                name="sessions_hardday_two_weeks_around",
            ),
        ),
    ]
