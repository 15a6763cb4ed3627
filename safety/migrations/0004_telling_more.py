"""Who told us about a text may tell more of it, and again after its case was closed."""

from django.db import migrations, models
from django.db.models.functions import MD5


class Migration(migrations.Migration):
    dependencies = [("safety", "0003_reports")]

    operations = [
        migrations.RemoveConstraint(model_name="report", name="safety_report_once"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                models.F("flag"),
                models.F("reporter"),
                models.F("reason"),
                MD5("words"),
                MD5("snapshot"),
                name="safety_report_same_once",
            ),
        ),
        migrations.AlterField(
            model_name="flagnote",
            name="act",
            field=models.CharField(
                choices=[
                    ("raised", "raised this"),
                    ("claimed", "took this"),
                    ("released", "handed this back"),
                    ("level_raised", "raised the level"),
                    ("noted", "wrote a note"),
                    ("let_out", "let others see the message"),
                    ("reported", "told us about this"),
                    ("told_more", "told us more about this"),
                    ("hidden", "hid the message from everybody"),
                    ("resolved", "closed this"),
                ],
                max_length=16,
            ),
        ),
    ]
