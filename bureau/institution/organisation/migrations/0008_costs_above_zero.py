"""Standard costs are above zero. Rows at zero or below are deleted: the cost they hide counts as not
known, which a ceiling refuses. Who set one is kept from now on."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


def above_zero(apps, schema_editor):
    rows = apps.get_model("organisation", "StandardCost").objects
    rows.filter(amount_minor__lte=0).delete()


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_office_proposals"), ("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(above_zero, migrations.RunPython.noop),
        migrations.AddField(
            "standardcost",
            "set_by",
            models.ForeignKey(
                "accounts.person",
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
            ),
        ),
        migrations.AddConstraint(
            "standardcost",
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="standard_cost_above_zero"
            ),
        ),
    ]
