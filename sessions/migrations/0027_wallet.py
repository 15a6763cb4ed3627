"""What sessions take of free half hours, and who asked the pool."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0026_ledger"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FreeUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.CharField(max_length=7)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("kept", "kept for the session"),
                            ("used", "used"),
                            ("back", "given back"),
                        ],
                        default="kept",
                        max_length=8,
                    ),
                ),
                ("told", models.PositiveSmallIntegerField(default=1)),
                ("spared_at", models.DateTimeField(null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="free_use",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FreePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "own"),
                            ("seat", "seat"),
                            ("late", "late"),
                            ("pool", "pool"),
                        ],
                        max_length=8,
                    ),
                ),
                ("label", models.CharField(max_length=40)),
                ("halves", models.PositiveSmallIntegerField()),
                (
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="peer_sessions.freeuse",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PoolPress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pressed_at", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pool_press",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="freeuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("spared_at", None), ("state", "back"), _connector="OR"),
                name="sessions_freeuse_spared_is_given_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="freeuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("told__gte", 1)), name="sessions_freeuse_was_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="freepart",
            constraint=models.UniqueConstraint(
                fields=("use", "source", "label"), name="sessions_freepart_once_a_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="freepart",
            constraint=models.CheckConstraint(
                condition=models.Q(("halves__gte", 1), ("halves__lte", 2)),
                name="sessions_freepart_of_one_session",
            ),
        ),
    ]
