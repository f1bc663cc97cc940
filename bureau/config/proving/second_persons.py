"""Who decides, and what a table puts on record: nobody settles what they proposed or gain by.

The pairs of the promise `four_eyes` that are no steps of a case.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor
from bureau.core.procedures.deciding import Majority, SeatRole, Way
from bureau.institution.governance.models import (
    ChairProposal,
    DecisionRule,
    DecisionRuleProposal,
    Seat,
)
from bureau.institution.governance.services import deciding, decision_rules
from bureau.institution.imports.services import applying, proposing, tables
from bureau.institution.organisation.models import (
    Office,
    OfficeProposal,
    StandardCost,
    StandardCostProposal,
)
from bureau.institution.organisation.services import costs, keeping, standing_in
from bureau.web.multilingual import text

REGRADED = "P.2"
"""The grade that the author gives a post of the example in a case: see `acts.propose_unit`."""

type Attempt = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody and a case they may not act on; `arrange` brings it about, `attempt` tries."""

    name: str
    arrange: Callable[[], object]
    attempt: Attempt


def who_decides(author: Actor, first: Actor) -> Iterator[Pair]:
    """Who bears an office, takes a chair or stands in, how a body decides, what a post costs: by
    who proposed it, or is to have it."""
    office = Office.objects.order_by("pk")[0]
    keeping.keep_office(first, office=office.pk, name=office.name, post=author.post or 0)
    moved = OfficeProposal.objects.latest("pk").pk
    for by, whose in ((first, "who proposed it"), (author, "who is to have it")):
        yield Pair(
            f"an office by {whose}",
            lambda: None,
            lambda by=by: keeping.settle_office(by, proposal=moved, is_confirmed=True),  # type: ignore[misc]
        )
    cost = costs.propose_standard_cost(
        first,
        organisation=office.organisation_id,
        grade="pair",
        place="pair",
        amount_minor=1,
        currency="CHF",
        source=text(en="A table"),
        valid_from=acts.the_day(),
    )
    yield Pair(
        "a standard cost by who proposed it",
        lambda: None,
        lambda: costs.settle_standard_cost(first, proposal=cost, is_confirmed=True),
    )
    yield from ends(author, first)
    yield from chairs(first, actor_with_login("post-officer"))
    yield from how_a_body_decides(author, first)
    yield from stand_ins(author)


def ends(author: Actor, first: Actor) -> Iterator[Pair]:
    """That a standard cost or an absence ends: by who proposed it, and by the author of a case that
    counts the cost or comes to the post."""
    rows = StandardCost.objects.filter(grade=REGRADED, place="GVA", valid_from__lt=acts.the_day())
    row, later = rows.latest("valid_from"), acts.the_day() + timedelta(days=9)
    ended = {"cost": row.pk, "source": row.source, "valid_until": later}
    keeping.keep_standard_cost(first, **ended)
    cost = StandardCostProposal.objects.latest("pk").pk
    staff, decides = actor_with_login("human-resources"), actor_with_login(acts.APPROVER)
    absence = standing_in.record_absence(
        decides,
        post=decides.post or 0,
        person=decides.person or 0,
        stand_in=None,
        valid_from=later,
    )
    standing_in.end_absence(staff, absence=absence)
    attempts: dict[str, Attempt] = {
        "the end of a standard cost by who proposed it": lambda: costs.settle_standard_cost(
            first, proposal=cost, is_confirmed=True
        ),
        "the end of a standard cost by an author": lambda: costs.settle_standard_cost(
            author, proposal=cost, is_confirmed=True
        ),
        "the end of a standard cost proposed by an author": lambda: keeping.keep_standard_cost(
            author,
            **ended,
        ),
        "the end of an absence by who asked for it": lambda: standing_in.end_absence(
            staff, absence=absence
        ),
        "the end of an absence of who decides by an author": lambda: standing_in.end_absence(
            author, absence=absence
        ),
    }
    for name, attempt in attempts.items():
        yield Pair(name, lambda: None, attempt)


def chairs(first: Actor, seated: Actor) -> Iterator[Pair]:
    """Who is seated in a chair, and that one ends."""
    seat = Seat.objects.filter(role=SeatRole.CHAIR, valid_until=None).order_by("pk")[0]
    later = acts.the_day() + timedelta(days=9)
    deciding.end_seat(first, seat=seat.pk, valid_until=later)
    end = ChairProposal.objects.latest("pk").pk
    deciding.seat_member(
        first, body=seat.body_id, role=SeatRole.CHAIR, post=seated.post, valid_from=later
    )
    chair = ChairProposal.objects.latest("pk").pk
    for by, whose in ((first, "who proposed it"), (seated, "who is to have it")):
        yield Pair(
            f"a chair by {whose}",
            lambda: None,
            lambda by=by: deciding.settle_chair(by, proposal=chair, is_confirmed=True),  # type: ignore[misc]
        )
    yield Pair(
        "the end of a chair by who proposed it",
        lambda: None,
        lambda: deciding.settle_chair(first, proposal=end, is_confirmed=True),
    )


def how_a_body_decides(author: Actor, first: Actor) -> Iterator[Pair]:
    """The rule of a body and who sits in it: by who proposed it, and by the author of a case that
    is before it."""
    rule = DecisionRule.objects.filter(valid_until=None).order_by("pk")[0]
    later = acts.the_day() + timedelta(days=9)

    def eased(by: Actor) -> int:
        decision_rules.lay_down_decision_rule(
            by,
            body=rule.body_id,
            ways={Way.IN_SESSION},
            majority=Majority.CONSENSUS,
            valid_from=later,
            instrument=rule.instrument_id,
        )
        return DecisionRuleProposal.objects.latest("pk").pk

    def ended(by: Actor) -> int:
        decision_rules.end_decision_rule(by, rule=rule.pk, valid_until=later)
        return DecisionRuleProposal.objects.latest("pk").pk

    for name, number in (("another rule of a body", eased(first)), ("its end", ended(first))):
        for by, whose in ((first, "who proposed it"), (author, "an author")):
            yield Pair(
                f"{name} by {whose}",
                lambda: None,
                lambda by=by, number=number: decision_rules.settle_decision_rule(  # type: ignore[misc]
                    by, proposal=number, is_confirmed=True
                ),
            )
    seat = Seat.objects.filter(body=rule.body_id, role=SeatRole.MEMBER, valid_until=None)[0]
    by_author: dict[str, Attempt] = {
        "another rule of a body proposed": lambda: eased(author),
        "the end of a rule proposed": lambda: ended(author),
        "a seat given": lambda: deciding.seat_member(
            author,
            body=rule.body_id,
            role=SeatRole.MEMBER,
            name=text(en="A friend"),
            valid_from=acts.the_day(),
        ),
        "a seat ended": lambda: deciding.end_seat(author, seat=seat.pk, valid_until=later),
    }
    for name, attempt in by_author.items():
        yield Pair(f"{name} by an author", lambda: None, attempt)


def stand_ins(author: Actor) -> Iterator[Pair]:
    """A stand-in whom human resources name: by who named them, and by the stand-in. And an absence
    from a post that a case comes to, by an author of the case."""
    staff, away = actor_with_login("human-resources"), actor_with_login("communications")
    named = {"post": away.post or 0, "person": away.person or 0, "valid_from": acts.the_day()}
    absence = standing_in.record_absence(staff, stand_in=author.person, **named)  # type: ignore[arg-type]
    for by, whose in ((staff, "who named them"), (author, "the stand-in")):
        yield Pair(
            f"a stand-in by {whose}",
            lambda: None,
            lambda by=by: standing_in.confirm_stand_in(by, absence=absence),  # type: ignore[misc]
        )
    decides = actor_with_login(acts.APPROVER)
    named |= {"post": decides.post or 0, "person": decides.person or 0}
    gone = standing_in.record_absence(staff, stand_in=None, **named)  # type: ignore[arg-type]
    yield Pair(
        "an absence of who decides by an author",
        lambda: None,
        lambda: standing_in.confirm_stand_in(author, absence=gone),
    )


def by_tables() -> Iterator[Pair]:
    """What is put on record by a table: alone, by who read it in, by who proposed it, by whom it
    gives a post."""
    author, other = actor_with_login(acts.AUTHOR), actor_with_login("administrator")
    rows = ["number", "title", "grade", "unit"], ["FOUR/EYES", "Chief", "D.2", acts.ABOVE]
    alone, read_in = (table("posts", rows, by=author) for _ in range(2))
    proposing.propose_import(other, number=read_in)
    vacant = next(one for one in acts.as_it_is().posts() if acts.as_it_is().is_vacant(one.id))
    holder = ["number", "holder"], [vacant.number, "administrator"]
    for_other = table("holders", holder, by=author)
    proposing.propose_import(author, number=for_other)
    written = table("posts", (rows[0], ["FOUR/EYES/2", *rows[1][1:]]), by=author)
    proposing.propose_import(author, number=written)
    applying.apply_import(other, written)
    yield Pair(
        "a table taken back alone",
        lambda: None,
        partial(applying.begin_undoing, author, number=written),
    )
    for name, by, number in (
        ("a table alone", author, alone),
        ("a table alone, by an administrator", other, alone),
        ("a table by who read it in", author, read_in),
        ("a table by who proposed it", other, read_in),
        ("a table by whom it gives a post", other, for_other),
    ):
        yield Pair(name, lambda: None, partial(applying.begin_applying, by, number=number))


def table(kind: str, rows: Sequence[Sequence[str]], *, by: Actor) -> int:
    return tables.take_table(
        by,
        organisation=by.organisation or 0,
        kind=kind,
        becomes="record",
        day=acts.the_day(),
        name=f"{kind}.csv",
        rows=list(enumerate(rows, 1)),
    )
