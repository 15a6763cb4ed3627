"""The database itself refuses to change or delete a line of a case's timeline."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION safety_flagnote_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a timeline is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER safety_flagnote_append_only BEFORE UPDATE OR DELETE ON safety_flagnote
    FOR EACH ROW EXECUTE FUNCTION safety_flagnote_refuse();
"""
ALLOW = """
DROP TRIGGER safety_flagnote_append_only ON safety_flagnote;
DROP FUNCTION safety_flagnote_refuse();
"""


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("safety", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
