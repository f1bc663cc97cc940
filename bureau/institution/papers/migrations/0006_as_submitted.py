"""Of a paper that was kept by putting a case forward, the version that was put forward."""

from django.db import migrations, models

from bureau.record.journal.store import sealed, unsealed


class Migration(migrations.Migration):
    dependencies = [("papers", "0005_kept_again")]
    operations = [
        unsealed("papers_paper"),
        migrations.AddField("paper", "version", models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            "paper",
            models.CheckConstraint(
                condition=models.Q(version=0) | ~models.Q(submission=""),
                name="paper_of_a_version_was_put_forward",
            ),
        ),
        sealed("papers_paper"),
    ]
