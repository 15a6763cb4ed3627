"""What people choose for their page of the wall, what they put away, silences; the wall's index."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0009_drawings"),
        ("topics", "0003_in_one"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "order",
                    models.CharField(
                        choices=[
                            ("near", "Near what you told us"),
                            ("newest", "Everything, newest first"),
                        ],
                        default="near",
                        max_length=8,
                    ),
                ),
                ("seen_to", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PutAway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SilenceTold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="post",
            name="rooms_post_newest",
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.OrderBy(models.F("posted_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "deleted"), _negated=True),
                name="rooms_post_newest",
            ),
        ),
        migrations.AddField(
            model_name="feedchoice",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feed_choice",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="putaway",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="put_away",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="putaway",
            name="post",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="rooms.post",
            ),
        ),
        migrations.AddField(
            model_name="putaway",
            name="topic",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="topics.topic",
            ),
        ),
        migrations.AddField(
            model_name="silencetold",
            name="post",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.post"
            ),
        ),
        migrations.AddConstraint(
            model_name="putaway",
            constraint=models.UniqueConstraint(
                fields=("person", "post"), name="rooms_putaway_post_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="putaway",
            constraint=models.UniqueConstraint(
                fields=("person", "topic"), name="rooms_putaway_topic_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="putaway",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("post__isnull", True), ("topic__isnull", True), _connector="XOR"
                ),
                name="rooms_putaway_of_one",
            ),
        ),
    ]
