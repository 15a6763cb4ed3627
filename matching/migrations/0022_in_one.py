"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

import uuid
from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

import matching.vectors
from peerhub.tables import AllTables

# What PostgreSQL itself refuses and writes, as the steps tell it; the others carry rows over.
RULES = [
    rule
    for step in (
        "0002_what_stories_mean",
        "0007_story_versions_stay",
        "0010_way_stays",
        "0011_what_moved",
        "0020_supervisors_see_to_it",
        "0021_resting_topics",
    )
    for rule in import_module(f"matching.migrations.{step}").Migration.operations
    if isinstance(rule, migrations.RunSQL) and rule.reverse_sql != migrations.RunSQL.noop
]


class Migration(migrations.Migration):
    replaces = [
        ("matching", "0001_initial"),
        ("matching", "0002_what_stories_mean"),
        ("matching", "0003_intake_steps"),
        ("matching", "0004_additions"),
        ("matching", "0005_requests_and_rematch"),
        ("matching", "0006_story_studio"),
        ("matching", "0007_story_versions_stay"),
        ("matching", "0008_outreach"),
        ("matching", "0009_becoming_a_specialist"),
        ("matching", "0010_way_stays"),
        ("matching", "0011_what_moved"),
        ("matching", "0012_caseload_and_what_counts"),
        ("matching", "0013_nothing_found"),
        ("matching", "0014_free_soon"),
        ("matching", "0015_story_claims"),
        ("matching", "0016_notes_per_part"),
        ("matching", "0017_checks_of_people"),
        ("matching", "0018_recognition"),
        ("matching", "0019_references_by_mail"),
        ("matching", "0020_supervisors_see_to_it"),
        ("matching", "0021_resting_topics"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0006_in_one"),
        ("topics", "0003_in_one"),
    ]

    operations = [
        CreateExtension("vector"),
        AllTables(
            [
                migrations.CreateModel(
                    name="Change",
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
                        ("week", models.DateField()),
                        (
                            "shared",
                            models.CharField(
                                choices=[
                                    ("root", "Where it started"),
                                    ("struggle", "What it is like now, not where it started"),
                                    ("nothing", "Neither"),
                                    ("untold", "The member told us nothing"),
                                ],
                                max_length=8,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CommonWords",
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
                        ("stories", models.PositiveIntegerField()),
                        ("average_length", models.FloatField()),
                        ("holding", models.JSONField()),
                        ("counted_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Story",
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
                        ("before", models.TextField(blank=True, max_length=4000)),
                        ("what_helped", models.TextField(blank=True, max_length=4000)),
                        ("now", models.TextField(blank=True, max_length=4000)),
                        ("offer", models.TextField(blank=True, max_length=4000)),
                        (
                            "before_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "what_helped_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "now_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "offer_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "before_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "what_helped_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "now_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "offer_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("held", "being read first"),
                                    ("shown", "shown"),
                                    ("retired", "taken back"),
                                ],
                                default="draft",
                                max_length=8,
                            ),
                        ),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("search", django.contrib.postgres.search.SearchVectorField(null=True)),
                        (
                            "content_notes",
                            models.ManyToManyField(related_name="stories", to="topics.contentnote"),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Application",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("writing", "Being written"),
                                    ("sent", "On its way"),
                                    ("withdrawn", "Taken back"),
                                    ("declined", "Not this time"),
                                    ("certified", "Certified"),
                                ],
                                default="writing",
                                max_length=12,
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("why", models.TextField(blank=True, max_length=2000)),
                        ("now", models.TextField(blank=True, max_length=2000)),
                        (
                            "hours",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1-2", "1 to 2 hours a week"),
                                    ("3-5", "3 to 5 hours a week"),
                                    ("6+", "6 hours a week or more"),
                                    ("unsure", "I do not know yet"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("roots", models.ManyToManyField(related_name="+", to="topics.topic")),
                        ("struggles", models.ManyToManyField(related_name="+", to="topics.topic")),
                    ],
                ),
                migrations.CreateModel(
                    name="Appeal",
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
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appeal",
                                to="matching.application",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="BackgroundCheck",
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
                        ("provider", models.CharField(max_length=64)),
                        ("checked_on", models.DateField()),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("clear", "Nothing stands against it"),
                                    ("open", "Something to talk about"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("valid_through", models.DateField()),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="matching.application",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="background_checks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Certificate",
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
                        ("number", models.CharField(max_length=14, unique=True)),
                        ("issued_at", models.DateTimeField()),
                        ("valid_from", models.DateField()),
                        ("valid_through", models.DateField(db_index=True)),
                        (
                            "issued_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "renews",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewal",
                                to="matching.certificate",
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
                        (
                            "answer",
                            models.CharField(
                                choices=[("yes", "Yes"), ("not_yet", "Not yet"), ("no", "No")],
                                max_length=8,
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1000)),
                        ("would_help", models.TextField(blank=True, max_length=1000)),
                        ("decided_at", models.DateTimeField()),
                        ("on_appeal", models.BooleanField(default=False)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="matching.application",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Enrolment",
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
                        ("enrolled_at", models.DateTimeField()),
                        (
                            "recognised",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), default=list, size=None
                            ),
                        ),
                        (
                            "enrolled_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enrolment",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ExamTalk",
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
                        ("held_at", models.DateTimeField()),
                        (
                            "held_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exam_talks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ExamTry",
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
                            "questions",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=64), size=None
                            ),
                        ),
                        ("answers", models.JSONField(default=dict)),
                        ("begun_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("right", models.PositiveSmallIntegerField(default=0)),
                        ("passed", models.BooleanField(default=False)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exam_tries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Interview",
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
                        ("booked_at", models.DateTimeField()),
                        ("starts_at", models.DateTimeField()),
                        ("place", models.CharField(max_length=200)),
                        ("held_at", models.DateTimeField(null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ready", "Ready to go on"),
                                    ("another_talk", "Another talk first"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("points", models.JSONField(default=dict)),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interviews",
                                to="matching.application",
                            ),
                        ),
                        (
                            "booked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "held_by",
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
                    name="MatchRequest",
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
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("words_held", models.BooleanField(default=False)),
                        ("asked_at", models.DateTimeField()),
                        ("musts_shown", models.BooleanField(default=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for somebody who fits"),
                                    ("matched", "You said yes to somebody"),
                                    ("withdrawn", "Taken back"),
                                ],
                                db_index=True,
                                default="open",
                                max_length=16,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        ("coordinator_told_at", models.DateTimeField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="match_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("roots", models.ManyToManyField(related_name="+", to="topics.topic")),
                        ("struggles", models.ManyToManyField(related_name="+", to="topics.topic")),
                    ],
                ),
                migrations.CreateModel(
                    name="Care",
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
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks_after_requests",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cares",
                                to="matching.matchrequest",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="MemberTopics",
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
                            "ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), default=list, size=None
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), default=list, size=None
                            ),
                        ),
                        (
                            "facets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=64), default=list, size=None
                            ),
                        ),
                        ("soon", models.BooleanField(default=False)),
                        (
                            "musts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=64), default=list, size=None
                            ),
                        ),
                        (
                            "counts_more",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), default=list, size=None
                            ),
                        ),
                        (
                            "said",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), default=list, size=None
                            ),
                        ),
                        ("at_step", models.CharField(default="done", max_length=16)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="member_topics",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("roots", models.ManyToManyField(related_name="+", to="topics.topic")),
                        ("struggles", models.ManyToManyField(related_name="+", to="topics.topic")),
                    ],
                ),
                migrations.CreateModel(
                    name="ModulePass",
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
                        ("module", models.CharField(max_length=32)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("passed_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="module_passes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="NothingFound",
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
                        ("day", models.DateField()),
                        ("root", models.CharField(blank=True, max_length=8)),
                        ("struggle", models.CharField(blank=True, max_length=8)),
                        ("count", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("day", "root", "struggle"),
                                name="matching_nothingfound_once_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Practice",
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
                        ("held_at", models.DateTimeField(null=True)),
                        ("points", models.JSONField(default=dict)),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("went_well", models.BooleanField(default=False)),
                        (
                            "held_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "trainee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="practices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="QuizAnswer",
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
                        ("module", models.CharField(max_length=32)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("question", models.CharField(max_length=64)),
                        ("letter", models.CharField(max_length=1)),
                        ("right", models.BooleanField()),
                        ("answered_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quiz_answers",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Recognition",
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
                                    ("state", "A peer certification by a state"),
                                    ("training", "A certificate of a training elsewhere"),
                                    (
                                        "here",
                                        "They were a specialist here before there were certificates",
                                    ),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("issuer", models.CharField(blank=True, max_length=120)),
                        ("sealed_number", models.BinaryField(null=True)),
                        ("seen_on", models.DateField()),
                        ("valid_until", models.DateField(null=True)),
                        ("notes", models.TextField(blank=True, max_length=500)),
                        (
                            "steps",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("application", "Your application"),
                                        ("interview", "A talk about lived experience"),
                                        ("references", "Two people who know you"),
                                        ("check", "Background check"),
                                        ("screening", "A supervisor decides"),
                                        ("modules", "Training"),
                                        ("practice", "Practice sessions"),
                                        ("exam", "Exam"),
                                        ("sign_off", "A therapist signs off"),
                                        ("certificate", "Certificate"),
                                    ],
                                    max_length=16,
                                ),
                                default=list,
                                size=None,
                            ),
                        ),
                        ("proposed_at", models.DateTimeField()),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recognition",
                                to="matching.application",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Reference",
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
                        ("number", models.PositiveSmallIntegerField()),
                        ("named_at", models.DateTimeField()),
                        ("sealed_name", models.BinaryField()),
                        ("sealed_reach", models.BinaryField()),
                        ("sealed_called", models.BinaryField(null=True)),
                        ("mail_agreed_at", models.DateTimeField(null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "trust",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes, gladly"),
                                    ("support", "Yes, with good support"),
                                    ("unsure", "I am not sure"),
                                    ("no", "Rather not"),
                                    ("silent", "I would rather not answer"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("sealed_words", models.BinaryField(null=True)),
                        ("sealed_more", models.BinaryField(null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="references",
                                to="matching.application",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ReferenceMail",
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
                                choices=[("first", "The question"), ("again", "The reminder")],
                                max_length=8,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("held_until", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("given_up_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=64)),
                        (
                            "reference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mails",
                                to="matching.reference",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RequestNote",
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
                        ("words", models.TextField(max_length=600)),
                        ("written_at", models.DateTimeField()),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="matching.matchrequest",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SignOff",
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
                        ("ready", models.BooleanField()),
                        ("words", models.TextField(blank=True, max_length=1000)),
                        ("signed_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="matching.application",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="SpecialistProfile",
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
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("headline", models.CharField(max_length=160)),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), size=None
                            ),
                        ),
                        (
                            "ways",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("text", "text"),
                                        ("audio", "voice"),
                                        ("video", "video"),
                                    ],
                                    max_length=8,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "facets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=64), default=list, size=None
                            ),
                        ),
                        ("boundaries", models.TextField(blank=True)),
                        ("trained_on", models.DateField(null=True)),
                        ("capacity", models.PositiveSmallIntegerField(default=10)),
                        ("people_now", models.PositiveSmallIntegerField(default=0)),
                        ("takes_new_from", models.DateTimeField(null=True)),
                        ("has_story", models.BooleanField(default=False)),
                        ("next_open_slot_at", models.DateTimeField(null=True)),
                        (
                            "free_soon",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DateTimeField(), default=list, size=None
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="specialist_profile",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_by",
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
                    name="SetAside",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="set_asides",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "specialist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RestingTopic",
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
                        ("until", models.DateTimeField(db_index=True)),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="topics.topic",
                            ),
                        ),
                        (
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resting",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Proposal",
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
                        ("words", models.TextField(max_length=600)),
                        ("words_held", models.BooleanField(default=False)),
                        ("made_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for their answer"),
                                    ("accepted", "They said yes"),
                                    ("declined", "Not this time. It says nothing about you."),
                                    ("withdrawn", "You took it back"),
                                ],
                                default="open",
                                max_length=16,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="matching.matchrequest",
                            ),
                        ),
                        (
                            "specialist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="matching.specialistprofile",
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
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("began_at", models.DateTimeField()),
                        ("comeback_asked_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "began_by",
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
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pauses",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Outreach",
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
                        ("asked_at", models.DateTimeField(null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outreach",
                                to="matching.matchrequest",
                            ),
                        ),
                        (
                            "specialist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Measure",
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
                                    ("pause", "A break: nobody sees the page"),
                                    ("nobody_new", "Nobody new until the month ends"),
                                    (
                                        "out_of_sight",
                                        "Out of sight until a supervisor shows the page again",
                                    ),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("reason", models.TextField(max_length=600)),
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "began_by",
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
                            "profile",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="matching.specialistprofile",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Step",
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
                            "station",
                            models.CharField(
                                choices=[
                                    ("application", "Your application"),
                                    ("interview", "A talk about lived experience"),
                                    ("references", "Two people who know you"),
                                    ("check", "Background check"),
                                    ("screening", "A supervisor decides"),
                                    ("modules", "Training"),
                                    ("practice", "Practice sessions"),
                                    ("exam", "Exam"),
                                    ("sign_off", "A therapist signs off"),
                                    ("certificate", "Certificate"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "deed",
                            models.CharField(
                                choices=[
                                    ("sent", "sent the application"),
                                    ("withdrawn", "took the application back"),
                                    ("booked", "chose a time for the talk"),
                                    ("ready", "had the talk: ready to go on"),
                                    ("another_talk", "had the talk: another one first"),
                                    ("named", "named two people"),
                                    ("named_another", "named another person"),
                                    ("answered", "answered as somebody who knows you"),
                                    ("not_reached", "could not be reached"),
                                    ("clear", "wrote down a check: nothing stands against it"),
                                    ("open", "wrote down a check: something to talk about"),
                                    ("proposed", "proposed what need not be done again"),
                                    ("yes", "said yes"),
                                    ("not_yet", "said not yet"),
                                    ("no", "said no"),
                                    ("appealed", "asked for a second opinion"),
                                    ("signed_off", "signed off"),
                                    ("not_signed", "did not sign off yet"),
                                    ("certified", "issued the certificate"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("done_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="matching.application",
                            ),
                        ),
                        (
                            "done_by",
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
                    name="StoryMeaning",
                    fields=[
                        (
                            "story",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="meaning",
                                serialize=False,
                                to="matching.story",
                            ),
                        ),
                        ("vector", matching.vectors.HalfVectorField(size=384)),
                        ("stems", models.JSONField()),
                        ("length", models.PositiveIntegerField()),
                        ("made_at", models.DateTimeField()),
                    ],
                ),
                migrations.AddField(
                    model_name="story",
                    name="profile",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="story",
                        to="matching.specialistprofile",
                    ),
                ),
                migrations.AddField(
                    model_name="story",
                    name="roots",
                    field=models.ManyToManyField(related_name="stories_from", to="topics.topic"),
                ),
                migrations.AddField(
                    model_name="story",
                    name="struggles",
                    field=models.ManyToManyField(related_name="stories_about", to="topics.topic"),
                ),
                migrations.CreateModel(
                    name="StoryDraft",
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
                        ("before", models.TextField(blank=True, max_length=4000)),
                        ("what_helped", models.TextField(blank=True, max_length=4000)),
                        ("now", models.TextField(blank=True, max_length=4000)),
                        ("offer", models.TextField(blank=True, max_length=4000)),
                        (
                            "before_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "what_helped_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "now_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "offer_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "before_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "what_helped_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "now_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "offer_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        ("headline", models.CharField(blank=True, max_length=160)),
                        ("boundaries", models.TextField(blank=True, max_length=600)),
                        (
                            "roots",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "struggles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "content_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
                        (
                            "story",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="draft",
                                to="matching.story",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StoryReview",
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
                        ("is_second", models.BooleanField(default=False)),
                        (
                            "light",
                            models.CharField(
                                choices=[
                                    ("green", "Good as it is"),
                                    ("amber", "Please change something small"),
                                    ("red", "Please write this again"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
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
                migrations.CreateModel(
                    name="StoryMark",
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
                            "piece",
                            models.CharField(
                                choices=[
                                    ("headline", "One line"),
                                    ("before", "Before"),
                                    ("what_helped", "What helped"),
                                    ("now", "Now"),
                                    ("offer", "What I can offer"),
                                    ("boundaries", "What I do not do"),
                                    ("about", "Topics and what it mentions"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "light",
                            models.CharField(
                                choices=[
                                    ("green", "Good as it is"),
                                    ("amber", "Please change something small"),
                                    ("red", "Please write this again"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("clause", models.CharField(blank=True, max_length=8)),
                        ("advice", models.TextField(blank=True, max_length=600)),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="marks",
                                to="matching.storyreview",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="StoryToRead",
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
                        ("changed_at", models.DateTimeField()),
                        ("leased_until", models.DateTimeField(null=True)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        (
                            "story",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="to_read",
                                to="matching.story",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="StoryVersion",
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
                        ("before", models.TextField(blank=True, max_length=4000)),
                        ("what_helped", models.TextField(blank=True, max_length=4000)),
                        ("now", models.TextField(blank=True, max_length=4000)),
                        ("offer", models.TextField(blank=True, max_length=4000)),
                        (
                            "before_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "what_helped_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "now_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "offer_for",
                            models.CharField(
                                choices=[
                                    ("everyone", "Everyone"),
                                    ("members", "Members who are signed in"),
                                    ("sharing", "Members who named something I know too"),
                                    ("met", "Only people I meet"),
                                ],
                                default="everyone",
                                max_length=8,
                            ),
                        ),
                        (
                            "before_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "what_helped_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "now_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "offer_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                db_default=[],
                                default=list,
                                size=None,
                            ),
                        ),
                        ("headline", models.CharField(blank=True, max_length=160)),
                        ("boundaries", models.TextField(blank=True, max_length=600)),
                        (
                            "roots",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "struggles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "content_notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("submitted_at", models.DateTimeField()),
                        (
                            "story",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="matching.story",
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="storyreview",
                    name="version",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="matching.storyversion",
                    ),
                ),
                migrations.CreateModel(
                    name="StoryClaim",
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
                        ("until", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="story_claims",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claim",
                                to="matching.storyversion",
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="story",
                    name="shown_version",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.storyversion",
                    ),
                ),
                migrations.CreateModel(
                    name="SecondAsked",
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
                        (
                            "version",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="second_asked",
                                to="matching.storyversion",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Supervision",
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
                        ("began_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(null=True)),
                        (
                            "began_by",
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
                            "specialist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervisions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks_after",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RoleSignature",
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
                        ("version", models.CharField(max_length=16)),
                        ("signed_at", models.DateTimeField()),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="role_signatures",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supervision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="matching.supervision",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="LogEntry",
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
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("supervision", "Supervision"),
                                    ("debrief", "After something hard"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.TextField(max_length=2000)),
                        ("written_at", models.DateTimeField()),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supervision_entries",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supervision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="matching.supervision",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HandOver",
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
                        ("begins_at", models.DateTimeField()),
                        ("words", models.TextField(max_length=2000)),
                        ("agreed_at", models.DateTimeField()),
                        ("done_at", models.DateTimeField(null=True)),
                        ("dropped_at", models.DateTimeField(null=True)),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="handed_to",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "into",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="came_by",
                                to="matching.supervision",
                            ),
                        ),
                        (
                            "supervision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hand_overs",
                                to="matching.supervision",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Addition",
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
                                    ("synonym", "Other words for a topic"),
                                    ("topic", "A new topic"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "axis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("root", "where it started"),
                                    ("struggle", "what it is like now"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("words", models.CharField(max_length=80)),
                        ("why", models.CharField(blank=True, max_length=300)),
                        ("put_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for somebody to read it"),
                                    ("accepted", "Taken in"),
                                    ("refused", "Not taken in"),
                                ],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("there", "We have a topic for this already."),
                                    (
                                        "diagnosis",
                                        "It names a diagnosis. We use the words of the people it happened to.",
                                    ),
                                    ("hurts", "These words could hurt somebody who reads them."),
                                    ("person", "It names a person or a place."),
                                    (
                                        "two",
                                        "It is more than one thing. Please put them forward one by one.",
                                    ),
                                    (
                                        "unclear",
                                        "We did not understand it. Please say it in other words.",
                                    ),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="additions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="topics.topic",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("axis", ""), ("kind", "synonym"), ("topic__isnull", False)
                                    ),
                                    models.Q(
                                        ("kind", "topic"),
                                        ("topic", None),
                                        models.Q(("axis", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="matching_addition_has_a_topic_or_an_axis",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None),
                                        ("decided_by", None),
                                        ("state", "waiting"),
                                    ),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="matching_addition_decided_at_and_by_together",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "refused"),
                                        models.Q(("reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "refused"), _negated=True),
                                        ("reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="matching_addition_refused_with_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state__in", ("writing", "sent"))),
                        fields=("person",),
                        name="matching_application_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="matching_application_sent_at_when_sent",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="application",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ("writing", "sent"))),
                            models.Q(
                                models.Q(("state__in", ("writing", "sent")), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="matching_application_ended_when_not_live",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="backgroundcheck",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("valid_through__gt", models.F("checked_on"))),
                        name="matching_backgroundcheck_holds_some_days",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="certificate",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("valid_through__gt", models.F("valid_from"))),
                        name="matching_certificate_holds_some_days",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="decision",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("on_appeal", True)),
                        fields=("application",),
                        name="matching_decision_one_on_appeal",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="examtry",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="matching_examtry_one_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interview",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("held_at", None)),
                        fields=("application",),
                        name="matching_interview_one_ahead",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="interview",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at", None), ("held_by", None), ("outcome", "")),
                            models.Q(
                                ("held_at__isnull", False),
                                ("held_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_interview_held_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matchrequest",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("member",),
                        name="matching_request_one_open_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="matchrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="matching_request_ended_when_not_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="care",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("request",),
                        name="matching_care_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practice",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("held_at", None)),
                        fields=("trainee",),
                        name="matching_practice_one_waits",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at", None), ("held_by", None)),
                            models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="matching_practice_held_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="practice",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_by", models.F("trainee")), _negated=True),
                            ("held_by", None),
                            _connector="OR",
                        ),
                        name="matching_practice_with_somebody_else",
                    ),
                ),
                migrations.AddIndex(
                    model_name="quizanswer",
                    index=models.Index(fields=["person", "module"], name="matching_quizanswer_of"),
                ),
                migrations.AddConstraint(
                    model_name="recognition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "steps__contained_by",
                                ["interview", "references", "modules", "practice", "exam"],
                            )
                        ),
                        name="matching_recognition_of_what_can_be",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="recognition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("seen_on")),
                            _connector="OR",
                        ),
                        name="matching_recognition_seen_while_valid",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reference",
                    constraint=models.UniqueConstraint(
                        fields=("application", "number"), name="matching_reference_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reference",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("sealed_words", None), ("trust", "")),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("sealed_words__isnull", False),
                                models.Q(("trust", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_reference_answered_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reference",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mail_agreed_at", None), ("sealed_called", None)),
                            models.Q(
                                ("mail_agreed_at__isnull", False), ("sealed_called__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="matching_reference_mail_agreed_with_a_name",
                    ),
                ),
                migrations.AddIndex(
                    model_name="referencemail",
                    index=models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["due_at"],
                        name="matching_referencemail_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referencemail",
                    constraint=models.UniqueConstraint(
                        fields=("reference", "kind"), name="matching_referencemail_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referencemail",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at", None), ("given_up_at", None), _connector="OR"
                        ),
                        name="matching_referencemail_sent_or_given_up",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="specialistprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("capacity__lte", 15)),
                        name="matching_profile_capacity_one_to_fifteen",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="specialistprofile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", None)),
                            models.Q(
                                ("published_at__isnull", False), ("published_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="matching_profile_published_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="setaside",
                    constraint=models.UniqueConstraint(
                        fields=("member", "specialist"), name="matching_setaside_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="restingtopic",
                    constraint=models.UniqueConstraint(
                        fields=("profile", "topic"), name="matching_restingtopic_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proposal",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("request", "specialist"),
                        name="matching_proposal_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proposal",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "accepted")),
                        fields=("request",),
                        name="matching_proposal_one_accepted",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="proposal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="matching_proposal_ended_when_not_open",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pause",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("profile",),
                        name="matching_pause_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="pause",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="matching_pause_ended_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outreach",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at", None), ("asked_by", None)),
                            models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="matching_outreach_asked_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="outreach",
                    constraint=models.UniqueConstraint(
                        fields=("request", "specialist"), name="matching_outreach_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="measure",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("profile", "kind"),
                        name="matching_measure_one_of_a_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="measure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_by", None), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="matching_measure_ended_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storymark",
                    constraint=models.UniqueConstraint(
                        fields=("review", "piece"), name="matching_storymark_one_a_piece"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storymark",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("advice", ""), ("clause", ""), ("light", "green")),
                            models.Q(
                                models.Q(("light", "green"), _negated=True),
                                models.Q(("clause", ""), _negated=True),
                                models.Q(("advice", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_storymark_says_why",
                    ),
                ),
                migrations.AddIndex(
                    model_name="storytoread",
                    index=models.Index(fields=["changed_at"], name="matching_toread_oldest"),
                ),
                migrations.AddConstraint(
                    model_name="storyversion",
                    constraint=models.UniqueConstraint(
                        fields=("story", "number"), name="matching_storyversion_number_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storyreview",
                    constraint=models.UniqueConstraint(
                        fields=("version", "is_second"), name="matching_storyreview_one_of_each"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="storyclaim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("made_at"))),
                        name="matching_storyclaim_lasts",
                    ),
                ),
                migrations.AddIndex(
                    model_name="story",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="matching_story_search"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="story",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_at__isnull", False), ("state", "retired")),
                            models.Q(
                                models.Q(("state", "retired"), _negated=True), ("retired_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="matching_story_retired_with_its_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="supervision",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("specialist",),
                        name="matching_supervision_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="supervision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("specialist", models.F("supervisor")), _negated=True),
                        name="matching_supervision_by_somebody_else",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="supervision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_by", None), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="matching_supervision_ended_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="rolesignature",
                    constraint=models.UniqueConstraint(
                        fields=("supervision", "version", "signed_by"),
                        name="matching_rolesignature_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("dropped_at", None)),
                        fields=("supervision",),
                        name="matching_handover_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="handover",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("into", None)),
                            models.Q(
                                ("done_at__isnull", False),
                                ("dropped_at", None),
                                ("into__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="matching_handover_done_or_dropped",
                    ),
                ),
            ]
        ),
        *RULES,
    ]
