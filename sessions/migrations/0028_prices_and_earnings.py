"""Prices and shares, what a session was quoted, and what specialists earned and were paid."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
from django.conf import settings
from django.db import migrations, models

# What was earned stays as it was written; a line comes into one statement, once. Prices that were
# asked, what a session was quoted and what was paid stay as well.
KEEP = """
CREATE TRIGGER peer_sessions_earning_unchanged BEFORE UPDATE ON peer_sessions_earning
    FOR EACH ROW WHEN (OLD.statement_id IS NOT NULL
        OR to_jsonb(NEW) - 'statement_id' <> to_jsonb(OLD) - 'statement_id')
    EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_earning_stays BEFORE DELETE ON peer_sessions_earning
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_statement_unchanged BEFORE UPDATE OR DELETE ON peer_sessions_statement
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_pricechange_unchanged BEFORE UPDATE ON peer_sessions_pricechange
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_quoted_unchanged BEFORE UPDATE ON peer_sessions_quoted
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_payout_unchanged BEFORE UPDATE ON peer_sessions_payout
    FOR EACH ROW WHEN (OLD.released_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL
        OR NEW.sum_cents <> OLD.sum_cents OR NEW.specialist_id <> OLD.specialist_id)
    EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_payout_stays BEFORE DELETE ON peer_sessions_payout
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
"""
LET_GO = """
DROP TRIGGER peer_sessions_payout_stays ON peer_sessions_payout;
DROP TRIGGER peer_sessions_payout_unchanged ON peer_sessions_payout;
DROP TRIGGER peer_sessions_quoted_unchanged ON peer_sessions_quoted;
DROP TRIGGER peer_sessions_pricechange_unchanged ON peer_sessions_pricechange;
DROP TRIGGER peer_sessions_statement_unchanged ON peer_sessions_statement;
DROP TRIGGER peer_sessions_earning_stays ON peer_sessions_earning;
DROP TRIGGER peer_sessions_earning_unchanged ON peer_sessions_earning;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0023_price"),
        ("peer_sessions", "0027_wallet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("cents", models.IntegerField()),
                ("closed_at", models.DateTimeField()),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Earning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_back", models.BooleanField()),
                ("base_cents", models.IntegerField()),
                ("above_cents", models.IntegerField()),
                ("deposit_cents", models.PositiveIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earnings",
                        to="peer_sessions.booking",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earning",
                        to="peer_sessions.ledgerentry",
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earnings",
                        to="matching.specialistprofile",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="peer_sessions.statement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OwnShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
                ("said_at", models.DateTimeField()),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_share",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__in", (0, 25, 50, 75, 100))),
                        name="sessions_ownshare_one_of_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sum_cents", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("reference", models.CharField(blank=True, max_length=40)),
                ("released_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
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
                        related_name="payouts",
                        to="matching.specialistprofile",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None), ("withdrawn_at", None)),
                        fields=("specialist",),
                        name="sessions_payout_one_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sum_cents__gt", 0)),
                        name="sessions_payout_above_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reference", ""), ("released_at", None), ("released_by", None)
                            ),
                            models.Q(
                                ("released_at__isnull", False),
                                ("released_by__isnull", False),
                                models.Q(("reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_payout_released_with_its_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_by", None),
                            models.Q(("released_by", models.F("made_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="sessions_payout_by_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(
                                ("released_at", None),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_payout_withdrawn_or_released",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cents", models.PositiveIntegerField(null=True)),
                ("is_paid", models.BooleanField(default=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "specialist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_changes",
                        to="matching.specialistprofile",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["specialist", "-at"], name="sessions_pricechange_of")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cents", None),
                            models.Q(("cents__gt", 0), ("cents__lte", 6500), ("is_paid", True)),
                            _connector="OR",
                        ),
                        name="sessions_pricechange_within_the_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cents", None),
                            (
                                "cents",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("cents"),
                                    "-",
                                    django.db.models.functions.math.Mod(models.F("cents"), 100),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_pricechange_whole_dollars",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quoted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("price_cents", models.PositiveIntegerField(null=True)),
                ("share_percent", models.PositiveSmallIntegerField()),
                ("to_pay_cents", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quoted",
                        to="peer_sessions.booking",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("price_cents", None), ("to_pay_cents", 0)),
                            models.Q(
                                ("share_percent__in", (0, 25, 50, 75, 100)),
                                ("to_pay_cents__lte", models.F("price_cents")),
                            ),
                            _connector="OR",
                        ),
                        name="sessions_quoted_no_more_than_its_price",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("specialist", "month"), name="sessions_statement_once_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1)), name="sessions_statement_of_a_month"
            ),
        ),
        migrations.AddIndex(
            model_name="earning",
            index=models.Index(fields=["booking"], name="sessions_earning_of_booking"),
        ),
        migrations.AddIndex(
            model_name="earning",
            index=models.Index(fields=["specialist", "statement"], name="sessions_earning_of_peer"),
        ),
        migrations.AddConstraint(
            model_name="earning",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("above_cents__gte", 0), ("base_cents__gte", 0), ("is_back", False)),
                    models.Q(("above_cents__lte", 0), ("base_cents__lte", 0), ("is_back", True)),
                    _connector="OR",
                ),
                name="sessions_earning_to_or_back",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
