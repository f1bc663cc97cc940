"""Whose own cases a ceiling would limit, or a body, office or post decides: they change none."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from bureau.core.actors import Actor, Role
from bureau.core.changes.costed import changes_by_action
from bureau.core.changes.expand import progress_of
from bureau.core.costs import Costed
from bureau.core.procedures.ahead import goes_otherwise, routes_ahead
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.ceilings import rules_of_actions
from bureau.core.procedures.kinds import Phase, StepState, WhoKind
from bureau.core.procedures.rules import Rule, Who
from bureau.core.references import Reference
from bureau.institution.governance.models import BudgetProposal, Reorganisation, Seat
from bureau.institution.governance.queries.budget_proposals import KIND as BUDGET_PROPOSAL
from bureau.institution.governance.queries.clearing import KIND as CLEARANCE
from bureau.institution.governance.queries.left import with_a_hand_of
from bureau.institution.governance.queries.proposed_lines import lines_drafted, routed_lines
from bureau.institution.governance.queries.reorganisations import KIND, Seen, actions_before
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.organisation.models import Organisation, StandardCost
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.procedures.queries.cases import OnRecord, cases_of, cases_open
from bureau.institution.procedures.queries.ended import subjects_over
from bureau.institution.procedures.queries.rules import rules_by_id, rules_of
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.web.kinds import routed as kinds_by_rules


@dataclass(frozen=True, slots=True)
class Left:
    """A case that is left to go, as the core reads it, with every way that it may still take.

    A draft stands here as it would be put forward, and once more as it would be cleared. `ways` are
    by the rules of the organisation's `day`.
    """

    subject: Reference
    reference: str
    case: Case
    ways: tuple[Route, ...]
    day: date

    @property
    def whos(self) -> tuple[Who, ...]:
        """For whom the steps are that are left."""
        steps = (step for way in self.ways for step in way.steps)
        return tuple({step.who: None for step in steps if step.state is not StepState.DONE})

    def rules(self) -> set[int]:
        """The rules by which its actions may go."""
        return {rule for way in self.ways for rule in rules_of_actions(way).values()}

    def comes_to(self, thing: Reference | Role) -> bool:
        """A post answers for bodies, offices and roles too; the secretaries of bodies, for every
        body."""
        whos = self.whos
        if isinstance(thing, Role):
            kinds = {who.kind for who in whos if who.kind != WhoKind.ROLE or thing in who.ids}
            is_secretary = thing is Role.BODY_SECRETARY and WhoKind.BODY in kinds
            return is_secretary or WhoKind.ROLE in kinds
        if thing.kind != WhoKind.POST:
            return any(who.kind == thing.kind and thing.id in who.ids for who in whos)
        return thing.id in self.posts()

    def posts(self) -> set[int]:
        """Those that answer for what is left, and that sit in the bodies which act on it."""
        organisation, whos = self.case.organisation, self.whos
        people = people_on(self.day, [organisation])
        stand = people.stand(whos, self.case.actions, organisation, ())
        answering = {post for who in whos for post in stand.posts_named(who)}
        return answering | _seated(whos, self.day)

    def goes_otherwise(self, rules: Sequence[Rule], drafted: Sequence[Rule], day: date) -> bool:
        """Whether it would take another way by the rules as drafted, from a day on."""
        leaves_out = kinds_by_rules()[self.case.subject].leaves_out
        return goes_otherwise(self.case, rules, drafted, day.toordinal(), leaves_out=leaves_out)


def _seated(whos: Collection[Who], day: date) -> set[int]:
    """The posts that have a seat on the day in the bodies among these."""
    bodies = {int(one) for who in whos if who.kind is WhoKind.BODY for one in who.ids}
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = Seat.objects.filter(still, body__in=bodies, valid_from__lte=day, post__isnull=False)
    return {post for post in rows.values_list("post", flat=True) if post}


def cases_left(person: int | None) -> list[Left]:
    """Every case that is not over, in which the person had a hand or has an interest, whether they
    may see it now or not: put forward or a draft, of each kind.

    Of a draft of others nobody has an interest yet.
    """
    if person is None:
        return []
    put = _open_with(person)
    others = [one for one in put if one.subject.kind != KIND]
    found = [each for seen in _reorganisations(person, put) for each in _of_seen(seen)]
    found += [_left(one.subject, str(one.subject), one.case) for one in others]
    return found + list(_budgets_drafted(person, {one.subject for one in others}))


def own_cases_under(actor: Actor, rule: str) -> list[str]:
    """The references of such cases of which an action goes, or may go, by the rule of that key."""
    found: dict[str, None] = {}
    for one in cases_left(actor.person):
        if rule in {row.key for row in rules_by_id(one.rules()).values()}:
            found[one.reference] = None
    return list(found)


def has_case_before(actor: Actor, thing: Reference | Role) -> bool:
    """Whether such a case stands or is to come before the body, office, post or role, be it a draft
    yet; or counts the standard cost, goes by the rule, or is of the organisation."""
    if isinstance(thing, Reference) and thing.kind == "rule":
        return bool(own_cases_under(actor, rules_by_id({thing.id})[thing.id].key))
    if isinstance(thing, Reference) and thing.kind == "standard_cost":
        row = StandardCost.objects.get(pk=thing.id)
        return counts_cost(actor, {(row.grade, row.place)})
    left = cases_left(actor.person)
    if isinstance(thing, Reference) and thing.kind == "organisation":
        return any(one.case.organisation == thing.id for one in left)
    return any(one.comes_to(thing) for one in left)


def has_case_that_turns(
    actor: Actor, rules: Sequence[Rule], drafted: Sequence[Rule], day: date
) -> bool:
    """Whether such a case would take another way by the rules as drafted, from a day on."""
    return any(one.goes_otherwise(rules, drafted, day) for one in cases_left(actor.person))


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
    if actor.person is None:
        return
    for seen in _reorganisations(actor.person, _open_with(actor.person)):
        known = world(seen.row.organisation_id)
        for _, change in changes_by_action(actions_before(seen), known, {}):
            is_block = change.kind == "block"
            yield from ((is_block, side) for side in (change.before, change.after) if side)


def things_changed(actor: Actor) -> set[Reference]:
    """What such reorganisations change: each thing of which an effect would be written."""
    if actor.person is None:
        return set()
    found: set[Reference] = set()
    for seen in _reorganisations(actor.person, _open_with(actor.person)):
        actions = actions_before(seen)
        progress = progress_of(actions, world(seen.row.organisation_id))
        found |= {action.subject for action in actions}
        found |= {effect.subject for effect in progress.pending}
    return found


def posts_before(actor: Actor) -> set[int]:
    """The posts to which such cases come."""
    return {post for one in cases_left(actor.person) for post in one.posts()}


def _left(subject: Reference, reference: str, case: Case) -> Left:
    day = today(Organisation.objects.get(pk=case.organisation))
    ways = routes_ahead(case, rules_of([case.organisation]), day.toordinal())
    return Left(subject, reference, case, tuple(ways), day)


def _of_seen(seen: Seen) -> Iterator[Left]:
    subject, reference = Reference(KIND, seen.row.pk), seen.row.reference
    if seen.case and not seen.is_draft:
        yield _left(subject, reference, seen.case.case)
        return
    organisation, actions = seen.row.organisation_id, actions_before(seen)
    known = world(organisation)
    read = routed(actions, progress_of(actions, known), organisation)
    read = with_amounts(read, actions, known)
    drafted = Case(organisation, KIND, read, 0, phase=Phase.WITH_AUTHOR)
    yield _left(subject, reference, drafted)
    yield _left(subject, reference, replace(drafted, subject=CLEARANCE))


def _budgets_drafted(person: int, open_cases: Collection[Reference]) -> Iterator[Left]:
    """Proposals of budgets that were not put forward yet."""
    rows = BudgetProposal.objects.filter(discarded__isnull=True, submitted=False)
    for row in rows.select_related("budget"):
        subject = Reference(BUDGET_PROPOSAL, row.pk)
        if person in row.authors and subject not in open_cases:
            lines = routed_lines(row.budget, lines_drafted(row))
            case = Case(
                row.organisation_id, BUDGET_PROPOSAL, tuple(lines), 0, phase=Phase.WITH_AUTHOR
            )
            yield _left(subject, str(subject), case)


def _open_with(person: int) -> list[OnRecord]:
    """The cases put forward and not over of which the person is an author, or has an interest."""
    return [
        one for one in cases_open() if person in one.round.authors or person in one.conflicted()
    ]


def _reorganisations(person: int, put: Collection[OnRecord]) -> list[Seen]:
    """The reorganisations among such cases, newest first; `put` are those put forward."""
    mine = with_a_hand_of(person) | Q(
        pk__in=[one.subject.id for one in put if one.subject.kind == KIND]
    )
    rows = Reorganisation.objects.filter(mine, discarded__isnull=True)
    listed = list(rows.exclude(pk__in=subjects_over(KIND)).order_by("-pk"))
    cases = cases_of(KIND, [row.pk for row in listed if row.submitted])
    return [Seen(row, cases.get(row.pk)) for row in listed]
