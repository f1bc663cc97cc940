"""Counted posts are established, changed and abolished by actions too."""

from django.db import migrations, models

from bureau.core.changes.actions import ActionKind


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_people_past")]
    operations = [
        migrations.AlterField(
            "draftaction",
            "kind",
            models.CharField(choices=[(kind, kind) for kind in ActionKind], max_length=20),
        )
    ]
