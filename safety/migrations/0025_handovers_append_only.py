"""The database itself refuses to change what one shift left to the next, and who read it."""

from django.db import migrations

TABLES = ("handover", "handoverline", "handoverread")
REFUSE = """
CREATE FUNCTION safety_handover_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a hand-over is append-only' USING ERRCODE = 'insufficient_privilege';
END;
$$;
""" + "".join(
    f"""
CREATE TRIGGER safety_{name}_append_only BEFORE UPDATE OR DELETE ON safety_{name}
    FOR EACH ROW EXECUTE FUNCTION safety_handover_refuse();
"""
    for name in TABLES
)
ALLOW = (
    "".join(f"DROP TRIGGER safety_{name}_append_only ON safety_{name};\n" for name in TABLES)
    + "DROP FUNCTION safety_handover_refuse();"
)


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("safety", "0024_on_call_rota")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
