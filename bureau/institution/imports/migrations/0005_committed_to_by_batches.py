"""Entries commit to staged rows, faults and keys: by batches, over a salt of each row."""

import secrets
from typing import Any

from django.db import migrations, models

import bureau.institution.imports.models

AT_ONCE = 2000


def put_into_batches(apps: Any, schema_editor: Any) -> None:
    """Rows by file and number, as `store` puts them; keys by thousands, below all other batches."""
    rows = apps.get_model("imports", "StagedRow")
    for some in _portions(rows):
        for row in some:
            row.batch = row.file_id * 100_000 + row.row // 500
            row.salt = secrets.token_hex(16)
        rows.objects.bulk_update(some, ["batch", "salt"], batch_size=500)
    faults = apps.get_model("imports", "StagedFault")
    for some in _portions(faults):
        for row in some:
            row.salt = secrets.token_hex(16)
        faults.objects.bulk_update(some, ["salt"], batch_size=500)
    things = apps.get_model("imports", "ImportedThing")
    for some in _portions(things):
        for row in some:
            row.batch = -1 - row.pk // 1000
        things.objects.bulk_update(some, ["batch"], batch_size=500)


def _portions(model: Any) -> Any:
    after = 0
    while some := list(model.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        yield some
        after = some[-1].pk


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0004_proposed_by_one_confirmed_by_another'),
    ]

    operations = [
        migrations.AddField(
            model_name='stagedrow',
            name='batch',
            field=models.BigIntegerField(db_index=True, default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='stagedrow',
            name='salt',
            field=models.CharField(default=bureau.institution.imports.models.new_salt, max_length=32),
        ),
        migrations.AddField(
            model_name='stagedfault',
            name='salt',
            field=models.CharField(default=bureau.institution.imports.models.new_salt, max_length=32),
        ),
        migrations.AddField(
            model_name='importedthing',
            name='batch',
            field=models.BigIntegerField(db_index=True, default=0),
            preserve_default=False,
        ),
        migrations.RunPython(put_into_batches, migrations.RunPython.noop),
    ]
