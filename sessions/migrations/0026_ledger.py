"""The ledger. PostgreSQL itself keeps its rules; each of them has a test that goes round our code."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# An entry has lines, and they come to nothing in each unit, when its transaction ends.
# What is written stays. A stored total moves with the lines, and never by itself.
KEEP = """
CREATE FUNCTION peer_sessions_ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_entry bigint := CASE TG_TABLE_NAME
        WHEN 'peer_sessions_posting' THEN (to_jsonb(NEW)->>'entry_id')::bigint ELSE NEW.id END;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM peer_sessions_posting WHERE entry_id = of_entry)
        OR EXISTS (
            SELECT 1 FROM peer_sessions_posting p JOIN peer_sessions_account a ON a.id = p.account_id
            WHERE p.entry_id = of_entry GROUP BY a.unit HAVING sum(p.amount) <> 0)
    THEN
        RAISE EXCEPTION 'an entry of the ledger does not balance' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER peer_sessions_ledgerentry_balances AFTER INSERT ON peer_sessions_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_balances();
CREATE CONSTRAINT TRIGGER peer_sessions_posting_balances AFTER INSERT ON peer_sessions_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_balances();

CREATE FUNCTION peer_sessions_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger stays as it was written' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_ledgerentry_unchanged BEFORE UPDATE OR DELETE ON peer_sessions_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_posting_unchanged BEFORE UPDATE OR DELETE ON peer_sessions_posting
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_account_stays BEFORE DELETE ON peer_sessions_account
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_refuse();
CREATE TRIGGER peer_sessions_account_begins_empty BEFORE INSERT ON peer_sessions_account
    FOR EACH ROW WHEN (NEW.balance <> 0) EXECUTE FUNCTION peer_sessions_ledger_refuse();
-- Depth 1: somebody changes the row; deeper: a new line does.
CREATE TRIGGER peer_sessions_account_total BEFORE UPDATE ON peer_sessions_account
    FOR EACH ROW WHEN (pg_trigger_depth() < 1) EXECUTE FUNCTION peer_sessions_ledger_refuse();

CREATE FUNCTION peer_sessions_ledger_add() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE peer_sessions_account SET balance = balance + NEW.amount WHERE id = NEW.account_id;
    RETURN NULL;
END;
$$;
CREATE TRIGGER peer_sessions_posting_adds AFTER INSERT ON peer_sessions_posting
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_ledger_add();
"""
LET_GO = """
DROP TRIGGER peer_sessions_posting_adds ON peer_sessions_posting;
DROP TRIGGER peer_sessions_account_total ON peer_sessions_account;
DROP TRIGGER peer_sessions_account_begins_empty ON peer_sessions_account;
DROP TRIGGER peer_sessions_account_stays ON peer_sessions_account;
DROP TRIGGER peer_sessions_posting_unchanged ON peer_sessions_posting;
DROP TRIGGER peer_sessions_ledgerentry_unchanged ON peer_sessions_ledgerentry;
DROP TRIGGER peer_sessions_posting_balances ON peer_sessions_posting;
DROP TRIGGER peer_sessions_ledgerentry_balances ON peer_sessions_ledgerentry;
DROP FUNCTION peer_sessions_ledger_add();
DROP FUNCTION peer_sessions_ledger_refuse();
DROP FUNCTION peer_sessions_ledger_balances();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0024_journal"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
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
                            ("given", "given by PeerHub"),
                            ("seat", "given by an organisation"),
                            ("sponsor", "given by sponsors"),
                            ("pool", "in the sponsors' pool"),
                            ("free", "free to use"),
                            ("kept", "kept for a session"),
                            ("used", "used for a session"),
                            ("payer", "what a member paid us, by card"),
                            ("deposit", "paid for a session that is to come"),
                            ("pay", "earned by a specialist, and not paid out"),
                            ("paid_out", "paid out to a specialist"),
                            ("share", "kept by PeerHub"),
                            ("fees", "taken by the card company"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("halves", "half hours of a free session"), ("cents", "US cents")],
                        max_length=8,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=40)),
                ("balance", models.BigIntegerField(default=0)),
                (
                    "owner",
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
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=100, unique=True)),
                ("why", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                (
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.BigIntegerField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="peer_sessions.account",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="peer_sessions.ledgerentry",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                fields=("kind", "owner", "label"),
                name="sessions_account_one_of_a_kind",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("balance__gte", 0),
                    ("kind__in", ("given", "seat", "sponsor", "payer", "share")),
                    _connector="OR",
                ),
                name="sessions_account_holds_no_less_than_nothing",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["about", "-at"], name="sessions_ledgerentry_about"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(
                fields=("entry", "account"), name="sessions_posting_once_in_an_entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True),
                name="sessions_posting_moves_something",
            ),
        ),
        migrations.RunSQL(KEEP, LET_GO),
    ]
