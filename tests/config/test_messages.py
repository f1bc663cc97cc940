"""Translations that are missing, given out as a table and taken back."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import polib
import pytest
from pytest_django.fixtures import Settings

from bureau.config import cli
from bureau.config.catalogues import OTHERS, catalogue, entries, said, served
from bureau.config.translating import HEADINGS, take, write_missing

ONE, COUNTED = "The post %(post)s is vacant", "one holder of {what}"
PLURAL = "{n} holders of {what}"


@pytest.fixture(scope="module")
def books() -> dict[str, polib.POFile]:
    """The first sentences of each catalogue, and two more that are missing in every language."""
    found = {}
    for locale in OTHERS:
        book = found[locale] = entries(locale)
        del book[20:]
        book.append(polib.POEntry(msgid=ONE, msgctxt="state"))
        forms = dict.fromkeys(range(len(served(book.metadata["Plural-Forms"]))), "")
        book.append(polib.POEntry(msgid=COUNTED, msgid_plural=PLURAL, msgstr_plural=forms))
    return found


@pytest.fixture(autouse=True)
def lacking(books: dict[str, polib.POFile], tmp_path: Path, settings: Settings) -> None:
    settings.LOCALE_PATHS = [tmp_path / "package/locale"]
    for locale, book in books.items():
        catalogue(locale).parent.mkdir(parents=True)
        book.save(str(catalogue(locale)))


def given_out() -> list[dict[str, str]]:
    file = io.StringIO()
    write_missing(file)
    return list(csv.DictReader(io.StringIO(file.getvalue())))


def table(rows: Sequence[dict[str, str]]) -> io.StringIO:
    file = io.StringIO()
    writer = csv.DictWriter(file, HEADINGS)
    writer.writeheader()
    writer.writerows(rows)
    return io.StringIO(file.getvalue())


def entry(locale: str, msgid: str) -> polib.POEntry:
    return next(each for each in entries(locale) if each.msgid == msgid)


def test_what_is_missing_is_given_out_with_its_context_and_terms() -> None:
    one, counted = given_out()
    assert (one["context"], one["English"], one["fr"]) == ("state", ONE, "")
    assert (counted["English"], counted["English plural"]) == (COUNTED, PLURAL)


def test_terms_of_the_glossary_are_given_with_it(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    words = "| post | وظيفة | puesto | poste | должность | 职位 |"
    (tmp_path / "docs/glossary.md").write_text(words)
    one, counted = given_out()
    assert one["terms"] == "post: ar وظيفة, es puesto, fr poste, ru должность, zh_Hans 职位"
    assert counted["terms"] == ""


def test_what_is_taken_is_said_and_changes_no_other_sentence() -> None:
    before = [str(e) for e in entries("ru") if e.msgid != COUNTED]
    one, counted = given_out()
    one["fr"] = "Le poste %(post)s est vacant"
    counted["ru"] = "{n} a {what}\r\n{n} b {what}\n{n} c {what}\n{n} d {what}"
    assert take(table([one, counted])) == []
    assert entry("fr", ONE).msgstr == one["fr"]
    assert said(entry("ru", COUNTED)) == [f"{{n}} {form} {{what}}" for form in "abcd"]
    assert [str(e) for e in entries("ru") if e.msgid != COUNTED] == before
    assert [row["fr"] for row in given_out()] == [one["fr"], ""]


@pytest.mark.parametrize(
    ("place", "locale", "cell", "told"),
    [
        (0, "fr", "Le poste %(poste)s", "Row 2, fr: placeholders %(poste)s, not %(post)s. "),
        (0, "es", "El puesto", "Row 2, es: placeholders none, not %(post)s. "),
        (1, "zh_Hans", "{n}", "Row 3, zh_Hans: placeholders {n}, not {n} {what}. "),
        (1, "ru", "{n} {what}", "Row 3, ru: plural forms: 1, not 4. "),
    ],
)
def test_what_breaks_its_sentence_is_refused_with_its_row(
    place: int, locale: str, cell: str, told: str
) -> None:
    kept = catalogue("ar").read_bytes()
    rows = given_out()
    rows[0]["ar"] = "%(post)s"
    rows[place][locale] = cell
    assert take(table(rows)) == [told + rows[place]["English"]]
    assert catalogue("ar").read_bytes() == kept


def test_a_sentence_that_is_not_there_is_refused() -> None:
    row = given_out()[0] | {"English": "No such sentence"}
    assert take(table([row])) == ["Row 2: Bureau does not say this sentence: No such sentence"]


def test_other_columns_are_refused() -> None:
    (told,) = take(io.StringIO("English,fr\nPost,Poste\n"))
    assert told.startswith("Row 1: the columns are not context, English")


def test_the_command_takes_a_file_and_says_what_is_still_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = given_out()
    rows[0]["fr"] = "Le poste %(post)s est vacant"
    file = tmp_path / "missing.csv"
    file.write_text(table(rows).getvalue(), encoding="utf-8-sig")
    assert cli.main(["messages", "--take", str(file)]) == 1
    assert "fr: 1 missing or fuzzy" in capsys.readouterr().out


def test_a_file_that_is_no_table_of_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "missing.csv"
    file.write_bytes(b"\xff\xfe\x00")
    assert cli.main(["messages", "--take", str(file)]) == 2
    assert "Save it as CSV in UTF-8." in capsys.readouterr().err
