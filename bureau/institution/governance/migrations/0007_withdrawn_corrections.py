"""Proposed corrections that whoever proposed them took back, and why."""

import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("governance", "0006_translated_notes")]
    operations = [
        migrations.CreateModel(
            "Withdrawal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.BigIntegerField()),
                ("post", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="governance.correction",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "WithdrawalReason",
            [
                (
                    "withdrawal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="reason",
                        serialize=False,
                        to="governance.withdrawal",
                    ),
                ),
                ("said", models.TextField()),
            ],
        ),
        sealed("governance_withdrawal"),
        sealed("governance_withdrawalreason", may_delete=True),
    ]
