"""Passports that members keep. The database itself refuses to change one."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import peerhub.crypto

# What was kept stays as it was on its day: only its seal may be another. Deleting is allowed.
REFUSE = """
CREATE FUNCTION peer_sessions_passport_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('peerhub.sealing', true) = 'on'
        AND (NEW.id, NEW.public_id, NEW.member_id, NEW.made_at)
            IS NOT DISTINCT FROM (OLD.id, OLD.public_id, OLD.member_id, OLD.made_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a passport stays as it was' USING ERRCODE = 'insufficient_privilege';
END;
$$;
CREATE TRIGGER peer_sessions_passport_unchanged BEFORE UPDATE ON peer_sessions_passport
    FOR EACH ROW EXECUTE FUNCTION peer_sessions_passport_refuse();
"""
ALLOW = """
DROP TRIGGER peer_sessions_passport_unchanged ON peer_sessions_passport;
DROP FUNCTION peer_sessions_passport_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("peer_sessions", "0022_organisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Passport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["member", "-made_at"], name="sessions_passport_member")
                ],
            },
            bases=(peerhub.crypto.SealedWords, models.Model),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
