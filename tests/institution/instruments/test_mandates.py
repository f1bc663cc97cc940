"""Mandates, what cites them, orphans in both directions, and strategic plans."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.instruments.mandates import MandateState
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import PlanVersion, Settlement
from bureau.institution.instruments.queries.mandates import mandates
from bureau.institution.instruments.queries.plans import placed, versions_in_force
from bureau.institution.instruments.services import citations, plans
from bureau.institution.instruments.services.amendments import record_amendment
from bureau.institution.instruments.services.mandates import settle_mandate
from bureau.institution.organisation.queries.orphans import unasked_of, unserved
from bureau.record.journal.models import Content, Entry
from bureau.web import kinds
from bureau.web.multilingual import text
from bureau.web.requests import Reading
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House
from tests.institution.instruments.test_register import refused
from tests.institution.organisation import deeds
from tests.institution.organisation.registered import DAY, register

pytestmark = pytest.mark.django_db


def the_mandate(house: House, number: int, day: date = TODAY) -> tuple[str, bool]:
    found = mandates([number], day)[number]
    return str(found.state), found.is_overdue


def test_a_mandate_is_open_until_a_dated_word_says_otherwise(house: House) -> None:
    number = int(register(house)["mandate"])
    assert the_mandate(house, number, date(2024, 6, 1)) == ("open", False)
    assert the_mandate(house, number) == ("open", True)
    settle_mandate(
        house.actor("Olga"),
        provision=number,
        state=MandateState.ANSWERED,
        day=TODAY,
        reason="Reported to the Council",
        instrument=house.paper,
    )
    assert the_mandate(house, number) == ("answered", False)
    assert the_mandate(house, number, TODAY - timedelta(days=1)) == ("open", True)
    row = Settlement.objects.get()
    assert (row.person, row.post) == (house.people["Olga"], house.posts["OFF"])
    entry = Entry.objects.latest("pk")
    assert "Reported" not in str(entry.details) and Content.objects.filter(entry=entry).exists()


def test_what_becomes_of_a_mandate_needs_a_reason_and_a_change(house: House) -> None:
    numbers = register(house)
    with pytest.raises(Refused) as nothing:
        settle_mandate(
            house.actor("Olga"),
            provision=int(numbers["mandate"]),
            state=MandateState.OPEN,
            day=TODAY,
            reason=" ",
        )
    with pytest.raises(Refused) as no_mandate:
        settle_mandate(
            house.actor("Olga"),
            provision=int(numbers["part"]),
            state=MandateState.SPENT,
            day=TODAY,
            reason="Over",
        )
    assert refused(nothing) == ["reason_missing", "nothing_changes"]
    assert refused(no_mandate) == ["asks_for_nothing"]


def test_what_serves_a_mandate_does_so_from_day_to_day(house: House) -> None:
    numbers = register(house)
    mandate, unit = int(numbers["mandate"]), Reference("unit", house.units["SGD"])
    olga = house.actor("Olga")
    with pytest.raises(Refused) as again:
        citations.cite(
            olga,
            organisation=house.organisation,
            subject=unit,
            of=Reference("provision", mandate),
            day=TODAY,
            reason="Again",
        )
    citations.uncite(olga, citation=int(numbers["citation"]), day=TODAY, reason="Taken over")
    assert mandates([mandate], TODAY - timedelta(days=1))[mandate].cited_by == (unit,)
    assert mandates([mandate], TODAY)[mandate].cited_by == ()
    with pytest.raises(Refused) as over:
        citations.uncite(olga, citation=int(numbers["citation"]), day=TODAY, reason="Twice")
    assert (refused(again), refused(over)) == (["cited_already"], ["is_over"])


def test_what_is_not_in_force_cannot_be_cited(house: House) -> None:
    numbers = register(house)
    for of, day in (
        (Reference("provision", int(numbers["mandate"])), DAY - timedelta(days=1)),
        (Reference("plan_element", int(numbers["goal of the plan"])), DAY - timedelta(days=1)),
        (Reference("unit", house.units["SGD"]), TODAY),
    ):
        with pytest.raises(Refused) as caught:
            citations.cite(
                house.actor("Olga"),
                organisation=house.organisation,
                subject=Reference("unit", house.units["OPD"]),
                of=of,
                day=day,
                reason="So",
            )
        assert refused(caught) == ["not_in_force_that_day"]


def test_orphans_are_found_in_both_directions(house: House) -> None:
    mandate = int(register(house)["mandate"])
    now = house.now()
    left = unasked_of(now, house.organisation)
    assert {unit.code for unit in now.units() if unit.id not in left.units} == {"SGD"}
    assert {now.post(post).number for post in left.posts}.isdisjoint({"CHIEF", "ADV"})  # type: ignore[union-attr]
    assert len(left.posts) == len(now.posts()) - 2
    assert unasked_of(now, house.organisation, house.units["SGD"]).posts == ()
    known = mandates([mandate], TODAY)
    assert unserved(now, list(known.values())) == []
    deeds.decide(house, deeds.merge(house, "SGD", "TSP"))
    later = mandates([mandate], FORCE)
    assert unserved(house.now(FORCE), list(later.values())) == [later[mandate]]


def test_the_thread_leads_from_the_instrument_to_the_post(house: House) -> None:
    numbers = register(house)
    at = Reading(house.now().coordinates, TODAY, house.now().coordinates.recorded)
    way = [Reference("instrument", int(numbers["the resolution"]))]
    reached = set(way)
    for _ in range(4):
        edges = kinds.edges(house.actor("Olga"), reached, at)
        reached |= {below for above, below in edges if above in reached}
    assert Reference("provision", int(numbers["mandate"])) in reached
    assert Reference("unit", house.units["SGD"]) in reached
    assert Reference("post", house.posts["ADV"]) in reached
    assert Reference("unit", house.units["OPD"]) not in reached


def test_a_version_of_a_plan_is_written_then_adopted_and_stays(house: House) -> None:
    numbers = register(house)
    plan, drafted = int(numbers["strategic plan"]), int(numbers["version of the plan"])
    olga = house.actor("Olga")
    line = int(numbers["line of the plan"])
    plans.put_plan_line(
        olga, version=drafted, kind="objective", name=text(en="Reach out"), code="G1.1", under=line
    )
    plans.put_plan_line(olga, version=drafted, kind="goal", name=text(en="Openness"), line=line)
    assert [one.depth for one in placed(drafted)] == [0, 1]
    plans.adopt_plan_version(
        olga, version=drafted, instrument=house.paper, valid_from=FORCE, valid_until=None
    )
    assert versions_in_force([plan], TODAY)[plan].number == 1
    assert versions_in_force([plan], FORCE)[plan].pk == drafted
    with pytest.raises(Refused) as adopted:
        plans.drop_plan_line(olga, version=drafted, line=line)
    assert refused(adopted) == ["version_is_adopted"]
    goal = Reference("plan_element", int(numbers["goal of the plan"]))
    assert kinds.describe(olga, [goal])[goal].name == "Openness"


def test_an_element_leaves_with_what_stands_under_it_and_one_draft_is_enough(
    house: House,
) -> None:
    numbers = register(house)
    drafted, olga = int(numbers["version of the plan"]), house.actor("Olga")
    line = int(numbers["line of the plan"])
    plans.put_plan_line(olga, version=drafted, kind="goal", name=text(en="Under"), under=line)
    with pytest.raises(Refused) as circle:
        plans.put_plan_line(
            olga, version=drafted, kind="goal", name=text(en="X"), line=line, under=line
        )
    with pytest.raises(Refused) as second:
        plans.begin_plan_version(olga, plan=int(numbers["strategic plan"]))
    plans.drop_plan_line(olga, version=drafted, line=line)
    with pytest.raises(Refused) as empty:
        plans.adopt_plan_version(
            olga, version=drafted, instrument=house.paper, valid_from=FORCE, valid_until=FORCE
        )
    assert refused(circle) == ["part_of_itself"]
    assert refused(second) == ["version_is_drafted"]
    assert refused(empty) == ["ends_before_it_begins", "plan_is_empty"]
    assert PlanVersion.objects.get(pk=drafted).instrument_id is None


def test_a_mandate_of_what_was_superseded_is_not_called_open(house: House) -> None:
    numbers = register(house)
    address = reverse("provision", args=[numbers["mandate"]])
    client = visitor(house, "Olga")
    assert "Nothing has been said of it yet: it is open." in page(client, address)
    record_amendment(
        house.administrator,
        kind=AmendmentKind.SUPERSEDES,
        by=Reference("instrument", house.paper),
        on=Reference("instrument", int(numbers["the resolution"])),
        day=TODAY,
    )
    text = page(client, address)
    assert "superseded" in text and "it is open" not in text
