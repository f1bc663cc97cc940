"""Fifty bodies and instruments, and fifty of what one register and one body's sessions hold."""

from bureau.institution.instruments.models import (
    AgendaItem,
    Body,
    Citation,
    Document,
    DocumentClass,
    Instrument,
    Meeting,
    PlanElement,
    PlanLine,
    PlanVersion,
    Provision,
    StrategicPlan,
)
from tests.fifty import MANY, SAID, add
from tests.institution.house import NOW, OPENED, House


def fifty(house: House) -> None:
    owner = house.organisation
    add(Body(organisation=owner, code=f"B{n}", name=SAID) for n in range(MANY))
    add(Instrument(organisation=owner, kind="decision", title=SAID) for _ in range(MANY))
    register(house)
    strategic_plans(house)
    convened()


def register(house: House) -> None:
    """Provisions that a post serves."""
    instrument = Instrument.objects.order_by("pk")[0]
    add(
        Provision(instrument=instrument, label=f"{n}", gist=SAID, is_mandate=True)
        for n in range(MANY)
    )
    add(
        Citation(
            organisation=house.organisation,
            subject_kind="post",
            subject=house.posts["OPS"],
            provision=one,
            valid_from=OPENED,
            person=house.people["Adam"],
            at=NOW,
        )
        for one in Provision.objects.all()
    )


def strategic_plans(house: House) -> None:
    """Plans with a version of one line each."""
    instrument = Instrument.objects.order_by("pk")[0]
    add(StrategicPlan(organisation=house.organisation, name=SAID) for _ in range(MANY))
    add(PlanElement(plan=plan) for plan in StrategicPlan.objects.all())
    add(
        PlanVersion(plan=plan, number=1, instrument=instrument, valid_from=OPENED)
        for plan in StrategicPlan.objects.all()
    )
    versions = {row.plan_id: row for row in PlanVersion.objects.all()}
    add(
        PlanLine(version=versions[one.plan_id], element=one, kind="goal", name=SAID)
        for one in PlanElement.objects.all()
    )


def convened() -> None:
    """Sessions of one body, each with an item and a document."""
    body = Body.objects.order_by("pk")[0]
    add(Meeting(body=body, name=SAID, valid_from=OPENED, valid_until=OPENED) for _ in range(MANY))
    sessions = list(Meeting.objects.order_by("-pk")[:MANY])
    add(AgendaItem(meeting=one, number="1", title=SAID) for one in sessions)
    papers = DocumentClass.objects.create(
        body=body, code="P", name=SAID, pattern="P{n}", valid_from=OPENED
    )
    add(
        Document(
            meeting=one,
            document_class=papers,
            running=1,
            number="P1",
            title=SAID,
            original="en",
            submitter_name=SAID,
        )
        for one in sessions
    )
