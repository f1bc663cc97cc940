"""On what cases, and up to how much, a delegate acts."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0010_template_units'),
    ]

    operations = [
        migrations.AddField(
            model_name='delegation',
            name='ceiling_minor',
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='delegation',
            name='currency',
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name='delegation',
            name='subjects',
            field=models.JSONField(null=True),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('ceiling_minor__isnull', True), models.Q(('ceiling_minor__gte', 0), models.Q(('currency', ''), _negated=True)), _connector='OR'), name='delegation_ceiling_in_a_currency'),
        ),
    ]
