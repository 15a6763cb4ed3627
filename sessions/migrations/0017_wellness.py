"""A member's own plan. The database itself refuses to change what something in it said before."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Only words that are sealed anew with another key may be written over, and nothing beside them.
# Deleting is allowed: a member may delete something for good.
REFUSE = """
CREATE FUNCTION peer_sessions_formerwords_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peerhub.sealing', true) = 'on'
        AND (NEW.id, NEW.item_id, NEW.number, NEW.written_at)
            IS NOT DISTINCT FROM (OLD.id, OLD.item_id, OLD.number, OLD.written_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what it said before stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_formerwords_unchanged BEFORE UPDATE ON peer_sessions_formerwords
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_formerwords_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_formerwords_unchanged ON peer_sessions_formerwords;
DROP FUNCTION peer_sessions_formerwords_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0016_check_ins_and_progress"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanItem",
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
                            ("goal", "What I am working towards"),
                            ("step", "Small steps"),
                            ("helped", "What helped, and when"),
                            ("sign", "What I notice when it gets harder"),
                            ("hold", "People and things that hold me"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("rest", "Resting"),
                            ("done", "Reached"),
                            ("let_go", "Let go"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="peer_sessions.planitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormerWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                ("written_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="formers",
                        to="peer_sessions.planitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("peer_sessions.planitem",),
        ),
        migrations.CreateModel(
            name="Help",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("peer_sessions.planitem",),
        ),
        migrations.CreateModel(
            name="Step",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("peer_sessions.planitem",),
        ),
        migrations.CreateModel(
            name="PlanItemShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shared_at", models.DateTimeField()),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="peer_sessions.planitem",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_items_shared",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goal", "What I am working towards"),
                            ("step", "Small steps"),
                            ("helped", "What helped, and when"),
                            ("sign", "What I notice when it gets harder"),
                            ("hold", "People and things that hold me"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("held", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("taken", "Taken"), ("left", "Not taken")],
                        max_length=8,
                    ),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggested_steps",
                        to="peer_sessions.planitem",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="peer_sessions.planitem",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_suggestions_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_suggestions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("goal__isnull", False), ("kind", "step")),
                    models.Q(models.Q(("kind", "step"), _negated=True), ("goal", None)),
                    _connector="OR",
                ),
                name="sessions_planitem_a_step_has_a_goal",
            ),
        ),
        migrations.AddConstraint(
            model_name="planitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("helped", "sign", "hold")), _negated=True),
                    ("state__in", ("open", "let_go")),
                    _connector="OR",
                ),
                name="sessions_planitem_help_is_kept_or_let_go",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerwords",
            constraint=models.UniqueConstraint(
                fields=("item", "number"), name="sessions_formerwords_once_in_an_item"
            ),
        ),
        migrations.AddConstraint(
            model_name="planitemshare",
            constraint=models.UniqueConstraint(
                fields=("item", "person"), name="sessions_planitemshare_once_with_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at", None)),
                    models.Q(
                        ("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="sessions_suggestion_answered_at_and_answer_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("item", None), ("answer", "taken"), _connector="OR"),
                name="sessions_suggestion_nothing_of_it_before_it_is_taken",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ("goal", "step", "helped")),
                    models.Q(
                        models.Q(("goal__isnull", False), ("kind", "step")),
                        models.Q(models.Q(("kind", "step"), _negated=True), ("goal", None)),
                        _connector="OR",
                    ),
                ),
                name="sessions_suggestion_what_can_be_suggested",
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
