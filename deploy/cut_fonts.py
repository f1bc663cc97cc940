"""Cuts the fonts that papers are set in, from Debian's fonts-noto-core and fonts-noto-cjk.

Needed only when a character is missing: `python deploy/cut_fonts.py`, then keep the new sums with
the fonts. Hints are left out (papers are printed, or shown on fine screens); the Chinese face
keeps GB 2312 and every character of our own catalogue.
"""

import hashlib
import json
from pathlib import Path

import polib
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "bureau/documents/papers/fonts"
CATALOGUE = ROOT / "bureau/locale/zh_Hans/LC_MESSAGES/django.po"
NOTO = Path("/usr/share/fonts/truetype/noto")
CJK = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2
"""The place of the face for mainland China in the collection."""
WHOLE = ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic")
ARABIC = ("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")
CHINESE = {"NotoSansCJK-Regular": range(0xA1, 0xF8), "NotoSansCJK-Bold": range(0xA1, 0xD8)}
"""Rows of GB 2312: names of people need its rarer half, headings do not."""
SYMBOLS = "●○■□▲△◆◇→←↑↓"
NAMES = {
    "Armenian": [range(0x530, 0x590)],
    "Bengali": [range(0x964, 0x966), range(0x980, 0xA00)],
    "Devanagari": [range(0x900, 0x980), range(0xA8E0, 0xA900), range(0x1CD0, 0x1D00)],
    "Ethiopic": [range(0x1200, 0x13A0), range(0x2D80, 0x2DE0), range(0xAB00, 0xAB30)],
    "Georgian": [range(0x10A0, 0x1100), range(0x1C90, 0x1CC0), range(0x2D00, 0x2D30)],
    "Hebrew": [range(0x590, 0x600), range(0xFB1D, 0xFB50)],
    "Khmer": [range(0x1780, 0x1800), range(0x19E0, 0x1A00)],
    "Lao": [range(0xE80, 0xF00)],
    "Myanmar": [range(0x1000, 0x10A0)],
    "Sinhala": [range(0xD80, 0xE00)],
    "Tamil": [range(0xB80, 0xC00)],
    "Thaana": [range(0x780, 0x7C0)],
    "Thai": [range(0xE00, 0xE80)],
}
"""Scripts in which people and places are named, in one weight, each without Latin letters."""
JOINERS = {0x200C, 0x200D, 0x25CC}
KOREAN, HANGUL = 1, range(0xB0, 0xC9)
"""The place of the face for Korea in the collection, and the rows of syllables of KS X 1001."""


def of_rows(rows: range, standard: str) -> set[int]:
    found: set[int] = set()
    for row in rows:
        for cell in range(0xA1, 0xFF):
            try:
                found |= {ord(one) for one in bytes((row, cell)).decode(standard)}
            except UnicodeDecodeError:
                continue
    return found


def chinese(rows: range) -> set[int]:
    said = "".join(entry.msgstr or "" for entry in polib.pofile(str(CATALOGUE)))
    punctuation = {*range(0x2010, 0x2028), *range(0x3000, 0x3020), *range(0xFF01, 0xFF66)}
    return of_rows(rows, "gb2312") | {ord(one) for one in said + SYMBOLS} | punctuation


def cut(source: Path, target: str, wanted: set[int] | None, number: int = -1) -> None:
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = ["*"] if number < 0 else ["kern", "locl", "halt", "ccmp"]
    options.name_IDs, options.name_languages = [0, 1, 2, 3, 4, 5, 6, 13, 14], [0x409]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted or set(font.getBestCmap()))
    subsetter.subset(font)
    font.save(FOLDER / target)


def main() -> None:
    for name in (*WHOLE, *ARABIC):
        cut(NOTO / f"{name}.ttf", f"{name}.ttf", None)
    for name, rows in CHINESE.items():
        target = name.replace("CJK", "CJKsc") + ".otf"
        cut(CJK / f"{name}.ttc", target, chinese(rows), SIMPLIFIED)
    syllables = of_rows(HANGUL, "euc_kr")
    cut(CJK / "NotoSansCJK-Regular.ttc", "NotoSansCJKkr-Regular.otf", syllables, KOREAN)
    for script, blocks in NAMES.items():
        name = f"NotoSans{script}-Regular.ttf"
        cut(NOTO / name, name, JOINERS.union(*blocks))
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(FOLDER.glob("*.[ot]tf"))
    }
    (FOLDER / "sums.json").write_text(json.dumps(sums, indent=1) + "\n")


if __name__ == "__main__":
    main()
