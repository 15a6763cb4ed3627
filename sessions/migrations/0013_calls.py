"""Rooms of sessions, who was in them when, and pauses. A visit ends once, and is changed no more."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION peer_sessions_presence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.left_at IS NULL AND (NEW.meeting_id, NEW.person_id, NEW.seat, NEW.joined_at)
            = (OLD.meeting_id, OLD.person_id, OLD.seat, OLD.joined_at) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a visit ends once' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_presence_ends_once BEFORE UPDATE OR DELETE ON peer_sessions_presence
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_presence_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_presence_ends_once ON peer_sessions_presence;
DROP FUNCTION peer_sessions_presence_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0012_pacing_and_alliance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="room",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pauses",
                        to="peer_sessions.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seat", models.CharField(max_length=36)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("text", "by text only"),
                            ("listen", "listening, without a microphone"),
                            ("voice", "with voice"),
                        ],
                        max_length=8,
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "parting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "left"),
                            ("lost", "the line went away"),
                            ("moved", "went on in another tab"),
                            ("ended", "ended with the session"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="peer_sessions.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="sessions_meeting_ended_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("meeting", "person"),
                name="sessions_pause_one_each",
            ),
        ),
        migrations.AddIndex(
            model_name="presence",
            index=models.Index(
                condition=models.Q(("left_at", None)),
                fields=["seen_at"],
                name="sessions_presence_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at", None)),
                fields=("meeting", "person"),
                name="sessions_presence_one_seat_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at", None), ("parting", "")),
                    models.Q(
                        ("left_at__gte", models.F("joined_at")),
                        models.Q(("parting", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sessions_presence_ends_somehow",
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
