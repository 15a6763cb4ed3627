"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from importlib import import_module

from django.db import migrations, models

from peerhub.tables import AllTables

# What PostgreSQL itself refuses and writes, as the steps tell it; the others carry rows over.
RULES = [
    rule
    for step in (
        "0002_append_only",
        "0003_disclosure",
        "0004_link",
    )
    for rule in import_module(f"peerhub.audit.migrations.{step}").Migration.operations
    if isinstance(rule, migrations.RunSQL) and rule.reverse_sql != migrations.RunSQL.noop
]


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_initial"),
        ("audit", "0002_append_only"),
        ("audit", "0003_disclosure"),
        ("audit", "0004_link"),
        ("audit", "0005_looks_in_the_chain"),
    ]

    initial = True

    dependencies = []

    operations = [
        AllTables(
            [
                migrations.CreateModel(
                    name="Disclosure",
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
                        ("person_id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
                        ("who", models.CharField(max_length=16)),
                        ("what", models.CharField(max_length=16)),
                        ("why", models.CharField(max_length=16)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["person_id", "-at"], name="audit_disclosure_person"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
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
                        ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                        ("verb", models.CharField(db_index=True, max_length=64)),
                        ("actor_id", models.BigIntegerField(db_index=True, null=True)),
                        ("subject_kind", models.CharField(max_length=64)),
                        ("subject_id", models.CharField(max_length=64)),
                        ("details", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["subject_kind", "subject_id"], name="audit_entry_subject"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("entry_id", models.BigIntegerField(null=True, unique=True)),
                        ("disclosure_id", models.BigIntegerField(null=True, unique=True)),
                        ("sealed_at", models.DateTimeField()),
                        ("before", models.CharField(max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disclosure_id", None), ("entry_id__isnull", False)),
                                    models.Q(("disclosure_id__isnull", False), ("entry_id", None)),
                                    _connector="OR",
                                ),
                                name="audit_link_of_one_row",
                            )
                        ],
                    },
                ),
            ]
        ),
        *RULES,
    ]
