"""The six catalogues: complete, up to date with the code, and alike in what they hold open."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings as configured
from django.utils.translation.template import templatize
from pytest_django.fixtures import Settings

from bureau.config.catalogues import (
    LOCALES,
    OTHERS,
    PLACEHOLDER,
    catalogue,
    entries,
    faults,
    said,
    served,
)
from bureau.config.commands.messages import collect
from bureau.config.translating import glossary

ROOT = Path(__file__).parents[1]
OTHER_SCRIPTS = ["ar", "ru", "zh_Hans"]
BLANKS = " \t\n"
JOINING_WITHOUT_SPACE = {"和", "或", "و"}
FULL_WIDTH = ("，", "：", "。", "；", "、", "）")
SAME_EVERYWHERE = {"SVG", "CSV", "XLSX", "PDF", "PNG", "JSON", "JSON-LD", "DOCX", "Bureau"}
ASKED_IN_TEMPLATES = re.compile(r"n?p?gettext\(u?['\"].*?['\"](?:, ?count)?\)(?= )", re.DOTALL)
SENTENCES_TAKEN = {"_": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
GLOSSARY_SPEAKS = {None, "unit kind", "post state", "incumbency", "effect", "act"}
OTHER_FORMS = {"Vacant", "Frozen", "Encumbered", "Act"}  # headings in the plural, and a verb
LOOKING_UP = {"_", "gettext"}
SENTENCES_TAKEN |= {"gettext": 1}
SENTENCES_TAKEN |= {"pgettext": 2, "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def test_the_catalogues_hold_just_the_sentences_of_the_code(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each entry where it was, though a source file has moved."""
    kept = {locale: catalogue(locale).read_text() for locale in LOCALES}
    package = Path(configured.LOCALE_PATHS[0]).parent
    copy = shutil.copytree(package, tmp_path / "bureau", ignore=shutil.ignore_patterns("*.pyc"))
    (copy / "web/refusing.py").rename(copy / "zz.py")
    (copy / "record/programs/texts.py").rename(copy / "aa.py")
    settings.LOCALE_PATHS = [copy / "locale"]
    monkeypatch.chdir(copy)
    collect()
    for locale in LOCALES:
        assert catalogue(locale).read_text() == kept[locale], locale


def test_a_new_sentence_takes_no_translation_of_one_like_it(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "bureau"
    shutil.copytree(configured.LOCALE_PATHS[0], copy / "locale")
    (copy / "a.py").write_text('_("Not knowns")\n_("Not known")\n')
    settings.LOCALE_PATHS = [copy / "locale"]
    monkeypatch.chdir(copy)
    collect()
    assert [(e.msgid, said(e), e.flags) for e in entries("fr")] == [
        ("Not known", ["Inconnu"], []),
        ("Not knowns", [""], []),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_missing_or_unconfirmed(locale: str) -> None:
    open_ones = [e.msgid for e in entries(locale) if e.fuzzy or not all(said(e))]
    assert open_ones == []


@pytest.mark.parametrize("locale", LOCALES)
def test_placeholders_and_plural_forms_are_those_of_the_sentence(locale: str) -> None:
    book = entries(locale)
    plurals = book.metadata["Plural-Forms"]
    assert [(e.msgid, fault) for e in book for fault in faults(e, said(e), plurals)] == []


def test_only_a_form_for_a_single_count_may_leave_out_the_count() -> None:
    counted = polib.POEntry(msgid="one post", msgid_plural="{n} posts")
    english = entries("en").metadata["Plural-Forms"]
    assert [len(of) for of in served(english)] == [1, 1999]
    assert list(faults(counted, ["one post", "{n} posts"], english)) == []
    assert list(faults(counted, ["one post", "posts"], english)) == ["placeholders none, not {n}"]


@pytest.mark.parametrize("locale", OTHER_SCRIPTS)
def test_nothing_stays_in_english_in_another_script(locale: str) -> None:
    same = {entry.msgid for entry in entries(locale) if entry.msgid in said(entry)}
    words = {msgid for msgid in same if re.search(r"[A-Za-z]", PLACEHOLDER.sub("", msgid))}
    assert words - SAME_EVERYWHERE == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_cut_to_its_first_letter(locale: str) -> None:
    """In Chinese a word may be one letter, but no sentence is."""
    is_long = (
        (lambda said: " " in said.strip()) if locale == "zh_Hans" else (lambda said: len(said) > 4)
    )
    cut = [
        each.msgid for each in entries(locale) if is_long(each.msgid) and 1 in map(len, said(each))
    ]
    assert cut == []


@pytest.mark.parametrize("locale", LOCALES)
def test_space_at_the_edges_is_kept(locale: str) -> None:
    for entry in entries(locale):
        for form in said(entry):
            assert spaces(form, form) == spaces(entry.msgid, form), entry.msgid


def spaces(text: str, translation: str) -> tuple[str, str]:
    """The space before and after; a full-width mark carries the space after it itself."""
    if translation.strip(BLANKS) in JOINING_WITHOUT_SPACE:
        return "", ""
    after = "" if translation.endswith(FULL_WIDTH) else text[len(text.rstrip(BLANKS)) :]
    return text[: len(text) - len(text.lstrip(BLANKS))], after


def test_code_asks_only_for_sentences_written_out_where_it_asks() -> None:
    """What is passed as a variable is never collected, and stays English for ever."""
    sources = (ROOT / "bureau").rglob("*.py")
    hidden = [f"{path}:{call.lineno}" for path in sources for call in unreadable_calls(path)]
    assert hidden == []


def test_one_sentence_has_one_plural() -> None:
    """Catalogues know a counted sentence by its singular: of two that share it one is lost."""
    plurals: dict[tuple[str, ...], set[str]] = {}
    for called, words in sentences_asked_for():
        named = len(words) - called.startswith("n")
        plurals.setdefault(words[:named], set()).add("".join(words[named:]))
    assert {words: several for words, several in plurals.items() if len(several) > 1} == {}


def sentences_asked_for() -> Iterator[tuple[str, tuple[str, ...]]]:
    """By what function, and with which words: context, singular, plural."""
    package = ROOT / "bureau"
    for path in (*package.rglob("*.py"), *package.rglob("templates/**/*.html")):
        source = path.read_text()
        if path.suffix == ".html":
            source = "\n".join(ASKED_IN_TEMPLATES.findall(templatize(source)))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                words = node.args[: SENTENCES_TAKEN.get(node.func.id, 0)]
                said = [one.value for one in words if isinstance(one, ast.Constant)]
                if said:
                    yield node.func.id, tuple(map(str, said))


def unreadable_calls(path: Path) -> Iterator[ast.Call]:
    """A module may look up what it marked with `gettext_noop`; nothing else is a variable."""
    source = path.read_text()
    looks_up = LOOKING_UP if "gettext_noop" in source else {"gettext"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = node.args[: SENTENCES_TAKEN.get(node.func.id, 0)]
            written = all(isinstance(word, ast.Constant) for word in words)
            if not written and node.func.id not in looks_up:
                yield node


def test_the_glossary_says_each_word_once_and_in_every_language() -> None:
    words = list(glossary())
    assert len({english for english, _ in words}) == len(words) > 80
    assert all(all(others.values()) for _, others in words)


@pytest.mark.parametrize("locale", OTHERS)
def test_the_words_of_the_glossary_are_those_of_the_screens(locale: str) -> None:
    words = {english.casefold(): bare(others[locale]) for english, others in glossary()}
    known = [e for e in entries(locale) if e.msgctxt in GLOSSARY_SPEAKS and not e.msgid_plural]
    named = [e for e in known if e.msgid.casefold() in words and e.msgid not in OTHER_FORMS]
    assert len(named) > 40
    assert [e.msgid for e in named if bare(e.msgstr) != words[e.msgid.casefold()]] == []


def bare(word: str) -> str:
    """A word without capitals and without the Arabic article."""
    return word.casefold().removeprefix("ال")


def test_a_day_in_figures_stands_by_itself_in_arabic() -> None:
    """Else its year goes last: 2024-05-01 would be read as 01-05-2024."""
    bare = re.compile(r"(?<![\w.\u2066-])\d{4}-\d{2}-\d{2}")
    assert [entry.msgid for entry in entries("ar") if bare.search(" ".join(said(entry)))] == []
