"""A proposal of an office keeps what it was made against; of those made before, that is not known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0009_absences_confirmed")]
    operations = [
        migrations.AddField("officeproposal", "against", models.JSONField(null=True)),
    ]
