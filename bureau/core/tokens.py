"""Text to search tokens, in six languages, the same on both databases.

A token holds letters and digits only, so that FTS5 (`unicode61 remove_diacritics 0`, which leaves
й alone) and PostgreSQL (`simple`) take it as one word. Index `tokens(text)`; a hit holds all of
`query_tokens(text)`.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 64
MOST_PARTS = 6

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
RUN_ON = re.compile(f"[{HAN}{KANA}]+")
JOINED = re.compile(r"[^\W_]+(?:[./\\:_\-\u2010-\u2015\u2212][^\W_]+)*")
WORD = re.compile(r"[^\W_]+")

# What compatibility forms and accents leave as it is: hamza carriers and finals of Arabic, and
# letters with a stroke.
LETTERS = str.maketrans(
    {
        "\u0671": "\u0627",
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u0629": "\u0647",
        "\u06a9": "\u0643",
        "\u0640": None,
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
    }
)


def tokens(text: str) -> list[str]:
    """The tokens to index, in order and with repetitions.

    Chinese gives each character and each pair of neighbours; a number like ST02/D1/579 every run of
    its parts (st02, d1, 579, st02d1, d1579, st02d1579).
    """
    found: list[str] = []
    for run, is_run_on in _runs(folded(text)):
        found.extend(_characters_and_pairs(run) if is_run_on else _parts_and_wholes(run))
    return [token[:LONGEST] for token in found]


def query_tokens(text: str) -> list[str]:
    """The tokens all of which a hit must hold, each once; the last may be asked as a prefix.

    Of Chinese the pairs (a single character where it stands alone), of a number the whole.
    """
    found: list[str] = []
    for run, is_run_on in _runs(folded(text)):
        if is_run_on:
            found.extend(_pairs(run) or [run])
        else:
            found.extend(_wholes(run))
    latest_first = dict.fromkeys(token[:LONGEST] for token in reversed(found))
    return list(latest_first)[::-1]


def folded(text: str) -> str:
    """One form for what is written in several: width, case, accents, Arabic letters, digits.

    Whatever people type to find something is held against what is there in this form.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", plain))
    kept = "".join(_without_accents(decomposed)).translate(LETTERS)
    return unicodedata.normalize("NFC", kept)


def _without_accents(decomposed: str) -> Iterator[str]:
    """Drops marks and invisible characters, but й stays й: in Russian only ё loses its dots."""
    before = ""
    for character in decomposed:
        match unicodedata.category(character):
            case "Mn":
                if before == "и" and character == "\u0306":
                    yield character
            case "Cf" | "Me":
                pass
            case "Nd":
                yield str(unicodedata.decimal(character))
            case _:
                yield character
                before = character


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """The joined words of a text, with True for those of a script written without spaces."""
    for joined in JOINED.findall(text):
        at = 0
        for run_on in RUN_ON.finditer(joined):
            if WORD.search(joined[at : run_on.start()]):
                yield joined[at : run_on.start()], False
            yield run_on.group(), True
            at = run_on.end()
        if WORD.search(joined[at:]):
            yield joined[at:], False


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _characters_and_pairs(run: str) -> Iterator[str]:
    yield from run
    yield from _pairs(run)


def _is_number(parts: list[str]) -> bool:
    """Joined parts are one number when a digit is among them and they are not too many."""
    return len(parts) <= MOST_PARTS and any(map(str.isdigit, "".join(parts)))


def _parts_and_wholes(joined: str) -> Iterator[str]:
    parts = WORD.findall(joined)
    yield from parts
    for length in range(2, min(len(parts), MOST_PARTS) + 1):
        for at in range(len(parts) - length + 1):
            if _is_number(parts[at : at + length]):
                yield "".join(parts[at : at + length])


def _wholes(joined: str) -> list[str]:
    parts = WORD.findall(joined)
    return ["".join(parts)] if _is_number(parts) else parts
