"""The triggers that keep what was put forward, voted, decided and corrected as it was."""

from django.db import migrations

from bureau.record.journal.store import sealed

KEPT = (
    "submission",
    "alternative",
    "affectedlist",
    "carriedthread",
    "clearance",
    "ballot",
    "ballotamendment",
    "vote",
    "ballotend",
    "amendment",
    "entryintoforce",
    "reportowed",
    "reportmade",
    "personnelaction",
    "correction",
    "confirmation",
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]
    operations = [
        *(sealed(f"governance_{table}") for table in KEPT),
        sealed("governance_seat", may_close="valid_until"),
        sealed("governance_decisionrule", may_close="valid_until"),
        sealed("governance_votewords", may_delete=True),
        sealed("governance_correctionreason", may_delete=True),
    ]
