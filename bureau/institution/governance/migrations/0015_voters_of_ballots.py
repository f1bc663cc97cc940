"""Who has a vote in a ballot, kept from when it is opened. Those before go by their day."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.deletion import PROTECT

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies: ClassVar = [("governance", "0014_chair_proposals")]
    operations: ClassVar = [
        migrations.CreateModel(
            "BallotSeat",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="seats", to="governance.ballot"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="governance.seat"),
                ),
            ],
            options={
                "ordering": ["seat"],
                "constraints": [
                    models.UniqueConstraint(fields=("ballot", "seat"), name="ballot_seat_once")
                ],
            },
        ),
        sealed("governance_ballotseat"),
    ]
