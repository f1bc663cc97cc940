"""Another name of a body is proposed by one person and confirmed by another."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import bureau.web.multilingual

PERSON, PROTECT = "accounts.person", django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("instruments", "0004_days_of_languages"), ("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "BodyNameProposal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", bureau.web.multilingual.MultilingualField()),
                ("against", models.JSONField()),
                ("proposed_at", models.DateTimeField()),
                ("is_confirmed", models.BooleanField(default=False)),
                ("body", models.ForeignKey("instruments.body", PROTECT, related_name="+")),
                ("proposed_by", models.ForeignKey(PERSON, PROTECT, related_name="+")),
                ("settled_by", models.ForeignKey(PERSON, PROTECT, null=True, related_name="+")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                        name="body_name_confirmed_by_somebody",
                    )
                ]
            },
        ),
    ]
