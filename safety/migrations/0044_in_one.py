"""All tables in one step for a new database; see docs/decisions/0039.

A database that has some of the steps takes the others; one that has all knows it is there.
"""

from django.db import migrations

from peerhub.tables import in_one

STEPS = (
    "0001_initial",
    "0002_timeline_append_only",
    "0003_reports",
    "0004_telling_more",
    "0005_pause_acts",
    "0006_second_look",
    "0007_flag_strand",
    "0008_talk",
    "0009_talk_append_only",
    "0010_staying_safe_plan",
    "0011_plan_versions_stay",
    "0012_asking_for_a_person",
    "0013_local_help",
    "0014_rule_switches",
    "0015_closing",
    "0016_closing_append_only",
    "0017_deadlines",
    "0018_reveals",
    "0019_rules_kept_with_decisions",
    "0020_help_offers",
    "0021_paging",
    "0022_overdue",
    "0023_plans_sealed",
    "0024_on_call_rota",
    "0025_handovers_append_only",
    "0026_read_in_review",
    "0028_sharing",
    "0029_referrals_followed",
    "0030_follow_ups_carried",
    "0031_clinicians",
    "0032_referrals_taken_back",
    "0033_words_of_caring_contacts",
    "0034_shared_as_files",
    "0035_letters_and_reviews",
    "0036_courses",
    "0037_report_drawing",
    "0038_what_became_of_words",
    "0040_a_second_person_for_all_who_decided",
    "0042_who_had_part",
    "0043_deeds_emptied",
)


class Migration(migrations.Migration):
    replaces = [("safety", step) for step in STEPS]
    initial = True
    dependencies = [
        ("accounts", "0006_in_one"),
        ("notifications", "0004_in_one"),
    ]
    operations = in_one("safety.migrations", STEPS)
