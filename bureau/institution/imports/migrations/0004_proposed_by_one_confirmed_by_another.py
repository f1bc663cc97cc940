"""An import is proposed by one person and confirmed by another."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_closed_accounts'),
        ('imports', '0003_summaries_by_sort'),
    ]

    operations = [
        migrations.AlterField(
            model_name='import',
            name='state',
            field=models.CharField(choices=[('staging', 'Staging'), ('staged', 'Staged'), ('proposed', 'Proposed'), ('applying', 'Applying'), ('applied', 'Applied'), ('undoing', 'Undoing'), ('undone', 'Undone')], default='staging', max_length=10),
        ),
        migrations.CreateModel(
            name='ImportProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('staging', 'Staging'), ('staged', 'Staged'), ('proposed', 'Proposed'), ('applying', 'Applying'), ('applied', 'Applied'), ('undoing', 'Undoing'), ('undone', 'Undone')], max_length=10)),
                ('at', models.DateTimeField()),
                ('is_confirmed', models.BooleanField(default=False)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('taken_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='imports.import')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_confirmed', False), models.Q(('settled_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='import_confirmed_by_another'), models.CheckConstraint(condition=models.Q(('is_confirmed', False), ('settled_by__isnull', False), _connector='OR'), name='import_confirmed_by_somebody'), models.UniqueConstraint(condition=models.Q(('settled_by__isnull', True)), fields=('taken_in',), name='import_proposed_once')],
            },
        ),
    ]
