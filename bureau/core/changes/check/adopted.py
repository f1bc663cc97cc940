"""Rules on what was found and decided meanwhile: forms, rules of procedure, values, other sets."""

from collections.abc import Iterator

from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.expand import fields_both_set, later_decided, overridden

REPLACED = "replaced"
"""A fact of a decision that the action replaces."""


def action_malformed(case: Case) -> Iterator[Found]:
    """A value that is missing, unknown or of the wrong sort; such an action is not done at all."""
    for action, reasons in case.malformed:
        for reason in reasons:
            facts = {"problem": reason.code, **reason.facts}
            yield Found(action.subject, action.day, facts, (action.id,))


def rule_missing(case: Case) -> Iterator[Found]:
    """An action for which no rule in force says who decides it."""
    for action in case.actions:
        if action.id in case.outside.unruled:
            yield Found(action.subject, action.day, {"kind": action.kind.value}, (action.id,))


def expected_value_gone(case: Case) -> Iterator[Found]:
    """A field that no longer says what the action was drafted against."""
    for step in case.steps:
        action = step.action
        for name, (expected, found) in step.gone.items():
            facts = {"field": name, "expected": expected, "found": found}
            yield Found(action.subject, action.day, facts, (action.id,))


def conflict_with_adopted(case: Case) -> Iterator[Found]:
    """A decided change of the same field, for a later day or the same: answered where the action
    names it as replaced."""
    for action in case.actions:
        for effect in later_decided(action, case.progress):
            facts = {
                "fields": fields_both_set(action, effect),
                "from": effect.day,
                "effect": effect.id,
                "instrument": effect.instrument,
            }
            if effect.id not in overridden(action):
                yield Found(action.subject, action.day, facts, (action.id,))
            else:
                told = {**facts, REPLACED: True}
                yield Found(action.subject, action.day, told, (action.id,), action.reason)
