"""Drafts of rules and their trials; rules have names in six languages."""

import bureau.web.multilingual
import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed

RULES = "procedures_rule"


def seal(apps, editor):
    sealed(RULES, may_close="valid_until").code(apps, editor)


def unseal(apps, editor):
    """The triggers name every column: they are off while one is added or taken away."""
    on, names = "", ("no_update", "no_delete", "no_truncate")
    if editor.connection.vendor == "sqlite":
        names = tuple(f"{RULES}_{name}" for name in names)
    else:
        on = f' ON "{RULES}"'
    for name in names:
        editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


class Migration(migrations.Migration):

    dependencies = [
        ('instruments', '0003_mandates'),
        ('organisation', '0010_template_units'),
        ('procedures', '0006_deciding'),
    ]

    operations = [
        migrations.RunPython(unseal, seal),
        migrations.AddField(
            model_name='rule',
            name='name',
            field=bureau.web.multilingual.MultilingualField(null=True),
        ),
        migrations.CreateModel(
            name='RuleDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('valid_from', models.DateField()),
                ('person', models.BigIntegerField()),
                ('post', models.BigIntegerField(null=True)),
                ('authors', models.JSONField()),
                ('begun', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('in_force', 'in_force'), ('withdrawn', 'withdrawn')], max_length=10)),
                ('settled_by', models.BigIntegerField(null=True)),
                ('settled', models.DateTimeField(null=True)),
                ('tried', models.CharField(blank=True, max_length=64)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='RuleTrial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('drafted', models.CharField(max_length=64)),
                ('found', models.CharField(max_length=64)),
                ('cases', models.PositiveIntegerField()),
                ('other', models.PositiveIntegerField()),
                ('simulated', models.PositiveIntegerField()),
                ('simulated_other', models.PositiveIntegerField()),
                ('gaps', models.PositiveIntegerField()),
                ('overlaps', models.PositiveIntegerField()),
                ('person', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trials', to='procedures.ruledraft')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='RuleDraftLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60)),
                ('subject', models.CharField(max_length=40)),
                ('name', bureau.web.multilingual.MultilingualField(null=True)),
                ('definition', models.JSONField(null=True)),
                ('is_practice', models.BooleanField(default=False)),
                ('note', bureau.web.multilingual.MultilingualField(null=True)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='procedures.ruledraft')),
                ('instrument', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.instrument')),
                ('provision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.provision')),
            ],
            options={
                'ordering': ['subject', 'key'],
                'constraints': [models.UniqueConstraint(fields=('draft', 'key'), name='rule_draft_line_once'), models.CheckConstraint(condition=models.Q(('definition__isnull', True), ('instrument__isnull', False), _connector='OR'), name='rule_draft_line_rests_on_something')],
            },
        ),
        migrations.RunPython(seal, unseal),
        sealed("procedures_ruletrial"),
    ]
