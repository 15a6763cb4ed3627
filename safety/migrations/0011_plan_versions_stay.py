"""The database itself refuses to change what a version of a plan says.

Deleting is allowed: a member may forget the whole plan.
"""

from django.db import migrations

REFUSE = """
CREATE FUNCTION safety_planentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a plan said stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER safety_planentry_unchanged BEFORE UPDATE ON safety_planentry
    FOR EACH ROW EXECUTE FUNCTION safety_planentry_refuse();
"""
ALLOW = """
DROP TRIGGER safety_planentry_unchanged ON safety_planentry;
DROP FUNCTION safety_planentry_refuse();
"""


class Migration(migrations.Migration):
    """A trigger that refuses UPDATE."""

    dependencies = [("safety", "0010_staying_safe_plan")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
