"""What an act would do, before anybody does it, and what it did: the same questions of both."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.changes.amendments import postponed
from bureau.core.changes.closure import grounds
from bureau.core.changes.expand import expand
from bureau.core.procedures.case import Route, Step
from bureau.core.procedures.conditions import met_on
from bureau.core.procedures.consequences import DROPPING
from bureau.core.procedures.kinds import ActKind, Phase, StepState, WhoKind
from bureau.core.procedures.rules import DECIDING
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import (
    AsAmended,
    standing_actions,
    standing_answers,
)
from bureau.institution.governance.queries.bars import (
    reasons_groundless,
    reasons_of_ceilings,
    reasons_of_conflict,
)
from bureau.institution.governance.queries.claims import Laid, claims_seen
from bureau.institution.governance.queries.deciding import deciding_on
from bureau.institution.governance.queries.delegated import (
    Taking,
    reasons_of_days,
    takings_waiting,
    uses_of,
)
from bureau.institution.governance.queries.previews import Preview, preview_of
from bureau.institution.governance.queries.reorganisations import Seen, in_force, submission_of
from bureau.institution.governance.queries.verification import carried_out, world_before
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import World, today, world
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OnRecord
from bureau.institution.procedures.queries.rehearsing import Rehearsed, Said, rehearsed
from bureau.institution.procedures.store import condition_of, consequence_of


@dataclass(frozen=True, slots=True)
class Outlook:
    """What comes of an act. `entering` come into force by it, as `previewed` shows.

    `along` must go with what was chosen, and does; `conditional` are decided but wait for a
    condition, `waiting` for what they build on, `unreserved` is what both would take of ceilings
    that nothing keeps for them; `decided_before` wait for a condition that an earlier act set;
    `fallen` end by it; `later` are still to be decided; `pursued` is what is left of the set.
    `parts` are what the act is on, None for all;
    `route` is what is left of its way, None of an act that is long done; `is_back` says that it
    goes back to its author. `bars` are what it would be refused for; `after` is the case once it
    is done, `act` as it would stand there on record and `step` what it is on; none of them of an
    act that is done.
    """

    entering: tuple[Action, ...]
    previewed: Preview
    parts: frozenset[int] | None = None
    along: tuple[Action, ...] = ()
    conditional: tuple[Action, ...] = ()
    waiting: tuple[Action, ...] = ()
    unreserved: tuple[Taking, ...] = ()
    decided_before: tuple[Action, ...] = ()
    fallen: tuple[Action, ...] = ()
    later: tuple[Action, ...] = ()
    pursued: tuple[Action, ...] = ()
    route: Route | None = None
    is_back: bool = False
    bars: tuple[Reason, ...] = ()
    after: OnRecord | None = None
    act: ProcedureAct | None = None
    step: Step | None = None


def outlook(
    actor: Actor,
    seen: Seen,
    said: Said,
    found: AsAmended | None = None,
    *,
    is_decided: bool = True,
) -> Outlook:
    """Of an act that the actor would record now, on the set as `found` has it amended.

    An act that decides in part is on what it builds on as well. Raises `Refused` where it may not
    be done; unless `is_decided`, how the body decided is not asked yet.
    """
    submission = submission_of(seen.row.pk)
    if submission is None or seen.case is None:
        raise LookupError("nothing was put forward")
    before = standing_actions(submission)
    actions = found.whole if found and said.amendment else before
    known, away = world(seen.row.organisation_id), in_force(seen.row.pk)
    left = [action for action in actions if action.id not in away]
    built_on = grounds(left, expand(left, known))
    deciding = deciding_on(seen.case, said) if is_decided else None
    tried = rehearsed(actor, seen.case, said, deciding=deciding)
    along = _along(tried, built_on)
    if along and said.parts is not None:
        said = replace(said, parts=said.parts | along)
        tried = rehearsed(actor, seen.case, said, deciding=deciding)
    found_so = _outlook(seen, tried, before, left, built_on, known, along, said.parts)
    return replace(
        found_so,
        bars=_bars(submission, tried, found_so, known, said),
        after=replace(seen.case, case=tried.after, route=tried.route),
        act=_as_on_record(tried, said),
        step=tried.step,
    )


def _bars(
    submission: models.Submission, tried: Rehearsed, found: Outlook, known: World, said: Said
) -> tuple[Reason, ...]:
    """What it would be refused for; what an amendment itself brings is told where it is put
    together."""
    entering = found.entering
    reasons = reasons_groundless(submission.reorganisation, tried.what, tried.route)
    if entering:
        reasons += reasons_of_ceilings(entering, known, tried.route)
        used = uses_of(entering, known, tried.route)
        reasons += reasons_of_days(used, known.organisation)
    if entering and said.amendment is None:
        answers = standing_answers(submission)
        reasons += reasons_of_conflict(entering, known, answers, tried.day)
    return tuple(reasons)


def _as_on_record(tried: Rehearsed, said: Said) -> ProcedureAct:
    """The act as it would stand, not written."""
    what, step = tried.what, tried.step
    on = what.closings[-1].step if what.closings else step
    is_of_body = step is not None and step.who.kind is WhoKind.BODY
    return ProcedureAct(
        kind=what.kind,
        step=said.step,
        parts=sorted(what.dropped or (on.actions() if on else ())),
        day=said.day,
        body_id=int(step.who.ids[0]) if step and is_of_body else None,
    )


def preview_after(seen: Seen, found: Outlook) -> Preview:
    """The set that is left once the act is done, with what the case claims as it would be then."""
    assert found.after is not None and found.act is not None
    later = replace(seen, case=found.after)
    known = world(seen.row.organisation_id)
    shown = preview_of(found.pursued, known, found.after.route)
    laid = Laid(
        shown.overlay,
        found.after.route,
        today(Organisation.objects.get(pk=seen.row.organisation_id)),
        acts=(found.act,),
    )
    return replace(shown, claims=claims_seen(later, laid))


def _along(tried: Rehearsed, built_on: dict[int, frozenset[int]]) -> frozenset[int]:
    """What the adopted part needs of what the act leaves open on its own step."""
    if not tried.what.closings:
        return frozenset()
    adopted = tried.what.closings[-1].step.gated_actions(*DECIDING)
    still_open = tried.route.open_step(tried.what.step or "")
    needed = frozenset().union(*(built_on.get(place, frozenset()) for place in adopted))
    return needed & still_open.actions() if still_open else frozenset()


def _outlook(
    seen: Seen,
    tried: Rehearsed,
    before: Sequence[Action],
    left: Sequence[Action],
    built_on: dict[int, frozenset[int]],
    known: World,
    along: Collection[int],
    parts: frozenset[int] | None,
) -> Outlook:
    decided, pursued = tried.route.decided(), tried.route.pursued
    ready = {place for place, needed in built_on.items() if needed <= decided}
    met = met_on(tried.after)
    since = {
        place: max(met[one] for one in built_on[place] & met.keys())
        for place in ready
        if built_on[place] & met.keys()
    }
    entering = postponed([action for action in left if action.id in ready], since)
    held = {place for one in tried.what.conditions for place in one.actions}
    before_left = [action for action in before if action.id not in in_force(seen.row.pk)]
    fallen = set(seen.case.route.pursued if seen.case else ()) - pursued
    conditional, waiting = _those(left, held - ready), _those(left, decided - ready - held)
    on_condition = _on_condition(tried.route) - held
    return Outlook(
        entering=entering,
        previewed=preview_of(entering, known, tried.route),
        parts=parts,
        along=_those(left, along),
        conditional=conditional,
        waiting=waiting,
        unreserved=takings_waiting((*conditional, *waiting), entering, known, tried.route),
        decided_before=_those(left, on_condition),
        fallen=_those(before_left, fallen),
        later=_those(left, pursued - decided - held - on_condition),
        pursued=_those(left, pursued),
        route=tried.route,
        is_back=tried.after.phase is Phase.WITH_AUTHOR,
    )


def _on_condition(route: Route) -> frozenset[int]:
    """What is decided and waits for a condition, by whichever act."""
    waiting = (step for step in route.steps if step.act is ActKind.FULFIL)
    return frozenset(
        action for step in waiting if step.state is not StepState.DONE for action in step.actions()
    )


def outcome(seen: Seen, act: ProcedureAct) -> Outlook:
    """Of an act on record: what it brought into force, on the structure as it was before."""
    submission = seen.row.submissions.get(round=act.round_id)
    earlier = standing_actions(submission, act.pk - 1)
    standing = standing_actions(submission, act.pk)
    what = consequence_of(act)
    fallen = set(what.dropped if what.kind in DROPPING else ())
    fallen |= set(what.amendment.left_out if what.amendment else ())
    entry = models.EntryIntoForce.objects.filter(act=act)
    found = entry.select_related("submission__reorganisation", "act").first()
    known = world_before(found) if found else world(seen.row.organisation_id)
    entering = carried_out(found) if found else ()
    route = seen.case.route if seen.case else Route((), (), frozenset())
    held = {place for one in act.conditions for place in condition_of(one).actions}
    return Outlook(
        entering=entering,
        previewed=preview_of(entering, known, route),
        conditional=_those(standing, held),
        fallen=_those(earlier, fallen),
    )


def _those(actions: Sequence[Action], places: Collection[int]) -> tuple[Action, ...]:
    return tuple(action for action in actions if action.id in places)
