from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_in_one"),
        ("topics", "0003_in_one"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="nottoday",
            name="accounts_nottoday_once",
        ),
        migrations.AddField(
            model_name="nottoday",
            name="planned_as",
            field=models.CharField(blank=True, db_default="", default="", max_length=48),
        ),
        migrations.AddField(
            model_name="nottoday",
            name="since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="nottoday",
            constraint=models.UniqueConstraint(
                fields=("person", "note", "planned_as"), name="accounts_nottoday_once_in_a_plan"
            ),
        ),
    ]
