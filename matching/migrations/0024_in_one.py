"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_what_stories_mean",
    "0003_intake_steps",
    "0004_additions",
    "0005_requests_and_rematch",
    "0006_story_studio",
    "0007_story_versions_stay",
    "0008_outreach",
    "0009_becoming_a_specialist",
    "0010_way_stays",
    "0011_what_moved",
    "0012_caseload_and_what_counts",
    "0013_nothing_found",
    "0014_free_soon",
    "0015_story_claims",
    "0016_notes_per_part",
    "0017_checks_of_people",
    "0018_recognition",
    "0019_references_by_mail",
    "0020_supervisors_see_to_it",
    "0021_resting_topics",
    "0023_price",
)


class Migration(migrations.Migration):
    replaces = [("matching", step) for step in STEPS]
    initial = True
    dependencies = [
        ("accounts", "0006_in_one"),
        ("topics", "0003_in_one"),
    ]
    operations = in_one("matching.migrations", STEPS)
