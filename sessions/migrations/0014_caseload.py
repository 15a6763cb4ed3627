"""Notes, promises and the caseload. The database itself keeps what was signed as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sessions.bookings.models

# A version may be changed while it is a draft; what was signed, or added beside it, never is.
REFUSE = """
CREATE FUNCTION peer_sessions_note_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was signed stays as it is' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_noteversion_signed BEFORE UPDATE OR DELETE ON peer_sessions_noteversion
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION peer_sessions_note_refuse();
CREATE TRIGGER peer_sessions_cosignature_append_only BEFORE UPDATE OR DELETE ON peer_sessions_cosignature
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_note_refuse();
CREATE TRIGGER peer_sessions_recollection_append_only BEFORE UPDATE OR DELETE ON peer_sessions_recollection
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_note_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_noteversion_signed ON peer_sessions_noteversion;
DROP TRIGGER peer_sessions_cosignature_append_only ON peer_sessions_cosignature;
DROP TRIGGER peer_sessions_recollection_append_only ON peer_sessions_recollection;
DROP FUNCTION peer_sessions_note_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0021_resting_topics"),
        ("peer_sessions", "0013_calls"),
        ("safety", "0026_read_in_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoteVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("saved_at", models.DateTimeField()),
                ("saves", models.PositiveIntegerField(default=0)),
                ("goal", models.TextField(blank=True, max_length=400)),
                ("did", models.TextField(blank=True, max_length=2000)),
                ("own_story", models.TextField(blank=True, max_length=400)),
                ("response", models.TextField(blank=True, max_length=2000)),
                (
                    "risk",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "No sign of danger"),
                            (2, "Yes, and somebody should look today"),
                            (3, "Yes, and I am worried now"),
                        ],
                        null=True,
                    ),
                ),
                ("risk_done", models.TextField(blank=True, max_length=2000)),
                ("next_step", models.TextField(blank=True, max_length=400)),
                ("linked", models.TextField(blank=True, max_length=400)),
                ("member_place", models.CharField(blank=True, max_length=60)),
                ("shared", models.BooleanField(default=True)),
                ("unshared_why", models.TextField(blank=True, max_length=400)),
                ("late_why", models.TextField(blank=True, max_length=400)),
                ("amended_why", models.TextField(blank=True, max_length=400)),
                ("signed_at", models.DateTimeField(null=True)),
                ("signed_name", models.CharField(blank=True, max_length=40)),
                ("certificate", models.CharField(blank=True, max_length=14)),
                ("certified_through", models.DateField(null=True)),
                ("to_co_sign", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="HeavyMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marked_at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="heavy_mark",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CoSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_signatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_signature",
                        to="peer_sessions.noteversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=200)),
                ("due_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("done", "Done"), ("not_now", "Not now")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SessionNote",
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
                        default=sessions.bookings.models.new_public_id, max_length=22, unique=True
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_note",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_notes",
                        to="safety.flag",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recollection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(max_length=1000)),
                ("written_at", models.DateTimeField()),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recollections",
                        to="peer_sessions.sessionnote",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="noteversion",
            name="note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="peer_sessions.sessionnote",
            ),
        ),
        migrations.CreateModel(
            name="WarmHandOver",
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
                        default=sessions.bookings.models.new_public_id, max_length=22, unique=True
                    ),
                ),
                ("words", models.TextField(max_length=600)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for the member"),
                            ("agreed", "Waits for the other peer"),
                            ("done", "Handed over"),
                            ("refused", "The member would rather not"),
                            ("declined", "The other peer could not"),
                            ("taken_back", "Taken back"),
                            ("ended", "Ended by the member"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs_given",
                        to="matching.specialistprofile",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs_taken",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed", models.BooleanField(default=False)),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed",
                        to="peer_sessions.noteversion",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed",
                        to="peer_sessions.promise",
                    ),
                ),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="peer_sessions.warmhandover",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("saved_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_notes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_notes",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CoSigning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                        related_name="co_signings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("specialist",),
                        name="sessions_cosigning_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sessions_cosigning_ended_at_and_by_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DebriefAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
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
                        related_name="debriefs_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", None), ("at", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                ("at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_debriefasked_answered_at_and_by_together",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None), ("taken_back_at", None)),
                        fields=("specialist",),
                        name="sessions_debriefasked_one_waits",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["specialist", "state"], name="sessions_promise_of_peer"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["member", "state"], name="sessions_promise_to_member"),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), ("settled_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="sessions_promise_settled_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="noteversion",
            constraint=models.UniqueConstraint(
                fields=("note", "number"), name="sessions_noteversion_once_in_a_note"
            ),
        ),
        migrations.AddConstraint(
            model_name="noteversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("signed_at", None)),
                fields=("note",),
                name="sessions_noteversion_one_draft_of_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="noteversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_at", None),
                    models.Q(
                        models.Q(("did", ""), _negated=True),
                        models.Q(("signed_name", ""), _negated=True),
                        models.Q(
                            ("risk", 0),
                            models.Q(("risk__gt", 0), models.Q(("risk_done", ""), _negated=True)),
                            _connector="OR",
                        ),
                        models.Q(
                            ("shared", True),
                            models.Q(("unshared_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("number", 1),
                            models.Q(("amended_why", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="sessions_noteversion_signed_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="warmhandover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "agreed"))),
                fields=("giver", "member"),
                name="sessions_warmhandover_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="warmhandover",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver", models.F("taker")), _negated=True),
                name="sessions_warmhandover_to_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="handeditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("promise__isnull", False), ("version", None)),
                    models.Q(("promise", None), ("version__isnull", False)),
                    _connector="OR",
                ),
                name="sessions_handeditem_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingnote",
            constraint=models.UniqueConstraint(
                fields=("specialist", "member"), name="sessions_workingnote_one_of_two"
            ),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
