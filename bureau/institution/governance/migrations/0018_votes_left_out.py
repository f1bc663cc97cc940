"""A ballot says which votes it did not count; none of those that were counted before left any out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0017_proposed_against")]
    operations = [migrations.AddField("ballotend", "left_out", models.JSONField(null=True))]
