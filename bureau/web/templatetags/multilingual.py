"""A text in the reader's language; where it is shown in another, the page says in which."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from bureau.core.texts import Text
from bureau.web import multilingual
from bureau.web.formats import tag_of_language, tag_of_words

register = template.Library()


@register.filter
def here(said: Text | None) -> str | SafeString:
    """The words; in a `lang` span where the reader's language is missing."""
    if said is None:
        return ""
    if said.is_in(get_language() or "en"):
        return multilingual.here(said)
    language = tag_of_language(said.original)
    return format_html('<span lang="{}">{}</span>', language, multilingual.here(said))


@register.filter
def paragraphs(said: Text) -> SafeString:
    """The same of a text of several paragraphs: one for each line."""
    language = get_language() or "en"
    shown = language if said.is_in(language) else said.original
    lines = (line.strip() for line in said.in_language(language).splitlines())
    told = ((tag_of_language(shown), line) for line in lines if line)
    return format_html_join("\n", '<p lang="{}" dir="auto">{}</p>', told)


@register.filter
def noted(words: str, likely: str) -> SafeString:
    """One person's note, kept in the one language it was written in; `likely` is that of what it
    is on, and holds where the letters do not say otherwise."""
    return format_html("<span{}>{}</span>", in_its_language(words, likely), words)


@register.filter
def in_its_language(words: str, likely: str) -> SafeString:
    """The attributes of an element that holds such a note."""
    tag = tag_of_words(words, likely)
    lang = format_html(' lang="{}"', tag) if tag else ""
    return format_html('{} dir="auto"', lang)
