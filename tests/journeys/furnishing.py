"""What the example has none of, made through services before it is served, so that its pages are
looked at too: a template with units below, somebody engaged beside posts, imports in each look,
alternatives of a draft, and a draft that is talked of, cleared and reviewed from outside.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bureau.config.proving.grounds import Ground

ROOT = Path(__file__).parents[2]
SETTINGS = "bureau.config.settings"
NOT_KNOWN = "No such grade"
LINK = "rv_looked_at"
"""The secret of a link to the draft."""


TWO_UNITS = "TWO-UNITS"
"""The case of two new units, each with a post, that waits for the Secretary-General."""


def furnish(ground: Ground) -> None:
    """In a process of its own, on the ground's database."""
    _run(ground, "pages")


def furnish_two_units(ground: Ground) -> None:
    _run(ground, "two units")


def furnish_amendable(ground: Ground) -> None:
    _run(ground, "amendable")


def furnish_budgets(ground: Ground) -> None:
    _run(ground, "budgets")


def _run(ground: Ground, what: str) -> None:
    command = [sys.executable, "-m", "tests.journeys.furnishing", what]
    environment = ground.env | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(ended.stdout + ended.stderr)


def _template_and_engagement() -> None:
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.institution.governance.services.personnel import engage
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.services.templates import make_template
    from bureau.record.accounts.models import Person
    from bureau.web.multilingual import text

    now, day = acts.as_it_is(), acts.the_day()
    with_units = next(
        unit.id
        for unit in now.units()
        if now.children(unit.id) and len(now.posts_under(unit.id)) < 90
    )
    make_template(
        actor_with_login(acts.AUTHOR),
        organisation=Organisation.objects.get().pk,
        name=text(en="A bureau of two levels"),
        unit=with_units,
        day=day,
        with_units=True,
    )
    engage(
        actor_with_login("human-resources"),
        unit=with_units,
        person=Person.objects.order_by("-pk")[0].pk,
        manner="intern",
        day=day,
    )


def _work() -> None:
    """An initiative with a pillar and an edition, each changed once."""
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.desk.programmes.services import initiatives, parts
    from bureau.web.multilingual import text

    by, day = actor_with_login("organisation-officer"), acts.the_day()
    post, name = next(iter(acts.as_it_is().posts())).id, text(en="Annual forum")
    number = initiatives.add_initiative(by, code="FORUM", name=name, post=post, valid_from=day)
    pillar = parts.add_pillar(by, initiative=number, code="P1", name=name)
    parts.change_pillar(by, pillar=pillar, code="P1", name=text(en="Platform"))
    edition = parts.add_edition(by, initiative=number, year=day.year, valid_from=day)
    parts.change_edition(by, edition=edition, year=day.year, place="Geneva", valid_from=day)
    initiatives.change_initiative(
        by, initiative=number, code="FORUM", name=text(en="Forum"), post=post, valid_from=day
    )


def _ballot() -> None:
    """A ballot of the committee without unanimity, its chair's decision, and the report of it."""
    from bureau.config.proving.deeds.governance import deciding

    for deed in deciding.alone_after_a_ballot():
        deed()


def _imports() -> None:
    """Organograms with a rename to settle; a table to draft and one to record, with misfits."""
    from bureau.config.proving import acts, files
    from bureau.config.shell import actor_with_login
    from bureau.documents.halves import read_half
    from bureau.institution.imports.services.outlooks import outlook_of, table_outlook_of
    from bureau.institution.imports.services.staging import stage
    from bureau.institution.imports.services.tables import take_table
    from bureau.institution.organisation.models import Organisation

    halves = [read_half(*file) for file in files.department()]
    outlook_of(stage(actor_with_login("administrator"), halves))
    posts = [post.number for post in acts.as_it_is().posts()[:3]]
    rows: Sequence[tuple[int, Sequence[str]]] = [
        (1, ("number", "title", "grade", "unit")),
        *((row, (number, f"New title {row}", "", "")) for row, number in enumerate(posts, 2)),
        (9, ("NEW/1", "Analyst", NOT_KNOWN, acts.ABOVE)),
        (10, ("NEW/2", "Analyst", "P.4", acts.ABOVE)),
    ]
    for becomes in ("draft", "record"):
        number = take_table(
            actor_with_login(acts.AUTHOR),
            organisation=Organisation.objects.get().pk,
            kind="posts",
            becomes=becomes,
            day=acts.the_day(),
            name="posts.csv",
            rows=rows,
        )
        summarise = table_outlook_of if becomes == "draft" else outlook_of
        summarise(number)


def _two_units() -> None:
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.core.changes.actions import ActionKind
    from bureau.institution.governance.services import actions, drafts, submissions
    from bureau.institution.governance.services.actions import Drafting
    from bureau.institution.organisation.models import Organisation
    from bureau.web.multilingual import text

    author, day = actor_with_login(acts.AUTHOR), acts.the_day().toordinal()
    above = next(unit.id for unit in acts.as_it_is().units() if unit.code == "TSB")
    unit, post = ActionKind.ESTABLISH_UNIT, ActionKind.ESTABLISH_POST
    case = drafts.start_reorganisation(
        author,
        organisation=Organisation.objects.get().pk,
        reference=TWO_UNITS,
        title=text(en="Two units"),
    )
    units = [
        Drafting(
            unit,
            day,
            values={"code": code, "kind": "section", "parent": above},
            words={"name": text(en=f"Section {code}")},
            key=code,
        )
        for code in ("DS1", "DS2")
    ]
    paid = {"duty_station": "GVA", "funding": "regular_budget"}
    posts = [
        Drafting(
            post,
            day,
            values={"number": f"DEMO/{code}/01", "grade": grade, **paid},
            words={"title": text(en="Analyst")},
            named={"unit": code},
        )
        for code, grade in (("DS1", "P.2"), ("DS2", "P.4"))
    ]
    actions.add_actions(author, reorganisation=case, drafted_actions=[*units, *posts])
    submissions.submit_reorganisation(author, reorganisation=case)
    for what in acts.WAY[:-1]:
        acts.ACTS[what]("", case=case, step=acts.steps_here(case)[what])


def _alternatives() -> None:
    """The draft of the example beside an empty way; what it expects is decided otherwise."""
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.example import figures
    from bureau.institution.governance.models import DraftAction, Reorganisation
    from bureau.institution.governance.services.scenarios import add_scenario, describe_scenario
    from bureau.web.multilingual import text

    by = actor_with_login(acts.AUTHOR)
    case = Reorganisation.objects.get(reference=figures.STAFFING_REFERENCE).pk
    for name, is_empty in (("Nothing moves", True), ("Later", False)):
        number = add_scenario(
            by,
            reorganisation=case,
            name=text(en=name),
            is_empty=is_empty,
            drafted_name=text(en="As drafted"),
        )
        describe_scenario(
            by,
            reorganisation=case,
            number=number,
            name=text(en=name),
            reason=text(en="It helps less"),
        )
    moved = DraftAction.objects.filter(reorganisation=case, kind="move_post").order_by("place")[0]
    DraftAction.objects.filter(pk=moved.pk).update(expects={"unit": moved.values["unit"]})


def _talk() -> None:
    """A question on the draft with a reply, a reviewer, and human resources asked to clear it."""
    from datetime import timedelta

    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
    from bureau.core.procedures.rules import StepTemplate, Who
    from bureau.institution.governance.models import Reorganisation
    from bureau.institution.governance.services import clearance, comments, drafts, reviewing
    from bureau.institution.instruments.models import Instrument
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.structure import today
    from bureau.institution.procedures.services.rules import put_rule_in_force
    from bureau.institution.procedures.store import Terms
    from bureau.record.accounts.queries import secret_hash

    author, reader = (actor_with_login(one) for one in (acts.AUTHOR, "human-resources"))
    organisation = Organisation.objects.get()
    case = Reorganisation.objects.get(submitted=False, discarded=None).pk
    drafts.name_reader(author, reorganisation=case, person=reader.person or 0)
    asked = comments.comment_on(
        reader, reorganisation=case, about="action:1", kind="question", said="Why in January?"
    )
    comments.reply_to(author, comment=asked, said="The budget begins then.")
    reviewing.invite_reviewer(
        author,
        reorganisation=case,
        name="A reviewer",
        email="reviewer@example.org",
        valid_until=today(organisation) + timedelta(days=9),
        digest=secret_hash(LINK),
    )
    who = Who(WhoKind.ROLE, ("human_resources",))
    put_rule_in_force(
        author,
        organisation=organisation.pk,
        key="clearance",
        subject="clearance",
        terms=Terms((StepTemplate("people", 1, who, ActKind.APPROVE, Gate.RELEASE, days=5),)),
        valid_from=today(organisation),
        instrument=Instrument.objects.order_by("pk")[0].pk,
        is_practice=True,
    )
    clearance.ask_for_clearance(author, reorganisation=case)


def _rule_of_budgets() -> None:
    """Human resources recommend what is voted, the Council decides."""
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
    from bureau.core.procedures.rules import StepTemplate, Who
    from bureau.institution.instruments.models import Body, Instrument
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.structure import today
    from bureau.institution.procedures.services.rules import put_rule_in_force
    from bureau.institution.procedures.store import Terms

    organisation = Organisation.objects.get()
    people = Who(WhoKind.ROLE, ("human_resources",))
    council = Who(WhoKind.BODY, (Body.objects.get(code="COUNCIL").pk,))
    steps = (
        StepTemplate("people", 1, people, ActKind.RECOMMEND, Gate.NEXT),
        StepTemplate("council", 2, council, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE),
    )
    put_rule_in_force(
        actor_with_login(acts.AUTHOR),
        organisation=organisation.pk,
        key="budgets",
        subject="budget_proposal",
        terms=Terms(steps),
        valid_from=today(organisation),
        instrument=Instrument.objects.order_by("pk")[0].pk,
        is_practice=True,
    )


def _council_may_amend() -> None:
    """What is major is decided by the Council, which may from today on adopt it in other words."""
    from dataclasses import replace

    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.core.procedures.kinds import ActKind, Amended
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.structure import today
    from bureau.institution.procedures.models import Rule
    from bureau.institution.procedures.services.rules import put_rule_in_force
    from bureau.institution.procedures.store import Terms, rule_of

    organisation = Organisation.objects.get()
    row = Rule.objects.get(key="structure-major")
    rule = rule_of(row)
    steps = (
        replace(step, amended=Amended.CLOSES) if step.act is ActKind.DECIDE else step
        for step in rule.steps
    )
    put_rule_in_force(
        actor_with_login(acts.AUTHOR),
        organisation=organisation.pk,
        key=row.key,
        subject="reorganisation",
        terms=Terms(
            tuple(steps), rule.actions, rule.grades, asks=rule.asks, presupposes=rule.presupposes
        ),
        valid_from=today(organisation),
        instrument=row.instrument_id,
        is_practice=True,
    )


FURNISHINGS = {
    "amendable": (_council_may_amend,),
    "budgets": (_rule_of_budgets,),
    "pages": (_template_and_engagement, _work, _ballot, _imports, _alternatives, _talk),
    "two units": (_two_units,),
}

if __name__ == "__main__":
    from bureau.config.cli import set_up

    set_up()
    for make in FURNISHINGS[sys.argv[1]]:
        make()
