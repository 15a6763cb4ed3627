"""The database itself refuses to change what was written down while a person was looked after."""

from django.db import migrations

LINES = (
    "agreement",
    "assessment",
    "contactattempt",
    "helpgiven",
    "incident",
    "signature",
    "stepline",
)
FUNCTIONS = """
CREATE FUNCTION safety_closing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was done for a person is append-only'
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER safety_checkin_closed_for_good BEFORE UPDATE ON safety_checkin
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION safety_closing_refuse();
CREATE TRIGGER safety_checkin_never_deleted BEFORE DELETE ON safety_checkin
    FOR EACH ROW EXECUTE FUNCTION safety_closing_refuse();
"""
REFUSE = FUNCTIONS + "".join(
    f"""
CREATE TRIGGER safety_{name}_append_only BEFORE UPDATE OR DELETE ON safety_{name}
    FOR EACH ROW EXECUTE FUNCTION safety_closing_refuse();
"""
    for name in LINES
)
ALLOW = (
    "".join(f"DROP TRIGGER safety_{name}_append_only ON safety_{name};\n" for name in LINES)
    + """
DROP TRIGGER safety_checkin_never_deleted ON safety_checkin;
DROP TRIGGER safety_checkin_closed_for_good ON safety_checkin;
DROP FUNCTION safety_closing_refuse();
"""
)


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("safety", "0015_closing")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
