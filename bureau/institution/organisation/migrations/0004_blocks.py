"""Staffing blocks; and room for grades as other houses spell them."""

import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed

POSTS = "organisation_postversion"


def widen_grade(apps, editor):
    """SQLite keeps no length. PostgreSQL alters no column that a trigger names: off and on again."""
    if editor.connection.vendor != "postgresql":
        return
    for trigger in ("no_update", "no_delete", "no_truncate"):
        editor.execute(f'DROP TRIGGER {trigger} ON "{POSTS}"')
    editor.execute(f'ALTER TABLE "{POSTS}" ALTER COLUMN "grade" TYPE varchar(60)')
    sealed(POSTS, may_close="recorded_until").code(apps, editor)



class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_proposals'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen_grade, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField(
                    model_name='postversion',
                    name='grade',
                    field=models.CharField(max_length=60),
                ),
            ],
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='BlockVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.IntegerField()),
                ('valid_until', models.IntegerField(null=True)),
                ('recorded_from', models.BigIntegerField()),
                ('recorded_until', models.BigIntegerField(null=True)),
                ('unit', models.BigIntegerField()),
                ('superior', models.BigIntegerField(null=True)),
                ('grade', models.CharField(max_length=60)),
                ('fte', models.IntegerField()),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.block')),
                ('title', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.wording')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='blockversion_valid'), models.CheckConstraint(condition=models.Q(('recorded_until__isnull', True), ('recorded_until__gt', models.F('recorded_from')), _connector='OR'), name='blockversion_recorded'), models.UniqueConstraint(condition=models.Q(('recorded_until__isnull', True)), fields=('subject', 'valid_from'), name='blockversion_once')],
            },
        ),
        sealed("organisation_blockversion", may_close="recorded_until"),
    ]
