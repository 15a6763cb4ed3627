"""What is owed after a case becomes rows: of what is open now, too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Whoever agreed to an incident after its record was written had read it.
READ = """
INSERT INTO safety_incidentreview (incident_id, reviewed_at, reviewed_by_id)
SELECT DISTINCT ON (i.id) i.id, a.given_at, a.given_by_id
FROM safety_incident i
JOIN safety_agreement a ON a.flag_id = i.flag_id AND a.about = 'incident'
    AND a.given_at >= i.written_at AND a.given_by_id <> i.written_by_id
ORDER BY i.id, a.given_at, a.id
"""
OWE = """
INSERT INTO safety_owed (flag_id, check_in_id, incident_id, step, due_at, done_at, met)
SELECT flag_id, id, NULL::bigint, 1, now() + interval '1 hour', NULL::timestamptz, false
FROM safety_checkin WHERE opened_at IS NOT NULL AND closed_at IS NULL
UNION ALL
SELECT flag_id, NULL::bigint, i.id, 1, review_until - interval '4 hours', NULL::timestamptz, false
FROM safety_incident i
WHERE NOT EXISTS (SELECT 1 FROM safety_incidentreview r WHERE r.incident_id = i.id)
"""
REFUSE = """
CREATE TRIGGER safety_incidentreview_append_only BEFORE UPDATE OR DELETE ON safety_incidentreview
    FOR EACH ROW EXECUTE FUNCTION safety_closing_refuse();
"""
ALLOW = "DROP TRIGGER safety_incidentreview_append_only ON safety_incidentreview;"


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0021_paging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reviewed_at", models.DateTimeField()),
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="safety.incident",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incident_reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Owed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.PositiveSmallIntegerField()),
                ("due_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("met", models.BooleanField(default=False)),
                (
                    "check_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed",
                        to="safety.checkin",
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed",
                        to="safety.flag",
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed",
                        to="safety.incident",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["due_at"],
                        name="safety_owed_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_in", None), ("incident__isnull", False)),
                            models.Q(("check_in__isnull", False), ("incident", None)),
                            _connector="OR",
                        ),
                        name="safety_owed_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met", False), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="safety_owed_met_is_done",
                    ),
                    models.UniqueConstraint(
                        fields=("check_in", "incident", "step"),
                        name="safety_owed_once",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("check_in", "incident"),
                        name="safety_owed_one_pending",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
        migrations.RunSQL(OWE, migrations.RunSQL.noop),
        # A table changes only once the rows that wait for their foreign keys are checked.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
