from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0006_as_submitted'),
    ]

    operations = [
        migrations.AlterField(
            model_name='phrase',
            name='instrument_kind',
            field=models.CharField(blank=True, choices=[('convention', 'convention'), ('resolution', 'resolution'), ('decision', 'decision'), ('rules', 'rules'), ('paper', 'paper'), ('approval', 'approval'), ('personnel_action', 'personnel_action'), ('correction', 'correction'), ('opening_record', 'opening_record'), ('practice', 'practice')], max_length=20),
        ),
    ]
