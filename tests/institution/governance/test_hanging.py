"""What hangs on a unit or post that a draft ends: it asks, or tells that it ends as well."""

from datetime import date

from bureau.core.actors import Role
from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check import Severity
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.references import Reference
from bureau.institution.governance.queries.previews import names_in, preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import actions
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.services import reference
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, draft_renaming
from tests.institution.house import OPENED, House


def told_of_ending(house: House, kind: str, number: int) -> dict[Severity, list[str]]:
    """What a draft that ends this says of what hangs on it."""
    draft = draft_renaming(house, "OPX")
    ends = ActionKind.ABOLISH_POST if kind == "post" else ActionKind.ABOLISH_UNIT
    by = house.actor("Otto")
    actions.add_action(by, reorganisation=draft, kind=ends, subject=number, day=DAY)
    said = preview(seen_by(by, [draft])[draft])
    names = names_in(by, said)
    codes = ("hangs_on_ended", "lapses_with_ended")
    return {
        weight: [finding_sentence(one, names) for one in said.of(weight) if one.code in codes]
        for weight in Severity
    }


def test_an_office_and_a_secretary_of_a_body_ask_what_becomes_of_them(house: House) -> None:
    adviser = house.posts["ADV"]
    by = house.administrator
    reference.name_office(
        by, organisation=house.organisation, code="ADV", name=text(en="Adviser"), post=adviser
    )
    reference.give_role(
        by,
        post=adviser,
        role=Role.BODY_SECRETARY,
        valid_from=OPENED,
        scope=Reference("body", house.bodies["COCO"]),
        confirmed_by=house.administrators[1].person,
    )
    told = told_of_ending(house, "post", adviser)
    ends = "hangs on what ends on 1 July 2024. What becomes of it?"
    assert told[Severity.ASKS] == [
        f"The office Adviser {ends}",
        f"The role secretary of a body of post ADV {ends}",
    ]
    assert told[Severity.TELLS] == []


def test_a_rule_by_which_the_post_acts_asks_who_acts_now(house: House) -> None:
    adviser = house.posts["ADV"]
    step = StepTemplate(
        "approve", 1, Who(WhoKind.POST, (adviser,)), ActKind.APPROVE, Gate.ENTRY_INTO_FORCE
    )
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="by-the-adviser",
        subject="selection",
        terms=Terms((step,)),
        valid_from=date(2024, 1, 1),
        instrument=house.paper,
    )
    (asked,) = told_of_ending(house, "post", adviser)[Severity.ASKS]
    assert asked.startswith("by-the-adviser hangs on what ends")


def test_a_role_and_a_delegation_end_with_the_post_and_are_told(house: House) -> None:
    adviser = house.posts["ADV"]
    reference.give_role(
        house.administrator,
        post=adviser,
        role=Role.READER,
        valid_from=OPENED,
        confirmed_by=house.administrators[1].person,
    )
    Delegation.objects.create(
        post_id=adviser,
        giver_id=house.people["Otto"],
        person_id=house.people["Adam"],
        capacity="delegate",
        valid_from=OPENED,
    )
    told = told_of_ending(house, "post", adviser)
    assert told[Severity.ASKS] == [] and told[Severity.TELLS] == [
        "The delegation of post ADV to Adam ends on 1 July 2024 with what it was given for.",
        "The role reader of post ADV ends on 1 July 2024 with what it was given for.",
    ]


def test_a_role_over_a_unit_ends_with_the_unit(house: House) -> None:
    unit = house.units["OPD"]
    reference.give_role(
        house.administrator,
        post=house.posts["ADV"],
        role=Role.READER,
        valid_from=OPENED,
        scope=Reference("unit", unit),
        confirmed_by=house.administrators[1].person,
    )
    told = told_of_ending(house, "unit", unit)
    assert len(told[Severity.TELLS]) == 1 and "role reader of post ADV" in told[Severity.TELLS][0]
