import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0011_what_moved"),
    ]

    operations = [
        migrations.AddField(
            model_name="specialistprofile",
            name="people_now",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="specialistprofile",
            name="takes_new_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="membertopics",
            name="counts_more",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=16), default=list, size=None
            ),
        ),
    ]
