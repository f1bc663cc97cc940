"""What bodies amend, what undoes an entry into force, and days that wait for a condition."""

import bureau.core.changes.amendments
import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import WithoutModels, sealed


ENTRIES = "governance_entryintoforce"


def seal_again(apps, editor):
    """SQLite makes the table anew when a column with a value is added, without its triggers."""
    if editor.connection.vendor == "sqlite":
        sealed(ENTRIES).code(apps, editor)


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0005_delegated'),
        ('procedures', '0005_whole_acts'),
    ]

    operations = [
        migrations.AddField(
            model_name='entryintoforce',
            name='amended_hash',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='entryintoforce',
            name='not_before',
            field=models.JSONField(default=dict),
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('act', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='procedures.procedureact')),
                ('difference', models.TextField()),
                ('difference_hash', models.CharField(max_length=64)),
                ('actions_hash', models.CharField(max_length=64)),
                ('words', models.JSONField()),
                ('words_hashes', models.JSONField()),
                ('answers', models.JSONField()),
                ('applies', models.BooleanField()),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='governance.submission')),
            ],
            options={
                'ordering': ['act'],
            },
        ),
        migrations.CreateModel(
            name='Rescission',
            fields=[
                ('reorganisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='rescission', serialize=False, to='governance.reorganisation')),
                ('from_day', models.DateField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rescissions', to='governance.entryintoforce')),
            ],
        ),
        migrations.CreateModel(
            name='DraftAmendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=160)),
                ('manner', models.CharField(choices=[(bureau.core.changes.amendments.Amending['CHANGE'], bureau.core.changes.amendments.Amending['CHANGE']), (bureau.core.changes.amendments.Amending['LEAVE_OUT'], bureau.core.changes.amendments.Amending['LEAVE_OUT']), (bureau.core.changes.amendments.Amending['ADD'], bureau.core.changes.amendments.Amending['ADD'])], max_length=10)),
                ('place', models.PositiveIntegerField()),
                ('action', models.TextField(blank=True)),
                ('person', models.BigIntegerField()),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_amendments', to='governance.reorganisation')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('reorganisation', 'step', 'place'), name='draft_amendment_place_once')],
            },
        ),
        WithoutModels(seal_again, migrations.RunPython.noop),
        sealed("governance_amendment"),
    ]
