"""The parts of a page as template tags; their markup is in templates/web/parts/."""

from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, get_language_info

from bureau.web import formats
from bureau.web.answers import Verb
from bureau.web.exports import TABLE_FORMATS
from bureau.web.frame import Entry
from bureau.web.marks import MARKS

FORMATS_IN_WORDS = {"jsonld": "JSON-LD", "vcf": "vCard"}

register = template.Library()
register.filter("number", formats.number_in_words)
register.filter("hundredths", formats.hundredths_in_words)
register.filter("language_tag", formats.tag_of_language)


def _escaped(word: object) -> str:
    return conditional_escape(word if isinstance(word, str) else str(word))


@register.filter
def cell(value: object) -> str:
    """What one cell of a table says: a day, an amount or a word; a dash where it says nothing."""
    if isinstance(value, date):
        return formats.day_in_words(value)
    if isinstance(value, Decimal):
        return formats.number_in_words(value if value % 1 else int(value))
    return "–" if value in (None, "") else _escaped(value)


@register.filter(name="listed")
def listed_html(words: Iterable[object]) -> str:
    """As `formats.listed`; each word escaped by itself, so that marked up ones stay so."""
    return mark_safe(formats.listed(_escaped(word) for word in words if word))


@register.filter(name="parted")
def parted_html(parts: Iterable[object]) -> str:
    """As `formats.parted`; each part escaped by itself."""
    return mark_safe(formats.parted(_escaped(part) for part in parts if part))


@register.simple_tag
def listing(*words: object) -> str:
    """`{% listing person post %}`: what is there of these, parted by the language's comma."""
    return listed_html(words)


@register.simple_tag
def labelled(label: object, said: object) -> str:
    """`{% labelled line.verb line.what %}`: a label, the language's colon, and what is said."""
    return mark_safe(formats.labelled(_escaped(label), _escaped(said)))


@register.filter
def each_bdi(words: Iterable[object]) -> list[SafeString]:
    """Each of several names or codes kept from turning in right-to-left text."""
    return [bdi(word) for word in words]


@register.filter
def day(value: formats.AnyDay | None) -> str:
    """A day in words, of an instant that of the reader's zone; nothing where there is none."""
    return "" if value is None else formats.day_in_words(value)


@register.filter
def instant(value: datetime | None, to: str = "minutes") -> str:
    """An instant to the minute or, `to` "seconds", the second; nothing where there is none."""
    if value is None:
        return ""
    told = formats.instant_in_words(value, to == "seconds")
    return _turned_back(told) if get_language_bidi() else told


def _turned_back(told: str) -> SafeString:
    """An instant in right-to-left text: by itself, its hour before the sign of its zone."""
    day, hour, zone = told.rsplit(" ", 2)
    return format_html("<bdi>{} <bdi>{} {}</bdi></bdi>", day, hour, zone)


@register.filter
def last_day(until: formats.AnyDay | None) -> str:
    """The last inclusive day of a half-open span; nothing where it is open."""
    return "" if until is None else formats.last_day_in_words(until)


@register.filter
def iso_day(value: formats.AnyDay | None) -> str:
    """2024-05-06: for addresses, date fields and `<time>`."""
    return "" if value is None else formats.as_date(value).isoformat()


@register.simple_tag
def span_of_days(valid_from: formats.AnyDay, valid_until: formats.AnyDay | None) -> str:
    return formats.span_in_words(valid_from, valid_until)


@register.filter
def bdi(value: object) -> SafeString:
    """An acronym, post number, grade or hash: does not turn in right-to-left text."""
    return format_html("<bdi>{}</bdi>", value)


@register.simple_tag
def mark(name: str, word: str = "") -> SafeString:
    """`{% mark "moved" %}`, with the page's own word where it has one; names are in `marks`."""
    found = MARKS[name]
    return format_html('<span class="m {}">{}</span>', found.shape, word or found.word)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **replaced: object) -> str:
    """The address's query with some values replaced; None takes one out, and pages start over."""
    said = [(name, str(value)) for name, value in replaced.items() if value is not None]
    return f"?{urlencode([*_kept(context, replaced), *said])}"


@register.inclusion_tag("web/parts/files.html", takes_context=True)
def files(context: Context, more: str = "", **said: object) -> dict[str, list[Entry]]:
    """`{% files "svg jsonld" %}`: the table of this page as each format of tables, and as others
    that the page gives besides; `said` tells which of its tables."""
    return {
        "files": [
            Entry(
                query_with(context, format=form, **said), FORMATS_IN_WORDS.get(form, form.upper())
            )
            for form in (*TABLE_FORMATS, *more.split())
        ]
    }


def _kept(context: Context, left_out: Container[str]) -> list[tuple[str, str]]:
    """The address's query without some names, and without the page."""
    request: HttpRequest = context["request"]
    return [
        (name, value)
        for name, values in request.GET.lists()
        if name != "page" and name not in left_out
        for value in values
    ]


@register.simple_tag
@cache
def languages() -> list[tuple[str, str, str]]:
    """The languages of the pages: code, tag and what each calls itself."""
    return [
        (code, formats.tag_of_language(code), get_language_info(code)["name_local"])
        for code, _ in settings.LANGUAGES
    ]


@register.inclusion_tag("web/parts/kept_query.html", takes_context=True)
def kept_query(context: Context, *left_out: str | list[str]) -> dict[str, object]:
    """Hidden fields that carry the rest of the address's query through a form sent by GET; what is
    left out is named one by one, or in lists."""
    names = [name for each in left_out for name in ([each] if isinstance(each, str) else each)]
    return {"kept": _kept(context, names)}


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Label, hint, control and error of one field, tied together for a screen reader."""
    return {"field": bound, "is_tick": isinstance(bound.field.widget, CheckboxInput)}


@register.inclusion_tag("web/parts/error_summary.html")
def error_summary(form: BaseForm, title: str = "") -> dict[str, object]:
    """What keeps a form from being saved, or from what `title` says did not happen; heads the form,
    each line leads to its field."""
    found = [(bound, error) for bound in form for error in bound.errors]
    general = form.non_field_errors()
    count = len(found) + len(general)
    return {"found": found, "general": general, "count": count, "title": title}


@register.inclusion_tag("web/parts/empty.html")
def empty(title: str, why: str, address: str = "", verb: str = "") -> dict[str, str]:
    """What is not there, why, and what to do."""
    return {"title": title, "why": why, "address": address, "verb": verb}


@register.inclusion_tag("web/parts/verbs.html")
def verbs(offered: Sequence[Verb]) -> dict[str, object]:
    """What may be done here; what may not be done now stays, with the reason beside it."""
    return verb_links(offered)


@register.inclusion_tag("web/parts/verb_links.html")
def verb_links(offered: Sequence[Verb]) -> dict[str, object]:
    """The same as links in a row that holds others; what is rarely done, in one menu."""
    return {"offered": offered, "rare": [verb for verb in offered if verb.is_rare]}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(entries: Sequence[Entry], label: str) -> dict[str, object]:
    """The parts of one case, each a page with its own address."""
    return {"entries": entries, "label": label}


@register.inclusion_tag("web/parts/crumbs.html")
def crumbs(entries: Sequence[Entry]) -> dict[str, object]:
    """The way from the root of the organisation to this page's thing, without the thing itself."""
    return {"entries": entries}


@register.inclusion_tag("web/parts/sort_heading.html", takes_context=True)
def sort_heading(context: Context, column: str, name: str, number: bool = False) -> dict[str, Any]:
    """A column heading that sorts by the address: ?sort=title up, ?sort=-title down."""
    request: HttpRequest = context["request"]
    sorted_by = request.GET.get("sort", "")
    state = {column: "ascending", f"-{column}": "descending"}.get(sorted_by, "none")
    turned = f"-{column}" if sorted_by == column else column
    return {
        "name": name,
        "number": number,
        "state": state,
        "address": query_with(context, sort=turned),
        "sign": {"ascending": "↑", "descending": "↓", "none": "↕"}[state],
    }


@register.inclusion_tag("web/parts/paging.html", takes_context=True)
def paging(
    context: Context,
    told: str,
    previous: str | None = None,
    following: str | None = None,
) -> dict[str, Any]:
    """Pages by key, without exact counts: `told` says which rows these are.

    `previous` and `following` are the keys put into ?page=, None where there is no such page.
    """
    return {
        "told": told,
        "previous": None if previous is None else query_with(context, page=previous),
        "following": None if following is None else query_with(context, page=following),
    }
