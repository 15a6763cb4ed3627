"""Whoever something is shared with can take it as a file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("safety", "0033_words_of_caring_contacts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="accountingline",
            name="way",
            field=models.CharField(
                choices=[
                    ("read", "They read it here"),
                    ("file", "They took it as a file"),
                    ("copy", "You took a copy for them"),
                    ("passed_on", "Our team passed it on"),
                    ("emergency", "It was told in an emergency"),
                ],
                max_length=16,
            ),
        ),
    ]
