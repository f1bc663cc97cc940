"""What is kept again after another paper is a row of its own.

Gone back, it is again the paper that was kept first, also where it was released.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bureau.record.journal.store import WithoutModels, sealed, unsealed

PLACE = ("subject_kind", "subject", "kind", "language", "format")
SAID = ("content", "submission", "is_final")


def once_each(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """The first of those that are the same stays, and is what was released."""
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    columns = (*PLACE, "content_id", *SAID[1:])
    same = " AND ".join(f"kept.{each} = later.{each}" for each in columns)
    editor.execute(
        "UPDATE papers_releasedpaper SET paper_id = (SELECT kept.id FROM papers_paper kept "
        f"JOIN papers_paper later ON {same} "
        "WHERE kept.again = 0 AND later.id = papers_releasedpaper.paper_id)"
    )
    editor.execute("DELETE FROM papers_paper WHERE again > 0")


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_releases")]
    operations = [
        unsealed("papers_paper"),
        unsealed("papers_releasedpaper"),
        migrations.AddField("paper", "again", models.PositiveIntegerField(default=0)),
        migrations.RemoveConstraint("paper", "paper_kept_once"),
        WithoutModels(migrations.RunPython.noop, once_each),
        migrations.AddConstraint(
            "paper",
            models.UniqueConstraint(fields=[*PLACE, *SAID, "again"], name="paper_kept_once"),
        ),
        sealed("papers_releasedpaper"),
        sealed("papers_paper"),
    ]
