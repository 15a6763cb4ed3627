"""A case's timeline tells that the account of its author was paused, and that the pause ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0004_telling_more")]

    operations = [
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
                    ("paused", "paused the account"),
                    ("unpaused", "ended the pause of the account"),
                    ("resolved", "closed this"),
                ],
                max_length=16,
            ),
        ),
    ]
