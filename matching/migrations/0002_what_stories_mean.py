import django.db.models.deletion
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

import matching.vectors

NEAR = (
    "CREATE INDEX matching_storymeaning_near ON matching_storymeaning"
    " USING hnsw (vector halfvec_cosine_ops)"
)
# Stories that were shown before search read them.
READ = (
    "INSERT INTO matching_storytoread (story_id, changed_at, tries)"
    " SELECT id, now(), 0 FROM matching_story WHERE state = 'shown'"
)


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_initial"),
    ]

    operations = [
        CreateExtension("vector"),
        migrations.CreateModel(
            name="CommonWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stories", models.PositiveIntegerField()),
                ("average_length", models.FloatField()),
                ("holding", models.JSONField()),
                ("counted_at", models.DateTimeField()),
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
        migrations.CreateModel(
            name="StoryToRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            options={
                "indexes": [models.Index(fields=["changed_at"], name="matching_toread_oldest")],
            },
        ),
        migrations.RunSQL(NEAR, "DROP INDEX matching_storymeaning_near"),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
    ]
