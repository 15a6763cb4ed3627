"""What was handed in, and what was said of it, never changes; stories from before get their draft."""

from django.db import migrations

TABLES = ("storyversion", "storyreview", "storymark", "secondasked")
REFUSE = """
CREATE FUNCTION matching_story_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of stories are append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;
""" + "".join(
    f"""
CREATE TRIGGER matching_{name}_append_only BEFORE UPDATE OR DELETE ON matching_{name}
    FOR EACH ROW EXECUTE FUNCTION matching_story_refuse();
"""
    for name in TABLES
)
ALLOW = (
    "".join(f"DROP TRIGGER matching_{name}_append_only ON matching_{name};\n" for name in TABLES)
    + "DROP FUNCTION matching_story_refuse();"
)

PAGE = """
    s.before, s.what_helped, s.now, s.offer,
    s.before_for, s.what_helped_for, s.now_for, s.offer_for, p.headline, p.boundaries,
    ARRAY(SELECT t.code FROM matching_story_roots l JOIN topics_topic t ON t.id = l.topic_id
          WHERE l.story_id = s.id ORDER BY t.position),
    ARRAY(SELECT t.code FROM matching_story_struggles l JOIN topics_topic t ON t.id = l.topic_id
          WHERE l.story_id = s.id ORDER BY t.position),
    ARRAY(SELECT n.slug FROM matching_story_content_notes l
          JOIN topics_contentnote n ON n.id = l.contentnote_id
          WHERE l.story_id = s.id ORDER BY n.position)
"""
COLUMNS = (
    "before, what_helped, now, offer, before_for, what_helped_for, now_for, offer_for,"
    " headline, boundaries, roots, struggles, content_notes"
)
FROM = "FROM matching_story s JOIN matching_specialistprofile p ON p.id = s.profile_id"
# What was shown stays shown as version 1. What was held waits for a reviewer like any other.
CARRY = f"""
INSERT INTO matching_storydraft (story_id, changed_at, {COLUMNS}) SELECT s.id, now(), {PAGE} {FROM};
INSERT INTO matching_storyversion (story_id, number, submitted_at, {COLUMNS})
    SELECT s.id, 1, now(), {PAGE} {FROM} WHERE s.state IN ('shown', 'held');
UPDATE matching_story s SET shown_version_id = v.id FROM matching_storyversion v
    WHERE v.story_id = s.id AND s.state = 'shown';
UPDATE matching_story SET state = 'draft' WHERE state = 'held';
"""  # noqa: S608 - made of the words above


class Migration(migrations.Migration):
    """Carry what is there over, then refuse UPDATE and DELETE."""

    dependencies = [("matching", "0006_story_studio")]
    operations = [
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
