"""Texts of the case that read otherwise in a paper: draft translations, or the draft itself."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.texts import Status
from bureau.institution.governance.queries.returned import Taken
from bureau.institution.governance.queries.translations import (
    WORDS_MOST,
    Given,
    Translatable,
    differences,
)
from bureau.institution.governance.texts.papers.printed import as_printed
from bureau.institution.governance.texts.papers.returned.ground import Ground, Offer
from bureau.institution.governance.texts.translations import called, reasons_of_translations
from bureau.web.formats import tag_of_language
from bureau.web.frame import Entry


def text_offered(ground: Ground, unit: Translatable, before: str, after: str) -> Offer:
    """`before` is what the paper said when it was written, `after` what it says now."""
    now, words = unit.words_in(ground.language), after.strip()
    offer = Offer(called(unit), now, words)
    if not words:
        return _because(
            offer, _("Words are taken out by hand, not by a paper."), _by_hand(ground, unit)
        )
    if words == now or words == _lines(now, ground.language):
        return Offer(offer.name, now, words, is_same=True)
    if len(words) > WORDS_MOST:
        return _because(offer, reasons_of_translations()["unit_too_long"])
    if unit.said.original == ground.language:
        return _original(ground, unit, offer)
    return _translation(ground, unit, offer, before)


def _by_hand(ground: Ground, unit: Translatable) -> tuple[Entry, ...]:
    if unit.said.original == ground.language or not ground.may_translate:
        return ()
    address = reverse("reorganisation-translation", args=[ground.number, ground.language])
    return (Entry(address, _("Translate by hand")),)


def _original(ground: Ground, unit: Translatable, offer: Offer) -> Offer:
    if not ground.seen.is_draft:
        said = _("It has been put forward: it can be changed again when sent back.")
        return _because(offer, said)
    if not ground.may_edit:
        return _because(offer, _("These are the words of the draft: its author changes them."))
    if unit.alternative is not None:
        page = reverse("reorganisation-alternative", args=[ground.number, unit.alternative])
        links = (Entry(page, _("The alternative")),)
        return _because(offer, _("The words of an alternative are changed on its own page."), links)
    if unit.action is not None and unit.action not in ground.actions:
        return _because(offer, _("This is decided and in force: only a new action changes it."))
    note = ""
    if len(unit.said.said) > 1:
        note = _(
            "The draft itself changes. Its translations were of the old words and go with them."
        )
    return _taken(offer, unit, note or _("The draft itself changes."))


def _translation(ground: Ground, unit: Translatable, offer: Offer, before: str) -> Offer:
    if not ground.may_translate:
        said = _("Who words posts and duties in this organisation translates the case.")
        return _because(offer, said)
    (found,) = differences([unit], ground.language, [Given(unit.id, offer.after)])
    if found.why:
        return _because(offer, reasons_of_translations()[found.why])
    note = ""
    if not unit.said.is_in(ground.language):
        note = _(
            "It stood in the paper in its original language. Choose it only if it is a translation"
            " now."
        )
    elif unit.status_in(ground.language) == Status.REVISED:
        note = _("The translation is revised. What is taken over is a draft again.")
    elif offer.before and before not in (offer.before, _lines(offer.before, ground.language)):
        note = _("It reads otherwise in the case than when the paper was written.")
    original = (unit.original, tag_of_language(unit.said.original))
    return replace(_taken(offer, unit, note), original=original)


def _lines(words: str, language: str) -> str:
    return "\n".join(as_printed(words, language))


def _because(offer: Offer, why: str, links: tuple[Entry, ...] = ()) -> Offer:
    return Offer(offer.name, offer.before, offer.after, why, links=links)


def _taken(offer: Offer, unit: Translatable, note: str) -> Offer:
    taken = Taken(unit=unit.id, words=offer.after)
    return Offer(offer.name, offer.before, offer.after, note, taken)
