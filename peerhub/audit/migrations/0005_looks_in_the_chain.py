"""The lines of who looked get their places in the chain; those that exist in the next round.

``written_at`` of an older line is the moment of this migration: from then on it cannot change.
"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_link")]

    operations = [
        migrations.AddField(
            model_name="disclosure",
            name="written_at",
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="link",
            name="entry_id",
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AddField(
            model_name="link",
            name="disclosure_id",
            field=models.BigIntegerField(null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disclosure_id", None), ("entry_id__isnull", False)),
                    models.Q(("disclosure_id__isnull", False), ("entry_id", None)),
                    _connector="OR",
                ),
                name="audit_link_of_one_row",
            ),
        ),
    ]
