"""The effects of an act, on its page before it is done and afterwards: each kind a section.

What a higher floor, or another part of this one, has to say of an act is one more function in
`SECTIONS`, with a template of its own: what it does to claims, to papers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.procedures.kinds import StepState, WhoKind
from bureau.core.reasons import Refused
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.outlooks import Outlook
from bureau.institution.governance.queries.pages import names_of_set, sides, unit_to_draw
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.texts.delegated import unreserved_in_words
from bureau.institution.governance.texts.labels import HEADINGS
from bureau.institution.governance.texts.papers.adopted import DECIDING
from bureau.institution.governance.views.act_lines import role_in_words
from bureau.institution.governance.views.drawings import drawings
from bureau.institution.governance.views.lines import (
    ActionLine,
    action_lines,
    common_day,
    cost_of,
    people_counts,
    people_in_words,
    people_lines,
    what_changes,
)
from bureau.institution.governance.views.looking import organisation_of_case
from bureau.institution.governance.views.refusals import sentences
from bureau.institution.papers.texts import KINDS_IN_WORDS
from bureau.web.requests import Asking

DESCRIBING = (ActionKind.ADOPT_DESCRIPTION, ActionKind.MOVE_DUTY)


@dataclass(frozen=True, slots=True)
class Effect:
    """One section of what an act does: a template, and what it is told as `said`."""

    template: str
    said: Any


@dataclass(frozen=True, slots=True)
class Shown:
    """An act on a page: what comes of it, with names for all that it speaks of.

    `lines` are those of the whole set; `is_contrary` says that it stops something.
    """

    request: Asking
    seen: Seen
    found: Outlook
    names: Naming
    lines: dict[int, ActionLine]
    is_done: bool = False
    is_contrary: bool = False

    def those(self, actions: Sequence[Action]) -> list[ActionLine]:
        return [self.lines[action.id] for action in actions if action.id in self.lines]


def effects_of_act(
    request: Asking,
    seen: Seen,
    found: Outlook,
    lines: dict[int, ActionLine],
    *,
    is_done: bool = False,
    is_contrary: bool = False,
) -> list[Effect]:
    """All that an act would do, or did, in the order in which it is read."""
    names = names_of_set(request.actor, found.previewed, found.entering)
    shown = Shown(request, seen, found, names, lines, is_done, is_contrary)
    return [effect for section in SECTIONS if (effect := section(shown))]


def _force(shown: Shown) -> Effect:
    """What comes into force, goes along, waits, falls, and stays to be decided."""
    found = shown.found
    own = {line.action.id: line for line in action_lines(shown.seen, found.entering, shown.names)}
    said = {
        "entering": [own[action.id] for action in found.entering],
        "along": shown.those(found.along),
        "conditional": shown.those(found.conditional),
        "waiting": shown.those(found.waiting),
        "unreserved": [unreserved_in_words(one) for one in found.unreserved],
        "decided_before": shown.those(found.decided_before),
        "is_back": found.is_back,
        "fallen": shown.those(found.fallen),
        "later": shown.those(found.later),
        "is_done": shown.is_done,
        "is_contrary": shown.is_contrary,
    }
    return Effect("governance/effect_force.html", said)


def _chart(shown: Shown) -> Effect | None:
    """The chart with what comes into force, and in sentences what changes."""
    previewed, seen = shown.found.previewed, shown.seen
    if not shown.found.entering:
        return None
    first = min(action.day for action in previewed.actions)
    around = sides(previewed.overlay, previewed.recorded, first, previewed.day)
    organisation = organisation_of_case(seen)
    unit = unit_to_draw(around, previewed.overlay, organisation.opens_at)
    said = {
        "drawings": drawings(shown.request, organisation, around, unit, editable=False),
        "day": previewed.day,
        "changes": what_changes(shown.request, previewed, shown.names),
        "common_day": common_day(action.day for action in previewed.actions),
        "people": people_lines(shown.request, previewed, shown.names),
        "people_told": people_in_words(previewed),
        "people_counts": people_counts(previewed),
        "is_done": shown.is_done,
    }
    return Effect("governance/effect_chart.html", said)


def _cost(shown: Shown) -> Effect | None:
    """What the posts cost that come into force by it."""
    if not shown.found.entering:
        return None
    return Effect(
        "governance/effect_cost.html", cost_of(shown.request, shown.found.previewed, shown.names)
    )


def _way(shown: Shown) -> Effect | None:
    """The steps that are left after it."""
    route = shown.found.route
    if route is None:
        return None
    left = [step for step in route.steps if step.state is not StepState.DONE]
    names = named(left)
    said = {
        "steps": [
            (
                str(HEADINGS[step.act]).format(
                    who=role_in_words(step.who.kind, names.who(step.who))
                ),
                shown.those([each for each in _all(shown) if each.id in step.actions()]),
            )
            for step in left
        ],
        "is_back": shown.found.is_back,
    }
    return Effect("governance/effect_way.html", said)


def _all(shown: Shown) -> list[Action]:
    return [line.action for line in shown.lines.values()]


def _bars(shown: Shown) -> Effect | None:
    """What it would be refused for, as things stand."""
    if not shown.found.bars:
        return None
    told = sentences(Refused(*shown.found.bars), shown.request.actor)
    return Effect("governance/effect_bars.html", told)


def _papers(shown: Shown) -> Effect | None:
    """The papers that would say something else once it is done."""
    found, before = shown.found, shown.seen.case
    if found.after is None or found.act is None or before is None:
        return None
    decides = [
        step
        for step in before.route.steps
        if step.who.kind is WhoKind.BODY and step.act in DECIDING
    ]
    settled = found.after.route.settled() - before.route.settled()
    described = {action.id for action in _all(shown) if action.kind is ActionKind.ADOPT_DESCRIPTION}
    told = []
    if found.act.kind in DECIDING and found.step in decides:
        told.append(("decision", _("says what is adopted, and how")))
    elif decides and found.fallen:
        told.append(("decision", _("leaves out what ends with it")))
    if described & settled:
        told.append(("job-description", _("is headed as adopted, and no draft")))
    language = get_language() or "en"
    said = [
        (reverse("paper", args=[kind, shown.seen.row.pk, language]), KINDS_IN_WORDS[kind], how)
        for kind, how in told
    ]
    of_structure = [KINDS_IN_WORDS[kind] for kind in ("staffing-table", "chart-poster")]
    is_drawn = any(action.kind not in DESCRIBING for action in found.entering)
    drawn = of_structure if is_drawn else []
    return Effect("governance/effect_papers.html", {"told": said, "drawn": drawn})


SECTIONS: tuple[Callable[[Shown], Effect | None], ...] = (
    _bars,
    _force,
    _chart,
    _cost,
    _papers,
    _way,
)
"""What an act does, kind by kind: here claims and papers say what it does to them."""
