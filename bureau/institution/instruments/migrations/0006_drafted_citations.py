"""What a case cites since it was put forward last is read on its own pages alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("instruments", "0005_body_name_proposals")]
    operations = [
        migrations.AddField("citation", "is_drafted", models.BooleanField(default=False))
    ]
