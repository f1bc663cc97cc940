"""Ceilings that one person proposes and another confirms."""

import django.db.models.deletion
from django.db import migrations, models

import bureau.web.multilingual
from bureau.core.procedures.ceilings import Counts


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0008_delegated_uses"),
        ("accounts", "0001_initial"),
        ("instruments", "0001_initial"),
        ("organisation", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            "CeilingProposal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("rule", models.CharField(max_length=60)),
                ("basis_minor", models.BigIntegerField()),
                ("share_millionths", models.PositiveIntegerField()),
                ("currency", models.CharField(max_length=3)),
                (
                    "counts",
                    models.CharField(max_length=10, choices=[(one, one) for one in Counts]),
                ),
                ("basis", bureau.web.multilingual.MultilingualField()),
                ("is_confirmed", models.BooleanField(default=False)),
                *(
                    (
                        name,
                        models.ForeignKey(
                            to,
                            django.db.models.deletion.PROTECT,
                            null=is_open,
                            related_name="+",
                        ),
                    )
                    for name, to, is_open in (
                        ("instrument", "instruments.instrument", True),
                        ("moves", "governance.ceiling", True),
                        ("organisation", "organisation.organisation", False),
                        ("proposed_by", "accounts.person", False),
                        ("settled_by", "accounts.person", True),
                    )
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(valid_until__isnull=True)
                        | models.Q(valid_until__gt=models.F("valid_from")),
                        name="governance_ceilingproposal_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(is_confirmed=False)
                        | (
                            models.Q(settled_by__isnull=False)
                            & ~models.Q(settled_by=models.F("proposed_by"))
                        ),
                        name="ceiling_confirmed_by_another",
                    ),
                ],
            },
        ),
    ]
