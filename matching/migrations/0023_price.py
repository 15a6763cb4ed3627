"""What half an hour costs, kept where search can read it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0021_resting_topics"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="specialistprofile",
            name="price_cents",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="specialistprofile",
            constraint=models.CheckConstraint(
                condition=models.Q(("price_cents", None), ("price_cents__gt", 0), _connector="OR"),
                name="matching_profile_price_above_nothing",
            ),
        ),
    ]
