"""How names in files are cleaned, compared and told from words that only fill a cell."""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from bureau.core.lookalikes import fault
from bureau.core.tokens import folded

CODE_MOST = 40
KEPT = 20_000
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_NO_REFERENCE = re.compile(
    r"0+|x+|n/?[adk]|not applicable|none|nil|null|tb[acd]|[-–—.?]*"
    r"|deleted|eliminated|abolished|unknown|vacant"
)
_ELIMINATED = re.compile(r"eliminated|deleted|abolished|post (?:deleted|eliminated|abolished)")

_TOTALS = re.compile(
    r"(?:(?:grand|overall|sub)_?)?totals?|(?:sub_?)?total_general|sous_total|итого|всего|المجموع|الاجمالي|[合总小]计"
)


def clean(text: str) -> str:
    """The text as a person reads it: composed, single spaces, nothing that turns or hides it."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in shown)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=KEPT)
def key_of(text: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFKC", clean(text)).casefold()


@lru_cache(maxsize=KEPT)
def slug(text: str) -> str:
    """Letters and digits of a name, parted by low lines: as files are named."""
    return re.sub(r"[\W_]+", "_", key_of(text)).strip("_")


def is_reference(text: str) -> bool:
    """Whether a cell names a post; “XX”, “0”, “Deleted”, “N/A” and the like do not."""
    return _NO_REFERENCE.fullmatch(key_of(text)) is None


def is_eliminated(holder: str) -> bool:
    """Whether what stands in place of a holder says that the post is no more."""
    return _ELIMINATED.fullmatch(key_of(holder)) is not None


def is_total(text: str) -> bool:
    """Whether a cell says that its row counts other rows: “Total”, “Sub-total:”, “Итого”."""
    return _TOTALS.fullmatch(slug(folded(text))) is not None


def code_of(name: str) -> str:
    """A code where a file has only names: the name itself, shortened with a mark where too long;
    the mark alone where its letters could mislead a reader."""
    fit = unicodedata.normalize("NFKC", name) if fault(name) else name
    mark = sha256(key_of(name).encode()).hexdigest()
    if fault(fit):
        return f"… {mark[:8]}"
    if len(fit) <= CODE_MOST:
        return fit
    return f"{fit[: CODE_MOST - 6].rstrip()}… {mark[:4]}"[:CODE_MOST]
