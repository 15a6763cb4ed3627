from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0012_caseload_and_what_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="NothingFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("root", models.CharField(blank=True, max_length=8)),
                ("struggle", models.CharField(blank=True, max_length=8)),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "root", "struggle"),
                        name="matching_nothingfound_once_a_day",
                    )
                ],
            },
        ),
    ]
