"""Payments, what became of each (written once), and events that came from the card company."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sessions.bookings.models.booking

# What became of a payment is written once and never changed; the refusal is the ledger's (0026).
KEEP = """
CREATE TRIGGER peer_sessions_paymentchange_stays BEFORE UPDATE OR DELETE ON peer_sessions_paymentchange
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
"""
FORGET = "DROP TRIGGER peer_sessions_paymentchange_stays ON peer_sessions_paymentchange"


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0023_price"),
        ("peer_sessions", "0028_prices_and_earnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentEvent",
            fields=[
                ("event_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="EventsRead",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one", True)), name="sessions_eventsread_is_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
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
                        default=sessions.bookings.models.booking.new_public_id,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("text", "By text"),
                            ("audio", "By voice"),
                            ("video", "By video"),
                            ("listen", "Listening only"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        blank=True,
                        choices=[("home", "At home"), ("elsewhere", "Somewhere else")],
                        max_length=10,
                    ),
                ),
                ("sealed_note", models.BinaryField(default=b"")),
                ("cents", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("begun", "not paid yet"),
                            ("authorised", "promised by the card"),
                            ("booked", "the session is booked"),
                            ("captured", "paid"),
                            ("releasing", "nothing is taken"),
                            ("released", "nothing was taken"),
                            ("refund_asked", "on its way back"),
                            ("refunded", "given back"),
                            ("disputed", "asked back through the bank"),
                            ("won", "paid"),
                            ("lost", "given back by the bank"),
                        ],
                        default="begun",
                        max_length=16,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("ran_out", "It was not paid in time."),
                            ("let_go", "You let the time go."),
                            ("slot_gone", "The time was not free any more."),
                            ("free", "The session costs you nothing after all."),
                            ("amount", "The sum was not the one that we asked for."),
                            ("no_page", "The page for paying could not be opened."),
                            ("card", "The bank took its promise back."),
                            ("cancelled", "The session is cancelled."),
                            ("peer_away", "The other person was not there."),
                            ("first_away", "The first session that one misses costs nothing."),
                            ("asked", "You asked for it."),
                            ("hard", "It was a hard session. It costs you nothing."),
                            ("elsewhere", "We gave it back by hand."),
                            ("bank", "The bank decided."),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("keeps_time", models.BooleanField(default=False)),
                ("page_id", models.CharField(blank=True, default="", max_length=64)),
                ("hold_id", models.CharField(blank=True, default="", max_length=64)),
                ("fee_cents", models.PositiveIntegerField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, default="", max_length=64)),
                (
                    "trouble",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("capture", "The session is booked, and the money could not be taken."),
                            ("refund", "The money could not be given back."),
                            ("partly", "A part of it was given back by hand."),
                            (
                                "dispute",
                                "The payer asked their bank to have it back: answer at the card company.",
                            ),
                            ("away", "The card company has not answered for hours."),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("looked_after_at", models.DateTimeField(null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payment",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "looked_after_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PaymentChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("begun", "not paid yet"),
                            ("authorised", "promised by the card"),
                            ("booked", "the session is booked"),
                            ("captured", "paid"),
                            ("releasing", "nothing is taken"),
                            ("released", "nothing was taken"),
                            ("refund_asked", "on its way back"),
                            ("refunded", "given back"),
                            ("disputed", "asked back through the bank"),
                            ("won", "paid"),
                            ("lost", "given back by the bank"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("ran_out", "It was not paid in time."),
                            ("let_go", "You let the time go."),
                            ("slot_gone", "The time was not free any more."),
                            ("free", "The session costs you nothing after all."),
                            ("amount", "The sum was not the one that we asked for."),
                            ("no_page", "The page for paying could not be opened."),
                            ("card", "The bank took its promise back."),
                            ("cancelled", "The session is cancelled."),
                            ("peer_away", "The other person was not there."),
                            ("first_away", "The first session that one misses costs nothing."),
                            ("asked", "You asked for it."),
                            ("hard", "It was a hard session. It costs you nothing."),
                            ("elsewhere", "We gave it back by hand."),
                            ("bank", "The bank decided."),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="peer_sessions.payment",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["due_at"],
                name="sessions_payment_due",
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["member", "-begun_at"], name="sessions_payment_of_member"),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "begun")),
                fields=("member",),
                name="sessions_payment_one_open_of_a_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("page_id", ""), _negated=True),
                fields=("page_id",),
                name="sessions_payment_one_of_a_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("hold_id", ""), _negated=True),
                fields=("hold_id",),
                name="sessions_payment_one_of_a_hold",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gt", 0)), name="sessions_payment_costs_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("booked", "captured")), _negated=True),
                    ("booking__isnull", False),
                    _connector="OR",
                ),
                name="sessions_payment_is_taken_for_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("looked_after_at", None), ("looked_after_by", None)),
                    models.Q(
                        ("looked_after_at__isnull", False), ("looked_after_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="sessions_payment_looked_after_by_somebody",
            ),
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
