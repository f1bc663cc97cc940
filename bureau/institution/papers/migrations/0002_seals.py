"""The triggers that keep every version of a phrase, and every paper, as it was written."""

from django.db import migrations

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [sealed("papers_phrase"), sealed("papers_paper")]
