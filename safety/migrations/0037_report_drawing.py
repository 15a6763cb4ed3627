"""A report keeps what was drawn with the text that it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("safety", "0036_courses")]

    operations = [
        migrations.AddField(model_name="report", name="drawing", field=models.JSONField(null=True)),
    ]
