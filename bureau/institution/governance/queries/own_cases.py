"""Whose own cases a ceiling would limit, or a body, office or post decides: they change none."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bureau.core.actors import Actor, Role
from bureau.core.changes.costed import changes_by_action
from bureau.core.changes.expand import progress_of
from bureau.core.costs import Costed
from bureau.core.procedures.case import Route
from bureau.core.procedures.ceilings import rules_of_actions
from bureau.core.procedures.kinds import StepState, WhoKind
from bureau.core.procedures.rules import RoutedAction, Who
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.left import with_a_hand_of
from bureau.institution.governance.queries.reorganisations import KIND, Seen, actions_before
from bureau.institution.governance.queries.routing import route_of_draft, routed
from bureau.institution.organisation.models import Organisation, StandardCost
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.procedures.models import Round
from bureau.institution.procedures.queries.cases import OnRecord, cases_of, cases_open
from bureau.institution.procedures.queries.ended import subjects_over
from bureau.institution.procedures.queries.rules import rules_by_id
from bureau.institution.procedures.queries.who_answers import people_on


@dataclass(frozen=True, slots=True)
class Left:
    """For whom the steps are that a case has left, and its actions."""

    organisation: int
    whos: tuple[Who, ...]
    actions: tuple[RoutedAction, ...]

    @classmethod
    def of(cls, organisation: int, route: Route, actions: tuple[RoutedAction, ...]) -> "Left":
        left = (step.who for step in route.steps if step.state is not StepState.DONE)
        return cls(organisation, tuple(left), actions)

    def comes_to(self, thing: Reference | Role) -> bool:
        """A post answers for bodies, offices and roles too; the secretaries of bodies, for every
        body."""
        if isinstance(thing, Role):
            kinds = {who.kind for who in self.whos if who.kind != WhoKind.ROLE or thing in who.ids}
            is_secretary = thing is Role.BODY_SECRETARY and WhoKind.BODY in kinds
            return is_secretary or WhoKind.ROLE in kinds
        if thing.kind != WhoKind.POST:
            return any(who.kind == thing.kind and thing.id in who.ids for who in self.whos)
        return thing.id in self.posts()

    def posts(self) -> set[int]:
        """Those that answer for what is left."""
        day = today(Organisation.objects.get(pk=self.organisation))
        people = people_on(day, [self.organisation])
        stand = people.stand(self.whos, self.actions, self.organisation, ())
        return {post for who in self.whos for post in stand.posts_named(who)}


def own_cases_under(actor: Actor, rule: str) -> list[str]:
    """The references of cases that are not over, in which the person had a hand, whether they may
    see them now or not, and of which an action goes by the rule of that key."""
    found = []
    for seen in _own_cases(actor):
        rules = rules_by_id(set(rules_of_actions(_route(seen)).values()))
        if rule in {row.key for row in rules.values()}:
            found.append(seen.row.reference)
    return found


def has_case_before(actor: Actor, thing: Reference | Role) -> bool:
    """Whether a case that is not over, in which the person had a hand, stands or is to come before
    the body, office, post or role, be it a draft yet; or counts the standard cost, goes by the
    rule, or is of the organisation."""
    if isinstance(thing, Reference) and thing.kind == "rule":
        return bool(own_cases_under(actor, rules_by_id({thing.id})[thing.id].key))
    if isinstance(thing, Reference) and thing.kind == "standard_cost":
        row = StandardCost.objects.get(pk=thing.id)
        return counts_cost(actor, {(row.grade, row.place)})
    if isinstance(thing, Reference) and thing.kind == "organisation":
        return any(seen.row.organisation_id == thing.id for seen in _own_cases(actor))
    return any(case.comes_to(thing) for case in _left(actor))


def counts_cost(actor: Actor, costs: Collection[tuple[str, str]]) -> bool:
    """Whether such a case changes posts of one of these grades at the place of the same pair, or
    staffing blocks of the grade, which have no place."""
    grades = {grade for grade, _ in costs}
    return any(
        (side.grade, side.place) in costs or (is_block and side.grade in grades)
        for is_block, side in _sides(actor)
    )


def _sides(actor: Actor) -> Iterator[tuple[bool, Costed]]:
    """What such cases change the cost of, before and after, and whether it is a staffing block."""
    for seen in _own_cases(actor):
        known = world(seen.row.organisation_id)
        for _, change in changes_by_action(actions_before(seen), known, {}):
            is_block = change.kind == "block"
            yield from ((is_block, side) for side in (change.before, change.after) if side)


def posts_before(actor: Actor) -> set[int]:
    """The posts to which such cases come."""
    return {post for case in _left(actor) for post in case.posts()}


def _left(actor: Actor) -> Iterator[Left]:
    for seen in _own_cases(actor):
        if seen.case and not seen.is_draft:
            yield _left_of(seen.case)
        else:
            organisation, actions = seen.row.organisation_id, actions_before(seen)
            read = routed(actions, progress_of(actions, world(organisation)), organisation)
            yield Left.of(organisation, _route(seen), read)
    yield from map(_left_of, _cases_beside(actor))


def _left_of(case: OnRecord) -> Left:
    return Left.of(case.case.organisation, case.route, tuple(case.case.actions))


def _cases_beside(actor: Actor) -> list[OnRecord]:
    """Of other kinds, by who was their author when they were put forward."""
    rows = Round.objects.filter(ended__isnull=True).exclude(kind=KIND)
    mine = {one.subject for one in rows if actor.person in one.authors}
    found = [one for one in cases_open(ids=mine) if one.subject.kind != KIND]
    return [one for one in found if actor.person in one.round.authors]


def _own_cases(actor: Actor) -> list[Seen]:
    """Those that are not over and in which the person had a hand, newest first."""
    if actor.person is None:
        return []
    rows = Reorganisation.objects.filter(with_a_hand_of(actor.person), discarded__isnull=True)
    listed = list(rows.exclude(pk__in=subjects_over(KIND)).order_by("-pk"))
    cases = cases_of(KIND, [row.pk for row in listed if row.submitted])
    return [Seen(row, cases.get(row.pk)) for row in listed]


def _route(seen: Seen) -> Route:
    if seen.case and not seen.is_draft:
        return seen.case.route
    organisation, actions = seen.row.organisation_id, actions_before(seen)
    progress = progress_of(actions, world(organisation))
    day = today(Organisation.objects.get(pk=organisation))
    return route_of_draft(actions, progress, organisation, KIND, day)
