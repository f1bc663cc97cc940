"""Bodies, meetings, instruments and offices; and the roles that posts carry."""

from dataclasses import dataclass
from datetime import date, timedelta

from bureau.core.actors import Actor, Role
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.example import figures, posts
from bureau.example.building.cast import Made
from bureau.example.people import ADMINISTRATORS
from bureau.example.words import deciding, instruments, mandates, paper, register, rules
from bureau.institution.instruments import services
from bureau.institution.organisation.services.reference import end_role, give_role, name_office

EDITION = "https://www.itu.int/wftp3/Public/epub_shared/GS/Council09ResDec"


@dataclass(frozen=True, slots=True)
class Registered:
    """An instrument with its provisions by label; `is_mandate` says that they ask for something."""

    key: str
    kind: str
    title: Text
    provisions: tuple[tuple[str, Text], ...] = ()
    number: str = ""
    body: str | None = None
    note: Text | None = None
    source: str = ""
    is_mandate: bool = False


INSTRUMENTS = (
    Registered(
        "convention",
        "convention",
        instruments.CONVENTION,
        (
            ("70", instruments.MAJOR_CHANGES),
            ("71", instruments.STAFF_PLANS),
            ("109", deciding.CHAIR_MAY_DECIDE),
        ),
        note=instruments.CONVENTION_NOTE,
        source="https://www.itu.int/council/groups/res147/pp-props.html",
    ),
    Registered(
        "1107",
        "resolution",
        instruments.CLASSIFICATION,
        (("1", instruments.MAY_RECLASSIFY),),
        number="1107",
        body="council",
        note=instruments.EDITION_NOTE,
        source=f"{EDITION}/C/web/WebSearch/page0078.html",
    ),
    Registered(
        "1108",
        "resolution",
        instruments.MANAGEMENT_OF_POSTS,
        (("1", instruments.MAY_ESTABLISH),),
        number="1108",
        body="council",
        note=instruments.EDITION_NOTE,
        source=f"{EDITION}/C/web/WebSearch/page0078.html",
    ),
    Registered(
        "626",
        "resolution",
        instruments.VACANCY_NOTICES,
        (("1", instruments.ONE_LANGUAGE_MAY_DO),),
        number="626",
        body="council",
        note=instruments.EDITION_NOTE,
        source=f"{EDITION}/F/web/WebSearch/page0068.html",
    ),
    Registered(
        "assembly",
        "decision",
        instruments.OUTCOMES_OF_ASSEMBLY,
        (("action plan", instruments.CARRY_OUT_PLAN),),
        number="WTSA-20",
        body="assembly",
        note=instruments.MANDATE_NOTE,
        is_mandate=True,
    ),
    Registered(
        "plenipotentiary",
        "decision",
        instruments.OUTCOMES_OF_PLENIPOTENTIARY,
        (("action plan", instruments.CARRY_OUT_PLAN),),
        number="PP-22",
        body="plenipotentiary",
        note=instruments.MANDATE_NOTE,
        is_mandate=True,
    ),
    Registered(
        "paper",
        "paper",
        paper.PAPER,
        (
            ("structure", paper.PAPER_ON_STRUCTURE),
            ("description", paper.PAPER_ON_DESCRIPTION),
            ("cost", paper.PAPER_ON_COST),
            ("unchanged", paper.PAPER_ON_DUTIES),
            ("strategic plan", paper.PAPER_ON_STRATEGIC_PLAN),
        ),
        note=paper.PAPER_NOTE,
    ),
    Registered("practice", "practice", rules.PRACTICE, note=rules.ASSUMED_PRACTICE),
)


def register_sources(made: Made) -> None:
    """Bodies with one meeting each, and the instruments that rules and the case rest on."""
    by = made.actor(ADMINISTRATORS[0])
    _register_body(by, made, "committee", register.COORDINATION_COMMITTEE)
    _register_body(by, made, "council", register.COUNCIL)
    _register_body(by, made, "assembly", mandates.STANDARDIZATION_ASSEMBLY, "WTSA")
    _register_body(by, made, "plenipotentiary", mandates.PLENIPOTENTIARY_CONFERENCE, "PP")
    committee, council = (figures.RECOMMENDED, 1), (figures.COUNCIL_OPENS, 11)
    named = {"kind": "meeting", "code": "N"}
    _register_meeting(by, made, "committee", register.COMMITTEE_MEETING, committee, **named)
    _register_meeting(by, made, "council", register.COUNCIL_SESSION, council, code="24")
    for one in INSTRUMENTS:
        _register_instrument(by, made, one)


def _register_body(by: Actor, made: Made, key: str, name: Text, code: str = "") -> None:
    made.bodies[key] = services.register_body(
        by, organisation=made.organisation, code=code or key.upper(), name=name
    )


def _register_meeting(
    by: Actor, made: Made, key: str, name: Text, span: tuple[date, int], **said: str
) -> None:
    opens, days = span
    made.meetings[key] = services.register_meeting(
        by,
        body=made.bodies[key],
        name=name,
        valid_from=opens,
        valid_until=opens + timedelta(days=days),
        place="Geneva",
        zone="Europe/Zurich",
        **said,
    )


def _register_instrument(by: Actor, made: Made, one: Registered) -> None:
    made.instruments[one.key] = services.register_instrument(
        by,
        organisation=made.organisation,
        kind=one.kind,
        title=one.title,
        number=one.number,
        body=made.bodies[one.body] if one.body else None,
        note=one.note,
        source=one.source,
    )
    for label, gist in one.provisions:
        made.provisions[f"{one.key} {label}"] = services.add_provision(
            by,
            instrument=made.instruments[one.key],
            label=label,
            name=instruments.LABELS.get(label),
            gist=gist,
            is_mandate=one.is_mandate,
        )


def name_offices(made: Made) -> None:
    """The offices that rules name, each borne by a post; by the first administrator."""
    offices = (
        ("secretary_general", register.OFFICE_OF_SECRETARY_GENERAL, posts.SECRETARY_GENERAL),
        ("director", register.OFFICE_OF_DIRECTOR, posts.DIRECTOR),
        (
            "human_resources",
            register.OFFICE_OF_HUMAN_RESOURCES,
            posts.HUMAN_RESOURCES_OFFICER,
        ),
    )
    by = made.actor(ADMINISTRATORS[0])
    for code, name, number in offices:
        made.offices[code] = name_office(
            by,
            organisation=made.organisation,
            code=code,
            name=name,
            post=made.posts[number],
        )


def give_roles(made: Made) -> None:
    """What each post may do: given by one administrator, confirmed by the other."""
    for number, role, scope in _roles(made):
        _give(made, number, role, scope, figures.OPENING)


def follow_reorganisation(made: Made) -> None:
    """Who heads what has changed: one role ends with the unit it was over, another begins."""
    led = (posts.CHIEF_OF_STUDY_GROUPS, Role.HEAD)
    end_role(
        made.actor(ADMINISTRATORS[0]),
        post_role=made.roles[led],
        valid_until=figures.REORGANISATION,
    )
    engagement = Reference("unit", made.units["SED"])
    _give(made, posts.CHIEF_OF_ENGAGEMENT, Role.HEAD, engagement, figures.REORGANISATION)


def _give(made: Made, number: str, role: Role, scope: Reference | None, day: date) -> None:
    first, second = ADMINISTRATORS
    made.roles[number, role] = give_role(
        made.actor(first),
        post=made.posts[number],
        role=role,
        scope=scope,
        valid_from=day,
        confirmed_by=made.people[second],
    )


def _roles(made: Made) -> tuple[tuple[str, Role, Reference | None], ...]:
    bureau = Reference("unit", made.units["TSB"])
    heads = {unit.head: Reference("unit", made.units[unit.code]) for unit in posts.UNITS}
    return (
        (posts.ORGANISATION_OFFICER, Role.ORGANISATION_OFFICER, None),
        (posts.POST_OFFICER, Role.ORGANISATION_OFFICER, None),
        (
            posts.COMMITTEE_SECRETARY,
            Role.BODY_SECRETARY,
            Reference("body", made.bodies["committee"]),
        ),
        (
            posts.COUNCIL_SECRETARY,
            Role.BODY_SECRETARY,
            Reference("body", made.bodies["council"]),
        ),
        (posts.SECRETARY_GENERAL, Role.OFFICE_HOLDER, None),
        (posts.DIRECTOR, Role.OFFICE_HOLDER, bureau),
        (posts.HUMAN_RESOURCES_OFFICER, Role.HUMAN_RESOURCES, None),
        (posts.BUDGET_OFFICER, Role.BUDGET, None),
        (posts.COMMUNICATIONS_OFFICER, Role.READER, None),
        *(
            (number, Role.HEAD, heads[number])
            for number in (
                posts.DIRECTOR,
                posts.DEPUTY,
                posts.CHIEF_OF_STUDY_GROUPS,
                posts.CHIEF_OF_OPERATIONS,
            )
        ),
    )
