"""A standard cost is proposed by one person and confirmed by another."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

import bureau.web.multilingual

PERSON, PROTECT = "accounts.person", django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("organisation", "0011_role_proposals_lapse"), ("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "StandardCostProposal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("grade", models.CharField(max_length=20)),
                ("place", models.CharField(max_length=20)),
                ("amount_minor", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("source", bureau.web.multilingual.MultilingualField()),
                ("proposed_at", models.DateTimeField()),
                ("is_confirmed", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey("organisation.organisation", PROTECT, related_name="+"),
                ),
                ("proposed_by", models.ForeignKey(PERSON, PROTECT, related_name="+")),
                ("settled_by", models.ForeignKey(PERSON, PROTECT, null=True, related_name="+")),
            ],
        ),
        migrations.AddConstraint(
            "standardcostproposal",
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="organisation_standardcostproposal_span",
            ),
        ),
        migrations.AddConstraint(
            "standardcostproposal",
            models.CheckConstraint(
                condition=Q(is_confirmed=False) | Q(settled_by__isnull=False),
                name="cost_proposal_confirmed_by_somebody",
            ),
        ),
    ]
