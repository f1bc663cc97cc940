"""A follower's cursor says when it last moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_row_states")]
    operations = [migrations.AddField("cursor", "moved_at", models.DateTimeField(null=True))]
