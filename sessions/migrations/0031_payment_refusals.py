"""How often the card company refused: what is asked anew then has another key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("peer_sessions", "0030_insurance")]
    operations = [
        migrations.AddField(
            model_name="payment",
            name="refusals",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
