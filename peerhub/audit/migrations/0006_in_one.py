"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_append_only",
    "0003_disclosure",
    "0004_link",
    "0005_looks_in_the_chain",
)


class Migration(migrations.Migration):
    replaces = [("audit", step) for step in STEPS]
    initial = True
    dependencies = []
    operations = in_one("peerhub.audit.migrations", STEPS)
