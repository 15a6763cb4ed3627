"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_channels",
    "0003_ways_of_each",
)


class Migration(migrations.Migration):
    replaces = [("notifications", step) for step in STEPS]
    initial = True
    dependencies = [
        ("accounts", "0006_in_one"),
    ]
    operations = in_one("peerhub.notifications.migrations", STEPS)
