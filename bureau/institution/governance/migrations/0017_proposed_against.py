"""Proposals keep what they were made against, and those of ceilings when: what waits lapses from now
on. What those made before were against is not known."""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("governance", "0016_decision_rule_proposals")]
    operations = [
        migrations.AddField("chairproposal", "against", models.JSONField(null=True)),
        migrations.AddField("decisionruleproposal", "against", models.JSONField(null=True)),
        migrations.AddField("ceilingproposal", "against", models.JSONField(null=True)),
        migrations.AddField(
            "ceilingproposal",
            "proposed_at",
            models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
    ]
