"""Who looked: one line a look, which the database refuses to change or delete."""

from django.db import migrations, models

REFUSE = """
CREATE FUNCTION audit_disclosure_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the lines of who looked are append-only'
        USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER audit_disclosure_append_only BEFORE UPDATE OR DELETE ON audit_disclosure
    FOR EACH ROW EXECUTE FUNCTION audit_disclosure_refuse();
"""
ALLOW = """
DROP TRIGGER audit_disclosure_append_only ON audit_disclosure;
DROP FUNCTION audit_disclosure_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("who", models.CharField(max_length=16)),
                ("what", models.CharField(max_length=16)),
                ("why", models.CharField(max_length=16)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person_id", "-at"], name="audit_disclosure_person")
                ],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
