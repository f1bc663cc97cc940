"""Version rows without an index on wordings: nobody asks by them, and every row pays for it.

The indexes are dropped by themselves: altering the column would make a sealed table anew on SQLite.
"""

import django.db.models.deletion
from django.db import migrations, models

WORDED = (("blockversion", "title"), ("postversion", "title"), ("unitversion", "name"))


def drop_indexes(apps, editor):
    for model, field in WORDED:
        table, column = f"organisation_{model}", f"{field}_id"
        with editor.connection.cursor() as cursor:
            found = editor.connection.introspection.get_constraints(cursor, table)
        for name, said in found.items():
            if said["index"] and said["columns"] == [column]:
                editor.execute(f"DROP INDEX {editor.quote_name(name)}")


class Migration(migrations.Migration):

    dependencies = [("organisation", "0008_saved_views")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_indexes, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField(
                    model,
                    field,
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.wording",
                    ),
                )
                for model, field in WORDED
            ],
        ),
    ]
