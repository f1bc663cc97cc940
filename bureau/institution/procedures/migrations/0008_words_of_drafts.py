"""Titles of drafts of rules in six languages, and why they were begun."""

import bureau.web.multilingual
from django.db import migrations, models

ONLY = "en"


def into_six_languages(apps, editor):
    """What was one line is the original of a text."""
    drafts = apps.get_model("procedures", "RuleDraft")
    for pk, words in drafts.objects.values_list("pk", "said_before"):
        drafts.objects.filter(pk=pk).update(
            title={"original": ONLY, "said": {ONLY: [words, "original"]}}
        )


def into_one_line(apps, editor):
    drafts = apps.get_model("procedures", "RuleDraft")
    for row in drafts.objects.all():
        words = row.title.said[row.title.original][0]
        drafts.objects.filter(pk=row.pk).update(said_before=words[:120])


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0007_rule_drafts'),
    ]

    operations = [
        migrations.RenameField('ruledraft', 'title', 'said_before'),
        migrations.AlterField(
            'ruledraft', 'said_before', models.CharField(max_length=120, default='')
        ),
        migrations.AddField(
            'ruledraft', 'title', bureau.web.multilingual.MultilingualField(null=True)
        ),
        migrations.AddField(
            'ruledraft', 'reason', bureau.web.multilingual.MultilingualField(null=True)
        ),
        migrations.RunPython(into_six_languages, into_one_line),
        migrations.AlterField(
            'ruledraft', 'title', bureau.web.multilingual.MultilingualField()
        ),
        migrations.RemoveField('ruledraft', 'said_before'),
    ]
