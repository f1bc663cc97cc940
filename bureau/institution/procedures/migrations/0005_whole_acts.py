"""Acts whole: conditions, amendments, agenda items; and what is asked of the author."""

import bureau.core.procedures.kinds
import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import WithoutModels, sealed


ACTS = "procedures_procedureact"


def seal_again(apps, editor):
    """SQLite makes the table anew when a column with a value is added, without its triggers."""
    if editor.connection.vendor == "sqlite":
        sealed(ACTS).code(apps, editor)


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0004_ends'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuthorQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('said', models.TextField()),
            ],
            options={
                'ordering': ['act', 'place'],
            },
        ),
        migrations.AddField(
            model_name='procedureact',
            name='agenda_item',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='procedureact',
            name='amended',
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name='procedureact',
            name='conditions',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='procedureact',
            name='kind',
            field=models.CharField(choices=[(bureau.core.procedures.kinds.ActKind['RECOMMEND'], bureau.core.procedures.kinds.ActKind['RECOMMEND']), (bureau.core.procedures.kinds.ActKind['APPROVE'], bureau.core.procedures.kinds.ActKind['APPROVE']), (bureau.core.procedures.kinds.ActKind['TAKE_NOTE'], bureau.core.procedures.kinds.ActKind['TAKE_NOTE']), (bureau.core.procedures.kinds.ActKind['DECIDE'], bureau.core.procedures.kinds.ActKind['DECIDE']), (bureau.core.procedures.kinds.ActKind['ADOPT_AS_AMENDED'], bureau.core.procedures.kinds.ActKind['ADOPT_AS_AMENDED']), (bureau.core.procedures.kinds.ActKind['DETERMINE'], bureau.core.procedures.kinds.ActKind['DETERMINE']), (bureau.core.procedures.kinds.ActKind['CONFIRM'], bureau.core.procedures.kinds.ActKind['CONFIRM']), (bureau.core.procedures.kinds.ActKind['SELECT'], bureau.core.procedures.kinds.ActKind['SELECT']), (bureau.core.procedures.kinds.ActKind['APPOINT'], bureau.core.procedures.kinds.ActKind['APPOINT']), (bureau.core.procedures.kinds.ActKind['FULFIL'], bureau.core.procedures.kinds.ActKind['FULFIL']), (bureau.core.procedures.kinds.ActKind['DEFER'], bureau.core.procedures.kinds.ActKind['DEFER']), (bureau.core.procedures.kinds.ActKind['REFER_BACK'], bureau.core.procedures.kinds.ActKind['REFER_BACK']), (bureau.core.procedures.kinds.ActKind['REJECT'], bureau.core.procedures.kinds.ActKind['REJECT']), (bureau.core.procedures.kinds.ActKind['WITHDRAW'], bureau.core.procedures.kinds.ActKind['WITHDRAW']), (bureau.core.procedures.kinds.ActKind['LAPSE'], bureau.core.procedures.kinds.ActKind['LAPSE'])], max_length=20),
        ),
        migrations.CreateModel(
            name='AuthorAnswer',
            fields=[
                ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='answer', serialize=False, to='procedures.authorquestion')),
                ('said', models.TextField()),
                ('person', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='authorquestion',
            name='act',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='procedures.procedureact'),
        ),
        migrations.AddConstraint(
            model_name='authorquestion',
            constraint=models.UniqueConstraint(fields=('act', 'place'), name='author_question_place_once'),
        ),
        WithoutModels(seal_again, migrations.RunPython.noop),
        sealed("procedures_authorquestion", may_delete=True),
        sealed("procedures_authoranswer", may_delete=True),
    ]
