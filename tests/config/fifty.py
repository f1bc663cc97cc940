"""Fifty of every kind of thing, straight into the tables: what they mean is tried elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.db.models import Model

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value
from bureau.institution.finance.models import Budget, BudgetLine, ExpenditureObject
from bureau.institution.governance.models import (
    AffectedPerson,
    Assignment,
    Ballot,
    BudgetProposal,
    Clearance,
    Comment,
    Correction,
    DecisionRule,
    PersonnelAction,
    Reorganisation,
    ReportOwed,
    Seat,
    Submission,
)
from bureau.institution.imports.models import Import
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
from bureau.institution.organisation.models import (
    Absence,
    Delegation,
    DescriptionDuty,
    Duty,
    Effect,
    JobDescription,
    Office,
    Organisation,
    PostRole,
    RoleProposal,
)
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.papers.models import Paper, Phrase, Release, Translating
from bureau.institution.procedures.models import ProcedureAct, Round, Rule, RuleDraft
from bureau.record.accounts.models import Person, SignInChange, SignInLink
from bureau.record.files.models import StoredFile
from bureau.record.notices.models import CalendarFeed, Notice, OutboxMail
from bureau.record.programs.models import ApiToken, Webhook
from bureau.web.multilingual import text
from tests.institution.house import NOW, OPENED, House
from tests.institution.organisation import deeds

MANY, HOUR = 50, timedelta(hours=1)
SAID = text(en="Said")


def add(rows: Iterable[Model]) -> None:
    listed = list(rows)
    type(listed[0])._default_manager.bulk_create(listed)


def fifty_of_each(house: House) -> None:
    """More of every kind than there is."""
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
    add(Absence(post_id=post, person_id=person, valid_from=OPENED) for post in posts)
    add(
        RoleProposal(
            post_id=post,
            role="reader",
            valid_from=OPENED,
            proposed_by_id=person,
            proposed_at=NOW,
        )
        for post in posts
    )
    add(JobDescription(post_id=post, version=9, title_id=title) for post in posts)
    deeds.decide(house, *engaged(house))
    count_blocks(house, title)
    add(Import(at=NOW) for n in places)
    content = StoredFile.objects.create(hash="0" * 64, size=1, kind="pdf", kept_at=NOW)
    add(
        Paper(
            organisation=owner,
            subject_kind="unit",
            subject=n + 1,
            kind="staffing-table",
            language="en",
            format="pdf",
            content=content,
            manifest={},
            person=person,
            at=NOW,
        )
        for n in places
    )
    add(
        Release(
            organisation=owner,
            subject_kind="unit",
            subject=n + 1,
            kind="decision",
            code=f"code-{n}",
            person=person,
            at=NOW,
        )
        for n in places
    )
    add(
        Phrase(
            organisation=owner,
            concept=f"concept.{n}",
            language="en",
            words="x",
            status="draft",
            person=person,
            at=NOW,
        )
        for n in places
    )
    budgets(house)
    add(
        SignInLink(person_id=person, purpose="reset", made_at=NOW, valid_until=NOW + HOUR)
        for n in places
    )
    add(
        ApiToken(person_id=person, name="T", digest=str(n), made_at=NOW, valid_until=NOW.date())
        for n in places
    )
    add(
        CalendarFeed(person_id=person, digest=str(n), made_at=NOW, valid_until=NOW.date())
        for n in places
    )
    add(Webhook(person_id=person, name="W", since=0, made_at=NOW) for n in places)
    add(SignInChange(person_id=person, what="codes_added", at=NOW) for n in places)
    for n in places:
        rule.pk, rule.key = None, f"rule-{n}"
        rule.save(force_insert=True)
    add(drafts(house, MANY))
    put_forward(house)
    register(house, title)
    convened(house)
    decided(house)
    corrected(house)
    notice = Notice.objects.create(
        kind="person", number=person, person_id=person, key="k", code="c", since=NOW
    )
    add(
        OutboxMail(person_id=person, notice=notice, key=str(n), queued_at=NOW, not_before=NOW)
        for n in places
    )


def put_forward(house: House) -> None:
    """A round of each draft with somebody whom it affects, and something to do after it."""
    adam, hr = house.people["Adam"], house.posts["HR"]
    cases = list(Reorganisation.objects.order_by("pk"))
    add(
        Round(
            kind="reorganisation",
            subject=case.pk,
            organisation_id=house.organisation,
            number=1,
            actions=[],
            hashes={},
            authors=[case.author_id],
            submitted=NOW.date(),
            carried={"determinations": {}, "closed": [], "dropped": []},
            ended=NOW.date(),
        )
        for case in cases
    )
    add(
        Submission(
            reorganisation_id=row.subject,
            version=1,
            round=row,
            actions="[]",
            words={"case": {"language": "en", "parts": {"title": "Fifty"}}},
            words_hashes={},
            answers=[],
            person=adam,
            post=hr,
            at=NOW,
        )
        for row in Round.objects.filter(kind="reorganisation")
    )
    add(
        AffectedPerson(submission=one, person_id=adam, post=hr, day=OPENED, matched="same")
        for one in Submission.objects.all()
    )
    add(
        Assignment(
            reorganisation=case,
            what="other",
            words="Tell",
            owner=hr,
            due=OPENED,
            person=adam,
            post=hr,
            at=NOW,
        )
        for case in cases
    )
    add(
        Translating(
            organisation=case.organisation_id,
            subject_kind="reorganisation",
            subject=case.pk,
            language="fr",
            person=adam,
            until=OPENED,
            made_by=adam,
            at=NOW,
        )
        for case in cases
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


def decided(house: House) -> None:
    """Seats, rounds with their acts, ballots on them, and reports that are owed."""
    body, places, person = Body.objects.order_by("pk")[0], range(MANY), house.people["Adam"]
    case = Reorganisation.objects.order_by("pk")[0]
    add(Seat(body=body, role="member", name=SAID, valid_from=OPENED) for n in places)
    rule = DecisionRule.objects.create(
        body=body,
        ways=["in_session"],
        majority="simple",
        base="cast",
        shown="at_once",
        instrument=Instrument.objects.order_by("pk")[0],
        valid_from=OPENED,
    )
    add(
        Round(
            organisation_id=house.organisation,
            kind="reorganisation",
            subject=case.pk,
            number=100 + n,
            submitted=OPENED,
            actions=[],
            hashes={},
            authors=[],
            carried={"determinations": {}, "closed": [], "dropped": []},
        )
        for n in places
    )
    rounds = list(Round.objects.order_by("-pk")[:MANY])
    add(
        ProcedureAct(
            round=one,
            place=1,
            kind="take_note",
            parts=[],
            hashes={},
            day=OPENED,
            person=person,
            at=NOW,
        )
        for one in rounds
    )
    add(
        Ballot(
            reorganisation=case,
            round=one,
            step="s",
            kind="approve",
            parts=[],
            body=body,
            rule=rule,
            opened=OPENED,
            cut_off=NOW,
            person=person,
            at=NOW,
        )
        for one in rounds
    )
    add(
        Comment(
            reorganisation=case,
            kind="comment",
            about="case",
            person=person,
            version=1,
            in_draft=True,
            at=NOW,
        )
        for n in places
    )
    add(Clearance(reorganisation=case, number=n + 1, person=person, post=1, at=NOW) for n in places)
    acts = ProcedureAct.objects.filter(round__in=rounds)
    add(ReportOwed(act=act, reorganisation=case, body=body, to=body, due=OPENED) for act in acts)
    papers = Instrument.objects.filter(kind="decision").order_by("-pk")[:MANY]
    add(
        PersonnelAction(
            instrument=paper,
            organisation_id=house.organisation,
            subject=1,
            action="{}",
            act=act,
            record=100_000 + act.pk,
        )
        for paper, act in zip(papers, acts, strict=True)
    )


def convened(house: House) -> None:
    """Sessions of one body, each with an item and a document; and rules in draft."""
    body, places, person = Body.objects.order_by("pk")[0], range(MANY), house.people["Adam"]
    add(Meeting(body=body, name=SAID, valid_from=OPENED, valid_until=OPENED) for n in places)
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
    add(
        RuleDraft(
            organisation_id=house.organisation,
            title=SAID,
            valid_from=OPENED,
            person=person,
            authors=[person],
            begun=NOW,
        )
        for n in places
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
    officer = house.people["Olga"]
    add(
        BudgetProposal(
            organisation_id=own,
            budget=budget,
            title=SAID,
            person=officer,
            authors=[officer],
            begun=NOW,
            submitted=bool(budget.pk % 2),
        )
        for budget in Budget.objects.order_by("pk")
    )
    add(
        Round(
            organisation_id=own,
            kind="budget_proposal",
            subject=proposal.pk,
            number=1,
            submitted=OPENED,
            actions=[],
            hashes={"actions": "", "words": {}},
            authors=[officer],
            carried={"determinations": {}, "closed": [], "dropped": []},
        )
        for proposal in BudgetProposal.objects.filter(submitted=True)
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


def corrected(house: House) -> None:
    """As many corrections that wait for a second person."""
    effect = Effect.objects.order_by("pk")[0]
    add(
        Correction(
            organisation_id=house.organisation,
            effect=effect,
            manner="rescission",
            role="change",
            day=effect.day,
            document=SAID,
            person=house.people["Adam"],
            at=NOW,
        )
        for _ in range(MANY)
    )
