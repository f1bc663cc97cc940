"""Webhooks know the token that made them: the journal names it in the entry of each."""

import django.db.models.deletion
from django.db import migrations, models


def name_tokens(apps, schema_editor):
    entries = apps.get_model("journal", "Entry").objects.filter(act="programs.make_webhook")
    webhooks = apps.get_model("programs", "Webhook").objects
    tokens = set(apps.get_model("programs", "ApiToken").objects.values_list("pk", flat=True))
    for entry in entries.filter(subjects__kind="webhook").prefetch_related("subjects"):
        if entry.details.get("token") in tokens:
            numbers = [one.number for one in entry.subjects.all() if one.kind == "webhook"]
            webhooks.filter(pk__in=numbers).update(token=entry.details["token"])


class Migration(migrations.Migration):
    dependencies = [
        ("programs", "0001_initial"),
        ("journal", "0005_written_before"),
    ]

    operations = [
        migrations.AddField(
            model_name="webhook",
            name="token",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.apitoken",
            ),
        ),
        migrations.RunPython(name_tokens, migrations.RunPython.noop),
    ]
