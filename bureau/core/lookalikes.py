"""Codes that look alike: what is refused in a code, and what two of them have in common.

After Unicode UTS 39 (security mechanisms): no hidden letters, no compatibility forms, no letters of
scripts that are mistaken for each other; and one skeleton for all that a reader cannot tell apart.
Letters of ASCII are told apart from each other ("O" and "0"), but for their case.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

KEPT = 100_000
MISTAKEN = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "LISU"})
"""Scripts whose letters are mistaken for each other: a code has letters of one of them at most."""
ALLOWED_FORMS = frozenset("№ºª‑…₀₁₂₃₄₅₆₇₈₉")
"""Compatibility forms that are written in honest numbers, ordinals, formulas and shortened names,
and the hyphen at which no line breaks."""
_IGNORED = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U0001d159"
_LENGTHENING = "\u0640"
"""The stroke that makes an Arabic word longer."""
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0000, 0xE1000))
_SHOWN_AS = {
    "-": "‐‑‒–—―−⁃˗Ⲻ",
    "'": "’‘ʼʹ′`´",
    "/": "⁄∕╱Ⳇ",
    ".": "․۔ꓸ",
    ":": "ː։׃∶ꓽ",
    "_": "ߺ",
    "2": "Ϩ",
    "3": "зӡⳌ",
    "4": "Ꮞ",
    "6": "бᏮⳒ",
    "9": "Ⳋ",
    "a": "аαɑᴀꭺᎪꓮⲁ",
    "b": "вьβʙᏏꓐⲃ",
    "c": "сϲᴄᏟꓚⲥ",
    "d": "ԁᴅᎠᏧꓓꓒ",
    "e": "еєεҽᴇᎬꓰ",
    "f": "ꓝ",
    "g": "ɡցԍᏀꓖ",
    "h": "нһηհʜᎻᏂꓧⲏ",
    "i": "іӏιɪıɩᎥꓲⲓ",
    "j": "јϳᴊᎫꓙ",
    "k": "кκᴋᏦꓗⲕ",
    "l": "ʟᏞⅼꓡⳑ",
    "m": "мᴍᎷꓟⲙ",
    "n": "νոɴպꓠⲛ",
    "o": "оοօᴏσꓳⲟ",
    "p": "рρᴘᏢꓑⲣ",
    "q": "ԛզ",
    "r": "гʀᏒᎡꓣⲅ",
    "s": "ѕꜱᏚՏꓢ",
    "t": "тτᴛᎢꓔⲧ",
    "u": "սᴜꓴ",
    "v": "ѵᴠᏙꓦ",
    "w": "ԝᴡᎳᏔꓪ",
    "x": "хχꓫⲭ",
    "y": "уυүγỿᎩꓬⲩ",
    "z": "ζᴢᏃꓜⲍ",
    "ة": "ۃ",
    "ك": "کڪ",
    "ه": "ھہە",
    "ي": "یىے",
}
"""For each sign what looks like it, drawn from Unicode's list of confusables for the scripts of
`MISTAKEN` and for Arabic; letters that look alike as capitals count too, because case makes no
difference."""
_SKELETON = str.maketrans(
    {sign: plain for plain, signs in _SHOWN_AS.items() for sign in signs.casefold()}
)


@lru_cache(maxsize=KEPT)
def skeleton(code: str) -> str:
    """What all codes have in common that a reader takes for this one."""
    if code.isascii() and code.isprintable():
        return code.casefold()
    folded = unicodedata.normalize("NFKC", code).casefold()
    shown = "".join(_digit(sign) for sign in folded if not _is_left_out(sign))
    return " ".join(unicodedata.normalize("NFC", shown).translate(_SKELETON).split())


def is_seen(text: str) -> bool:
    """Whether a reader sees anything of a text."""
    return bool(skeleton(text).strip())


def is_among(code: str, others: Iterable[str]) -> bool:
    """Whether a reader takes one of these codes for it, or it is one of them."""
    mine = skeleton(code)
    return any(skeleton(each) == mine for each in others)


def fault(code: str) -> str:
    """Why a text is no code: `code_hides`, `code_has_forms` or `code_mixes`; "" where it is one."""
    if code.isascii() and code.isprintable():
        return ""
    if any(map(_is_hidden, code)):
        return "code_hides"
    plain = "".join(sign for sign in code if sign not in ALLOWED_FORMS)
    if unicodedata.normalize("NFKC", plain) != unicodedata.normalize("NFC", plain):
        return "code_has_forms"
    scripts = {unicodedata.name(sign, "").partition(" ")[0] for sign in code if sign.isalpha()}
    return "code_mixes" if len(scripts & MISTAKEN) > 1 else ""


def _digit(sign: str) -> str:
    """Digits of every script as those of ASCII: they say the same number."""
    return str(unicodedata.decimal(sign, sign))


def _is_left_out(sign: str) -> bool:
    """What makes no difference to a reader: what is hidden, and how Arabic words are pointed."""
    if sign == _LENGTHENING or _is_hidden(sign):
        return True
    return unicodedata.combining(sign) > 0 and unicodedata.name(sign, "").startswith("ARABIC")


def _is_hidden(sign: str) -> bool:
    """Not seen, or turning what is around it: controls, formats, ends of lines and paragraphs,
    unassigned and private ones."""
    category = unicodedata.category(sign)
    if category[0] == "C" or category in ("Zl", "Zp") or sign in _IGNORED:
        return True
    return any(ord(sign) in reach for reach in _SELECTORS)
