"""A column too may be left out of a file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]
    operations = [
        migrations.AlterField(
            "stagedfault",
            "left",
            models.CharField(
                choices=[(left, left) for left in ("file", "row", "column", "value")], max_length=6
            ),
        ),
    ]
