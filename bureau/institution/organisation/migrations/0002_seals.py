"""The triggers that keep effects, versions and written descriptions as they are."""

from django.db import migrations

from bureau.record.journal.store import sealed

KEPT = ("effect", "replacement", "jobdescription", "descriptionduty", "descriptionline")
FOLDED = (
    "unit",
    "post",
    "incumbency",
    "reporting",
    "adoption",
    "succession",
    "block",
    "engagement",
)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [
        *(sealed(f"organisation_{table}") for table in KEPT),
        *(sealed(f"organisation_{kind}version", may_close="recorded_until") for kind in FOLDED),
    ]
