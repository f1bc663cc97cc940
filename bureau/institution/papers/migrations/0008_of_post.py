"""Of a paper of which its thing may have several, the post that it is of."""

from django.db import migrations, models

from bureau.record.journal.store import sealed, unsealed


class Migration(migrations.Migration):
    dependencies = [("papers", "0007_rules_as_a_kind")]
    operations = [
        unsealed("papers_paper"),
        migrations.AddField("paper", "of_post", models.BigIntegerField(default=0)),
        migrations.RemoveConstraint("paper", "paper_kept_once"),
        migrations.AddConstraint(
            "paper",
            models.UniqueConstraint(
                fields=[
                    *("subject_kind", "subject", "kind", "of_post", "language", "format"),
                    *("content", "submission", "is_final", "again"),
                ],
                name="paper_kept_once",
            ),
        ),
        sealed("papers_paper"),
    ]
