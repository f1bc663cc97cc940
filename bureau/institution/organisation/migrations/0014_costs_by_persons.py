"""A standard cost names everybody who had a hand in it; two persons change its last day, and two
end an absence that neither of them has."""

import django.db.models.deletion
from django.db import migrations, models


def name_confirmers(apps, schema_editor):
    costs = apps.get_model("organisation", "StandardCost").objects
    proposals = apps.get_model("organisation", "StandardCostProposal").objects
    same = ("organisation", "grade", "place", "amount_minor", "currency", "valid_from")
    for row in proposals.filter(is_confirmed=True).iterator():
        said = {name: getattr(row, name) for name in same}
        costs.filter(**said).update(also_by=[row.proposed_by_id, row.settled_by_id])


class Migration(migrations.Migration):
    dependencies = [("organisation", "0013_numbers_of_plans"), ("accounts", "0001_initial")]
    operations = [
        migrations.AddField(
            "standardcost", "also_by", models.JSONField(default=list, blank=True)
        ),
        migrations.AddField(
            "standardcostproposal", "keeps", models.BigIntegerField(null=True, blank=True)
        ),
        migrations.AddField(
            "standardcostproposal", "against", models.JSONField(null=True, blank=True)
        ),
        migrations.AddField(
            "absence",
            "end_asked_by",
            models.ForeignKey(
                "accounts.person",
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
            ),
        ),
        migrations.AddField("absence", "end_asked_at", models.DateTimeField(null=True)),
        migrations.RunPython(name_confirmers, migrations.RunPython.noop),
    ]
