"""A task says in which queue it waits; what waits from before is of the one that all were in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clock", "0001_initial")]
    operations = [
        migrations.AddField(
            "queuedtask", "queue", models.CharField(default="default", max_length=20)
        )
    ]
