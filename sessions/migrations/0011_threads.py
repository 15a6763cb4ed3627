"""Threads: what a member and their specialist write to each other.

The database itself lets nobody change or delete a line. A place, that it was seen and that it is
gone are each added once (what a moderator hid can be shown again); words can only be emptied.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sessions.bookings.models

REFUSE = """
CREATE FUNCTION sessions_line_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stamps text[] := ARRAY['seq', 'seen_at', 'gone', 'gone_at', 'words', 'emptied_at'];
BEGIN
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - stamps = to_jsonb(OLD) - stamps
        AND (OLD.seq IS NULL OR NEW.seq = OLD.seq)
        AND (OLD.seen_at IS NULL OR NEW.seen_at = OLD.seen_at)
        AND (OLD.gone IN ('', 'hidden') OR (NEW.gone, NEW.gone_at) = (OLD.gone, OLD.gone_at))
        AND (NEW.words = OLD.words OR (NEW.words = '' AND NEW.emptied_at IS NOT NULL))
        AND (OLD.emptied_at IS NULL OR NEW.emptied_at = OLD.emptied_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a conversation is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER sessions_line_append_only BEFORE UPDATE OR DELETE ON peer_sessions_line
    FOR EACH ROW EXECUTE FUNCTION sessions_line_refuse();
"""
ALLOW = """
DROP TRIGGER sessions_line_append_only ON peer_sessions_line;
DROP FUNCTION sessions_line_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0021_resting_topics"),
        ("peer_sessions", "0010_heavy_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Line",
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
                    "side",
                    models.CharField(
                        choices=[("member", "The member"), ("specialist", "The peer specialist")],
                        max_length=10,
                    ),
                ),
                ("seq", models.BigIntegerField(null=True)),
                ("client_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("words", models.TextField(blank=True, max_length=2000)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "gone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("withdrawn", "taken back at once"),
                            ("deleted", "deleted by whoever wrote them"),
                            ("hidden", "hidden by a moderator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("gone_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Thread",
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
                ("opened_at", models.DateTimeField()),
                ("last_seq", models.BigIntegerField(default=0)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="threads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="threads",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LineChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.BigIntegerField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="peer_sessions.line",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="peer_sessions.thread",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="line",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="peer_sessions.thread",
            ),
        ),
        migrations.CreateModel(
            name="Keeping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("member", "The member"), ("specialist", "The peer specialist")],
                        max_length=10,
                    ),
                ),
                ("draft", models.CharField(blank=True, max_length=2000)),
                ("tells_seen", models.BooleanField(default=True)),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keepings",
                        to="peer_sessions.thread",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Expectation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "usual",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same_day", "on the same day"),
                            ("next_day", "within a day"),
                            ("two_days", "within two days"),
                            ("week", "within a week"),
                            ("next_session", "when you meet next"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "days",
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
                        default=list,
                        size=None,
                    ),
                ),
                ("opens", models.TimeField(null=True)),
                ("closes", models.TimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expectation",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes", None), ("days", []), ("opens", None)),
                            models.Q(
                                models.Q(("days", []), _negated=True),
                                ("closes__isnull", False),
                                ("opens__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_expectation_days_with_times",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.UniqueConstraint(
                fields=("member", "specialist"), name="sessions_thread_one_a_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="linechange",
            constraint=models.UniqueConstraint(
                fields=("thread", "seq"), name="sessions_change_place_once"
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                models.F("thread"),
                models.F("side"),
                models.OrderBy(models.F("at"), descending=True),
                name="sessions_line_pace",
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(
                condition=models.Q(("emptied_at", None)),
                fields=["at"],
                name="sessions_line_not_emptied",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("thread", "seq"), name="sessions_line_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("thread", "side", "client_id"), name="sessions_line_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("seq", None), ("seq__gt", 0), _connector="OR"),
                name="sessions_line_places_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gone", ""), ("gone_at", None)),
                    models.Q(models.Q(("gone", ""), _negated=True), ("gone_at__isnull", False)),
                    _connector="OR",
                ),
                name="sessions_line_gone_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("emptied_at", None), ("words", ""), _connector="OR"),
                name="sessions_line_emptied_has_no_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="keeping",
            constraint=models.UniqueConstraint(
                fields=("thread", "side"), name="sessions_keeping_one_a_side"
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
