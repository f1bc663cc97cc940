"""An absence that somebody else than the holder records waits for a second person. One that had begun
when only its stand-in waited stays in effect, as a row of its own without a stand-in."""

from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone


def stay_in_effect(apps, schema_editor):
    absences, now = apps.get_model("organisation", "Absence").objects, timezone.now()
    waiting = absences.filter(proposed_by__isnull=False, confirmed_by__isnull=True)
    waiting.update(proposed_at=now)
    for row in waiting.filter(valid_from__lte=now.date()):
        absences.create(
            post_id=row.post_id,
            person_id=row.person_id,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            ended_at=row.ended_at,
        )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_costs_above_zero")]
    operations = [
        migrations.AddField("absence", "proposed_at", models.DateTimeField(null=True)),
        migrations.RemoveConstraint("absence", "absence_stand_in_by_two_persons"),
        migrations.AddConstraint(
            "absence",
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(confirmed_by__isnull=True, stand_in__isnull=True)
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by"))),
                name="absence_by_two_persons",
            ),
        ),
        migrations.RunPython(stay_in_effect, migrations.RunPython.noop),
    ]
