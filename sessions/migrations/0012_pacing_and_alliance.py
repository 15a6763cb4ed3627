"""Before and after a session: cards and who read them, how heavy things felt, how it went, who came."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION peer_sessions_card_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a card said, and that it was read, stays as it was'
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_pacingcard_unchanged BEFORE UPDATE ON peer_sessions_pacingcard
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_card_refuse();
CREATE TRIGGER peer_sessions_cardreading_unchanged BEFORE UPDATE ON peer_sessions_cardreading
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_card_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_cardreading_unchanged ON peer_sessions_cardreading;
DROP TRIGGER peer_sessions_pacingcard_unchanged ON peer_sessions_pacingcard;
DROP FUNCTION peer_sessions_card_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0011_threads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AllianceCheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=16)),
                ("heard", models.PositiveSmallIntegerField(null=True)),
                ("mattered", models.PositiveSmallIntegerField(null=True)),
                ("suited", models.PositiveSmallIntegerField(null=True)),
                ("free", models.PositiveSmallIntegerField(null=True)),
                ("again", models.PositiveSmallIntegerField(null=True)),
                ("said_at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alliance",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AllianceLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_at", models.DateTimeField()),
                (
                    "check_in",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="look",
                        to="peer_sessions.alliancecheckin",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alliance_looks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("read_at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="card_readings",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="card_readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Heaviness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.PositiveSmallIntegerField(null=True)),
                ("after", models.PositiveSmallIntegerField(null=True)),
                ("shared_at", models.DateTimeField(null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="heaviness",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MeetingWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("met", "We met"),
                            ("other_away", "They did not come"),
                            ("self_away", "I could not come"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meeting_words",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting_words",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PacingCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "depth",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("light", "Stay light"),
                            ("some", "Some of it"),
                            ("deep", "Go there"),
                            ("unknown", "I do not know yet"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "manner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("listen", "Just listen"),
                            ("ideas", "Ideas are welcome"),
                            ("both", "Both"),
                            ("ask", "Ask me as we go"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("camera_off", models.BooleanField(default=True)),
                ("written_at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pacing_cards",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="alliancecheckin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard", None), ("heard__lte", 10), _connector="OR"),
                    models.Q(("mattered", None), ("mattered__lte", 10), _connector="OR"),
                    models.Q(("suited", None), ("suited__lte", 10), _connector="OR"),
                    models.Q(("free", None), ("free__lte", 10), _connector="OR"),
                    models.Q(("again", None), ("again__lte", 10), _connector="OR"),
                ),
                name="sessions_alliancecheckin_from_0_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="cardreading",
            constraint=models.UniqueConstraint(
                fields=("booking", "number"), name="sessions_cardreading_once_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="heaviness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("before", None), ("before__lte", 10), _connector="OR"),
                    models.Q(("after", None), ("after__lte", 10), _connector="OR"),
                ),
                name="sessions_heaviness_from_0_to_10",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingword",
            constraint=models.UniqueConstraint(
                fields=("booking", "by"), name="sessions_meetingword_one_of_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="pacingcard",
            constraint=models.UniqueConstraint(
                fields=("booking", "number"), name="sessions_pacingcard_once_in_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="pacingcard",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="sessions_pacingcard_begins_with_one"
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
