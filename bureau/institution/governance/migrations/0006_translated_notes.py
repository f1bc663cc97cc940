"""The notes on a case in other languages, beside the notes themselves."""

import django.db.models.deletion
from django.db import migrations, models

from bureau.web.multilingual import MultilingualField


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_alternatives_as_texts")]
    operations = [
        migrations.CreateModel(
            "TranslatedNote",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hash", models.CharField(max_length=64)),
                ("said", MultilingualField()),
                (
                    "reorganisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translated_notes",
                        to="governance.reorganisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reorganisation", "hash"), name="note_translated_once"
                    )
                ],
            },
        ),
    ]
