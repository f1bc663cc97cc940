"""Version rows without what each of them paid for and nobody asks: see `models/versions.py`."""

import django.db.models.deletion
from django.db import migrations, models


class Unbound(migrations.AlterField):
    """The foreign key without its constraint in the database. On PostgreSQL alone: each row was
    looked up, and locked, once more at the end of its act. SQLite would make the table anew."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)


def unbound(kind, field, to, **options):
    key = models.ForeignKey(
        db_constraint=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=f"organisation.{to}",
        **options,
    )
    return Unbound(model_name=f"{kind}version", name=field, field=key)


KINDS = (
    "unit",
    "post",
    "incumbency",
    "reporting",
    "adoption",
    "succession",
    "block",
    "engagement",
)
WORDED = (("unit", "name"), ("post", "title"), ("block", "title"))


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_seals")]
    operations = [
        *(
            migrations.RemoveIndex(model_name=f"{kind}version", name=f"{kind}version_{name}")
            for kind in KINDS
            for name in ("came", "went")
        ),
        *(unbound(kind, "subject", kind) for kind in KINDS),
        *(unbound(kind, field, "wording", db_index=False) for kind, field in WORDED),
    ]
