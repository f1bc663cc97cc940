"""A whole comparison in one paragraph, in each of the six languages, and the key of its marks."""

from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, ngettext, override
from django.utils.translation import gettext as _

from bureau.core.texts import LANGUAGES
from bureau.institution.organisation.queries.called import Called
from bureau.institution.organisation.queries.comparisons import Tally
from bureau.institution.organisation.texts.changes import sentences
from bureau.institution.organisation.texts.sentences import Sentence
from bureau.web.formats import gap_between_sentences, tag_of_language
from bureau.web.marks import CHANGES

SENTENCES_MOST = 12


@dataclass(frozen=True, slots=True)
class Whole:
    """The paragraph in one language, which is named in itself."""

    language: str
    tag: str
    name: str
    direction: str
    html: SafeString


def wholes(said: Called) -> list[Whole]:
    """What changes and what does not, once in each language."""
    return [_whole(language, said) for language in LANGUAGES]


def _whole(language: str, said: Called) -> Whole:
    with override(language):
        told = [(each.html,) for each in whole_sentences(said)]
        info = get_language_info(language)
        return Whole(
            language,
            tag_of_language(language),
            info["name_local"],
            "rtl" if info["bidi"] else "ltr",
            format_html_join(gap_between_sentences(), "{}", told),
        )


def whole_sentences(said: Called) -> list[Sentence]:
    """The changes in order, then the units that are as they were; long stories are cut short."""
    items = said.compared.items
    told: list[Sentence] = []
    for item in items[: min(items.own, SENTENCES_MOST)]:
        told += sentences(item, said)
    left_out = len(told[SENTENCES_MOST:]) + max(items.own - SENTENCES_MOST, 0)
    if left_out > 0:
        words = ngettext("{count} more change.", "{count} more changes.", left_out)
        told = [*told[:SENTENCES_MOST], Sentence(words, {"count": left_out})]
    same = [unit.code for unit in said.compared.units_as_they_were(SENTENCES_MOST)]
    if same and told:
        words = ngettext("{units} is unchanged.", "{units} are unchanged.", len(same))
        told.append(Sentence(words, {"units": _(", ").join(same)}))
    return told


def key_in_words(tally: Tally) -> str:
    """As in “moved 1 unit, 18 posts”."""
    counted = []
    if tally.units:
        words = ngettext("{count} unit", "{count} units", tally.units)
        counted.append(words.format(count=tally.units))
    if tally.posts:
        words = ngettext("{count} post", "{count} posts", tally.posts)
        counted.append(words.format(count=tally.posts))
    said = _(", ").join(counted) or "0"
    return _("{mark} {count}").format(mark=CHANGES[tally.mark].word, count=said)
