"""Ballots that were called off before they were counted, and why."""

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("governance", "0012_lists_confirmed_again")]
    operations = [
        migrations.AlterField(
            "BallotEnd",
            "outcome",
            models.CharField(
                max_length=20,
                choices=[
                    ("adopted", "adopted"),
                    ("not_adopted", "not_adopted"),
                    ("no_quorum", "no_quorum"),
                    ("unanimity_failed", "unanimity_failed"),
                    ("called_off", "called_off"),
                ],
            ),
        ),
        migrations.CreateModel(
            "CalledOff",
            [
                (
                    "end",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        primary_key=True,
                        related_name="called_off",
                        serialize=False,
                        to="governance.ballotend",
                    ),
                ),
                ("said", models.TextField()),
            ],
        ),
        sealed("governance_calledoff", may_delete=True),
    ]
