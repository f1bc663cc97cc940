"""How each language is set: direction, punctuation, days, figures, and what it calls itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.texts import RIGHT_TO_LEFT

NARROW, FIXED = "\u202f", "\u00a0"
"""Spaces at which no line breaks."""
MINUS = "\u2212"

type _Rules = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One language. `day` is how a day is written, `first` the first of a month; `money` an amount
    with its currency. `joined` stands between parts of a list in a sentence, `last` before its
    last; `labelled` between a label and what it says. Annexes have Latin letters in all languages,
    so that one is cited alike in all of them."""

    language: str
    code: str
    """Of three letters, as ISO 639-2 has it."""
    letter: str
    """The one that follows the number of a document."""
    name: str
    months: tuple[str, ...]
    day: str
    quotes: tuple[str, str]
    joined: str
    last: str
    labelled: str
    group: str
    decimal: str
    money: str = "{currency}\u00a0{amount}"
    first: str = "1"
    digits: str = "0123456789"
    item: str = "{mark})"
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    comma: str = ","
    semicolon: str = ";"
    stop: str = "."
    brackets: tuple[str, str] = (" (", ")")
    space: str = " "
    """What stands between words: nothing in Chinese."""
    rules: _Rules = ()

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say_day(self, day: date) -> str:
        number = self.first if day.day == 1 else str(day.day)
        month = self.months[day.month - 1]
        return self._in_digits(self.day.format(day=number, month=month, year=day.year))

    def say_number(self, number: int) -> str:
        """With its thousands apart, from five figures on; below zero with a minus, which a hyphen
        before a figure is not (第一年-1 may be a range)."""
        said = f"{number:,}" if abs(number) >= 10_000 else str(number)
        said = said.replace("-", MINUS)
        return self._in_digits(said.replace(",", self.group))

    def say_money(self, minor: int, currency: str) -> str:
        """Minor units (hundredths) as whole units of the currency, rounded half up."""
        whole = (abs(minor) + 50) // 100
        amount = self.say_number(-whole if minor < 0 else whole)
        return self.money.format(currency=currency, amount=amount)

    def say_list(self, parts: Sequence[str]) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return self.joined.join(parts[:-1]) + self.last + parts[-1]

    def quote(self, words: str) -> str:
        return words.join(self.quotes)

    def mark(self, place: int) -> str:
        """What stands before the item of a lettered list, from 1: after the last letter each is
        doubled, as Word does it."""
        rounds, within = divmod(place - 1, len(self.letters))
        return self.item.format(mark=self.letters[within] * (rounds + 1))

    def dress(self, words: str) -> str:
        """The words with the punctuation and spaces of the language; twice is as good as once."""
        before = None
        while words != before:
            before = words
            for pattern, instead in self.rules:
                words = pattern.sub(instead, words)
        return words

    def _in_digits(self, said: str) -> str:
        return said.translate(str.maketrans("0123456789", self.digits))


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), instead) for pattern, instead in pairs)


_FRENCH = _rules(
    (r"(?<=\w)'(?=\w)", "’"),
    (r"[ \u00a0\u202f]*([:;!?])(?=\s|$)", NARROW + r"\1"),
    (r"«[ \u00a0\u202f]*", "«" + NARROW),
    (r"[ \u00a0\u202f]*»", NARROW + "»"),
)
_HAN = "\u3400-\u9fff\uff01-\uff60\u3000-\u303f"
_CHINESE = _rules(
    (rf"(?<=[{_HAN}])[ \u00a0]+(?=\S)", ""),
    (rf"(?<=\S)[ \u00a0]+(?=[{_HAN}])", ""),
    (rf"(?<=[{_HAN}])[,][ \u00a0]*|[,][ \u00a0]*(?=[{_HAN}])", "，"),
    (rf"(?<=[{_HAN}]);[ \u00a0]*", "；"),
    (rf"(?<=[{_HAN}]):[ \u00a0]*", "："),
    (rf"(?<=[{_HAN}])\?", "？"),
    (rf"(?<=[{_HAN}])\.(?=\s|$)", "。"),
    (rf"\(([^()]*[{_HAN}][^()]*)\)", r"（\1）"),
)
_RUSSIAN = _rules((r" (?=[–—]\s)", FIXED), (r"(?<=№) ", FIXED))

_ARABIC_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)

PROFILES: Mapping[str, Profile] = {
    one.language: one
    for one in (
        Profile(
            language="ar",
            code="ara",
            letter="A",
            name="العربية",
            months=_ARABIC_MONTHS,
            day="{day}\u00a0{month}\u00a0{year}",
            quotes=("«", "»"),
            joined="، ",
            last=" و",
            labelled=": ",
            group=FIXED,
            decimal=",",
            money="{amount}\u00a0{currency}",
            letters="أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
            comma="،",
            semicolon="؛",
            rules=_rules((r" +(?=[،؛؟:])", ""), (r"(?<=[\u0600-\u06ff]) *,", "،")),
        ),
        Profile(
            language="en",
            code="eng",
            letter="E",
            name="English",
            months=tuple(
                "January February March April May June July August September October November "
                "December".split()
            ),
            day="{day}\u00a0{month}\u00a0{year}",
            quotes=("“", "”"),
            joined=", ",
            last=" and ",
            labelled=": ",
            group=",",
            decimal=".",
        ),
        Profile(
            language="es",
            code="spa",
            letter="S",
            name="Español",
            months=tuple(
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
                "diciembre".split()
            ),
            day="{day}\u00a0de\u00a0{month} de\u00a0{year}",
            first="1.º",
            quotes=("«", "»"),
            joined=", ",
            last=" y ",
            labelled=": ",
            group=FIXED,
            decimal=",",
            money="{amount}\u00a0{currency}",
        ),
        Profile(
            language="fr",
            code="fra",
            letter="F",
            name="Français",
            months=tuple(
                "janvier février mars avril mai juin juillet août septembre octobre novembre "
                "décembre".split()
            ),
            day="{day}\u00a0{month}\u00a0{year}",
            first="1er",
            quotes=(f"«{NARROW}", f"{NARROW}»"),
            joined=", ",
            last=" et ",
            labelled=f"{NARROW}: ",
            semicolon=f"{NARROW};",
            group=NARROW,
            decimal=",",
            money="{amount}\u00a0{currency}",
            rules=_FRENCH,
        ),
        Profile(
            language="ru",
            code="rus",
            letter="R",
            name="Русский",
            months=tuple(
                "января февраля марта апреля мая июня июля августа сентября октября ноября "
                "декабря".split()
            ),
            day="{day}\u00a0{month} {year}\u00a0года",
            quotes=("«", "»"),
            joined=", ",
            last=" и ",
            labelled=": ",
            group=FIXED,
            decimal=",",
            money="{amount}\u00a0{currency}",
            letters="абвгдежзиклмнопрстуфхцчшщыэюя",
            rules=_RUSSIAN,
        ),
        Profile(
            language="zh-hans",
            code="zho",
            letter="C",
            name="中文",
            months=tuple(str(number) for number in range(1, 13)),
            day="{year}年{month}月{day}日",
            quotes=("“", "”"),
            joined="、",
            last="和",
            labelled="：",
            group=",",
            decimal=".",
            money="{amount}\u00a0{currency}",
            item="{mark}）",
            comma="，",
            semicolon="；",
            stop="。",
            brackets=("（", "）"),
            space="",
            rules=_CHINESE,
        ),
    )
}
