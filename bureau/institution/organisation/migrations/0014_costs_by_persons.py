"""A standard cost names everybody who had a hand in it, and two persons change its last day."""

from django.db import migrations, models


def name_confirmers(apps, schema_editor):
    costs = apps.get_model("organisation", "StandardCost").objects
    proposals = apps.get_model("organisation", "StandardCostProposal").objects
    same = ("organisation", "grade", "place", "amount_minor", "currency", "valid_from")
    for row in proposals.filter(is_confirmed=True).iterator():
        said = {name: getattr(row, name) for name in same}
        costs.filter(**said).update(also_by=[row.proposed_by_id, row.settled_by_id])


class Migration(migrations.Migration):
    dependencies = [("organisation", "0013_numbers_of_plans")]
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
        migrations.RunPython(name_confirmers, migrations.RunPython.noop),
    ]
