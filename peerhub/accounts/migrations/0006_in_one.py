"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_reserved_handle",
    "0003_not_today",
    "0004_pause",
    "0005_block",
)


class Migration(migrations.Migration):
    replaces = [("accounts", step) for step in STEPS]
    initial = True
    dependencies = [
        ("topics", "0003_in_one"),
    ]
    operations = in_one("peerhub.accounts.migrations", STEPS)
