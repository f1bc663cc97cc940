"""A use of a delegation says its rule and currency, whether or not a ceiling is on record; sealed."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

from bureau.record.journal.store import sealed


def say_rule_and_currency(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What each use counted against says both."""
    ceiling = apps.get_model("governance", "Ceiling").objects.filter(pk=OuterRef("ceiling"))
    apps.get_model("governance", "DelegatedUse").objects.update(
        rule=Subquery(ceiling.values("rule")), currency=Subquery(ceiling.values("currency"))
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_withdrawn_corrections")]
    operations = [
        migrations.AddField(
            "DelegatedUse", "rule", models.CharField(max_length=60, default=""), False
        ),
        migrations.AddField(
            "DelegatedUse", "currency", models.CharField(max_length=3, blank=True, default=""), False
        ),
        migrations.RunPython(say_rule_and_currency, migrations.RunPython.noop),
        migrations.AlterField(
            "DelegatedUse", "rule", models.CharField(max_length=60, db_index=True)
        ),
        migrations.AlterField(
            "DelegatedUse", "amount_minor", models.BigIntegerField(null=True)
        ),
        migrations.RemoveField("DelegatedUse", "ceiling"),
        migrations.RemoveField("DelegatedUse", "hold"),
        sealed("governance_delegateduse"),
    ]
