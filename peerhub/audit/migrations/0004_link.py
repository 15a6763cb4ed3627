"""The chain: one link an entry, which the database refuses to change or delete.

The sealer puts what exists into it in its first round, a few seconds after the migration.
"""

from django.db import migrations, models

REFUSE = """
CREATE FUNCTION audit_link_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the links of the audit are append-only'
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE ON audit_link
    FOR EACH ROW EXECUTE FUNCTION audit_link_refuse();
"""
ALLOW = """
DROP TRIGGER audit_link_append_only ON audit_link;
DROP FUNCTION audit_link_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_disclosure")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("sealed_at", models.DateTimeField()),
                ("before", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
