"""An import is taken back by two persons, as it is written."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0005_committed_to_by_batches'),
    ]

    operations = [
        migrations.AddField(
            model_name='importproposal',
            name='undoes',
            field=models.BooleanField(default=False),
        ),
    ]
