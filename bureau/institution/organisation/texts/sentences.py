"""A sentence with what it names kept apart, so that codes and names do not turn in Arabic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` is translated, with placeholders for `facts`."""

    words: str
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return self.words.format(**self.facts)

    @property
    def html(self) -> SafeString:
        """Every fact isolated; the words escaped."""
        apart = {name: _apart(str(fact)) for name, fact in self.facts.items()}
        return mark_safe(escape(self.words).format(**apart))


def _apart(fact: str) -> SafeString:
    """A code never breaks over two lines; words may."""
    return format_html('<span dir="auto">{}</span>' if " " in fact else "<bdi>{}</bdi>", fact)
