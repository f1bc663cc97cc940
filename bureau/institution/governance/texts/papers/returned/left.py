"""What of a paper comes from elsewhere, and cannot be taken over from it: why, and where it is."""

import re
from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.papers.gaps import in_gaps
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.pieces import plainly
from bureau.institution.governance.queries.returned import Changed
from bureau.institution.governance.texts.papers.returned.ground import Ground, Offer
from bureau.institution.papers.permissions import may_keep_phrases
from bureau.web.frame import Entry

_FACT = re.compile(r"\{\w+\}")
type Place = tuple[str, str, str, str]
"""What it is, why it cannot be taken, and the name of the page and what that is called."""


def left_offered(ground: Ground, changed: Changed) -> Offer:
    edit = changed.edit
    if not edit.before:
        said = _("Nothing in the case says this. Put it where it belongs: there it gets its place.")
        return Offer(_("Added"), "", edit.after, said)
    if not changed.source:
        return _phrase(ground, changed)
    for pattern, place in _PLACES:
        if pattern.match(changed.source):
            name, why, page, called = place()
            links = (Entry(reverse(page, args=[ground.number]), called),) if page else ()
            return Offer(name, edit.before, edit.after, why, links=links)
    if changed.words:
        return Offer(_("A text"), edit.before, edit.after, _("The case says this otherwise now."))
    said = _("This comes from the record as it stands.")
    return Offer(_("From the record"), edit.before, edit.after, said)


def _phrase(ground: Ground, changed: Changed) -> Offer:
    edit = changed.edit
    concept = concept_of(ground.book, ground.language, edit.before)
    if concept is None:
        said = _("This is put together from the record and from formal phrases.")
        return Offer(_("From the record"), edit.before, edit.after, said)
    why = _("A formal phrase is worded once for all papers, and reviewed: not in one of them.")
    links: tuple[Entry, ...] = ()
    if may_keep_phrases(ground.actor, ground.seen.row.organisation_id):
        address = reverse("settings-phrase", query={"concept": concept})
        links = (Entry(address, _("The phrase")),)
    return Offer(_("Formal phrase"), edit.before, edit.after, why, links=links)


def concept_of(book: PhraseBook, language: str, words: str) -> str | None:
    """What the book calls so, with whatever facts filled in: the one that says most of it."""
    asked = words.strip(" :,;.")
    found = sorted(_matching(book, language, asked), reverse=True)
    return found[0][1] if found else None


def _matching(book: PhraseBook, language: str, asked: str) -> Iterator[tuple[int, str]]:
    for (concept, spoken), phrase in book.phrases.items():
        if spoken == language:
            fixed = _FACT.split(plainly(phrase.words).strip(" :,;."))
            length, gaps = sum(map(len, fixed)), in_gaps(fixed, asked)
            if length > 2 and gaps is not None and all(gaps):
                yield length, concept


def _costs() -> Place:
    why = _("The figure is computed from the posts that change and from standard costs.")
    return _("Cost"), why, "reorganisation", _("The case")


def _claims() -> Place:
    why = _("A claim is checked against the record: it is made and withdrawn as a claim.")
    return _("Claim"), why, "reorganisation-claims", _("Claims")


def _steps() -> Place:
    why = _("The way is told by the rules in force and the acts on record.")
    return _("Step of the way"), why, "reorganisation-route", _("Route")


def _cited() -> Place:
    why = _("This is what the case cites: it is cited there, or no more.")
    return _("Citation"), why, "reorganisation-citations", _("What it answers")


def _former() -> Place:
    why = _("That is the structure as it stands, before the case changes anything.")
    return _("Structure before"), why, "reorganisation", _("The case")


def _follows() -> Place:
    why = _("This follows from the actions of the case.")
    return _("Structure after"), why, "reorganisation", _("The case")


def _decision() -> Place:
    why = _("What the body is asked follows from the route of the case.")
    return _("Decision"), why, "reorganisation-route", _("Route")


def _document() -> Place:
    why = _("The document on record is called so, not the case.")
    return pgettext("of a document", "Title"), why, "", ""


_PLACES: tuple[tuple[re.Pattern[str], Callable[[], Place]], ...] = (
    (re.compile(r"case\.costs\."), _costs),
    (re.compile(r"case\.claims\."), _claims),
    (re.compile(r"case\.steps\."), _steps),
    (re.compile(r"(case\.prompted|strategic|references|(case\.decision\.)?preamble)\."), _cited),
    (re.compile(r"case\.former\."), _former),
    (re.compile(r"case\.new\."), _follows),
    (re.compile(r"(case\.decision\.)?operative\.|requests\."), _decision),
    (re.compile(r"title$"), _document),
)
