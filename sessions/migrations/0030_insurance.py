"""What a plan may pay for. The database itself refuses to change what was billed or noted."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peerhub.crypto

# What was noted, billed and put into a batch stays as it was. Only a seal may be another; and of a
# batch it is written once that it was taken, or dropped.
REFUSE = """
CREATE FUNCTION peer_sessions_insurance_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was billed or said stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION peer_sessions_insurance_seal_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peerhub.sealing', true) = 'on'
        AND to_jsonb(NEW) - 'sealed' = to_jsonb(OLD) - 'sealed'
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was noted stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE FUNCTION peer_sessions_claimbatch_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peerhub.sealing', true) = 'on'
        AND to_jsonb(NEW) - 'sealed' = to_jsonb(OLD) - 'sealed'
    THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - '{taken_at,dropped_at}'::text[] = to_jsonb(OLD) - '{taken_at,dropped_at}'::text[]
        AND (OLD.taken_at IS NULL OR NEW.taken_at IS NOT DISTINCT FROM OLD.taken_at)
        AND (OLD.dropped_at IS NULL OR NEW.dropped_at IS NOT DISTINCT FROM OLD.dropped_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a batch stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_claimline_unchanged BEFORE UPDATE OR DELETE ON peer_sessions_claimline
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_insurance_refuse();
CREATE TRIGGER peer_sessions_timessaid_unchanged BEFORE UPDATE OR DELETE ON peer_sessions_timessaid
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_insurance_refuse();
CREATE TRIGGER peer_sessions_eligibilityanswer_unchanged BEFORE UPDATE ON peer_sessions_eligibilityanswer
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_insurance_refuse();
CREATE TRIGGER peer_sessions_coverageentry_unchanged BEFORE UPDATE ON peer_sessions_coverageentry
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_insurance_seal_only();
CREATE TRIGGER peer_sessions_claimbatch_unchanged BEFORE UPDATE ON peer_sessions_claimbatch
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_claimbatch_once();
CREATE TRIGGER peer_sessions_claimbatch_kept BEFORE DELETE ON peer_sessions_claimbatch
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_insurance_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_claimbatch_kept ON peer_sessions_claimbatch;
DROP TRIGGER peer_sessions_claimbatch_unchanged ON peer_sessions_claimbatch;
DROP TRIGGER peer_sessions_coverageentry_unchanged ON peer_sessions_coverageentry;
DROP TRIGGER peer_sessions_eligibilityanswer_unchanged ON peer_sessions_eligibilityanswer;
DROP TRIGGER peer_sessions_timessaid_unchanged ON peer_sessions_timessaid;
DROP TRIGGER peer_sessions_claimline_unchanged ON peer_sessions_claimline;
DROP FUNCTION peer_sessions_claimbatch_once();
DROP FUNCTION peer_sessions_insurance_seal_only();
DROP FUNCTION peer_sessions_insurance_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0029_payments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClaimBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("payer", models.CharField(max_length=16)),
                ("sealed", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("lines_count", models.PositiveIntegerField()),
                ("units", models.PositiveIntegerField()),
                ("cents", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            bases=(peerhub.crypto.SealedWords, models.Model),
        ),
        migrations.CreateModel(
            name="ClaimLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("1", "First"),
                            ("7", "Takes the place of an earlier one"),
                            ("8", "Takes an earlier one back"),
                        ],
                        default="1",
                        max_length=1,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200)),
                ("day", models.DateField()),
                ("began_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("units", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=8)),
                ("modifiers", models.CharField(blank=True, max_length=16)),
                ("place", models.CharField(max_length=2)),
                ("cents", models.PositiveIntegerField()),
                ("terms_since", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_lines",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="peer_sessions.claimline",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim_lines",
                        to="peer_sessions.noteversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dropped", models.BooleanField(default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="peer_sessions.claimbatch",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_batches",
                        to="peer_sessions.claimline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("payer", models.CharField(max_length=16)),
                ("version", models.CharField(max_length=16)),
                ("sealed", models.BinaryField(default=b"")),
                ("chosen_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("to_bill_at", models.DateTimeField(null=True)),
                ("to_treat_at", models.DateTimeField(null=True)),
                ("clinician_at", models.DateTimeField(null=True)),
                ("substances_at", models.DateTimeField(null=True)),
                ("paused_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            bases=(peerhub.crypto.SealedWords, models.Model),
        ),
        migrations.AddField(
            model_name="claimline",
            name="coverage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="peer_sessions.coverage",
            ),
        ),
        migrations.CreateModel(
            name="CoverageEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yes", "What the member signed"),
                            ("diagnosis", "Code of a clinician (ICD-10)"),
                            ("order", "Order or referral for this support"),
                            ("authorisation", "Prior authorisation"),
                            ("referrer", "Number (NPI) of whoever referred"),
                            ("organisation", "Managed care organisation"),
                            ("release", "Release of information on file"),
                        ],
                        max_length=16,
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("units", models.PositiveSmallIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="peer_sessions.coverage",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            bases=(peerhub.crypto.SealedWords, models.Model),
        ),
        migrations.CreateModel(
            name="EligibilityAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked"),
                            ("asked", "Asked"),
                            ("active", "Active"),
                            ("not_active", "Not active"),
                            ("unknown", "The plan could not say"),
                        ],
                        max_length=16,
                    ),
                ),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("noted_at", models.DateTimeField()),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="peer_sessions.coverage",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TimesSaid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField()),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        choices=[("home", "At home"), ("elsewhere", "Somewhere else")],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="times_said",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="claimbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_at", None), ("dropped_at", None), _connector="OR"),
                name="sessions_claimbatch_what_was_taken_stays",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped", False)),
                fields=("line",),
                name="sessions_batchline_in_one_batch",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("member",),
                name="sessions_coverage_one_of_a_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", False),
                    models.Q(("sealed", b""), _negated=True),
                    _connector="OR",
                ),
                name="sessions_coverage_says_who_until_it_ends",
            ),
        ),
        migrations.AddIndex(
            model_name="claimline",
            index=models.Index(fields=["coverage", "day"], name="sessions_claimline_day"),
        ),
        migrations.AddConstraint(
            model_name="claimline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "1")),
                fields=("booking",),
                name="sessions_claimline_once_for_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "1"), ("replaces", None), ("why", "")),
                    models.Q(
                        models.Q(("kind", "1"), _negated=True),
                        ("replaces__isnull", False),
                        models.Q(("why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sessions_claimline_a_correction_says_of_what_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes__gte", 1), ("stopped_at__gt", models.F("began_at")), ("units__gte", 1)
                ),
                name="sessions_claimline_of_some_time",
            ),
        ),
        migrations.AddIndex(
            model_name="coverageentry",
            index=models.Index(fields=["coverage", "kind"], name="sessions_coverageentry_kind"),
        ),
        migrations.AddConstraint(
            model_name="coverageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("on")), _connector="OR"
                ),
                name="sessions_coverageentry_begins_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="coverageentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "authorisation"), _negated=True),
                    ("until__isnull", False),
                    _connector="OR",
                ),
                name="sessions_coverageentry_an_authorisation_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="eligibilityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "active"), _negated=True),
                    models.Q(("first__isnull", False), ("last__gte", models.F("first"))),
                    _connector="OR",
                ),
                name="sessions_eligibility_active_from_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="eligibilityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "not_active"), _negated=True),
                    ("first__isnull", False),
                    _connector="OR",
                ),
                name="sessions_eligibility_not_active_from",
            ),
        ),
        migrations.AddConstraint(
            model_name="eligibilityanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "not_asked"), _negated=True),
                name="sessions_eligibility_is_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="timessaid",
            constraint=models.CheckConstraint(
                condition=models.Q(("stopped_at__gt", models.F("began_at"))),
                name="sessions_timessaid_begins_first",
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
