"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

import uuid
from importlib import import_module

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import peerhub.ranges
from peerhub.tables import AllTables

# What PostgreSQL itself refuses and writes, as the steps tell it; the others carry rows over.
RULES = [
    rule
    for step in (
        "0002_timeline_append_only",
        "0009_talk_append_only",
        "0011_plan_versions_stay",
        "0016_closing_append_only",
        "0022_overdue",
        "0023_plans_sealed",
        "0025_handovers_append_only",
    )
    for rule in import_module(f"safety.migrations.{step}").Migration.operations
    if isinstance(rule, migrations.RunSQL) and rule.reverse_sql != migrations.RunSQL.noop
]


class Migration(migrations.Migration):
    replaces = [
        ("safety", "0001_initial"),
        ("safety", "0002_timeline_append_only"),
        ("safety", "0003_reports"),
        ("safety", "0004_telling_more"),
        ("safety", "0005_pause_acts"),
        ("safety", "0006_second_look"),
        ("safety", "0007_flag_strand"),
        ("safety", "0008_talk"),
        ("safety", "0009_talk_append_only"),
        ("safety", "0010_staying_safe_plan"),
        ("safety", "0011_plan_versions_stay"),
        ("safety", "0012_asking_for_a_person"),
        ("safety", "0013_local_help"),
        ("safety", "0014_rule_switches"),
        ("safety", "0015_closing"),
        ("safety", "0016_closing_append_only"),
        ("safety", "0017_deadlines"),
        ("safety", "0018_reveals"),
        ("safety", "0019_rules_kept_with_decisions"),
        ("safety", "0020_help_offers"),
        ("safety", "0021_paging"),
        ("safety", "0022_overdue"),
        ("safety", "0023_plans_sealed"),
        ("safety", "0024_on_call_rota"),
        ("safety", "0025_handovers_append_only"),
        ("safety", "0026_read_in_review"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0006_in_one"),
        ("notifications", "0003_in_one"),
    ]

    operations = [
        BtreeGistExtension(),
        AllTables(
            [
                migrations.CreateModel(
                    name="Build",
                    fields=[
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("weight", models.FloatField(default=0.0)),
                        ("at", models.DateTimeField()),
                        ("told_at", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Health",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("degraded_since", models.DateTimeField(null=True)),
                        ("late_since", models.DateTimeField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="Organization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, unique=True)),
                        ("website", models.URLField(blank=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CheckInWish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("mail", "Here, with a mail that only says there is an update"),
                                    ("here", "Only here, without a mail"),
                                    ("not", "Please do not write to me"),
                                ],
                                default="mail",
                                max_length=8,
                            ),
                        ),
                        (
                            "words",
                            models.CharField(
                                choices=[
                                    ("how", "Hello. How are you today?"),
                                    ("thinking", "We are thinking of you. No answer is needed."),
                                    ("here", "We are still here. Tell us how it is, if you like."),
                                    ("short", "Just saying hello."),
                                ],
                                default="how",
                                max_length=16,
                            ),
                        ),
                        ("set_at", models.DateTimeField()),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_in_wish",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Flag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=64)),
                        ("subject_id", models.CharField(max_length=64)),
                        ("text_mark", models.CharField(max_length=64)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("strand", models.CharField(blank=True, max_length=64)),
                        ("excerpt", models.TextField(max_length=2000)),
                        ("level", models.PositiveSmallIntegerField()),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=32), default=list, size=None
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("rules_version", models.CharField(blank=True, max_length=200)),
                        (
                            "rules_off",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), null=True, size=None
                            ),
                        ),
                        ("held", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for someone"),
                                    ("claimed", "Someone is on it"),
                                    ("resolved", "Done"),
                                ],
                                default="open",
                                max_length=16,
                            ),
                        ),
                        ("raised_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("claim_until", models.DateTimeField(null=True)),
                        ("claims", models.PositiveIntegerField(default=0)),
                        ("resolved_at", models.DateTimeField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reached", "I reached the person"),
                                    ("handed_over", "Handed to the clinician on call"),
                                    ("emergency", "Emergency help is on its way"),
                                    (
                                        "false_alarm",
                                        "Nobody was in danger, for the reason in the note",
                                    ),
                                    ("nothing_needed", "Nothing needed"),
                                    ("read_in_review", "Read in the story’s review"),
                                ],
                                max_length=32,
                            ),
                        ),
                        (
                            "fate",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("left", "Leave it where it is"),
                                    ("hidden", "Hide it from everybody"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="flags",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "claimed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claimed_flags",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="resolved_flags",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("level", models.PositiveSmallIntegerField()),
                        ("score", models.FloatField()),
                        ("odds", models.FloatField(null=True)),
                        ("likeness", models.FloatField(null=True)),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), null=True, size=None
                            ),
                        ),
                        (
                            "rules_off",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), null=True, size=None
                            ),
                        ),
                        ("nearest", models.JSONField(default=list)),
                        ("version", models.CharField(max_length=200)),
                        ("degraded", models.BooleanField(default=False)),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Debrief",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes, I would like to talk"),
                                    ("later", "Ask me again later"),
                                    ("no", "No, thank you"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("held_at", models.DateTimeField(null=True)),
                        (
                            "held_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_debriefs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="debriefs",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="debriefs",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("call", "those on call are called at once"),
                                    ("ack", "somebody takes it"),
                                    ("contact", "the person is reached"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("run", models.PositiveIntegerField(default=0)),
                        ("step", models.PositiveSmallIntegerField()),
                        ("due_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(null=True)),
                        ("met", models.BooleanField(default=False)),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="deadlines",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ContactAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("message", "A message here"),
                                    ("call", "A call"),
                                    ("room", "In the room"),
                                    ("session", "In a session"),
                                    ("somebody", "Through somebody they named"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("reached", "I reached the person"),
                                    ("not_reached", "No answer"),
                                    ("declined", "They would rather not talk"),
                                    ("not_possible", "There is no way to reach them"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("try_again", models.DateTimeField(null=True)),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_attempts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attempts",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CheckIn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        ("hours", models.PositiveSmallIntegerField()),
                        ("booked_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("for_supervisor", models.BooleanField(default=False)),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("all_right", "I am getting by"),
                                    ("talk", "I would like to talk to somebody"),
                                    ("no_more", "Please do not ask me any more"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("reached", "I reached the person"),
                                    ("not_reached", "I tried, and did not reach them"),
                                    ("declined", "They do not want to be asked any more"),
                                    ("moved", "It is moved to another time"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        (
                            "assigned",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_ins_to_do",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "booked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="booked_check_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_check_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="check_ins",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Assessment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("saved_at", models.DateTimeField()),
                        ("risks", models.TextField(blank=True, max_length=2000)),
                        ("strengths", models.TextField(blank=True, max_length=2000)),
                        ("asked", models.TextField(blank=True, max_length=2000)),
                        ("level", models.PositiveSmallIntegerField(null=True)),
                        ("reasons", models.TextField(blank=True, max_length=2000)),
                        ("next_steps", models.TextField(blank=True, max_length=2000)),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "about",
                            models.CharField(
                                choices=[
                                    (
                                        "incident",
                                        "The incident was handled, and the case can close",
                                    ),
                                    ("no_danger", "Nobody was in danger"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.TextField(max_length=2000)),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="agreements",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="FlagNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("raised", "raised this"),
                                    ("claimed", "took this"),
                                    ("released", "handed this back"),
                                    ("level_raised", "raised the level"),
                                    ("noted", "wrote a note"),
                                    ("let_out", "let others see the message"),
                                    ("reported", "told us about this"),
                                    ("told_more", "told us more about this"),
                                    ("hidden", "hid the message from everybody"),
                                    ("paused", "paused the account"),
                                    ("unpaused", "ended the pause of the account"),
                                    ("wrote_to", "wrote to the person"),
                                    ("answered", "answered"),
                                    ("not_now", "would rather not talk now"),
                                    ("left_talk", "left the conversation"),
                                    ("came_back", "came back to the conversation"),
                                    ("history", "looked at what was before"),
                                    ("shown", "showed the message again"),
                                    ("muted", "asked the person to be silent there for a while"),
                                    ("unmuted", "let the person write there again"),
                                    ("resolved", "closed this"),
                                    ("reopened", "opened this again"),
                                    ("contacted", "wrote down an attempt to reach the person"),
                                    ("helped", "wrote down help that was given"),
                                    ("booked", "booked the check-ins"),
                                    ("checked_in", "wrote down a check-in"),
                                    ("assessed", "saved the assessment"),
                                    ("signed", "signed the assessment"),
                                    ("stepped", "filled in the checklist"),
                                    ("incident", "wrote the incident record"),
                                    ("agreed", "agreed as a second person"),
                                    ("escalated", "told more people"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=64)),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="flag_notes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="safety.flag",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Handover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        ("written_at", models.DateTimeField()),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        ("more", models.PositiveIntegerField(default=0)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handovers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HandoverLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        ("due_at", models.DateTimeField(null=True)),
                        ("done", models.CharField(blank=True, max_length=300)),
                        ("next", models.CharField(blank=True, max_length=300)),
                        ("by_when", models.CharField(blank=True, max_length=60)),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover_lines",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="safety.handover",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HandoverRead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("read_at", models.DateTimeField()),
                        (
                            "handover",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reads",
                                to="safety.handover",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handover_reads",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HelpGiven",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("lines", "Help lines of their country"),
                                    ("plan", "A staying safe plan, made or gone through together"),
                                    (
                                        "plan_offered",
                                        "A plan was offered, and they would rather not",
                                    ),
                                    (
                                        "distance",
                                        "We talked about putting distance between them and what could hurt them",
                                    ),
                                    (
                                        "distance_offered",
                                        "We asked to talk about that, and they would rather not",
                                    ),
                                    (
                                        "handed_on",
                                        "Somebody else is with them now, or will see them",
                                    ),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=2000)),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="help_given",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="help_given",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HelpOffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("offered_at", models.DateTimeField()),
                        ("shown_at", models.DateTimeField(null=True)),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="help_offers",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="help_offers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HelpRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        (
                            "safe",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("safe", "I am safe for now"),
                                    ("unsure", "I am not sure"),
                                    ("unsafe", "I am not safe"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("asked_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "flag",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="help_request",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="help_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Incident",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("written_at", models.DateTimeField()),
                        ("words", models.TextField(max_length=2000)),
                        ("review_until", models.DateTimeField()),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="IncidentReview",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                    name="OnCallClinician",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="on_call_lists",
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                ),
                migrations.CreateModel(
                    name="Page",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        ("reference", models.CharField(max_length=64, unique=True)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("call", "Somebody is called at once"),
                                    ("ack", "Nobody has taken it in time"),
                                    ("contact", "The person was not reached in time"),
                                    ("test", "A test"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("level", models.PositiveSmallIntegerField()),
                        ("step", models.PositiveSmallIntegerField()),
                        ("path", models.CharField(max_length=64)),
                        ("written_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("held_until", models.DateTimeField(null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("tried_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("given_up_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=64)),
                        (
                            "written_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pages",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        ("made_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("drafted", "Not shared yet"),
                                    ("consented", "Waiting to be sent"),
                                    ("sent", "Sent"),
                                    ("connected", "They met"),
                                    ("closed", "Closed"),
                                    ("withdrawn", "Taken back"),
                                ],
                                db_index=True,
                                default="drafted",
                                max_length=16,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("therapist", "A therapist"),
                                    ("medication", "Someone who can talk with me about medication"),
                                    (
                                        "service",
                                        "Another service (housing, money, legal help, a group)",
                                    ),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("to_whom", models.CharField(max_length=200)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("after_trauma", "Help with something that happened"),
                                    ("mood", "Low mood or worry"),
                                    ("substances", "Alcohol, drugs or another habit"),
                                    ("everyday", "Everyday things: housing, money, law"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("wish", models.TextField(blank=True, max_length=2000)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        (
                            "fields_shared",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("handle", "The name I use here"),
                                        ("reason", "What it is about, in one line"),
                                        ("wish", "My own words"),
                                        ("contact", "How to reach me"),
                                    ],
                                    max_length=16,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        ("consent_at", models.DateTimeField(null=True)),
                        ("consent_version", models.CharField(blank=True, max_length=16)),
                        ("withdrawn_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("follow_up_on", models.DateField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="made_referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sent_referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("connected", "Yes, I am in touch with them"),
                                    ("waitlisted", "I am on a waiting list"),
                                    ("not_eligible", "They said they cannot take me"),
                                    ("could_not_reach", "I could not reach them"),
                                    ("declined", "I decided not to go"),
                                    ("no_capacity", "They have no room"),
                                    ("unsafe", "It did not feel safe"),
                                    ("other", "Something else"),
                                    ("unsaid", "I would rather not say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("connected", "Yes, I am in touch with them"),
                                    ("waitlisted", "I am on a waiting list"),
                                    ("not_eligible", "They said they cannot take me"),
                                    ("could_not_reach", "I could not reach them"),
                                    ("declined", "I decided not to go"),
                                    ("no_capacity", "They have no room"),
                                    ("unsafe", "It did not feel safe"),
                                    ("other", "Something else"),
                                    ("unsaid", "I would rather not say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="follow_ups",
                                to="notifications.notice",
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="closed_follow_ups",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="safety.referral",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=64)),
                        ("subject_id", models.CharField(max_length=64)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("worried", "I am worried about this person"),
                                    ("unkind", "It is unkind"),
                                    ("unsafe_detail", "It tells how to hurt oneself or others"),
                                    ("identifies", "It tells who somebody is"),
                                    (
                                        "wants_contact",
                                        "It asks to meet, for money, or for contact outside",
                                    ),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("snapshot", models.TextField(max_length=2000)),
                        ("made_at", models.DateTimeField()),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Reveal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("mask", "A mask"), ("account", "An account")],
                                max_length=16,
                            ),
                        ),
                        ("ref", models.CharField(max_length=64)),
                        ("name", models.CharField(blank=True, max_length=60)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("danger", "Somebody’s life is in danger now"),
                                    ("report", "A serious report about this person"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(max_length=1000)),
                        ("is_emergency", models.BooleanField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("agreed", models.BooleanField(null=True)),
                        ("opened_at", models.DateTimeField(null=True)),
                        ("review_due_at", models.DateTimeField(null=True)),
                        ("remind_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reveals_answered",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reveals_asked",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reveals",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reveals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SafetyPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("number", models.PositiveIntegerField(default=0)),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="safety_plan",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PlanShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("shared_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans_shared",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shares",
                                to="safety.safetyplan",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PlanProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("signs", "My early signs"),
                                    ("alone", "What I can do alone"),
                                    ("places", "People and places that take my mind off it"),
                                    ("people", "People I can ask for help"),
                                    ("lines", "Professionals and lines"),
                                    ("surroundings", "Making my surroundings safer"),
                                    ("reason", "One reason to get through the next hour"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(max_length=300)),
                        ("made_at", models.DateTimeField()),
                        ("held", models.BooleanField(default=False)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True,
                                choices=[("taken", "Taken into the plan"), ("left", "Not taken")],
                                max_length=8,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plan_proposals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proposals",
                                to="safety.safetyplan",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PlanEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("signs", "My early signs"),
                                    ("alone", "What I can do alone"),
                                    ("places", "People and places that take my mind off it"),
                                    ("people", "People I can ask for help"),
                                    ("lines", "Professionals and lines"),
                                    ("surroundings", "Making my surroundings safer"),
                                    ("reason", "One reason to get through the next hour"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("sealed", models.BinaryField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="entries",
                                to="safety.safetyplan",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SecondLook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("subject_kind", models.CharField(max_length=64)),
                        ("subject_id", models.CharField(max_length=64)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("strand", models.CharField(blank=True, max_length=64)),
                        ("text", models.TextField()),
                        ("stored_at", models.DateTimeField()),
                        ("leased_until", models.DateTimeField(null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Service",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "public_id",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("about", models.TextField(blank=True, max_length=600)),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("talking", "Somebody to talk to"),
                                        ("therapy", "Therapy or counselling"),
                                        ("hurt", "Being hurt by someone"),
                                        ("shelter", "A safe place to stay"),
                                        ("grief", "Loss and grief"),
                                        ("substances", "Alcohol and drugs"),
                                        ("health", "A doctor or a clinic"),
                                        ("housing", "Housing"),
                                        ("money", "Money and debts"),
                                        ("food", "Food"),
                                        ("legal", "Rights and law"),
                                        ("company", "Company and groups"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("phone", "By phone"),
                                        ("online", "Online"),
                                        ("in_person", "In person"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("ar", "Arabic"),
                                        ("bn", "Bengali"),
                                        ("de", "German"),
                                        ("en", "English"),
                                        ("es", "Spanish"),
                                        ("fa", "Persian"),
                                        ("fr", "French"),
                                        ("hi", "Hindi"),
                                        ("it", "Italian"),
                                        ("pl", "Polish"),
                                        ("pt", "Portuguese"),
                                        ("ru", "Russian"),
                                        ("so", "Somali"),
                                        ("tr", "Turkish"),
                                        ("uk", "Ukrainian"),
                                        ("ur", "Urdu"),
                                        ("vi", "Vietnamese"),
                                        ("zh", "Chinese"),
                                    ],
                                    max_length=2,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "cost",
                            models.CharField(
                                choices=[
                                    ("free", "Free"),
                                    ("sliding", "Pay what you can"),
                                    ("insurance", "Through insurance"),
                                    ("paid", "Costs money"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("cost_note", models.CharField(blank=True, max_length=200)),
                        ("eligibility", models.CharField(blank=True, max_length=200)),
                        (
                            "accessibility",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("step_free", "Step-free"),
                                        ("hearing", "For people who hear little or not"),
                                        ("seeing", "For people who see little or not"),
                                        ("easy_words", "Easy words"),
                                        ("children", "Bring your children"),
                                        ("no_papers", "No papers needed"),
                                    ],
                                    max_length=16,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        ("country", models.CharField(max_length=2)),
                        ("whole_country", models.BooleanField(default=False)),
                        ("area", models.CharField(blank=True, max_length=200)),
                        ("consent_by", models.CharField(max_length=200)),
                        ("consent_on", models.DateField()),
                        (
                            "consent_how",
                            models.CharField(
                                choices=[
                                    ("mail", "By e-mail"),
                                    ("letter", "By letter"),
                                    ("phone", "On the phone"),
                                    ("in_person", "Face to face"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("listed_at", models.DateTimeField()),
                        ("checked_on", models.DateField()),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("retired_why", models.CharField(blank=True, max_length=200)),
                        (
                            "checked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services_checked",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "listed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services_listed",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="safety.organization",
                            ),
                        ),
                        (
                            "retired_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services_retired",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Schedule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                                size=None,
                            ),
                        ),
                        ("opens", models.TimeField(null=True)),
                        ("closes", models.TimeField(null=True)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="schedules",
                                to="safety.service",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Phone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("number", models.CharField(max_length=32)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="phones",
                                to="safety.service",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Location",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=200)),
                        ("city", models.CharField(max_length=100)),
                        ("region", models.CharField(blank=True, max_length=100)),
                        ("postal_code", models.CharField(blank=True, max_length=16)),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="locations",
                                to="safety.service",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Shift",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "post",
                            models.CharField(
                                choices=[
                                    ("moderator", "Moderator"),
                                    ("clinician", "Clinician on call"),
                                    ("supervisor", "Supervisor on call"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("day", models.DateField(null=True)),
                        ("seat", models.PositiveSmallIntegerField(default=1)),
                        ("called_off_at", models.DateTimeField(null=True)),
                        ("opened", models.PositiveIntegerField(default=0)),
                        ("told", models.PositiveSmallIntegerField(default=0)),
                        (
                            "called_off_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shifts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="handover",
                    name="shift",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="safety.shift",
                    ),
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("signed_at", models.DateTimeField()),
                        (
                            "assessment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signature",
                                to="safety.assessment",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="StepLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("step", models.PositiveSmallIntegerField()),
                        ("needed", models.BooleanField()),
                        ("words", models.TextField(max_length=2000)),
                        ("who", models.CharField(blank=True, max_length=64)),
                        ("when", models.CharField(blank=True, max_length=64)),
                        ("dialled", models.CharField(blank=True, max_length=64)),
                        ("reference", models.CharField(blank=True, max_length=64)),
                        ("confirmed_by", models.CharField(blank=True, max_length=64)),
                        ("written_at", models.DateTimeField()),
                        (
                            "flag",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="step_lines",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="step_lines",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Swap",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accepted_swaps",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked_swaps",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "for_shift",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="wanted_swaps",
                                to="safety.shift",
                            ),
                        ),
                        (
                            "shift",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="swaps",
                                to="safety.shift",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Switch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("rule", models.CharField(max_length=64)),
                        ("to_off", models.BooleanField()),
                        ("words", models.CharField(max_length=1000)),
                        ("asked_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("agreed", models.BooleanField(null=True)),
                        ("taken_back_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="switches_answered",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="switches_asked",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Talk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("opened_at", models.DateTimeField()),
                        ("quiet_since", models.DateTimeField(null=True)),
                        ("left_at", models.DateTimeField(null=True)),
                        (
                            "flag",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talk",
                                to="safety.flag",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="talks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Voice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("moderator", "A moderator"),
                                    ("clinician", "A clinician"),
                                    ("supervisor", "A supervisor"),
                                    ("administrator", "An administrator"),
                                    ("specialist", "A peer specialist"),
                                    ("team", "A person from our team"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="voices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "talk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="voices",
                                to="safety.talk",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="TalkLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("words", models.TextField(max_length=1500)),
                        ("ready", models.CharField(blank=True, max_length=32)),
                        ("seen_at", models.DateTimeField(null=True)),
                        (
                            "talk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="safety.talk",
                            ),
                        ),
                        (
                            "voice",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="safety.voice",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Weekly",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "post",
                            models.CharField(
                                choices=[
                                    ("moderator", "Moderator"),
                                    ("clinician", "Clinician on call"),
                                    ("supervisor", "Supervisor on call"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
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
                        ),
                        ("opens", models.TimeField()),
                        ("closes", models.TimeField()),
                        ("people", models.PositiveSmallIntegerField(default=1)),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                ),
                migrations.AddField(
                    model_name="shift",
                    name="weekly",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shifts",
                        to="safety.weekly",
                    ),
                ),
                migrations.AddIndex(
                    model_name="flag",
                    index=models.Index(
                        models.OrderBy(models.F("level"), descending=True),
                        models.F("due_at"),
                        condition=models.Q(("state", "resolved"), _negated=True),
                        name="safety_flag_queue",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="flag",
                    constraint=models.UniqueConstraint(
                        fields=("subject_kind", "subject_id", "text_mark"), name="safety_flag_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="flag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("level__gte", 0), ("level__lte", 5)),
                        name="safety_flag_level_on_ladder",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="flag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim_until__isnull", False),
                                ("claimed_at__isnull", False),
                                ("claimed_by__isnull", False),
                                ("state", "claimed"),
                            ),
                            models.Q(
                                models.Q(("state", "claimed"), _negated=True),
                                ("claim_until", None),
                                ("claimed_at", None),
                                ("claimed_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="safety_flag_claimed_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="flag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("resolved_at__isnull", False),
                                ("resolved_by__isnull", False),
                                ("state", "resolved"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "resolved"), _negated=True),
                                ("outcome", ""),
                                ("resolved_at", None),
                                ("resolved_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="safety_flag_resolved_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="debrief",
                    constraint=models.UniqueConstraint(
                        fields=("flag", "person"), name="safety_debrief_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="debrief",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_debrief_answered_at_and_answer_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="debrief",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at", None), ("held_by", None)),
                            models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_debrief_held_at_and_by_together",
                    ),
                ),
                migrations.AddIndex(
                    model_name="deadline",
                    index=models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["due_at"],
                        name="safety_deadline_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="deadline",
                    constraint=models.UniqueConstraint(
                        fields=("flag", "kind", "run", "step"), name="safety_deadline_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="deadline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("flag", "kind"),
                        name="safety_deadline_one_pending",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="deadline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("met", False), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="safety_deadline_met_is_done",
                    ),
                ),
                migrations.AddIndex(
                    model_name="checkin",
                    index=models.Index(
                        condition=models.Q(("closed_at", None), ("opened_at", None)),
                        fields=["due_at"],
                        name="safety_checkin_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkin",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("flag", "hours"),
                        name="safety_checkin_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkin",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("result", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_checkin_closed_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="checkin",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_checkin_answered_at_and_answer_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.UniqueConstraint(
                        fields=("flag", "version"), name="safety_assessment_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="assessment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("level", None),
                            models.Q(("level__gte", 0), ("level__lte", 5)),
                            _connector="OR",
                        ),
                        name="safety_assessment_level_on_ladder",
                    ),
                ),
                migrations.AddIndex(
                    model_name="flagnote",
                    index=models.Index(fields=["flag", "at"], name="safety_flagnote_timeline"),
                ),
                migrations.AddConstraint(
                    model_name="handoverline",
                    constraint=models.UniqueConstraint(
                        fields=("handover", "flag"), name="safety_handoverline_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handoverread",
                    constraint=models.UniqueConstraint(
                        fields=("handover", "person"), name="safety_handoverread_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="helpoffer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("shown_at", None)),
                        fields=("person",),
                        name="safety_helpoffer_one_waits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="helprequest",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="safety_helprequest_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="oncallclinician",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="safety_oncallclinician_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="oncallclinician",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_oncallclinician_ended_at_and_by_together",
                    ),
                ),
                migrations.AddIndex(
                    model_name="owed",
                    index=models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["due_at"],
                        name="safety_owed_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="owed",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("check_in", None), ("incident__isnull", False)),
                            models.Q(("check_in__isnull", False), ("incident", None)),
                            _connector="OR",
                        ),
                        name="safety_owed_one_thing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="owed",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("met", False), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="safety_owed_met_is_done",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="owed",
                    constraint=models.UniqueConstraint(
                        fields=("check_in", "incident", "step"),
                        name="safety_owed_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="owed",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("check_in", "incident"),
                        name="safety_owed_one_pending",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddIndex(
                    model_name="page",
                    index=models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["due_at"],
                        name="safety_page_due",
                    ),
                ),
                migrations.AddIndex(
                    model_name="page",
                    index=models.Index(fields=["-written_at"], name="safety_page_newest"),
                ),
                migrations.AddConstraint(
                    model_name="page",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None), ("given_up_at", None), _connector="OR"
                        ),
                        name="safety_page_sent_or_given_up",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at", None), ("sent_by", None)),
                            models.Q(
                                ("consent_at__isnull", False),
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_referral_sent_with_consent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_referral_closed_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent_at", None), ("consent_version", "")),
                            models.Q(
                                ("consent_at__isnull", False),
                                models.Q(("consent_version", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_referral_consent_names_its_version",
                    ),
                ),
                migrations.AddIndex(
                    model_name="followup",
                    index=models.Index(
                        condition=models.Q(("closed_at", None), ("opened_at", None)),
                        fields=["due_at"],
                        name="safety_followup_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("referral",),
                        name="safety_followup_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("outcome", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_followup_closed_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="followup",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_followup_answered_at_and_answer_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="report",
                    constraint=models.UniqueConstraint(
                        models.F("flag"),
                        models.F("reporter"),
                        models.F("reason"),
                        django.db.models.functions.text.MD5("words"),
                        django.db.models.functions.text.MD5("snapshot"),
                        name="safety_report_same_once",
                    ),
                ),
                migrations.AddIndex(
                    model_name="reveal",
                    index=models.Index(
                        condition=models.Q(("answered_at", None)),
                        fields=["asked_at"],
                        name="safety_reveal_unanswered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_emergency", True),
                                ("opened_at__isnull", False),
                                ("reason", "danger"),
                            ),
                            models.Q(
                                ("is_emergency", False),
                                models.Q(("reason", "danger"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_reveal_only_danger_opens_at_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_emergency", True), ("review_due_at__isnull", False)),
                            models.Q(
                                ("is_emergency", False),
                                ("remind_at", None),
                                ("review_due_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="safety_reveal_danger_is_looked_at_again",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_emergency", False),
                            models.Q(("answered_at", None), ("remind_at__isnull", False)),
                            models.Q(("answered_at__isnull", False), ("remind_at", None)),
                            _connector="OR",
                        ),
                        name="safety_reveal_reminds_until_answered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="safety_reveal_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("person")), _negated=True),
                        name="safety_reveal_asked_by_another",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed", None), ("answered_at", None), ("answered_by", None)
                            ),
                            models.Q(
                                ("agreed__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="safety_reveal_answered_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by", None),
                            models.Q(
                                models.Q(("answered_by", models.F("asked_by")), _negated=True),
                                models.Q(("answered_by", models.F("person")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_reveal_answered_by_a_second_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reveal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("opened_at", None),
                            ("is_emergency", True),
                            models.Q(("agreed", True), ("agreed__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_reveal_opened_after_a_yes",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planshare",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("plan", "person"),
                        name="safety_planshare_once_with_a_person",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planproposal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_planproposal_answered_at_and_answer_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="planentry",
                    constraint=models.UniqueConstraint(
                        fields=("plan", "number", "part"), name="safety_planentry_once_in_a_version"
                    ),
                ),
                migrations.AddIndex(
                    model_name="secondlook",
                    index=models.Index(fields=["stored_at"], name="safety_secondlook_oldest"),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=models.Index(
                        condition=models.Q(("retired_at", None)),
                        fields=["country", "checked_on"],
                        name="safety_service_listed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="service",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent_by", ""), _negated=True),
                            ("consent_how__in", ["mail", "letter", "phone", "in_person"]),
                        ),
                        name="safety_service_listed_with_consent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="service",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("consent_on__lte", models.F("checked_on"))),
                        name="safety_service_checked_after_consent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="service",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("languages__len__gt", 0), ("needs__len__gt", 0), ("ways__len__gt", 0)
                        ),
                        name="safety_service_can_be_found_and_reached",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="service",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("retired_at", None), ("retired_by", None), ("retired_why", "")
                            ),
                            models.Q(
                                ("retired_at__isnull", False),
                                ("retired_by__isnull", False),
                                models.Q(("retired_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="safety_service_retired_at_by_and_why_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="schedule",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes", None), ("opens", None)),
                            models.Q(("closes__isnull", False), ("opens__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_schedule_opens_and_closes_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.UniqueConstraint(
                        fields=("shift", "version"), name="safety_handover_version"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stepline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("step__gte", 1), ("step__lte", 9)),
                        name="safety_stepline_step_on_list",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="swap",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("ended_at", None)),
                        fields=("shift",),
                        name="safety_swap_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="swap",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", None)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="safety_swap_accepted_at_and_by_together",
                    ),
                ),
                migrations.AddIndex(
                    model_name="switch",
                    index=models.Index(
                        condition=models.Q(("agreed", True)),
                        fields=["rule", "-answered_at"],
                        name="safety_switch_in_effect",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="switch",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("answered_at", None), ("taken_back_at", None)),
                        fields=("rule",),
                        name="safety_switch_one_request_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="switch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="safety_switch_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="switch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreed", None), ("answered_at", None), ("answered_by", None)
                            ),
                            models.Q(
                                ("agreed__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("taken_back_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="safety_switch_answered_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="switch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by", None),
                            models.Q(("answered_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="safety_switch_answered_by_a_second_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="voice",
                    constraint=models.UniqueConstraint(
                        fields=("talk", "person"), name="safety_voice_one_a_person"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="voice",
                    constraint=models.UniqueConstraint(
                        fields=("talk", "name"), name="safety_voice_name_once_a_talk"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="talkline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ready", ""), ("voice__isnull", False), _connector="OR"
                        ),
                        name="safety_talkline_ready_is_ours",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="weekly",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="safety_weekly_ended_at_and_by_together",
                    ),
                ),
                migrations.AddIndex(
                    model_name="shift",
                    index=models.Index(fields=["ends_at", "starts_at"], name="safety_shift_when"),
                ),
                migrations.AddConstraint(
                    model_name="shift",
                    constraint=models.UniqueConstraint(
                        fields=("weekly", "day", "seat"), name="safety_shift_made_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="shift",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="safety_shift_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="shift",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_at", None), ("called_off_by", None)),
                            models.Q(
                                ("called_off_at__isnull", False), ("called_off_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="safety_shift_called_off_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="shift",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("called_off_at", None)),
                        expressions=(
                            ("person", "="),
                            (
                                peerhub.ranges.TsTzRange(
                                    "starts_at",
                                    "ends_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                ),
                                "&&",
                            ),
                        ),
                        name="safety_shift_one_at_a_time",
                    ),
                ),
            ]
        ),
        *RULES,
    ]
