"""Measures that members take: answers sealed, and unchanged once they are finished."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REFUSE = """
CREATE FUNCTION peer_sessions_measurerun_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Only answers that are sealed anew with another key may be written over, and nothing beside them.
    IF current_setting('peerhub.sealing', true) = 'on'
        AND (to_jsonb(NEW) - 'sealed') IS NOT DISTINCT FROM (to_jsonb(OLD) - 'sealed')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was finished stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_measurerun_unchanged BEFORE UPDATE ON peer_sessions_measurerun
    FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL)
    EXECUTE FUNCTION peer_sessions_measurerun_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_measurerun_unchanged ON peer_sessions_measurerun;
DROP FUNCTION peer_sessions_measurerun_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0017_wellness"),
        ("safety", "0026_read_in_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasureRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("instrument", models.CharField(max_length=16)),
                ("version", models.CharField(max_length=16)),
                ("language", models.CharField(max_length=8)),
                ("sealed", models.BinaryField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("total", models.PositiveSmallIntegerField(null=True)),
                ("band", models.CharField(blank=True, default="", max_length=24)),
                (
                    "skipped",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("cases", models.PositiveSmallIntegerField(default=0)),
                (
                    "flag",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safety.flag",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["member", "instrument", "finished_at"],
                        name="sessions_measurerun_lookup",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("member", "instrument"),
                        name="sessions_measurerun_one_begun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", False),
                            models.Q(("band", ""), ("total", None)),
                            _connector="OR",
                        ),
                        name="sessions_measurerun_scored_when_finished",
                    ),
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
