"""All rules by the code of their finding, with how much each weighs: one table.

The rules of the state on a day (shares over 1, orphans, duplicates, ...) stand in `flaws`.
"""

from collections.abc import Callable, Iterable, Mapping

from bureau.core.changes.check import adopted, described, endings, engaged, liens, notes, tops
from bureau.core.changes.check.case import Case, Found
from bureau.core.changes.check.findings import Severity
from bureau.core.changes.check.flaws import FLAWS, UNIQUE

type Rule = Callable[[Case], Iterable[Found]]

BARS, ASKS, TELLS = Severity.BARS, Severity.ASKS, Severity.TELLS

RULES: Mapping[str, tuple[Severity, Rule]] = {
    "action_malformed": (BARS, adopted.action_malformed),
    "rule_missing": (BARS, adopted.rule_missing),
    "expected_value_gone": (BARS, adopted.expected_value_gone),
    "conflict_with_adopted": (ASKS, adopted.conflict_with_adopted),
    "adopted_change_lost": (BARS, endings.adopted_change_lost),
    "ended_twice": (BARS, endings.ended_twice),
    "established_twice": (BARS, endings.established_twice),
    "subject_absent": (BARS, endings.subject_absent),
    "successor_absent": (BARS, endings.successor_absent),
    "split_into_standing": (BARS, endings.split_into_standing),
    "engaged_twice": (BARS, engaged.engaged_twice),
    "described_twice": (BARS, described.described_twice),
    "successor_missing": (ASKS, endings.successor_missing),
    "head_of_ended_unit": (ASKS, endings.head_of_ended_unit),
    "hangs_on_ended": (ASKS, endings.hangs_on_ended),
    "second_at_top": (ASKS, tops.second_at_top),
    "filled_over_lien": (ASKS, liens.filled_over_lien),
    "lien_on_held": (TELLS, liens.lien_on_held),
    "lapses_with_ended": (TELLS, endings.lapses_with_ended),
    "head_vacant": (TELLS, notes.head_vacant),
    "unit_without_head": (TELLS, notes.unit_without_head),
    "unit_empty": (TELLS, notes.unit_empty),
    "post_without_cost": (TELLS, notes.post_without_cost),
    "block_without_cost": (TELLS, notes.block_without_cost),
    "post_without_funding": (TELLS, notes.post_without_funding),
    "grade_changed": (TELLS, notes.grade_changed),
    "appointed_to_frozen": (TELLS, notes.appointed_to_frozen),
    "day_in_past": (TELLS, notes.day_in_past),
    "changes_nothing": (TELLS, notes.changes_nothing),
}

CODES: Mapping[str, Severity] = {
    **{code: BARS for code in (*FLAWS, *UNIQUE) if code != "circle"},
    "block_without_unit": ASKS,
    "block_without_superior": TELLS,
    "supervisor_absent": ASKS,
    "circle_now": BARS,
    "circle_later": BARS,
    **{code: severity for code, (severity, _) in RULES.items()},
    "claim_false": BARS,
    "claim_open": TELLS,
    "ceiling_passed": BARS,
    "ceiling_used": TELLS,
    "ceiling_absent": ASKS,
    "ceiling_of_other_days": BARS,
    "rule_without_ground": TELLS,
    "not_cleared": BARS,
}
"""With those of claims, ceilings, rules and clearance, which are judged beside the check."""
