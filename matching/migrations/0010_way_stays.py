"""The database itself refuses to change or delete what is written down once and for all."""

from django.db import migrations

TABLES = (
    "matching_step",
    "matching_backgroundcheck",
    "matching_certificate",
    "matching_rolesignature",
    "matching_logentry",
)
REFUSE = """
CREATE FUNCTION matching_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END;
$$;
""" + "".join(
    f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION matching_refuse();
"""
    for table in TABLES
)
ALLOW = "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION matching_refuse();"
)


class Migration(migrations.Migration):
    """Triggers that refuse UPDATE and DELETE."""

    dependencies = [("matching", "0009_becoming_a_specialist")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
