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


def gb2312(rows: range) -> set[int]:
    found: set[int] = set()
    for row in rows:
        for cell in range(0xA1, 0xFF):
            try:
                found |= {ord(one) for one in bytes((row, cell)).decode("gb2312")}
            except UnicodeDecodeError:
                continue
    return found


def chinese(rows: range) -> set[int]:
    said = "".join(entry.msgstr or "" for entry in polib.pofile(str(CATALOGUE)))
    punctuation = {*range(0x2010, 0x2028), *range(0x3000, 0x3020), *range(0xFF01, 0xFF66)}
    return gb2312(rows) | {ord(one) for one in said + SYMBOLS} | punctuation


def cut(source: Path, target: str, wanted: set[int] | None, number: int = -1) -> None:
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = ["*"] if wanted is None else ["kern", "locl", "halt", "ccmp"]
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
    sums = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(FOLDER.glob("*.[ot]tf"))
    }
    (FOLDER / "sums.json").write_text(json.dumps(sums, indent=1) + "\n")


if __name__ == "__main__":
    main()
