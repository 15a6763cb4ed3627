"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from peerhub.tables import AllTables


class Migration(migrations.Migration):
    replaces = [
        ("notifications", "0001_initial"),
        ("notifications", "0002_channels"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0006_in_one"),
    ]

    operations = [
        AllTables(
            [
                migrations.CreateModel(
                    name="Notice",
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
                        ("kind", models.CharField(max_length=64)),
                        ("reference", models.CharField(max_length=128, unique=True)),
                        ("context", models.JSONField(default=dict)),
                        ("url", models.CharField(blank=True, max_length=200)),
                        ("due_at", models.DateTimeField()),
                        ("held_until", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("cancelled_at", models.DateTimeField(null=True)),
                        ("read_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="PushSubscription",
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
                        ("mark", models.CharField(max_length=64, unique=True)),
                        ("sealed", models.TextField()),
                        ("label", models.CharField(max_length=40)),
                        ("made_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="push_subscriptions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Delivery",
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
                            "channel",
                            models.CharField(
                                choices=[("mail", "Mail"), ("push", "Notification of a browser")],
                                max_length=8,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("due_at", models.DateTimeField()),
                        ("held_until", models.DateTimeField(null=True)),
                        ("delivered_at", models.DateTimeField(null=True)),
                        ("given_up_at", models.DateTimeField(null=True)),
                        ("error", models.CharField(blank=True, max_length=64)),
                        (
                            "notice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="notifications.notice",
                            ),
                        ),
                        (
                            "subscription",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="notifications.pushsubscription",
                            ),
                        ),
                    ],
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        condition=models.Q(("cancelled_at", None), ("sent_at", None)),
                        fields=["due_at"],
                        name="notifications_notice_due",
                    ),
                ),
                migrations.AddIndex(
                    model_name="notice",
                    index=models.Index(
                        fields=["person", "-sent_at"], name="notifications_notice_person"
                    ),
                ),
                migrations.AddIndex(
                    model_name="delivery",
                    index=models.Index(
                        condition=models.Q(("delivered_at", None), ("given_up_at", None)),
                        fields=["channel", "due_at"],
                        name="notifications_delivery_due",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.UniqueConstraint(
                        fields=("notice", "channel", "subscription"),
                        name="notifications_delivery_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("channel", "push"), ("subscription__isnull", False)),
                            models.Q(("channel", "mail"), ("subscription", None)),
                            _connector="OR",
                        ),
                        name="notifications_delivery_push_has_browser",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="delivery",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("delivered_at", None), ("given_up_at", None), _connector="OR"
                        ),
                        name="notifications_delivery_delivered_or_given_up",
                    ),
                ),
            ]
        ),
    ]
