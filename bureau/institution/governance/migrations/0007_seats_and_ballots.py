"""Seats of bodies, the rules by which they decide, ballots with their votes, reports owed."""

import bureau.core.procedures.deciding
import bureau.core.procedures.kinds
import bureau.web.multilingual
import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0006_amendments_and_rescissions'),
        ('instruments', '0003_mandates'),
        ('procedures', '0006_deciding'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[(bureau.core.procedures.kinds.ActKind['RECOMMEND'], bureau.core.procedures.kinds.ActKind['RECOMMEND']), (bureau.core.procedures.kinds.ActKind['APPROVE'], bureau.core.procedures.kinds.ActKind['APPROVE']), (bureau.core.procedures.kinds.ActKind['TAKE_NOTE'], bureau.core.procedures.kinds.ActKind['TAKE_NOTE']), (bureau.core.procedures.kinds.ActKind['DECIDE'], bureau.core.procedures.kinds.ActKind['DECIDE']), (bureau.core.procedures.kinds.ActKind['ADOPT_AS_AMENDED'], bureau.core.procedures.kinds.ActKind['ADOPT_AS_AMENDED']), (bureau.core.procedures.kinds.ActKind['DETERMINE'], bureau.core.procedures.kinds.ActKind['DETERMINE']), (bureau.core.procedures.kinds.ActKind['CONFIRM'], bureau.core.procedures.kinds.ActKind['CONFIRM']), (bureau.core.procedures.kinds.ActKind['SELECT'], bureau.core.procedures.kinds.ActKind['SELECT']), (bureau.core.procedures.kinds.ActKind['APPOINT'], bureau.core.procedures.kinds.ActKind['APPOINT']), (bureau.core.procedures.kinds.ActKind['FULFIL'], bureau.core.procedures.kinds.ActKind['FULFIL']), (bureau.core.procedures.kinds.ActKind['DEFER'], bureau.core.procedures.kinds.ActKind['DEFER']), (bureau.core.procedures.kinds.ActKind['REFER_BACK'], bureau.core.procedures.kinds.ActKind['REFER_BACK']), (bureau.core.procedures.kinds.ActKind['REJECT'], bureau.core.procedures.kinds.ActKind['REJECT']), (bureau.core.procedures.kinds.ActKind['WITHDRAW'], bureau.core.procedures.kinds.ActKind['WITHDRAW']), (bureau.core.procedures.kinds.ActKind['LAPSE'], bureau.core.procedures.kinds.ActKind['LAPSE'])], max_length=20)),
                ('parts', models.JSONField()),
                ('seen', models.CharField(max_length=64)),
                ('opened', models.DateField()),
                ('cut_off', models.DateTimeField()),
                ('zone', models.CharField(max_length=60)),
                ('person', models.BigIntegerField()),
                ('post', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='governance.reorganisation')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.round')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportOwed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due', models.DateField()),
                ('act', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.procedureact')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
                ('reorganisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_owed', to='governance.reorganisation')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
            ],
            options={
                'ordering': ['due', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('choice', models.CharField(choices=[(bureau.core.procedures.deciding.Choice['FOR'], bureau.core.procedures.deciding.Choice['FOR']), (bureau.core.procedures.deciding.Choice['RESERVED'], bureau.core.procedures.deciding.Choice['RESERVED']), (bureau.core.procedures.deciding.Choice['AGAINST'], bureau.core.procedures.deciding.Choice['AGAINST']), (bureau.core.procedures.deciding.Choice['ABSTAIN'], bureau.core.procedures.deciding.Choice['ABSTAIN'])], max_length=10)),
                ('document', models.CharField(blank=True, max_length=120)),
                ('person', models.BigIntegerField()),
                ('post', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='BallotEnd',
            fields=[
                ('ballot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='end', serialize=False, to='governance.ballot')),
                ('outcome', models.CharField(choices=[(bureau.core.procedures.deciding.Outcome['ADOPTED'], bureau.core.procedures.deciding.Outcome['ADOPTED']), (bureau.core.procedures.deciding.Outcome['NOT_ADOPTED'], bureau.core.procedures.deciding.Outcome['NOT_ADOPTED']), (bureau.core.procedures.deciding.Outcome['NO_QUORUM'], bureau.core.procedures.deciding.Outcome['NO_QUORUM']), (bureau.core.procedures.deciding.Outcome['UNANIMITY_FAILED'], bureau.core.procedures.deciding.Outcome['UNANIMITY_FAILED'])], max_length=20)),
                ('tally', models.JSONField()),
                ('day', models.DateField()),
                ('person', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='DecisionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('ways', models.JSONField()),
                ('majority', models.CharField(choices=[(bureau.core.procedures.deciding.Majority['UNANIMITY'], bureau.core.procedures.deciding.Majority['UNANIMITY']), (bureau.core.procedures.deciding.Majority['CONSENSUS'], bureau.core.procedures.deciding.Majority['CONSENSUS']), (bureau.core.procedures.deciding.Majority['SIMPLE'], bureau.core.procedures.deciding.Majority['SIMPLE']), (bureau.core.procedures.deciding.Majority['TWO_THIRDS'], bureau.core.procedures.deciding.Majority['TWO_THIRDS'])], max_length=12)),
                ('base', models.CharField(choices=[(bureau.core.procedures.deciding.Base['CAST'], bureau.core.procedures.deciding.Base['CAST']), (bureau.core.procedures.deciding.Base['SEATS'], bureau.core.procedures.deciding.Base['SEATS'])], max_length=6)),
                ('quorum_number', models.PositiveSmallIntegerField(default=0)),
                ('quorum_share', models.CharField(blank=True, max_length=12)),
                ('days', models.PositiveSmallIntegerField(default=0)),
                ('shown', models.CharField(choices=[('at_once', 'At Once'), ('afterwards', 'Afterwards'), ('numbers', 'Numbers')], max_length=10)),
                ('report_days', models.PositiveSmallIntegerField(null=True)),
                ('note', bureau.web.multilingual.MultilingualField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.instrument')),
                ('provision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.provision')),
                ('reports_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
            ],
            options={
                'ordering': ['body', 'valid_from'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='ballot',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.decisionrule'),
        ),
        migrations.CreateModel(
            name='ReportMade',
            fields=[
                ('owed', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='made', serialize=False, to='governance.reportowed')),
                ('document', models.CharField(blank=True, max_length=120)),
                ('day', models.DateField()),
                ('person', models.BigIntegerField()),
                ('post', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('role', models.CharField(choices=[(bureau.core.procedures.deciding.SeatRole['CHAIR'], bureau.core.procedures.deciding.SeatRole['CHAIR']), (bureau.core.procedures.deciding.SeatRole['VICE_CHAIR'], bureau.core.procedures.deciding.SeatRole['VICE_CHAIR']), (bureau.core.procedures.deciding.SeatRole['MEMBER'], bureau.core.procedures.deciding.SeatRole['MEMBER']), (bureau.core.procedures.deciding.SeatRole['OBSERVER'], bureau.core.procedures.deciding.SeatRole['OBSERVER']), (bureau.core.procedures.deciding.SeatRole['SECRETARY'], bureau.core.procedures.deciding.SeatRole['SECRETARY'])], max_length=10)),
                ('post', models.BigIntegerField(db_index=True, null=True)),
                ('name', bureau.web.multilingual.MultilingualField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.body')),
            ],
            options={
                'ordering': ['body', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VoteWords',
            fields=[
                ('vote', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='words', serialize=False, to='governance.vote')),
                ('said', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='vote',
            name='ballot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='governance.ballot'),
        ),
        migrations.AddField(
            model_name='vote',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.seat'),
        ),
        migrations.AddConstraint(
            model_name='decisionrule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='governance_decisionrule_span'),
        ),
        migrations.AddField(
            model_name='reportmade',
            name='act',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.procedureact'),
        ),
        migrations.AddField(
            model_name='reportmade',
            name='instrument',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='instruments.instrument'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='governance_seat_span'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('post__isnull', True), ('name__isnull', True), _connector='XOR'), name='seat_post_or_name'),
        ),
        migrations.AddConstraint(
            model_name='reportmade',
            constraint=models.CheckConstraint(condition=models.Q(('instrument__isnull', False), ('act__isnull', False), models.Q(('document', ''), _negated=True), _connector='OR'), name='report_by_something'),
        ),
        sealed("governance_seat", may_close="valid_until"),
        sealed("governance_decisionrule", may_close="valid_until"),
        sealed("governance_ballot"),
        sealed("governance_ballotend"),
        sealed("governance_vote"),
        sealed("governance_votewords", may_delete=True),
        sealed("governance_reportowed"),
        sealed("governance_reportmade"),
    ]
