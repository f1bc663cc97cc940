"""Proposals of roles lapse as others do; those that wait have their days from now on."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("organisation", "0010_offices_proposed_against")]
    operations = [
        migrations.AddField(
            "roleproposal",
            "proposed_at",
            models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
    ]
