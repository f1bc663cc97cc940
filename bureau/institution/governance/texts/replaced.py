"""What was decided for later and is replaced: by which decision, from when, which fields."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action
from bureau.core.changes.expand import fields_both_set, overridden
from bureau.core.references import Reference
from bureau.institution.governance.queries.decided import Decided, Decision
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.texts.amended import field_in_words
from bureau.institution.organisation.texts.words import word_for
from bureau.web.formats import day_in_words, labelled, parted
from bureau.web.multilingual import here


def decision_in_words(by: Decision) -> str:
    """The reference of a case, else the title of what decided."""
    return by.reference or here(by.title)


def with_replaced(said: str, action: Action, names: Naming) -> str:
    """The line of an action with each later decision that it replaces."""
    for effect in overridden(action):
        decided = names.decided.get(effect)
        if decided and (both := fields_both_set(action, decided)):
            told = _("{said}; replaces what {decision} decided for {day} ({fields})")
            said = told.format(said=said, **_told(decided, both, names))
    return said


def replaced_sentence(thing: Reference, effect: int, fields: Iterable[str], names: Naming) -> str:
    """That a later decision is replaced, as a sentence of its own."""
    told = _("For {thing}, what {decision} decided for {day} is replaced ({fields}).")
    return told.format(thing=names.thing(thing), **_told(names.decided[effect], fields, names))


def replaced_by_in_words(by: Decision) -> str:
    """Of an action in force, whose place another decision took."""
    return _("replaced by {decision}").format(decision=decision_in_words(by))


def _told(decided: Decided, fields: Iterable[str], names: Naming) -> dict[str, str]:
    return {
        "decision": decision_in_words(decided.by),
        "day": day_in_words(decided.day),
        "fields": parted(
            labelled(word_for(field, "field"), field_in_words(field, decided.fields[field], names))
            for field in fields
        ),
    }
