"""What the case answers: mandates, the strategic plan, and which departments serve them."""

from datetime import date

from bureau.core.references import Reference
from bureau.example import figures
from bureau.example.building.cast import Made
from bureau.example.people import ADMINISTRATORS
from bureau.example.words import mandates as words
from bureau.example.words import notes
from bureau.institution.governance.services.citations import cite_in_reorganisation
from bureau.institution.instruments import services
from bureau.institution.instruments.models import PlanVersion
from bureau.institution.instruments.services import plans
from bureau.institution.instruments.services.citations import cite

KEEPER = "organisation_officer"
PLANNING = "https://www.itu.int/en/council/planning/Pages/default.aspx"
ACTION_PLANS = ("assembly action plan", "plenipotentiary action plan")
MADE_FOR_IT = (
    "The reorganisation that made the department so was prompted by it. Which of the department's "
    "duties serve it, the paper does not say."
)


def ask_for_reports(made: Made) -> None:
    """What both delegations ask of the Secretary-General in return, as a part of each."""
    for number in ("1107", "1108"):
        made.provisions[f"{number} report"] = services.add_provision(
            made.actor(ADMINISTRATORS[0]),
            instrument=made.instruments[number],
            label="yearly report",
            name=words.YEARLY_REPORT_NAME,
            gist=words.YEARLY_REPORT,
            under=made.provisions[f"{number} 1"],
            is_mandate=True,
            addressee=Reference("office", made.offices["secretary_general"]),
        )


def write_strategic_plan(made: Made) -> None:
    """Its two goals, and the element that the paper names; adopted by a resolution."""
    by = made.actor(KEEPER)
    made.instruments["strategic plan"] = services.register_instrument(
        by,
        organisation=made.organisation,
        kind="resolution",
        title=words.STRATEGIC_PLAN_RESOLUTION,
        number="71",
        body=made.bodies["plenipotentiary"],
        note=words.STRATEGIC_PLAN_NOTE,
        source=PLANNING,
    )
    plan = plans.begin_plan(by, organisation=made.organisation, name=words.STRATEGIC_PLAN)
    version = PlanVersion.objects.get(plan=plan).pk
    for code, goal in (("1", words.UNIVERSAL_CONNECTIVITY), ("2", words.DIGITAL_TRANSFORMATION)):
        plans.put_plan_line(by, version=version, kind="goal", code=code, name=goal)
    made.provisions["excellence"] = plans.put_plan_line(
        by,
        version=version,
        kind="enabler",
        name=words.ORGANISATIONAL_EXCELLENCE,
        says=words.EXCELLENCE_AS_THE_PAPER_HAS_IT,
    )
    plans.adopt_plan_version(
        by,
        version=version,
        instrument=made.instruments["strategic plan"],
        valid_from=date(2024, 1, 1),
        valid_until=date(2028, 1, 1),
    )


def cite_in_case(made: Made, case: int) -> None:
    """What the paper gives as its triggers, its legal base, and its link with the plan."""
    bases = ("convention 70", "convention 71", "1108 1")
    cited = [("provision", one, notes.PROMPTED_BY) for one in ACTION_PLANS]
    cited += [("provision", one, notes.LEGAL_BASE) for one in bases]
    cited.append(("plan_element", "excellence", notes.TIED_TO))
    for kind, one, reason in cited:
        cite_in_reorganisation(
            made.actor(KEEPER),
            reorganisation=case,
            of=Reference(kind, made.provisions[one]),
            reason=reason.in_original,
            day=figures.PUT_FORWARD,
        )


def say_what_departments_serve(made: Made) -> None:
    """The two departments that the reorganisation made serve what prompted it."""
    for unit in ("SED", "TSP"):
        for plan in ACTION_PLANS:
            cite(
                made.actor(KEEPER),
                organisation=made.organisation,
                subject=Reference("unit", made.units[unit]),
                of=Reference("provision", made.provisions[plan]),
                day=figures.REORGANISATION,
                reason=MADE_FOR_IT,
            )
