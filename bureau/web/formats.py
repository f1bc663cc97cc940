"""How days, instants, spans and numbers are written in the six languages; all digits are Latin."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import dateformat, formats, timezone
from django.utils.translation import get_language, get_language_bidi, gettext, pgettext

from bureau.core.days import FIRST_DAY, LAST_DAY

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
LEFT_TO_RIGHT_MARK = "\u200e"
ISOLATED, ENDED = "\u2068", "\u2069"
FROM_THE_RIGHT = "\u2067"

DAY_FORMATS = {
    "ar": "j F Y",
    "en": "j F Y",
    "es": r"j \d\e F \d\e Y",
    "fr": "j F Y",
    "ru": "j E Y",
    "zh-hans": "Y年n月j日",
}

LETTERS = {
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "zh-Hans": re.compile("[\u4e00-\u9fff]"),
}

type AnyDay = int | date


def as_date(day: AnyDay) -> date:
    """A day of the core (`date.toordinal()`) or a date, as a date.

    Of an instant the day that it was in the reader's zone, which the middleware makes current.
    """
    if isinstance(day, datetime):
        return timezone.localdate(day)
    return date.fromordinal(day) if isinstance(day, int) else day


def day_in_words(day: AnyDay) -> str:
    """As in “6 May 2024”, in the language of the page."""
    written = as_date(day)
    language = get_language() or "en"
    pattern = DAY_FORMATS.get(language, DAY_FORMATS["en"])
    if language == "fr" and written.day == 1:
        pattern = r"j\e\r F Y"
    return dateformat.format(written, pattern)


def instant_in_words(instant: datetime, seconds: bool = False) -> str:
    """An instant as its day, hour and minute in the reader's zone, with the sign of that zone."""
    local = timezone.localtime(instant)
    hour = f"{local:%H:%M:%S %Z}" if seconds else f"{local:%H:%M %Z}"
    return listed([day_in_words(local.date()), hour])


def days_reckoned() -> str:
    """What is said of a day beyond those that Bureau reckons with."""
    return gettext("Bureau reckons with days from {first} to {last}.").format(
        first=day_in_words(FIRST_DAY), last=day_in_words(LAST_DAY)
    )


def last_day_in_words(until: AnyDay) -> str:
    """The last inclusive day of a half-open span that ends before `until`."""
    return day_in_words(as_date(until).toordinal() - 1)


def span_in_words(valid_from: AnyDay, valid_until: AnyDay | None) -> str:
    """As in “since 1 July 2024” while it is open, else both inclusive days."""
    first = day_in_words(valid_from)
    if valid_until is None:
        return pgettext("open span of days", "since %(first)s") % {"first": first}
    last = last_day_in_words(valid_until)
    if first == last:
        return first
    return pgettext("span of days", "%(first)s to %(last)s") % {
        "first": first,
        "last": last,
    }


def number_in_words(number: int | float | Decimal) -> str:
    """Thousands parted by a narrow no-break space, the decimal sign of the page's language.

    In a text written from the right a minus stays on the left of its number.
    """
    whole, _, fraction = f"{abs(number):,}".partition(".")
    mark = LEFT_TO_RIGHT_MARK if get_language_bidi() else ""
    sign = mark + MINUS if number < 0 else ""
    point = formats.get_format("DECIMAL_SEPARATOR") + fraction if fraction else ""
    return f"{sign}{whole.replace(',', NARROW_SPACE)}{point}"


def hundredths_in_words(hundredths: int) -> str:
    """A share or full-time equivalent kept in hundredths: 100 is "1", 50 is "0.5"."""
    return number_in_words((Decimal(hundredths) / 100).normalize() + 0)


def listed(words: Iterable[object]) -> str:
    """What is there of these, one after the other, parted as the page's language does it."""
    return pgettext("between names", ", ").join(str(word) for word in words if word)


def isolated(word: object) -> str:
    """A code, number or both, as in “2 × P.3”, that is not turned by a text from the right."""
    return f"{ISOLATED}{word}{ENDED}" if get_language_bidi() else str(word)


def kept_apart(words: str) -> str:
    """Words of the page of which a code at the end takes no number behind them along."""
    return f"{FROM_THE_RIGHT}{words}{ENDED}" if get_language_bidi() else words


def parted(parts: Iterable[object]) -> str:
    """The same for parts that have commas of their own."""
    return gettext("; ").join(str(part) for part in parts if part)


def labelled(label: object, said: object) -> str:
    """A label and what is said under it, as in “Post: 12”; the label alone where nothing is."""
    return gettext("{label}: {said}").format(label=label, said=said) if said else str(label)


def gap_between_sentences() -> str:
    """Chinese has no blank after the full stop."""
    return "" if (get_language() or "en").startswith("zh") else " "


def tag_of_language(code: str) -> str:
    """Django's "zh-hans" as the tag a page names its language by (BCP 47): "zh-Hans"."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language


def tag_of_words(words: str, likely: str) -> str:
    """The tag of the language that words are in, as far as their letters tell; empty where letters
    say that it is not the `likely` one, and do not say which it is."""
    found = [tag for tag, letters in LETTERS.items() if letters.search(words)]
    if found:
        return found[0]
    tag = tag_of_language(likely)
    return "" if tag in LETTERS else tag
