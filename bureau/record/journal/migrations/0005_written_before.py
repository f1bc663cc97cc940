"""A note of a row that was written says how the row was before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_cursor_moved_at")]
    operations = [migrations.AddField("written", "before", models.TextField(null=True))]
