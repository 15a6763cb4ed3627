"""The tables of a new database in one step: quicker than one step after another.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import peerhub.ranges
import rooms.live.models.room
import rooms.masks.models
from peerhub.tables import AllTables


class Migration(migrations.Migration):
    replaces = [
        ("rooms", "0001_initial"),
        ("rooms", "0002_rooms_in_depth"),
        ("rooms", "0003_unmasking"),
        ("rooms", "0004_unmaskings_are_reveals"),
        ("rooms", "0005_delete_unmasking"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0006_in_one"),
        ("topics", "0003_in_one"),
    ]

    operations = [
        BtreeGistExtension(),
        AllTables(
            [
                migrations.CreateModel(
                    name="Mask",
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
                        ("name", models.CharField(max_length=60)),
                        (
                            "public_id",
                            models.CharField(
                                default=rooms.masks.models.opaque_id, max_length=32, unique=True
                            ),
                        ),
                        ("drawn_at", models.DateTimeField()),
                        ("read_seq", models.BigIntegerField(default=0)),
                        ("draft", models.CharField(blank=True, max_length=2000)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="masks",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Message",
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
                        ("seq", models.BigIntegerField(null=True)),
                        (
                            "public_id",
                            models.CharField(
                                default=rooms.masks.models.opaque_id, max_length=32, unique=True
                            ),
                        ),
                        ("body", models.CharField(max_length=2000)),
                        ("posted_at", models.DateTimeField()),
                        ("client_id", models.UUIDField()),
                        (
                            "notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(max_length=40), default=list, size=None
                            ),
                        ),
                        ("prompt", models.BooleanField(default=False)),
                        ("edited", models.BooleanField(default=False)),
                        (
                            "gone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "taken back at once"),
                                    ("deleted", "deleted by its author"),
                                    ("hidden", "hidden by a host or moderator"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("gone_at", models.DateTimeField(null=True)),
                        (
                            "gone_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mask",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="rooms.mask",
                            ),
                        ),
                        (
                            "reply_to",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="rooms.message",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Former",
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
                        ("body", models.CharField(max_length=2000)),
                        (
                            "notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.SlugField(max_length=40), default=list, size=None
                            ),
                        ),
                        ("until", models.DateTimeField()),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="formers",
                                to="rooms.message",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Room",
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
                            models.CharField(
                                default=rooms.live.models.room.room_id, max_length=32, unique=True
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("purpose", models.CharField(max_length=200)),
                        ("size", models.PositiveSmallIntegerField(default=40)),
                        ("pace", models.PositiveSmallIntegerField(default=10)),
                        (
                            "prompts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200), default=list, size=None
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        ("hold_first", models.PositiveSmallIntegerField(default=0)),
                        ("slow_gap", models.PositiveSmallIntegerField(default=0)),
                        ("slow_until", models.DateTimeField(null=True)),
                        ("hosted_at", models.DateTimeField(null=True)),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("closed_unhosted", models.BooleanField(default=False)),
                        ("closed_why", models.CharField(blank=True, max_length=300)),
                        ("last_seq", models.BigIntegerField(default=0)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "content_notes",
                            models.ManyToManyField(
                                blank=True, related_name="rooms", to="topics.contentnote"
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="message",
                    name="room",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="rooms.room",
                    ),
                ),
                migrations.AddField(
                    model_name="mask",
                    name="room",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="masks",
                        to="rooms.room",
                    ),
                ),
                migrations.CreateModel(
                    name="Host",
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
                        ("since", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_rooms",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hosts",
                                to="rooms.room",
                            ),
                        ),
                    ],
                ),
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
                        ("seq", models.BigIntegerField()),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="rooms.message",
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="rooms.room",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Attendance",
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
                        ("process", models.CharField(max_length=32)),
                        ("people", models.PositiveIntegerField()),
                        ("counted_at", models.DateTimeField()),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="rooms.room",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="RoomChoices",
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
                        ("typing", models.BooleanField(default=True)),
                        (
                            "spoken",
                            models.CharField(
                                choices=[
                                    ("all", "All new messages"),
                                    ("replies", "Only answers to me"),
                                    ("none", "None"),
                                ],
                                default="all",
                                max_length=8,
                            ),
                        ),
                        ("shortcuts", models.BooleanField(default=True)),
                        ("unread", models.BooleanField(default=True)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_choices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Seat",
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
                        ("seen_at", models.DateTimeField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_seats",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seats",
                                to="rooms.room",
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
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("began", models.BooleanField(default=False)),
                        ("ended", models.BooleanField(default=False)),
                        ("seen_at", models.DateTimeField(null=True)),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="room_shifts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="shifts",
                                to="rooms.room",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ThemedHour",
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
                        ("theme", models.CharField(max_length=120)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("called_off", models.BooleanField(default=False)),
                        (
                            "host",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="themed_hours",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="themed_hours",
                                to="rooms.room",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HourReminder",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hour_reminders",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "hour",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="rooms.themedhour",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Waiting",
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
                        ("since", models.DateTimeField()),
                        ("offered_until", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="room_lines",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "room",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="line",
                                to="rooms.room",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Bound",
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
                                    ("silenced", "may read, not write"),
                                    ("removed", "may not be in the room"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300)),
                        ("set_at", models.DateTimeField()),
                        ("until", models.DateTimeField()),
                        ("upto_seq", models.BigIntegerField(default=0)),
                        ("lifted_at", models.DateTimeField(null=True)),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bounds_lifted",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bounds_set",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "mask",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bounds",
                                to="rooms.mask",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("lifted_at", None)),
                                fields=["mask", "until"],
                                name="rooms_bound_active",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gt", models.F("set_at"))),
                                name="rooms_bound_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at", None), ("lifted_by", None)),
                                    models.Q(
                                        ("lifted_at__isnull", False), ("lifted_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="rooms_bound_lifted_at_and_by_together",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Quieted",
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
                        ("since", models.DateTimeField()),
                        (
                            "mask",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="rooms.mask",
                            ),
                        ),
                        (
                            "wearer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quieted",
                                to="rooms.mask",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("wearer", "mask"), name="rooms_quieted_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("wearer", models.F("mask")), _negated=True),
                                name="rooms_quieted_not_oneself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reaction",
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
                            "mask",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reactions",
                                to="rooms.mask",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reactions",
                                to="rooms.message",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("message", "mask", "kind"), name="rooms_reaction_once"
                            )
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="room",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_by", None), ("closed_unhosted", False)
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("closed_unhosted", False),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by", None),
                                ("closed_unhosted", True),
                            ),
                            _connector="OR",
                        ),
                        name="rooms_room_closed_at_and_by_together",
                    ),
                ),
                migrations.AddIndex(
                    model_name="message",
                    index=models.Index(
                        models.F("mask"),
                        models.OrderBy(models.F("posted_at"), descending=True),
                        name="rooms_message_pace",
                    ),
                ),
                migrations.AddIndex(
                    model_name="message",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("body", config="english"),
                        name="rooms_message_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="message",
                    constraint=models.UniqueConstraint(
                        fields=("room", "seq"), name="rooms_message_place_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="message",
                    constraint=models.UniqueConstraint(
                        fields=("mask", "client_id"), name="rooms_message_sent_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="message",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("seq", None), ("seq__gt", 0), _connector="OR"),
                        name="rooms_message_places_from_one",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="message",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone", ""), ("gone_at", None), ("gone_by", None)),
                            models.Q(
                                models.Q(("gone", ""), _negated=True),
                                ("gone_at__isnull", False),
                                ("gone_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rooms_message_gone_at_and_by_together",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mask",
                    constraint=models.UniqueConstraint(
                        fields=("room", "person"), name="rooms_mask_one_a_person"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mask",
                    constraint=models.UniqueConstraint(
                        fields=("room", "name"), name="rooms_mask_name_once_a_room"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="host",
                    constraint=models.UniqueConstraint(
                        fields=("room", "person"), name="rooms_host_once_a_room"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="change",
                    constraint=models.UniqueConstraint(
                        fields=("room", "seq"), name="rooms_change_place_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="attendance",
                    constraint=models.UniqueConstraint(
                        fields=("room", "process"), name="rooms_attendance_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="seat",
                    constraint=models.UniqueConstraint(
                        fields=("room", "person"), name="rooms_seat_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="shift",
                    index=models.Index(fields=["room", "ends_at"], name="rooms_shift_of_room"),
                ),
                migrations.AddConstraint(
                    model_name="shift",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="rooms_shift_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="shift",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=(
                            ("host", "="),
                            (
                                peerhub.ranges.TsTzRange(
                                    "starts_at",
                                    "ends_at",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                ),
                                "&&",
                            ),
                        ),
                        name="rooms_shift_one_room_at_a_time",
                    ),
                ),
                migrations.AddIndex(
                    model_name="themedhour",
                    index=models.Index(fields=["room", "ends_at"], name="rooms_themedhour_of_room"),
                ),
                migrations.AddConstraint(
                    model_name="themedhour",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="rooms_themedhour_ends_after_start",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="hourreminder",
                    constraint=models.UniqueConstraint(
                        fields=("hour", "person"), name="rooms_hourreminder_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="waiting",
                    index=models.Index(
                        condition=models.Q(("offered_until__isnull", False)),
                        fields=["offered_until"],
                        name="rooms_waiting_offered",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="waiting",
                    constraint=models.UniqueConstraint(
                        fields=("room", "person"), name="rooms_waiting_once"
                    ),
                ),
            ]
        ),
    ]
