"""A column too may be left out of a file; in which 8-bit encoding a file was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]
    operations = [
        migrations.AlterField(
            "stagedfault",
            "left",
            models.CharField(
                choices=[(left, left) for left in ("file", "row", "column", "value", "none")], max_length=6
            ),
        ),
        migrations.AddField(
            "stagedfile", "encoding", models.CharField(blank=True, default="", max_length=12)
        ),
    ]
