"""What a ballot would adopt in other words."""

import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0010_people_and_following'),
    ]

    operations = [
        migrations.CreateModel(
            name='BallotAmendment',
            fields=[
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='amendment', serialize=False, to='governance.ballot')),
                ('difference', models.TextField()),
                ('difference_hash', models.CharField(max_length=64)),
                ('actions_hash', models.CharField(max_length=64)),
            ],
        ),
        sealed("governance_ballotamendment"),
    ]
