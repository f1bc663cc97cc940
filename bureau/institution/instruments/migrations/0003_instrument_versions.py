"""What an instrument said before it was said anew, kept and sealed."""

import bureau.web.multilingual
import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):

    dependencies = [
        ('instruments', '0002_seals'),
    ]

    operations = [
        migrations.CreateModel(
            name='InstrumentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('convention', 'convention'), ('resolution', 'resolution'), ('decision', 'decision'), ('paper', 'paper'), ('approval', 'approval'), ('personnel_action', 'personnel_action'), ('correction', 'correction'), ('opening_record', 'opening_record'), ('practice', 'practice')], max_length=20)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('title', bureau.web.multilingual.MultilingualField()),
                ('day', models.DateField(null=True)),
                ('note', bureau.web.multilingual.MultilingualField(null=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('recorded_until', models.BigIntegerField()),
                ('until', models.DateTimeField()),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='instruments.instrument')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.meeting')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        sealed('instruments_instrumentversion'),
    ]
