from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rooms", "0004_unmaskings_are_reveals")]

    operations = [migrations.DeleteModel(name="Unmasking")]
