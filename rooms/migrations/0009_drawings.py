"""Drawings on the wall: no drawing without words of what it shows, and what was taken away."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0008_wall")]

    operations = [
        migrations.AddField(
            model_name="wallformer", name="drawing", field=models.JSONField(null=True)
        ),
        migrations.AlterField(
            model_name="wallformer", name="words", field=models.TextField(max_length=2302)
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("drawing__isnull", True), ("drawing_description", "")),
                    models.Q(
                        ("drawing__isnull", False),
                        models.Q(("drawing_description", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rooms_post_drawing_and_description_together",
            ),
        ),
    ]
