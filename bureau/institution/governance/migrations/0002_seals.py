"""The triggers that keep what was put forward, decided and corrected as it was."""

from django.db import migrations

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]
    operations = [
        *(
            sealed(f"governance_{table}")
            for table in (
                "submission",
                "entryintoforce",
                "personnelaction",
                "correction",
                "confirmation",
            )
        ),
        sealed("governance_correctionreason", may_delete=True),
    ]
