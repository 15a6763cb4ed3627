"""What members ask of the guide on shift. The database keeps what was written as it is."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peerhub.crypto

# The function of messages between friends (0007): these have the same columns.
KEEP = """
CREATE TRIGGER rooms_guideline_append_only BEFORE UPDATE OR DELETE ON rooms_guideline
    FOR EACH ROW EXECUTE FUNCTION rooms_letter_refuse();
"""
LET = "DROP TRIGGER rooms_guideline_append_only ON rooms_guideline;"


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0010_feed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuideAsk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("turn", models.PositiveIntegerField(default=0)),
                ("waits_since", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("last_seq", models.BigIntegerField(default=0)),
                ("seen_seq", models.BigIntegerField(default=0)),
                (
                    "guide",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guided_asks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide_asks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GuideLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("seq", models.BigIntegerField(null=True)),
                ("client_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "gone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("deleted", "deleted by whoever wrote them"),
                            ("hidden", "hidden by a moderator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("gone_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="rooms.guideask",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide_lines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            bases=(peerhub.crypto.SealedWords, models.Model),
        ),
        migrations.AddIndex(
            model_name="guideask",
            index=models.Index(
                condition=models.Q(("waits_since__isnull", False)),
                fields=["waits_since"],
                name="rooms_guideask_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("member",),
                name="rooms_guideask_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("guide", None), ("taken_at", None)),
                    models.Q(("guide__isnull", False), ("taken_at__isnull", False)),
                    _connector="OR",
                ),
                name="rooms_guideask_guide_and_taken_at_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideask",
            constraint=models.CheckConstraint(
                condition=models.Q(("guide", models.F("member")), _negated=True),
                name="rooms_guideask_of_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideask",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at", None), ("waits_since", None), _connector="OR"),
                name="rooms_guideask_ended_waits_for_nobody",
            ),
        ),
        migrations.AddIndex(
            model_name="guideline",
            index=models.Index(
                models.F("author"),
                models.OrderBy(models.F("at"), descending=True),
                name="rooms_guideline_pace",
            ),
        ),
        migrations.AddIndex(
            model_name="guideline",
            index=models.Index(
                condition=models.Q(("emptied_at", None)),
                fields=["at"],
                name="rooms_guideline_not_emptied",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideline",
            constraint=models.UniqueConstraint(
                fields=("ask", "seq"), name="rooms_guideline_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="guideline",
            constraint=models.UniqueConstraint(
                fields=("ask", "author", "client_id"), name="rooms_guideline_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="guideline",
            constraint=models.CheckConstraint(
                condition=models.Q(("seq", None), ("seq__gt", 0), _connector="OR"),
                name="rooms_guideline_places_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gone", ""), ("gone_at", None)),
                    models.Q(models.Q(("gone", ""), _negated=True), ("gone_at__isnull", False)),
                    _connector="OR",
                ),
                name="rooms_guideline_gone_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideline",
            constraint=models.CheckConstraint(
                condition=models.Q(("emptied_at", None), ("sealed", b""), _connector="OR"),
                name="rooms_guideline_emptied_is_empty",
            ),
        ),
        migrations.RunSQL(KEEP, LET),
    ]
