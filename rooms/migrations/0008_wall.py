"""The wall: posts, replies, and what people do with them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rooms.masks.models


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0007_friends"),
        ("topics", "0003_in_one"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=rooms.masks.models.opaque_id, max_length=32, unique=True
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("words", models.TextField(blank=True, max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "a guide reads it first"),
                            ("shown", "shown"),
                            ("held", "a person reads it first"),
                            ("hidden", "hidden by a moderator"),
                            ("deleted", "deleted by its author"),
                        ],
                        max_length=8,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("posted_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone here"),
                            ("topic", "People with the same topic"),
                            ("friends", "My friends"),
                        ],
                        max_length=8,
                    ),
                ),
                ("drawing", models.JSONField(null=True)),
                ("drawing_description", models.CharField(blank=True, max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="topics.contentnote",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(blank=True, related_name="posts", to="topics.topic"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PostReaction",
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
                            ("with_you", "With you"),
                            ("thank_you", "Thank you"),
                            ("me_too", "Me too"),
                            ("strength", "Strength"),
                            ("gentle", "Gentle"),
                            ("heart", "♡"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reactions",
                        to="rooms.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=rooms.masks.models.opaque_id, max_length=32, unique=True
                    ),
                ),
                ("client_id", models.UUIDField()),
                ("words", models.TextField(blank=True, max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "a guide reads it first"),
                            ("shown", "shown"),
                            ("held", "a person reads it first"),
                            ("hidden", "hidden by a moderator"),
                            ("deleted", "deleted by its author"),
                        ],
                        max_length=8,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("posted_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "content_note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="topics.contentnote",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="rooms.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_posts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rooms.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TopicFollow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="topics.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WallFormer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(max_length=2000)),
                ("until", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="formers",
                        to="rooms.post",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="formers",
                        to="rooms.reply",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WallMute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wall_mutes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "whom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WallSilence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "lifted_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wall_silences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.OrderBy(models.F("posted_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("state", "shown")),
                name="rooms_post_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                models.F("author"),
                models.OrderBy(models.F("written_at"), descending=True),
                name="rooms_post_of_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(
                fields=("author", "client_id"), name="rooms_post_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True),
                    ("state", "deleted"),
                    ("drawing__isnull", False),
                    _connector="OR",
                ),
                name="rooms_post_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("posted_at__gte", models.F("written_at"))),
                name="rooms_post_posted_when_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="postreaction",
            constraint=models.UniqueConstraint(
                fields=("post", "person", "kind"), name="rooms_postreaction_once"
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["post", "posted_at"], name="rooms_reply_of_post"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                models.F("author"),
                models.OrderBy(models.F("written_at"), descending=True),
                name="rooms_reply_of_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.UniqueConstraint(
                fields=("author", "client_id"), name="rooms_reply_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True), ("state", "deleted"), _connector="OR"
                ),
                name="rooms_reply_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("posted_at__gte", models.F("written_at"))),
                name="rooms_reply_posted_when_written",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedpost",
            constraint=models.UniqueConstraint(
                fields=("person", "post"), name="rooms_savedpost_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="topicfollow",
            constraint=models.UniqueConstraint(
                fields=("person", "topic"), name="rooms_topicfollow_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="wallformer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("post__isnull", True), ("reply__isnull", True), _connector="XOR"
                ),
                name="rooms_wallformer_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="wallmute",
            constraint=models.UniqueConstraint(fields=("by", "whom"), name="rooms_wallmute_once"),
        ),
        migrations.AddConstraint(
            model_name="wallmute",
            constraint=models.CheckConstraint(
                condition=models.Q(("by", models.F("whom")), _negated=True),
                name="rooms_wallmute_not_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="wallsilence",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("set_at"))),
                name="rooms_wallsilence_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="wallsilence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", None)),
                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                    _connector="OR",
                ),
                name="rooms_wallsilence_lifted_at_and_by_together",
            ),
        ),
    ]
