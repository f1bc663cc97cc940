"""The first heads, and the triggers that keep what is written."""

from django.db import migrations

from bureau.record.journal.store import GENESIS, sealed


def first_heads(apps, editor):
    apps.get_model("journal", "ChainHead").objects.create(pk=1, sequence=0, hash=GENESIS)
    apps.get_model("journal", "RecordHead").objects.create(pk=1, number=0)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [
        migrations.RunPython(first_heads, migrations.RunPython.noop),
        sealed("journal_installation"),
        sealed("journal_entry"),
        sealed("journal_subject"),
        sealed("journal_recordnumber"),
        sealed("journal_content", may_delete=True),
    ]
