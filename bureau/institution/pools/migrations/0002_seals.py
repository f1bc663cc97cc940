"""The trigger that keeps every move of a hold as it was."""

from django.db import migrations

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("pools", "0001_initial")]
    operations = [sealed("pools_poolentry")]
