"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_added_by_staff",
)


class Migration(migrations.Migration):
    replaces = [("topics", step) for step in STEPS]
    initial = True
    dependencies = []
    operations = in_one("peerhub.topics.migrations", STEPS)
