"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_rooms_in_depth",
    "0003_unmasking",
    "0004_unmaskings_are_reveals",
    "0005_delete_unmasking",
    "0007_friends",
    "0008_wall",
    "0009_drawings",
    "0010_feed",
    "0012_guide",
    "0014_never_seen",
)


class Migration(migrations.Migration):
    replaces = [("rooms", step) for step in STEPS]
    initial = True
    dependencies = [
        ("accounts", "0006_in_one"),
        ("topics", "0003_in_one"),
    ]
    operations = in_one("rooms.migrations", STEPS)
