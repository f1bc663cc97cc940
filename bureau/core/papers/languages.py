"""Which language words are in: by their letters, and where those are Latin by small words."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

SCRIPTS: Mapping[str, tuple[str, str, float]] = {
    "ar": ("\u0600", "\u06ff", 0.4),
    "ru": ("\u0400", "\u04ff", 0.4),
    "zh-hans": ("\u4e00", "\u9fff", 0.15),
}
"""Letters from and until, and what share of all is enough: a word of Chinese has one or two."""
COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is are for that this with by be which from on as has have not it"
        " its was will shall at an or their they does",
        "fr": "le la les des du de et un une est sont dans pour que qui sur au aux par avec ce"
        " cette ces ne pas ses son sa leur en il elle à dont où d' l' qu' n' s'",
        "es": "el la los las de del y en un una se por para con que al es son como su sus esta este"
        " no lo más ha han sin entre desde",
    }.items()
}
"""Words that most sentences of a language have. Between two languages those count that the other
does not have too."""
LENGTH, LEAST, SHARE, TIMES = 8, 3, 0.15, 4
"""How many words a sentence must have to be sure of it; how many small ones of another language are
in it at least, what share of all, and how many times as many as of the paper's own."""

_TOKEN = re.compile(r"[^\W\d_]+['’]?")
_ENDED = re.compile(r"(?<=[.;:!?])[ \u00a0]+|(?<=[。；：！？؟؛])|\n")
_FOREIGN = re.compile("|".join(f"[{first}-{last}]{{2,}}" for first, last, _ in SCRIPTS.values()))
_LATIN = re.compile(r"(?<![A-Za-zÀ-ÿ’'])(?:[A-Za-zÀ-ÿ’']{2,}+[ \u00a0,;:]++){4}[A-Za-zÀ-ÿ’']{2}")
_SMALL = re.compile(r"[a-zß-ÿ]{2,}(?:['’-][a-zß-ÿ]+)*")


def language_of(words: str) -> str:
    """The likeliest of the six."""
    words = words[:200_000].lower()
    letters = [letter for letter in words if letter.isalpha()]
    for language, (first, last, share) in SCRIPTS.items():
        if sum(first <= letter <= last for letter in letters) > share * len(letters):
            return language
    tokens = _tokens(words)
    return max(COMMON, key=lambda language: _count(tokens, COMMON[language]))


def sentence_of_another(words: str, language: str) -> str:
    """The first sentence that is surely not in the language; empty where there is none."""
    return next((one for one in _sentences(words) if _is_of_another(one, language)), "")


def _sentences(words: str) -> Iterator[str]:
    places = [0, *(found.end() for found in _ENDED.finditer(words)), len(words)]
    yield from (words[start:end].strip() for start, end in pairwise(places))


def _is_of_another(sentence: str, language: str) -> bool:
    own = SCRIPTS.get(language)
    for found in _FOREIGN.finditer(sentence):
        if own is None or not own[0] <= found[0][0] <= own[1]:
            return True
    return _is_latin(sentence, own) if own else _is_other_latin(sentence, language)


def _is_latin(sentence: str, own: tuple[str, str, float]) -> bool:
    """In a language of another script: several Latin words in a row, or a sentence without a letter
    of its own that is more than codes and names, which begin with capitals."""
    if _LATIN.search(sentence):
        return True
    if any(own[0] <= letter <= own[1] for letter in sentence):
        return False
    words = (word.strip(".,;:!?()[]“”«»\"'") for word in sentence.split())
    return sum(_SMALL.fullmatch(word) is not None for word in words) >= LEAST


def _is_other_latin(sentence: str, language: str) -> bool:
    tokens = _tokens(sentence.lower())
    own = COMMON.get(language, frozenset())
    if len(tokens) < LENGTH:
        return False
    for words in COMMON.values():
        there, here = _count(tokens, words - own), _count(tokens, own - words)
        if there >= max(LEAST, SHARE * len(tokens), TIMES * here):
            return True
    return False


def _tokens(words: str) -> list[str]:
    return [token.replace("’", "'") for token in _TOKEN.findall(words)]


def _count(tokens: list[str], words: frozenset[str]) -> int:
    return sum(token in words for token in tokens)
