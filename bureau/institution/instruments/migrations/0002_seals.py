"""The triggers that keep what was said of a decision's follow-up as it was said."""

from django.db import migrations

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial")]
    operations = [sealed("instruments_followup", may_delete=True)]
