"""A background check is of a person, so that it can be made again for whoever is a specialist."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The table is append-only: what was written down stays, and only the new column is filled.
FILL = """
ALTER TABLE matching_backgroundcheck DISABLE TRIGGER matching_backgroundcheck_append_only;
UPDATE matching_backgroundcheck SET person_id = matching_application.person_id
FROM matching_application WHERE matching_application.id = application_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE matching_backgroundcheck ENABLE TRIGGER matching_backgroundcheck_append_only;
"""


class Migration(migrations.Migration):
    """Add the person, fill it from the application, and let checks stand without one."""

    dependencies = [
        ("matching", "0016_notes_per_part"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="backgroundcheck",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="background_checks",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="backgroundcheck",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="background_checks",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="backgroundcheck",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="matching.application",
            ),
        ),
    ]
