"""Deeds on the register: instruments, amendments, mandates, strategic plans, bodies."""

from collections.abc import Iterator

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.instruments.mandates import MandateState
from bureau.core.references import Reference
from bureau.institution.instruments import services
from bureau.institution.instruments.models import (
    Amendment,
    Body,
    BodyNameProposal,
    Citation,
    Instrument,
    PlanLine,
    PlanVersion,
    Provision,
)
from bureau.institution.instruments.services import amendments, citations, plans, provisions
from bureau.institution.instruments.services.mandates import settle_mandate
from bureau.institution.instruments.services.tables import InstrumentRow, PartRow, register_table
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    yield from saying_anew()
    yield from amending()
    yield from serving()
    yield from planning()
    yield from bodies()


def saying_anew() -> Iterator[Deed]:
    """An instrument from a table, changed, arranged and translated."""
    by, organisation = actor_with_login(acts.AUTHOR), acts.the_organisation().pk
    parts = (PartRow(("1",), "First"), PartRow(("2",), "Second"))
    rows = [InstrumentRow("decision", "Deeds", "DEEDS", parts=parts)]
    yield lambda: register_table(by, organisation=organisation, language="en", rows=rows)
    row = Instrument.objects.get(number="DEEDS")
    first = Provision.objects.get(instrument=row, label="1").pk
    title = text(en="Deeds done")
    yield lambda: services.change_instrument(
        by, instrument=row.pk, kind="decision", title=title, number="DEEDS"
    )
    yield lambda: provisions.change_provision(
        by, provision=first, label="1", gist=text(en="Anew"), is_mandate=True
    )
    yield lambda: provisions.move_provision(by, provision=first, by=1)
    said = {"title": ("Actes", "draft")}
    yield lambda: provisions.translate_instrument(by, instrument=row.pk, language="fr", said=said)


def amending() -> Iterator[Deed]:
    """A link that is recorded and taken back."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    ends = Instrument.objects.filter(is_registered=True).order_by("pk")[:2]
    new, old = (Reference("instrument", row.pk) for row in ends)
    kind = AmendmentKind.MODIFIES
    yield lambda: amendments.record_amendment(by, kind=kind, by=new, on=old, day=day)
    yield lambda: amendments.withdraw_amendment(by, amendment=Amendment.objects.latest("pk").pk)


def serving() -> Iterator[Deed]:
    """A mandate settled, and a citation ended."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    mandate = Provision.objects.filter(is_mandate=True).order_by("pk")[0].pk
    yield lambda: settle_mandate(
        by, provision=mandate, state=MandateState.SPENT, day=day, reason="Over"
    )
    cited = Citation.objects.filter(subject_kind="unit", valid_until=None).order_by("pk")[0].pk
    yield lambda: citations.uncite(by, citation=cited, day=day, reason="No more")


def planning() -> Iterator[Deed]:
    """The next version of the strategic plan, with an element left out."""
    by = actor_with_login(acts.AUTHOR)
    version = PlanVersion.objects.order_by("pk")[0]
    name = text(en="Strategic Plan")
    yield lambda: plans.name_plan(by, plan=version.plan_id, name=name)
    yield lambda: plans.begin_plan_version(by, plan=version.plan_id)
    drafted = PlanVersion.objects.get(plan=version.plan_id, instrument=None)
    line = PlanLine.objects.filter(version=drafted).order_by("pk")[0].pk
    yield lambda: plans.drop_plan_line(by, version=drafted.pk, line=line)


def bodies() -> Iterator[Deed]:
    """A name of a body, proposed by one administrator and confirmed by another."""
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    body, name = Body.objects.order_by("pk")[0], text(en="Another name")
    yield lambda: services.keep_body(first, body=body.pk, name=name)
    proposal = BodyNameProposal.objects.latest("pk").pk
    yield lambda: services.settle_body_name(second, proposal=proposal, is_confirmed=True)
