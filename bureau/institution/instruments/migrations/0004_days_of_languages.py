"""When translations into one language are due by themselves; rules as a kind of instrument."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('instruments', '0003_instrument_versions'),
    ]

    operations = [
        migrations.AddField(
            model_name='documentclass',
            name='language_days',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='instrument',
            name='kind',
            field=models.CharField(choices=[('convention', 'convention'), ('resolution', 'resolution'), ('decision', 'decision'), ('rules', 'rules'), ('paper', 'paper'), ('approval', 'approval'), ('personnel_action', 'personnel_action'), ('correction', 'correction'), ('opening_record', 'opening_record'), ('practice', 'practice')], max_length=20),
        ),
        migrations.AlterField(
            model_name='instrumentversion',
            name='kind',
            field=models.CharField(choices=[('convention', 'convention'), ('resolution', 'resolution'), ('decision', 'decision'), ('rules', 'rules'), ('paper', 'paper'), ('approval', 'approval'), ('personnel_action', 'personnel_action'), ('correction', 'correction'), ('opening_record', 'opening_record'), ('practice', 'practice')], max_length=20),
        ),
    ]
