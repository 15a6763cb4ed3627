"""What a plan says lies sealed, bound to its plan, version and part; what exists is sealed here."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from peerhub.crypto import seal, unseal

# Only words that are sealed anew with another key may be written over, and nothing beside them.
RESEAL = """
CREATE OR REPLACE FUNCTION safety_planentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peerhub.sealing', true) = 'on'
        AND (NEW.id, NEW.plan_id, NEW.number, NEW.part, NEW.written_at)
            IS NOT DISTINCT FROM (OLD.id, OLD.plan_id, OLD.number, OLD.part, OLD.written_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what a plan said stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
"""
NEVER = """
CREATE OR REPLACE FUNCTION safety_planentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a plan said stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
"""
MAY = "SELECT set_config('peerhub.sealing', 'on', true)"


def place_of(entry: models.Model) -> str:
    plan = entry.plan.public_id  # type: ignore[attr-defined]
    return f"safety.planentry.words:{plan}:{entry.number}:{entry.part}"  # type: ignore[attr-defined]


def seal_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(MAY)
    for entry in apps.get_model("safety", "PlanEntry").objects.select_related("plan").iterator():
        entry.sealed = seal(entry.words, place=place_of(entry))
        entry.save(update_fields=["sealed"])


def unseal_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(MAY)
    for entry in apps.get_model("safety", "PlanEntry").objects.select_related("plan").iterator():
        entry.words = unseal(bytes(entry.sealed), place=place_of(entry))
        entry.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("safety", "0022_overdue")]

    operations = [
        migrations.RunSQL(RESEAL, NEVER),
        migrations.AddField("planentry", "sealed", models.BinaryField(null=True)),
        migrations.AlterField("planentry", "words", models.TextField(blank=True, default="")),
        migrations.RunPython(seal_all, unseal_all),
        migrations.AlterField("planentry", "sealed", models.BinaryField()),
        migrations.RemoveField("planentry", "words"),
    ]
