"""What a format must know of a language: its direction, names, markers of lists and page words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.papers.blocks import Listing, Marker, Run, Runs
from bureau.core.papers.profiles import PROFILES, Profile

BULLETS = ("•", "–", "▪")
"""By depth; the last one further down."""
_CODE = re.compile(r"([A-Za-z0-9./-]*[0-9][A-Za-z0-9./-]*)")
_LATIN = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9./ -]*[A-Za-z0-9])?)")


@dataclass(frozen=True, slots=True)
class Tongue:
    """`tag` is for HTML and XML, `word` for Word; `page` holds {page} and {pages}, `figure` stands
    around the number of an item. What else a language has is in its profile."""

    language: str
    tag: str
    word: str
    page: str
    figure: str = "{}."
    has_italics: bool = True

    @property
    def profile(self) -> Profile:
        return PROFILES[self.language]

    @property
    def code(self) -> str:
        """Of three letters."""
        return self.profile.code

    @property
    def direction(self) -> str:
        return self.profile.direction

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"

    @property
    def letter(self) -> str:
        """What stands around the letter of an item."""
        return self.profile.item.replace("{mark}", "{}")

    def marks(self, listing: Listing, depth: int = 0) -> list[str]:
        """What stands before each item."""
        count = len(listing.items)
        match listing.marker:
            case Marker.BULLETS:
                return [BULLETS[min(depth, len(BULLETS) - 1)]] * count
            case Marker.NUMBERS:
                return [self.figure.format(place + 1) for place in range(count)]
            case Marker.LETTERS:
                return [self.profile.mark(place + 1) for place in range(count)]


TONGUES: Mapping[str, Tongue] = {
    one.language: one
    for one in (
        Tongue("ar", "ar", "ar-SA", "الصفحة {page} من {pages}", has_italics=False),
        Tongue("en", "en", "en-GB", "Page {page} of {pages}"),
        Tongue("es", "es", "es-ES", "Página {page} de {pages}"),
        Tongue("fr", "fr", "fr-CH", "Page {page} sur {pages}"),
        Tongue("ru", "ru", "ru-RU", "Страница {page} из {pages}"),
        Tongue("zh-hans", "zh-Hans", "zh-CN", "第{page}页，共{pages}页", has_italics=False),
    )
}


def coded(words: str, language: str) -> Runs:
    """The number of a document with the codes in it told apart; from the right, all that is to be
    read from the left as one."""
    pattern = _LATIN if TONGUES[language].is_rtl else _CODE
    parts = enumerate(pattern.split(words))
    return tuple(Run(part, is_code=bool(place % 2)) for place, part in parts if part)
