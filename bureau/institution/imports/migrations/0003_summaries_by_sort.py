"""Several sorts of summaries of an import are kept. What was kept before can be computed again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_columns_and_encodings")]
    operations = [
        migrations.DeleteModel("KeptOutlook"),
        migrations.CreateModel(
            "KeptOutlook",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "taken_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="imports.import"
                    ),
                ),
                ("what", models.CharField(max_length=10)),
                ("own", models.CharField(max_length=64)),
                ("basis", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("content", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["taken_in", "what"], name="outlook_kept_once")
                ]
            },
        ),
    ]
