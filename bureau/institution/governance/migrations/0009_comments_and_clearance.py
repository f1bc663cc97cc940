"""Comments, who saw which state, carried threads, reviewers by link, and clearance."""

import bureau.core.comments
import django.db.models.deletion
from django.db import migrations, models

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_sign_in_changes'),
        ('governance', '0008_scenarios'),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[(bureau.core.comments.CommentKind['COMMENT'], bureau.core.comments.CommentKind['COMMENT']), (bureau.core.comments.CommentKind['QUESTION'], bureau.core.comments.CommentKind['QUESTION']), (bureau.core.comments.CommentKind['REPLY'], bureau.core.comments.CommentKind['REPLY'])], max_length=10)),
                ('about', models.CharField(max_length=120)),
                ('person', models.BigIntegerField(db_index=True, null=True)),
                ('state', models.CharField(max_length=64)),
                ('version', models.PositiveSmallIntegerField()),
                ('in_draft', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='governance.reorganisation')),
                ('thread', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='governance.comment')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='resolution', serialize=False, to='governance.comment')),
                ('said', models.TextField()),
                ('person', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='CarriedThread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='governance.submission')),
                ('thread', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried', to='governance.comment')),
            ],
            options={
                'ordering': ['thread'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_by', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('valid_until', models.DateField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='governance.reorganisation')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='comment',
            name='invitation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='governance.invitation'),
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='governance.comment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
        ),
        migrations.CreateModel(
            name='StateSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.BigIntegerField(db_index=True)),
                ('state', models.CharField(max_length=64)),
                ('version', models.PositiveSmallIntegerField()),
                ('first', models.DateTimeField()),
                ('last', models.DateTimeField()),
                ('is_read', models.BooleanField(default=False)),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='states_seen', to='governance.reorganisation')),
            ],
            options={
                'ordering': ['first', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=64)),
                ('person', models.BigIntegerField()),
                ('post', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('reorganisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clearances', to='governance.reorganisation')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('reorganisation', 'number'), name='clearance_once')],
            },
        ),
        migrations.CreateModel(
            name='CommentWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('said', models.TextField()),
                ('at', models.DateTimeField()),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='governance.comment')),
            ],
            options={
                'ordering': ['comment', 'version'],
                'constraints': [models.UniqueConstraint(fields=('comment', 'version'), name='comment_version_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('invitation__isnull', True), _connector='XOR'), name='comment_by_one'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('thread__isnull', True), ('kind', bureau.core.comments.CommentKind['REPLY']), _connector='XOR'), name='comment_reply_in_thread'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('comment', 'person'), name='mention_once'),
        ),
        migrations.AddConstraint(
            model_name='stateseen',
            constraint=models.UniqueConstraint(fields=('reorganisation', 'person', 'state'), name='state_seen_once'),
        ),
        migrations.AddConstraint(
            model_name='stateseen',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='state_seen_in_order'),
        ),
        sealed("governance_carriedthread"),
        sealed("governance_clearance"),
    ]
