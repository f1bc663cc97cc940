"""Several ways to do a case, and what of them was considered and not proposed."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_seats_and_ballots")]

    operations = [
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("actions", models.TextField(default="[]")),
                ("is_current", models.BooleanField(default=False)),
                ("given_up", models.DateTimeField(null=True)),
                (
                    "reorganisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenarios",
                        to="governance.reorganisation",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reorganisation", "number"), name="scenario_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("reorganisation",),
                        condition=Q(is_current=True),
                        name="one_scenario_is_worked_on",
                    ),
                    models.CheckConstraint(
                        condition=Q(is_current=False) | Q(given_up__isnull=True),
                        name="what_is_worked_on_is_not_given_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alternative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("purpose", models.TextField(blank=True)),
                ("reason", models.TextField()),
                ("actions", models.TextField()),
                ("actions_hash", models.CharField(max_length=64)),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives",
                        to="governance.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "number"), name="alternative_number_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="draftedit",
            name="scenario",
            field=models.PositiveIntegerField(null=True),
        ),
        sealed("governance_alternative"),
    ]
