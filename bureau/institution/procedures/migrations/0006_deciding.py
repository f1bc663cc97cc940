"""How a body decided an act by its own rule; and what members said against it."""

import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0005_whole_acts'),
    ]

    operations = [
        migrations.AddField(
            model_name='procedureact',
            name='decided',
            field=models.JSONField(null=True),
        ),
        migrations.CreateModel(
            name='Dissent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seat', models.BigIntegerField()),
                ('said', models.TextField()),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dissents', to='procedures.procedureact')),
            ],
            options={
                'ordering': ['act', 'seat'],
                'constraints': [models.UniqueConstraint(fields=('act', 'seat'), name='dissent_once')],
            },
        ),
        sealed("procedures_dissent", may_delete=True),
    ]
