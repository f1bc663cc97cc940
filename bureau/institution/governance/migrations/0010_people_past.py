"""People whom a case affects no more, once acts have left out what did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0009_ceiling_proposals")]
    operations = [
        migrations.AddField("AffectedPerson", "is_past", models.BooleanField(default=False)),
    ]
