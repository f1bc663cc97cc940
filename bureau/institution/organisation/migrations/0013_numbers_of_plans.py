"""A reserved number names the plan that keeps it. What drafts reserved before is read from the
journal: the entry that reserved a row names the draft."""

from django.db import migrations, models


REASONS = ("reason", "reserved_number")
"""What the reason of a number is called in entries of this version, and of later ones."""


def name_plans(apps, schema_editor):
    numbers = apps.get_model("organisation", "ReservedNumber").objects
    subjects = apps.get_model("journal", "Subject").objects.filter(kind="reorganisation")
    entries = apps.get_model("journal", "Entry").objects.filter(
        act__startswith="governance.", details__has_key="reserved"
    )
    for sequence, details in entries.values_list("sequence", "details").iterator():
        plan = subjects.filter(entry=sequence).values_list("number", flat=True).first()
        names = (name.rpartition("_") for name in details.get("commitments", {}))
        kept = [int(row) for what, _, row in names if what in REASONS and row.isdigit()]
        if plan is not None:
            numbers.filter(pk__in=kept).update(plan_kind="reorganisation", plan=plan)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0012_standard_cost_proposals"),
        ("journal", "0005_written_before"),
    ]
    operations = [
        migrations.AddField(
            "reservednumber",
            "plan_kind",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField("reservednumber", "plan", models.BigIntegerField(null=True)),
        migrations.RunPython(name_plans, migrations.RunPython.noop),
    ]
