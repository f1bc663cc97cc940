"""An import may fail."""

from django.db import migrations, models

STATES = [
    ('staging', 'Staging'),
    ('staged', 'Staged'),
    ('proposed', 'Proposed'),
    ('applying', 'Applying'),
    ('applied', 'Applied'),
    ('undoing', 'Undoing'),
    ('undone', 'Undone'),
    ('failed', 'Failed'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0006_taken_back_by_two'),
    ]

    operations = [
        migrations.AlterField(
            model_name='import',
            name='state',
            field=models.CharField(choices=STATES, default='staging', max_length=10),
        ),
        migrations.AlterField(
            model_name='importproposal',
            name='before',
            field=models.CharField(choices=STATES, max_length=10),
        ),
    ]
