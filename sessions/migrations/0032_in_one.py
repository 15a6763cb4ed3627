"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_hours_by_rule_and_date",
    "0003_times_kept_while_confirming",
    "0004_reminders_chosen",
    "0005_calendar_feed",
    "0006_series",
    "0007_listening_place_and_follow_up",
    "0008_waiting",
    "0009_talk_to_whoever_is_on",
    "0010_heavy_days",
    "0011_threads",
    "0012_pacing_and_alliance",
    "0013_calls",
    "0014_caseload",
    "0016_check_ins_and_progress",
    "0017_wellness",
    "0018_measures",
    "0019_captions",
    "0020_asking_to_move",
    "0021_five_more_minutes",
    "0022_organisations",
    "0023_passport",
    "0024_journal",
    "0026_ledger",
    "0027_wallet",
    "0028_prices_and_earnings",
    "0029_payments",
    "0030_insurance",
    "0031_payment_refusals",
)


class Migration(migrations.Migration):
    replaces = [("peer_sessions", step) for step in STEPS]
    initial = True
    dependencies = [
        ("accounts", "0007_planned_ahead"),
        ("matching", "0024_in_one"),
        ("safety", "0044_in_one"),
        ("topics", "0003_in_one"),
    ]
    operations = in_one("sessions.migrations", STEPS)
