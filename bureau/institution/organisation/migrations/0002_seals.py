"""The triggers that keep effects, versions and written descriptions as they are."""

from django.db import migrations

from bureau.record.journal.store import sealed

KINDS = ("unit", "post", "incumbency", "reporting", "adoption", "succession")


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [
        sealed("organisation_effect"),
        sealed("organisation_replacement"),
        sealed("organisation_jobdescription"),
        sealed("organisation_descriptionduty"),
        sealed("organisation_descriptionline"),
        *(sealed(f"organisation_{kind}version", may_close="recorded_until") for kind in KINDS),
    ]
