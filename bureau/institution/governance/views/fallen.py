"""What of a case is not adopted, by the act that says so; and acts on steps that are gone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bureau.core.procedures.consequences import DROPPING
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.views.act_lines import ActLine, act_line
from bureau.institution.governance.views.lines import ActionLine
from bureau.institution.governance.views.manner import decided_lines
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of
from bureau.institution.procedures.store import condition_of


@dataclass(frozen=True, slots=True)
class Fallen:
    """Actions of which nothing comes any more, what became of them, and the act that says why."""

    lines: list[ActionLine]
    word: str
    act: ActLine | None


@dataclass(frozen=True, slots=True)
class Apart:
    """What a route does not show under its steps: what fell, and acts on steps it has no more."""

    fallen: list[Fallen]
    acts: list[ActLine]

    @property
    def away(self) -> set[int]:
        return {line.action.id for one in self.fallen for line in one.lines}


def apart(seen: Seen, lines: Iterable[ActionLine], told: Iterable[ActLine]) -> Apart:
    """`told` are the acts shown under the steps; none of the actions has fallen while the author
    may still change them."""
    if seen.case is None:
        return Apart([], [])
    acts = acts_of(seen.case.subject)
    dropped = frozenset[int]() if seen.is_with_author else seen.case.case.dropped
    ended = {place: act for act in acts for place in _ended_by(act) if place in dropped}
    known = {act.row.pk for act in told}
    rest = [act for act in acts if act.pk not in known or act in ended.values()]
    shown = _lines(seen, rest, acts)
    grouped: dict[int | None, list[ActionLine]] = {}
    for line in lines:
        if line.action.id in dropped:
            act = ended.get(line.action.id)
            grouped.setdefault(act.pk if act else None, []).append(line)
    fallen = [_fallen(shown.get(key or 0), found) for key, found in grouped.items()]
    return Apart(fallen, [line for key, line in shown.items() if key not in known | grouped.keys()])


def _fallen(act: ActLine | None, lines: list[ActionLine]) -> Fallen:
    is_left_out = act is None or ActKind(act.row.kind) not in DROPPING
    return Fallen(lines, _("not adopted") if is_left_out or act is None else act.word, act)


def _ended_by(act: ProcedureAct) -> Iterable[int]:
    """The actions that fell by an act, or that it left out in amending the set."""
    if ActKind(act.kind) in DROPPING:
        yield from act.parts
    elif act.amended:
        yield from act.amended["left_out"]


def _lines(
    seen: Seen, rows: Sequence[ProcedureAct], acts: Sequence[ProcedureAct]
) -> dict[int, ActLine]:
    if not rows:
        return {}
    people = people_and_posts(
        [act.person for act in rows], [post for act in rows for post in (act.post, act.on_behalf)]
    )
    names = named([], also=[condition_of(one).who for act in rows for one in act.conditions])
    decided = decided_lines(seen.row.pk, rows)
    return {act.pk: act_line(act, seen, people, names, acts, decided) for act in rows}
