"""Lists of people affected that are confirmed once more after an amendment changed lines of them."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.deletion import PROTECT

from bureau.record.journal.store import sealed, unsealed


def carry_over(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each list as it was confirmed; its lines that stand and were confirmed are of it."""
    affected_list = apps.get_model("governance", "AffectedList")
    people = apps.get_model("governance", "AffectedPerson")
    for row in apps.get_model("governance", "AffectedListBefore").objects.order_by("at"):
        said = {name: getattr(row, name) for name in ("lines", "lines_hash", "person", "post")}
        made = affected_list.objects.create(submission_id=row.submission_id, at=row.at, **said)
        lines = people.objects.filter(submission=row.submission_id, is_past=False)
        lines.exclude(how="").update(confirmed_in=made)


class Migration(migrations.Migration):
    dependencies = [("governance", "0011_counted_posts"), ("procedures", "0001_initial")]
    operations = [
        unsealed("governance_affectedlist"),
        migrations.AlterField(
            "AffectedList",
            "submission",
            models.OneToOneField(
                "governance.submission", PROTECT, primary_key=True, related_name="+"
            ),
        ),
        migrations.RenameModel("AffectedList", "AffectedListBefore"),
        migrations.CreateModel(
            "AffectedList",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        "governance.submission", PROTECT, related_name="people_confirmed"
                    ),
                ),
                ("lines", models.TextField()),
                ("lines_hash", models.CharField(max_length=64)),
                ("person", models.BigIntegerField()),
                ("post", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["pk"]},
        ),
        sealed("governance_affectedlist"),
        migrations.AddField(
            "AffectedPerson",
            "confirmed_in",
            models.ForeignKey("governance.affectedlist", PROTECT, null=True, related_name="+"),
        ),
        migrations.AddField(
            "AffectedPerson",
            "changed_by",
            models.ForeignKey("procedures.procedureact", PROTECT, null=True, related_name="+"),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel("AffectedListBefore"),
    ]
