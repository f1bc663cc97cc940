"""Fifty cases of reorganisation and of budgets, and fifty of what comes of them."""

from bureau.institution.finance.models import Budget
from bureau.institution.governance.models import (
    AffectedPerson,
    Assignment,
    Ballot,
    BudgetProposal,
    Clearance,
    Comment,
    Correction,
    DeadlineConvention,
    DecisionRule,
    PersonnelAction,
    Reorganisation,
    ReportOwed,
    Seat,
    Submission,
)
from bureau.institution.governance.store import CASE
from bureau.institution.instruments.models import Body, Instrument
from bureau.institution.organisation.models import Effect
from bureau.institution.papers.models import Translating
from bureau.institution.procedures.models import ProcedureAct, Round
from tests.fifty import MANY, SAID, add
from tests.institution.house import NOW, OPENED, House

CARRIED = {"determinations": {}, "closed": [], "dropped": []}
PUT_FORWARD = {CASE: {"language": "en", "parts": {"title": "Said"}}}


def fifty(house: House) -> None:
    add(drafts(house, MANY))
    cases = list(Reorganisation.objects.order_by("pk"))
    put_forward(house, cases)
    worked_on(house, cases)
    budget_proposals(house)
    rounds = acted_in(house, cases[0])
    decided(house, cases[0], rounds)
    counted(house)
    commented(house, cases[0])
    followed(house, cases[0], rounds)
    corrected(house)


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


def put_forward(house: House, cases: list[Reorganisation]) -> None:
    """A round of each case with somebody whom it affects."""
    adam, hr = house.people["Adam"], house.posts["HR"]
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
            carried=CARRIED,
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
            words=PUT_FORWARD,
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


def worked_on(house: House, cases: list[Reorganisation]) -> None:
    """Something to do after each case, and a translation of it that somebody has taken."""
    adam, hr = house.people["Adam"], house.posts["HR"]
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


def budget_proposals(house: House) -> None:
    """A proposal for each budget; every second one is put forward."""
    officer = house.people["Olga"]
    add(
        BudgetProposal(
            organisation_id=house.organisation,
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
            organisation_id=house.organisation,
            kind="budget_proposal",
            subject=proposal.pk,
            number=1,
            submitted=OPENED,
            actions=[],
            hashes={"actions": "", "words": {}},
            authors=[officer],
            carried=CARRIED,
        )
        for proposal in BudgetProposal.objects.filter(submitted=True)
    )


def acted_in(house: House, case: Reorganisation) -> list[Round]:
    """Rounds of one case, each with an act."""
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
            carried=CARRIED,
        )
        for n in range(MANY)
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
            person=house.people["Adam"],
            at=NOW,
        )
        for one in rounds
    )
    return rounds


def decided(house: House, case: Reorganisation, rounds: list[Round]) -> None:
    """Seats of a body and its rule, and a ballot in each round."""
    body = Body.objects.order_by("pk")[0]
    add(Seat(body=body, role="member", name=SAID, valid_from=OPENED) for _ in range(MANY))
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
            person=house.people["Adam"],
            at=NOW,
        )
        for one in rounds
    )


def counted(house: House) -> None:
    """Conventions of one body, each from a later year."""
    body = Body.objects.order_by("pk")[0]
    add(
        DeadlineConvention(
            organisation_id=house.organisation,
            body=body,
            zone="UTC",
            source=SAID,
            valid_from=OPENED.replace(year=2100 + place),
        )
        for place in range(MANY)
    )


def commented(house: House, case: Reorganisation) -> None:
    """Comments and clearances of one case."""
    person = house.people["Adam"]
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
        for _ in range(MANY)
    )
    add(
        Clearance(reorganisation=case, number=n + 1, person=person, post=1, at=NOW)
        for n in range(MANY)
    )


def followed(house: House, case: Reorganisation, rounds: list[Round]) -> None:
    """Of the act of each round a report that is owed and a personnel action."""
    body, acts = Body.objects.order_by("pk")[0], ProcedureAct.objects.filter(round__in=rounds)
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
