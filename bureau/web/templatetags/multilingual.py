"""A text in the reader's language; where it is shown in another, the page says in which."""

from collections.abc import Mapping
from typing import Protocol

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


class Noted(Protocol):
    """What notes are on: the language of its title is likely theirs. Where they are translated, its
    `notes` are texts by the words of the note."""

    @property
    def title(self) -> Text: ...


@register.filter
def noted(words: str, on: Noted) -> str | SafeString:
    """One person's note in the reader's language where somebody translated it, else in the one it
    was written in, which the element names."""
    language, likely = get_language() or "en", on.title.original
    if tag_of_words(words, likely) != tag_of_language(language):
        known: Mapping[str, Text] = getattr(on, "notes", {})
        translated = known.get(words)
        if translated and translated.is_in(language):
            return multilingual.here(translated)
    return format_html("<span{}>{}</span>", in_its_language(words, likely), words)


@register.filter
def in_its_language(words: str, likely: str) -> SafeString:
    """The attributes of an element that holds such a note."""
    tag = tag_of_words(words, likely)
    lang = format_html(' lang="{}"', tag) if tag else ""
    return format_html('{} dir="auto"', lang)
