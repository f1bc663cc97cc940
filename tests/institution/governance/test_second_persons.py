"""Every service that confirms a proposal refuses the same persons.

These are who proposed it, who stands in for them, who has a case that goes there, and who gains.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bureau.core.actors import Actor, Grant, Role
from bureau.core.procedures.deciding import Majority, SeatRole, Way
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.services import (
    ceilings,
    corrections,
    deciding,
    decision_rules,
)
from bureau.institution.imports.services import applying
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.proposing import propose_import
from bureau.institution.instruments.models import BodyNameProposal
from bureau.institution.instruments.services.register import keep_body, settle_body_name
from bureau.institution.organisation.models import OfficeProposal, StandardCost
from bureau.institution.organisation.models import StandardCostProposal as CostProposal
from bureau.institution.organisation.services import costs, keeping, roles, standing_in
from bureau.institution.procedures.services import rule_drafts
from bureau.record.accounts import services as accounts
from bureau.record.erasure.services import requests
from bureau.web.multilingual import text
from tests.institution.governance.deciding import lay_down, seat_committee
from tests.institution.governance.engagement import draft_engagement, submit
from tests.institution.governance.test_corrections import effect_on
from tests.institution.governance.test_delegated import draft_of_post
from tests.institution.house import FORCE, OPENED, TODAY, House
from tests.institution.imports.test_records import HOLDERS, staged
from tests.institution.procedures.drafting import ready

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

type Propose = Callable[[House, Actor], int]
type Confirm = Callable[[Actor, int], object]
TOMORROW = TODAY + timedelta(days=1)
REASONS = (
    "two_persons_needed|before_own_case|body_of_own_case|ceiling_of_own_case|names_yourself"
    "|own_post|stand_in_named_by_you|not_for_oneself|not_yours_to_do"
)


@dataclass(frozen=True, slots=True)
class Confirming:
    """How something is proposed and confirmed. `first` and `second` are the names of two who may.

    `own` makes a case of the second that goes there, and `for_second` proposes what gives the
    second something, or concerns them; None where neither can be.
    """

    propose: Propose
    confirm: Confirm
    first: str = "Otto"
    second: str = "Olga"
    post: str = "OFF2"
    own: Callable[[House], object] | None = None
    for_second: Propose | None = None


def before_all(house: House) -> None:
    submit(draft_engagement(house))


def a_ceiling(house: House, by: Actor) -> int:
    said = ceilings.CeilingSaid(
        rule="structure",
        basis_minor=1,
        basis=text(en="Credits"),
        currency="CHF",
        counts=ceilings.Counts.NET,
        valid_from=TODAY,
    )
    return ceilings.propose_ceiling(by, organisation=house.organisation, said=said)


def a_correction(house: House, by: Actor, post: str = "SG") -> int:
    return corrections.propose_correction(
        by,
        effect=effect_on(house, post).pk,
        document=text(en="List"),
        reason="It says so",
        fields={"grade": "P.5" if post != "SG" else "D.2"},
    )


def a_rule_of_a_body(house: House, by: Actor) -> int:
    seat_committee(house)
    lay_down(house)
    decision_rules.lay_down_decision_rule(
        by,
        body=house.bodies["COCO"],
        ways={Way.IN_SESSION},
        majority=Majority.CONSENSUS,
        valid_from=TOMORROW,
        instrument=house.paper,
    )
    return models.DecisionRuleProposal.objects.latest("pk").pk


def a_chair(house: House, by: Actor, post: str = "HR") -> int:
    seats = seat_committee(house)
    lay_down(house)
    models.Seat.objects.filter(pk=seats["SG"]).update(valid_until=TODAY)
    deciding.seat_member(
        by,
        body=house.bodies["COCO"],
        role=SeatRole.CHAIR,
        post=house.posts[post],
        valid_from=TOMORROW,
    )
    return models.ChairProposal.objects.latest("pk").pk


def an_office(house: House, by: Actor, post: str = "D1") -> int:
    name = text(en="Head")
    keeping.keep_office(by, office=house.offices["SG"], name=name, post=house.posts[post])
    return OfficeProposal.objects.latest("pk").pk


def an_end_of_a_cost(house: House, by: Actor) -> int:
    row = StandardCost.objects.get(grade="P.4")
    keeping.keep_standard_cost(by, cost=row.pk, source=row.source, valid_until=FORCE)
    return CostProposal.objects.latest("pk").pk


def a_secretary(house: House, by: Actor, post: str = "ADV") -> int:
    return roles.propose_role(
        by,
        post=house.posts[post],
        role=Role.BODY_SECRETARY,
        scope=Reference("body", house.bodies["COCO"]),
        valid_from=TODAY,
    )


def a_name_of_a_body(house: House, by: Actor) -> int:
    keep_body(by, body=house.bodies["COCO"], name=text(en="Another name"))
    return BodyNameProposal.objects.latest("pk").pk


def an_absence(house: House, by: Actor, stand_in: str | None = None) -> int:
    return standing_in.record_absence(
        by,
        post=house.posts["SG"],
        person=house.people["Sana"],
        stand_in=house.people[stand_in] if stand_in else None,
        valid_from=TODAY,
    )


def an_end_of_an_absence(house: House, by: Actor) -> int:
    absence = an_absence(house, house.actor("Sana"))
    standing_in.end_absence(by, absence=absence)
    return absence


def a_grant(house: House, by: Actor, to: str = "Stray") -> int:
    until = date(2025, 1, 1)
    said = {"grant": Grant.AUDITOR, "valid_from": TODAY, "valid_until": until}
    return accounts.propose_grant(by, person=house.people[to], **said)  # type: ignore[arg-type]


def a_name_of_a_person(house: House, by: Actor, of: str = "Sana") -> int:
    return accounts.correct_name(by, person=house.people[of], name="Another name") or 0


def an_erasure(house: House, by: Actor, of: str = "Adam") -> int:
    return requests.request_erasure(by, person=house.people[of], reason="asked for it")


def a_lift(house: House, by: Actor, of: str = "Stray") -> int:
    hold = requests.place_hold(house.administrator, person=house.people[of], ground="A case")
    requests.ask_to_lift_hold(by, hold=hold)
    return hold


def a_table(house: House, by: Actor, row: tuple[str, ...] = ("SG", "Stray", "0.1", "")) -> int:
    number = staged(house, "holders", [HOLDERS[0], row])
    applying.Import.objects.filter(pk=number).update(person=None)
    outlook_of(number)
    propose_import(by, number=number)
    return number


def some_rules(house: House, by: Actor) -> int:
    draft, _seen = ready(house, name=by.name)
    return draft


def in_force(by: Actor, draft: int) -> None:
    seen = rule_drafts.models.RuleTrial.objects.get(draft=draft).drafted
    rule_drafts.put_rules_in_force(by, draft=draft, seen=seen)


def settling(service: Callable[..., object]) -> Confirm:
    return lambda by, number: service(by, proposal=number, is_confirmed=True)


ADMINISTRATORS = {"first": "Ada", "second": "Alan", "post": ""}
TABLE: dict[str, Confirming] = {
    "governance.settle_ceiling": Confirming(
        a_ceiling, settling(ceilings.settle_ceiling), own=before_all
    ),
    "governance.confirm_correction": Confirming(
        a_correction,
        lambda by, number: corrections.confirm_correction(by, correction=number),
        own=before_all,
        for_second=lambda house, by: a_correction(house, by, "OFF"),
    ),
    "governance.settle_decision_rule": Confirming(
        a_rule_of_a_body, settling(decision_rules.settle_decision_rule), own=before_all
    ),
    "governance.settle_chair": Confirming(
        a_chair,
        settling(deciding.settle_chair),
        own=before_all,
        for_second=lambda house, by: a_chair(house, by, "OFF"),
    ),
    "organisation.settle_office": Confirming(
        an_office,
        settling(keeping.settle_office),
        own=before_all,
        for_second=lambda house, by: an_office(house, by, "OFF"),
    ),
    "organisation.settle_standard_cost": Confirming(
        an_end_of_a_cost,
        settling(costs.settle_standard_cost),
        own=lambda house: draft_of_post(house, "A1"),
    ),
    "organisation.settle_role": Confirming(
        a_secretary,
        settling(roles.settle_role),
        first="Ada",
        second="Olga",
        post="",
        own=before_all,
        for_second=lambda house, by: a_secretary(house, by, "OFF"),
    ),
    "instruments.settle_body_name": Confirming(
        a_name_of_a_body, settling(settle_body_name), own=before_all
    ),
    "organisation.confirm_stand_in": Confirming(
        an_absence,
        lambda by, number: standing_in.confirm_stand_in(by, absence=number),
        first="Hana",
        post="HR",
        own=before_all,
        for_second=lambda house, by: an_absence(house, by, "Olga"),
    ),
    "organisation.end_absence": Confirming(
        an_end_of_an_absence,
        lambda by, number: standing_in.end_absence(by, absence=number),
        first="Hana",
        post="HR",
        own=before_all,
    ),
    "accounts.settle_grant": Confirming(
        a_grant,
        settling(accounts.settle_grant),
        **ADMINISTRATORS,
        for_second=lambda house, by: a_grant(house, by, "Alan"),
    ),
    "accounts.settle_name": Confirming(
        a_name_of_a_person,
        settling(accounts.settle_name),
        **ADMINISTRATORS,
        for_second=lambda house, by: a_name_of_a_person(house, by, "Alan"),
    ),
    "erasure.settle_erasure": Confirming(
        an_erasure,
        lambda by, number: requests.settle_erasure(by, request=number, is_confirmed=True),
        first="Hana",
        second="Alan",
        post="HR",
        for_second=lambda house, _by: an_erasure(house, house.administrator, "Alan"),
    ),
    "erasure.lift_hold": Confirming(
        a_lift,
        lambda by, number: requests.lift_hold(by, hold=number),
        **ADMINISTRATORS,
        for_second=lambda house, by: a_lift(house, by, "Alan"),
    ),
    "imports.begin_applying": Confirming(
        a_table,
        lambda by, number: applying.begin_applying(by, number=number),
        own=before_all,
        for_second=lambda house, by: a_table(house, by, ("OFF", "Stray", "0.1", "")),
    ),
    "imports.begin_undoing": Confirming(
        lambda house, by: undone(house, by, ("SG", "Stray", "0.1", "")),
        lambda by, number: applying.begin_undoing(by, number=number),
        own=before_all,
        for_second=lambda house, by: undone(house, by, ("OFF", "Stray", "0.1", "")),
    ),
    "procedures.put_rules_in_force": Confirming(some_rules, in_force),
}
BY_ONE = {
    "governance.confirm_assignment": "says who follows a decision up",
    "governance.confirm_people": "says how an author of a case told each person",
    "governance.settle_threads": "ends comments that the author answered",
    "imports.settle_rename": "comes before the import is proposed",
    "instruments.settle_mandate": "says how an instrument stands",
}
"""What one person settles or confirms alone, and why nothing was proposed before."""


def undone(house: House, by: Actor, row: tuple[str, ...]) -> int:
    number = a_table(house, by, row)
    applying.apply_import(house.administrator, number)
    propose_import(by, number=number, undoes=True)
    return number


def who(house: House, name: str) -> Actor:
    """As they stand; the two administrators have no post, and one officer may be one too."""
    for one in house.administrators:
        if one.name == name:
            return one
    return house.actor(name)


def second_of(house: House, one: Confirming) -> Actor:
    """For what only administrators confirm, the officer is an administrator as well."""
    by = who(house, one.second)
    if one.first != "Ada" or one.second != "Olga":
        return by
    accounts.grant_directly(
        house.administrator,
        person=by.person or 0,
        grant="administrator",
        valid_from=OPENED,
        valid_until=date(2030, 1, 1),
    )
    return house.actor(one.second)


def refused(house: House, one: Confirming, by: Actor, number: int) -> None:
    with pytest.raises(Refused, match=REASONS):
        one.confirm(by, number)


@pytest.mark.parametrize("name", TABLE)
def test_not_by_who_proposed_it_and_by_another_person(house: House, name: str) -> None:
    one = TABLE[name]
    number = one.propose(house, who(house, one.first))
    refused(house, one, who(house, one.first), number)
    one.confirm(second_of(house, one), number)


@pytest.mark.parametrize("name", [name for name, one in TABLE.items() if one.post])
def test_not_by_who_stands_in_for_who_proposed_it(house: House, name: str) -> None:
    one = TABLE[name]
    number = one.propose(house, who(house, one.first))
    standing_in.record_absence(
        who(house, one.first),
        post=house.posts[one.post],
        person=house.people[one.first],
        stand_in=house.people["Chia"],
        valid_from=TODAY,
    )
    refused(house, one, house.actor("Chia", one.post), number)


@pytest.mark.parametrize("name", [name for name, one in TABLE.items() if one.own])
def test_not_by_who_has_a_case_that_goes_there(house: House, name: str) -> None:
    one = TABLE[name]
    number = one.propose(house, who(house, one.first))
    assert one.own
    one.own(house)
    refused(house, one, second_of(house, one), number)


@pytest.mark.parametrize("name", [name for name, one in TABLE.items() if one.for_second])
def test_not_by_who_gains_by_it_or_whom_it_concerns(house: House, name: str) -> None:
    one = TABLE[name]
    assert one.for_second
    number = one.for_second(house, who(house, one.first))
    refused(house, one, second_of(house, one), number)


@pytest.mark.parametrize(
    "name", [name for name, one in TABLE.items() if one.own and one.first in ("Otto", "Ada")]
)
def test_not_what_somebody_proposed_whose_case_goes_there_by_now(house: House, name: str) -> None:
    one = TABLE[name]
    proposer = second_of(house, one)
    number = one.propose(house, proposer)
    assert one.own
    one.own(house)
    with pytest.raises(Refused, match="before_case_of_proposer|before_case_of_author"):
        one.confirm(who(house, one.first), number)


def test_no_author_puts_another_rule_of_their_case_in_force(house: House) -> None:
    draft, seen = ready(house, name="Otto")
    rule_drafts.write_rule_end(house.actor("Otto"), draft=draft, key="structure")
    said = {"draft": draft, "seen": seen}
    for has_case in (False, True):
        with pytest.raises(Refused) as refused:
            rule_drafts.put_rules_in_force(house.actor("Olga"), **said)
        codes = {one.code for one in refused.value.reasons}
        assert ("before_own_case" in codes) is has_case
        before_all(house) if not has_case else None


def test_no_author_has_a_rule_of_their_case_changed_by_others(house: House) -> None:
    draft, seen = ready(house, name="Olga")
    rule_drafts.write_rule_end(house.actor("Olga"), draft=draft, key="structure")
    for has_case in (False, True):
        with pytest.raises(Refused) as refused:
            rule_drafts.put_rules_in_force(house.actor("Otto"), draft=draft, seen=seen)
        codes = {one.code for one in refused.value.reasons}
        assert ("before_case_of_author" in codes) is has_case
        before_all(house) if not has_case else None
