"""Rules whose instrument was suppressed or superseded: what still goes by them is told so."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bureau.core.changes.actions import Action
from bureau.core.changes.check import CODES, Finding
from bureau.core.instruments.amendments import Standing
from bureau.core.procedures.case import Route
from bureau.core.procedures.ceilings import rules_of_actions
from bureau.institution.instruments.queries.amendments import standing_of
from bureau.institution.procedures.models import Rule, RuleDraftLine
from bureau.institution.procedures.queries.rules import rules_by_id
from bureau.institution.procedures.store import source_of

GONE = frozenset({Standing.SUPPRESSED, Standing.SUPERSEDED})


def without_ground(rules: Collection[Rule] | Collection[RuleDraftLine], day: date) -> set[int]:
    """Those of the rules, or lines of a draft of them, that rest, on a day, on what is no longer in
    force; in three reads."""
    instruments = {row.instrument_id for row in rules if row.instrument_id}
    states = standing_of(instruments, day) if instruments else {}
    gone = {reference for reference, state in states.items() if state.standing in GONE}
    return {row.pk for row in rules if source_of(row).reference in gone}


def findings_of_ground(actions: Sequence[Action], route: Route, day: date) -> Iterator[Finding]:
    """Told of each rule by which an action of the set goes."""
    by_action = rules_of_actions(route)
    rules = rules_by_id(set(by_action.values()))
    for pk in sorted(without_ground(list(rules.values()), day)):
        several = [action for action in actions if by_action.get(action.id) == pk]
        if several:
            facts = {"version": pk, "instrument": rules[pk].instrument_id}
            places, first = tuple(one.id for one in several), several[0]
            code = "rule_without_ground"
            yield Finding(code, CODES[code], first.subject, first.day, None, facts, places)
