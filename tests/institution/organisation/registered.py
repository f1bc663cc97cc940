"""One of everything on the register of a house: provisions, links, a mandate, a strategic plan."""

from datetime import date

from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.references import Reference
from bureau.institution.instruments import services
from bureau.institution.instruments.models import PlanLine, PlanVersion
from bureau.institution.instruments.services import amendments, citations, plans
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House

DAY = date(2010, 1, 1)
DUE = date(2024, 6, 1)


def register(house: House) -> dict[str, int | str]:
    """By name; the mandate is overdue on the house's day, and SGD serves it."""
    by, organisation = house.administrator, house.organisation
    resolution = services.register_instrument(
        by,
        organisation=organisation,
        kind="resolution",
        title=text(en="Resolution on outreach"),
        number="44",
        body=house.bodies["COUNCIL"],
        day=DAY,
    )
    resolves = services.add_provision(
        by, instrument=resolution, label="resolves", gist=text(en="What is to be done.")
    )
    mandate = services.add_provision(
        by,
        instrument=resolution,
        label="3",
        gist=text(en="Reach out to academia."),
        under=resolves,
        is_mandate=True,
        addressee=Reference("office", house.offices["DIR"]),
        due=DUE,
    )
    link = amendments.record_amendment(
        by,
        kind=AmendmentKind.MODIFIES,
        by=Reference("instrument", house.paper),
        on=Reference("provision", mandate),
        day=TODAY,
    )
    citation = citations.cite(
        by,
        organisation=organisation,
        subject=Reference("unit", house.units["SGD"]),
        of=Reference("provision", mandate),
        day=DAY,
        reason="Study groups reach out",
    )
    named = {"the resolution": resolution, "part": resolves, "mandate": mandate, "link": link}
    return {**named, "citation": citation, **strategic_plan(house, resolution)}


def strategic_plan(house: House, instrument: int) -> dict[str, int | str]:
    """Version 1 is adopted, version 2 is drafted; each has one goal."""
    by = house.administrator
    plan = plans.begin_plan(by, organisation=house.organisation, name=text(en="Strategy"))
    first = PlanVersion.objects.get(plan=plan)
    goal = plans.put_plan_line(
        by, version=first.pk, kind="goal", name=text(en="Excellence"), code="G1"
    )
    plans.adopt_plan_version(by, version=first.pk, instrument=instrument, valid_from=DAY)
    second = plans.begin_plan_version(by, plan=plan)
    line = PlanLine.objects.get(version=second).pk
    found = {"strategic plan": plan, "version of the plan": second, "line of the plan": line}
    return {**found, "goal of the plan": goal}
