"""The wiring table itself: whatever a column is asked, many cost as many reads as few."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from bureau.config.references import table_of
from bureau.config.wiring import KINDS
from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.pending import PendingEffect
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value
from bureau.institution.finance.models import Budget, BudgetLine, ExpenditureObject
from bureau.institution.governance.models import Clearance, Comment, Reorganisation
from bureau.institution.imports.models import Import
from bureau.institution.instruments.models import (
    Body,
    Citation,
    Instrument,
    PlanElement,
    PlanLine,
    PlanVersion,
    Provision,
    StrategicPlan,
)
from bureau.institution.organisation.models import (
    Delegation,
    DescriptionDuty,
    Duty,
    JobDescription,
    Office,
    Organisation,
    PostRole,
)
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.procedures.models import Rule
from bureau.record.accounts.models import Person, SignInChange, SignInLink
from bureau.record.notices.models import Notice, OutboxMail
from bureau.record.programs.models import ApiToken, Webhook
from bureau.web import kinds
from bureau.web.kinds import NONE
from bureau.web.multilingual import text
from bureau.web.requests import Reading
from tests.institution.house import NOW, OPENED, TODAY, House
from tests.institution.organisation import deeds

FEW, MANY, HOUR = 5, 50, timedelta(hours=1)
SAID = text(en="Said")
OF_IDS = ("describe", "visible", "owner", "verbs", "tabs")
OF_ENDINGS = ("hangs_on", "lapses_with")
HERE = Reading(Coordinates(TODAY.toordinal(), 1_000), TODAY, 1_000)
ASKED = [
    (row.name, column)
    for row in KINDS
    for column in (*OF_IDS, *OF_ENDINGS, "search", "thread")
    if getattr(row, column) != NONE
]


def add(rows: Iterable[Model]) -> None:
    listed = list(rows)
    type(listed[0])._default_manager.bulk_create(listed)


def fifty_of_each(house: House) -> None:
    """More of every kind, straight into their tables: what they mean is tried elsewhere."""
    deeds.add_posts(house, "OPD", MANY)
    units = [replace(deeds.establish(house, f"U{n}", "OPD"), id=n + 1) for n in range(MANY)]
    deeds.decide(house, *units)
    owner, person, places = house.organisation, house.people["Adam"], range(MANY)
    rule, title = Rule.objects.order_by("pk")[0], deeds.said(house, "Chief")
    posts = [post.id for post in house.now().posts()][:MANY]
    add(Person(name=f"Person {n}") for n in places)
    add(Body(organisation=owner, code=f"B{n}", name=SAID) for n in places)
    add(Organisation(code=f"O{n}", name=SAID) for n in places)
    add(Instrument(organisation=owner, kind="decision", title=SAID) for n in places)
    add(Office(organisation_id=owner, code=f"F{post}", name=SAID, post_id=post) for post in posts)
    add(PostRole(post_id=post, role="reader", valid_from=OPENED) for post in posts)
    add(
        PostRole(post_id=post, role="body_secretary", valid_from=OPENED, scope_kind="body", scope=1)
        for post in posts
    )
    add(
        Delegation(
            post_id=post,
            giver_id=person,
            person_id=person,
            capacity="delegate",
            valid_from=OPENED,
        )
        for post in posts
    )
    add(JobDescription(post_id=post, version=9, title_id=title) for post in posts)
    deeds.decide(house, *engaged(house))
    count_blocks(house, title)
    add(Import(at=NOW) for n in places)
    budgets(house)
    add(
        SignInLink(person_id=person, purpose="reset", made_at=NOW, valid_until=NOW + HOUR)
        for n in places
    )
    add(
        ApiToken(person_id=person, name="T", digest=str(n), made_at=NOW, valid_until=NOW.date())
        for n in places
    )
    add(Webhook(person_id=person, name="W", since=0, made_at=NOW) for n in places)
    add(SignInChange(person_id=person, what="codes_added", at=NOW) for n in places)
    for n in places:
        rule.pk, rule.key = None, f"rule-{n}"
        rule.save(force_insert=True)
    add(drafts(house, MANY))
    talked_of(person)
    register(house, title)
    notice = Notice.objects.create(
        kind="person", number=person, person_id=person, key="k", code="c", since=NOW
    )
    add(
        OutboxMail(person_id=person, notice=notice, key=str(n), queued_at=NOW, not_before=NOW)
        for n in places
    )


def talked_of(person: int) -> None:
    """A comment on each draft, and a clearance of it."""
    each = Reorganisation.objects.order_by("pk")
    add(
        Comment(
            reorganisation=row,
            kind="comment",
            about="case",
            person=person,
            state="",
            version=0,
            in_draft=True,
            at=NOW,
        )
        for row in each
    )
    add(
        Clearance(reorganisation=row, number=1, state="", person=person, post=0, at=NOW)
        for row in each
    )


def register(house: House, wording: int) -> None:
    """Provisions that posts serve, strategic plans, and duties of one description."""
    instrument, places = Instrument.objects.order_by("pk")[0], range(MANY)
    add(Provision(instrument=instrument, label=f"{n}", gist=SAID, is_mandate=True) for n in places)
    add(StrategicPlan(organisation=house.organisation, name=SAID) for n in places)
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
    described = JobDescription.objects.order_by("pk")[0]
    add(Duty(organisation_id=house.organisation) for n in places)
    add(
        DescriptionDuty(description=described, duty=duty, wording_id=wording, place=place)
        for place, duty in enumerate(Duty.objects.order_by("pk"))
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


def engaged(house: House) -> Iterator[Action]:
    """People who work in one unit beside its posts."""
    unit, day = Reference("unit", house.units["OPD"]), OPENED.toordinal()
    for n in range(MANY):
        values: dict[str, Value] = {
            "engagement": deeds.identity(house, "engagement"),
            "person": house.people["Adam"],
            "manner": "intern",
        }
        yield Action(n + 1, ActionKind.ENGAGE, unit, day, values)


def budgets(house: House) -> None:
    """Budgets of as many years, each with a line for a unit."""
    own, units = house.organisation, list(house.units.values())
    posts = ExpenditureObject.objects.create(organisation_id=own, code="P", name=SAID)
    add(
        Budget(organisation_id=own, name=SAID, first_year=year, last_year=year, currency="CHF")
        for year in range(2000, 2000 + MANY)
    )
    add(
        BudgetLine(budget=budget, code="P", unit_id=units[budget.pk % len(units)], object=posts)
        for budget in Budget.objects.all()
    )


def count_blocks(house: House, title: int) -> None:
    """Staffing blocks of one unit."""
    fields: dict[str, Value] = {"unit": house.units["OPD"], "title": title, "grade": "P.4"}
    day, numbers = OPENED.toordinal(), [deeds.identity(house, "block") for _ in range(MANY)]
    put_on_record(
        house.administrator,
        organisation=house.organisation,
        effects=[
            PendingEffect(Reference("block", id), day, Role.ESTABLISH, fields, place, place)
            for place, id in enumerate(numbers, 1)
        ],
        instrument=Instrument.objects.order_by("pk")[0].pk,
    )


def drafts(house: House, count: int) -> list[Reorganisation]:
    officer = house.actor("Olga")
    return [
        Reorganisation(
            organisation_id=house.organisation,
            reference=f"R{place}",
            title=SAID,
            author_id=officer.person or 0,
            author_post=officer.post or 0,
            created_at=NOW,
        )
        for place in range(count)
    ]


@pytest.fixture(scope="module")
def filled(built_house: House, django_db_blocker: Any) -> House:
    with django_db_blocker.unblock():
        fifty_of_each(built_house)
    return built_house


def reads(ask: Callable[[], object]) -> int:
    """How many reads it costs once what is kept in memory is there."""
    ask()
    with CaptureQueriesContext(connection) as made:
        ask()
    return len(made)


def asking(name: str, column: str, answer: Any, by: Actor, count: int) -> Callable[[], object]:
    table = table_of(name)
    assert table is not None
    ids = list(table._default_manager.order_by("-pk").values_list("pk", flat=True)[:count])
    assert len(ids) == count, f"there are not {count} of {name}"
    if column in OF_ENDINGS:
        posts = table_of("post")
        assert posts is not None
        ended = posts._default_manager.order_by("pk").values_list("pk", flat=True)[:count]
        return lambda: answer([Reference("post", each) for each in ended])
    if column == "thread":
        return lambda: answer(by, ids, HERE)
    return lambda: answer(ids) if column == "search" else answer(by, ids)


@pytest.mark.parametrize(("name", "column"), ASKED)
def test_fifty_cost_as_many_reads_as_five(filled: House, db: None, name: str, column: str) -> None:
    officer = filled.actor("Olga")
    for answer in kinds.functions(kinds.kind(name), column):
        few = reads(asking(name, column, answer, officer, FEW))
        assert reads(asking(name, column, answer, officer, MANY)) == few


@pytest.mark.parametrize("column", ["owned", "plans", "waiting"])
def test_what_is_asked_of_all_there_is_costs_the_same_for_fifty(house: House, column: str) -> None:
    officer = house.actor("Olga")
    (answer,) = kinds.functions(kinds.kind("reorganisation"), column)
    add(drafts(house, FEW))
    few = reads(lambda: answer(officer))
    add(drafts(house, MANY - FEW))
    assert reads(lambda: answer(officer)) == few


def test_what_hangs_on_what_ends_is_answered_in_pairs(filled: House, db: None) -> None:
    post = Reference("post", filled.posts["OPS"])
    answered = kinds.hanging([post]) + kinds.lapsing([post])
    assert {ended for ended, _ in answered} == {post}
    assert {"office", "post_role", "delegation"} <= {what.kind for _, what in answered}
    assert kinds.hanging([]) == []
