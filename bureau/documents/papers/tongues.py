"""What a format must know of a language: its direction, names, markers of lists and page words."""

from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.papers.blocks import Listing, Marker

BULLETS = ("•", "–", "▪")
"""By depth; the last one further down."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """`tag` is for HTML and Akoma Ntoso's `xml:lang`, `word` for Word, `code` has three letters.

    `page` holds {page} and {pages}; `letter` and `figure` stand around the mark of an item.
    """

    tag: str
    word: str
    code: str
    page: str
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    letter: str = "{})"
    figure: str = "{}."
    is_rtl: bool = False
    has_italics: bool = True

    @property
    def direction(self) -> str:
        return "rtl" if self.is_rtl else "ltr"

    def marks(self, listing: Listing, depth: int = 0) -> list[str]:
        """What stands before each item."""
        count = len(listing.items)
        match listing.marker:
            case Marker.BULLETS:
                return [BULLETS[min(depth, len(BULLETS) - 1)]] * count
            case Marker.NUMBERS:
                return [self.figure.format(place + 1) for place in range(count)]
            case Marker.LETTERS:
                return [self.letter.format(self.lettered(place)) for place in range(count)]

    def lettered(self, place: int) -> str:
        """The letter of a place, from 0; doubled after the last one, as Word does it."""
        rounds, within = divmod(place, len(self.letters))
        return self.letters[within] * (rounds + 1)


TONGUES: Mapping[str, Tongue] = {
    "ar": Tongue(
        tag="ar",
        word="ar-SA",
        code="ara",
        page="الصفحة {page} من {pages}",
        letters="أبجدهوزحطيكلمنسعفصقرشت",
        is_rtl=True,
        has_italics=False,
    ),
    "en": Tongue(tag="en", word="en-GB", code="eng", page="Page {page} of {pages}"),
    "es": Tongue(tag="es", word="es-ES", code="spa", page="Página {page} de {pages}"),
    "fr": Tongue(tag="fr", word="fr-CH", code="fra", page="Page {page} sur {pages}"),
    "ru": Tongue(
        tag="ru",
        word="ru-RU",
        code="rus",
        page="Страница {page} из {pages}",
        letters="абвгдежзиклмнопрстуфхцчшщэюя",
    ),
    "zh-hans": Tongue(
        tag="zh-Hans",
        word="zh-CN",
        code="zho",
        page="第{page}页，共{pages}页",
        letter="{}）",
        has_italics=False,
    ),
}
