"""The fonts are those that were cut, whole for what we say, and small."""

import hashlib

import polib
import pytest
from fontTools.ttLib import TTFont

from bureau.documents.papers.fonts import FOLDER, sums
from tests.test_tidy import PACKAGE

MOST = 7 * 2**20


def characters(name: str) -> set[int]:
    return set(TTFont(FOLDER / name).getBestCmap())


def test_each_font_is_the_one_that_was_cut() -> None:
    files = FOLDER.glob("*.[ot]tf")
    assert {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files} == sums()


def test_the_fonts_are_small_and_their_licence_lies_beside() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text()


@pytest.mark.exhaustive
def test_every_chinese_character_of_the_catalogue_is_there() -> None:
    catalogue = polib.pofile(str(PACKAGE / "locale/zh_Hans/LC_MESSAGES/django.po"))
    said = {ord(one) for entry in catalogue for one in entry.msgstr or "" if one >= "\u2e80"}
    for name in ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"):
        assert not said - characters(name)


def test_every_letter_of_the_other_catalogues_is_there() -> None:
    for language, name in {"ar": "NotoNaskhArabic", "ru": "NotoSans", "fr": "NotoSans"}.items():
        catalogue = polib.pofile(str(PACKAGE / f"locale/{language}/LC_MESSAGES/django.po"))
        said = {ord(one) for entry in catalogue for one in entry.msgstr or "" if one.isalpha()}
        assert not said - characters(f"{name}-Bold.ttf") - characters("NotoSans-Bold.ttf")
