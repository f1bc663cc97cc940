"""A proposal of an office keeps its name and what it was made against; of those made before, that is
not known."""

from django.db import migrations, models

import bureau.web.multilingual


class Migration(migrations.Migration):
    dependencies = [("organisation", "0009_absences_confirmed")]
    operations = [
        migrations.AddField("officeproposal", "against", models.JSONField(null=True)),
        migrations.AddField(
            "officeproposal", "name", bureau.web.multilingual.MultilingualField(null=True)
        ),
    ]
