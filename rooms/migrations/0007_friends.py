"""Friends, and what they write to each other. The database keeps what was written as it is."""

import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import peerhub.crypto

# A place, that it is gone, and that its words were kept long enough may be added; words may be
# sealed anew with another key.
REFUSE = """
CREATE FUNCTION rooms_letter_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stamps text[] := ARRAY['seq', 'gone', 'gone_at', 'sealed', 'emptied_at'];
BEGIN
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - stamps = to_jsonb(OLD) - stamps
        AND (OLD.seq IS NULL OR NEW.seq = OLD.seq)
        AND (OLD.gone IN ('', 'hidden') OR (NEW.gone, NEW.gone_at) = (OLD.gone, OLD.gone_at))
        AND (NEW.sealed = OLD.sealed OR (NEW.sealed = '' AND NEW.emptied_at IS NOT NULL)
            OR current_setting('peerhub.sealing', true) = 'on')
        AND (OLD.emptied_at IS NULL OR NEW.emptied_at = OLD.emptied_at) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a conversation is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER rooms_letter_append_only BEFORE UPDATE OR DELETE ON rooms_friendletter
    FOR EACH ROW EXECUTE FUNCTION rooms_letter_refuse();
"""
ALLOW = """
DROP TRIGGER rooms_letter_append_only ON rooms_friendletter;
DROP FUNCTION rooms_letter_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0005_delete_unmasking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exchange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("last_seq", models.BigIntegerField(default=0)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges_first",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges_second",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Friendship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="friendships_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="friendships_asked",
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
            ],
        ),
        migrations.CreateModel(
            name="FriendLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("seq", models.BigIntegerField(null=True)),
                ("client_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("sealed", models.BinaryField()),
                (
                    "gone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("deleted", "deleted by whoever wrote them"),
                            ("hidden", "hidden by a moderator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("gone_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="rooms.exchange",
                    ),
                ),
            ],
            bases=(peerhub.crypto.SealedWords, models.Model),
        ),
        migrations.CreateModel(
            name="LettersQuiet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("until", models.DateTimeField()),
                ("said_at", models.DateTimeField()),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_quiet",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shelf",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_seq", models.BigIntegerField(default=0)),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shelves",
                        to="rooms.exchange",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shelves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TakesAsks",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takes_asks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="exchange",
            constraint=models.UniqueConstraint(
                fields=("first", "second"), name="rooms_exchange_one_a_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="exchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))),
                name="rooms_exchange_lower_first",
            ),
        ),
        migrations.AddIndex(
            model_name="friendship",
            index=models.Index(fields=["asked", "asked_at"], name="rooms_friendship_asked"),
        ),
        migrations.AddConstraint(
            model_name="friendship",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Least("asker", "asked"),
                django.db.models.functions.comparison.Greatest("asker", "asked"),
                condition=models.Q(("ended_at", None)),
                name="rooms_friendship_one_a_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendship",
            constraint=models.CheckConstraint(
                condition=models.Q(("asker", models.F("asked")), _negated=True),
                name="rooms_friendship_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", None)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="rooms_friendship_ended_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendship",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None),
                    ("accepted_at", None),
                    ("ended_at__gte", models.F("accepted_at")),
                    _connector="OR",
                ),
                name="rooms_friendship_ends_after_it_began",
            ),
        ),
        migrations.AddIndex(
            model_name="friendletter",
            index=models.Index(
                models.F("author"),
                models.OrderBy(models.F("at"), descending=True),
                name="rooms_friendletter_pace",
            ),
        ),
        migrations.AddIndex(
            model_name="friendletter",
            index=models.Index(
                condition=models.Q(("emptied_at", None)),
                fields=["at"],
                name="rooms_friendletter_not_emptied",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendletter",
            constraint=models.UniqueConstraint(
                fields=("exchange", "seq"), name="rooms_friendletter_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="friendletter",
            constraint=models.UniqueConstraint(
                fields=("exchange", "author", "client_id"), name="rooms_friendletter_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="friendletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("seq", None), ("seq__gt", 0), _connector="OR"),
                name="rooms_friendletter_places_from_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gone", ""), ("gone_at", None)),
                    models.Q(models.Q(("gone", ""), _negated=True), ("gone_at__isnull", False)),
                    _connector="OR",
                ),
                name="rooms_friendletter_gone_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="friendletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("emptied_at", None), ("sealed", b""), _connector="OR"),
                name="rooms_friendletter_emptied_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="lettersquiet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_by", None)),
                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                    _connector="OR",
                ),
                name="rooms_lettersquiet_lifted_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelf",
            constraint=models.UniqueConstraint(
                fields=("exchange", "person"), name="rooms_shelf_once"
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
