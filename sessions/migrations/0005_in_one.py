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
)


class Migration(migrations.Migration):
    replaces = [("peer_sessions", step) for step in STEPS]
    initial = True
    dependencies = [
        ("accounts", "0006_in_one"),
        ("matching", "0022_in_one"),
    ]
    operations = in_one("sessions.migrations", STEPS)
