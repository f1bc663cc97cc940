"""What texts of a case are called, how far each has come, and why a translation is not taken."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from bureau.core.recalling import SAME, Recalled
from bureau.institution.governance.queries.translations import PROPOSED, Translatable
from bureau.institution.organisation.texts.words import word_for

FIELDS: Mapping[str, Promise] = {
    "purpose": pgettext_lazy("text of a case", "purpose"),
    "background": pgettext_lazy("text of a case", "background and justification"),
    "reason": pgettext_lazy("text of a case", "reason"),
    "citation": pgettext_lazy("text of a case", "why it cites something"),
    "answer": pgettext_lazy("text of a case", "why something is left as it is"),
    "act": pgettext_lazy("text of a case", "note of an act"),
    "direction": pgettext_lazy("text of a case", "under whose direction"),
    "duty": pgettext_lazy("text of a case", "duty"),
}
SECTIONS = ("education", "experience", "languages", "competency")


def called(unit: Translatable) -> str:
    """A text by what it is of: "Purpose of the case", "Action 3: name", "Action 3: duty 2.1"."""
    if unit.action is None and unit.field == "title":
        word = pgettext("text of a case", "title")
    elif unit.field in FIELDS:
        word = str(FIELDS[unit.field])
    else:
        word = word_for(unit.field, "section" if unit.field in SECTIONS else "field")
    if unit.number:
        word = _("{word} {number}").format(word=word, number=unit.number)
    if unit.place == PROPOSED:
        return _("The way proposed: {word}").format(word=word)
    if unit.alternative is not None:
        return _("Alternative {number}: {word}").format(number=unit.place, word=word)
    if unit.action is None:
        return _("The case: {word}").format(word=word)
    return _("Action {place}: {word}").format(place=unit.action, word=word)


def recalled_in_words(one: Recalled) -> str:
    """What was translated before: how near it is, of what, and as what."""
    words, target = one.known.words, one.known.target
    if one.nearness == SAME:
        return _("Translated before: {target}").format(target=target)
    told = _("Translated before, {nearness} % alike: {words} → {target}")
    return told.format(nearness=one.nearness, words=words, target=target)


def reasons_of_translations() -> dict[str, str]:
    """Why one translation is not taken, by the code of the reason."""
    return {
        "unit_not_there": _("This text is not in the case any more."),
        "unit_is_original": _("This text was written in this language: it stays as it is."),
        "source_changed": _(
            "The text was changed since it went out. Send it out again, or translate it by hand."
        ),
        "unit_without_words": _("There are no words."),
        "unit_too_long": _("The text is longer than any text of a case."),
        "cannot_translate": _("Choose somebody who sees the case and may translate it."),
        "nobody_translates": _("Nobody translates it into this language now."),
        "day_is_over": _("This day is over."),
        "translation_is_official": _(
            "Official words stand here. Change their status first, if they are to be replaced."
        ),
    }
