"""What alternatives are called, are for and rest on: texts with an original and translations.

What was plain is taken to be in the language of the title of its case. Gone back, the original
words stay, and translations go.
"""

import json

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from bureau.record.journal.store import WithoutModels
from bureau.web.multilingual import MultilingualField

FIELDS = ("name", "purpose", "reason")


def as_texts(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Each as JSON in the column that it has; what says nothing as the JSON null."""
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.id, s.name, s.purpose, s.reason, r.title FROM governance_scenario s "
            "JOIN governance_reorganisation r ON r.id = s.reorganisation_id"
        )
        for number, *plain, title in cursor.fetchall():
            language = (json.loads(title) if isinstance(title, str) else title)["original"]
            said = [json.dumps(_text(words, language), ensure_ascii=False) for words in plain]
            cursor.execute(
                "UPDATE governance_scenario SET name = %s, purpose = %s, reason = %s WHERE id = %s",
                [*said, number],
            )


def _text(words: str, language: str) -> dict[str, object] | None:
    if not words:
        return None
    return {"original": language, "said": {language: [words, "original"]}}


def without_words(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """The JSON null becomes none of the database."""
    kind = "CAST({} AS text)" if editor.connection.vendor == "postgresql" else "{}"
    for field in FIELDS[1:]:
        said = kind.format(field)
        editor.execute(f"UPDATE governance_scenario SET {field} = NULL WHERE {said} = 'null'")


def with_words(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """None of the database becomes the JSON null again, which a column of text may hold."""
    for field in FIELDS[1:]:
        editor.execute(f"UPDATE governance_scenario SET {field} = 'null' WHERE {field} IS NULL")


def as_words(apps: Apps | None, editor: BaseDatabaseSchemaEditor) -> None:
    """Each in its original words; what says nothing empty."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, name, purpose, reason FROM governance_scenario")
        for number, *texts in cursor.fetchall():
            cursor.execute(
                "UPDATE governance_scenario SET name = %s, purpose = %s, reason = %s WHERE id = %s",
                [*map(_words, texts), number],
            )


def _words(said: str) -> str:
    text = json.loads(said)
    return text["said"][text["original"]][0] if text else ""


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_background")]
    operations = [
        migrations.AddField("alternative", "languages", models.JSONField(null=True)),
        migrations.AlterField("scenario", "name", models.TextField()),
        WithoutModels(as_texts, as_words),
        migrations.AlterField("scenario", "name", MultilingualField()),
        migrations.AlterField("scenario", "purpose", MultilingualField(null=True)),
        migrations.AlterField("scenario", "reason", MultilingualField(null=True)),
        WithoutModels(without_words, with_words),
    ]
