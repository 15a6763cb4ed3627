"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

from peerhub.tables import AllTables


class Migration(migrations.Migration):
    replaces = [
        ("topics", "0001_initial"),
        ("topics", "0002_added_by_staff"),
    ]

    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        AllTables(
            [
                migrations.CreateModel(
                    name="ContentNote",
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
                        ("label", models.CharField(max_length=80)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("slug", models.SlugField(max_length=40, unique=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Facet",
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
                        ("label", models.CharField(max_length=80)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("slug", models.SlugField(max_length=40, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("one", "one of the options"),
                                    ("many", "any of the options"),
                                    ("words", "own words"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("options", models.JSONField(default=list)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
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
                        ("label", models.CharField(max_length=80)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("retired_at", models.DateTimeField(null=True)),
                        ("code", models.CharField(max_length=8, unique=True)),
                        (
                            "axis",
                            models.CharField(
                                choices=[
                                    ("root", "where it started"),
                                    ("struggle", "what it is like now"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("slug", models.SlugField(max_length=40)),
                        ("group", models.CharField(max_length=60)),
                        (
                            "synonyms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), default=list, size=None
                            ),
                        ),
                        (
                            "more_synonyms",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), default=list, size=None
                            ),
                        ),
                        ("added_at", models.DateTimeField(null=True)),
                        ("sensitive", models.BooleanField(default=False)),
                        ("opens_help", models.BooleanField(default=False)),
                        (
                            "content_note",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="topics",
                                to="topics.contentnote",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                                fields=("axis", "slug"),
                                name="topics_slug_once_an_axis",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
