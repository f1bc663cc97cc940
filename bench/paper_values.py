"""Papers to be written for a measurement: a usual one, and one of a hundred pages; all invented."""

from datetime import date

from bureau.core.claims.kinds import ClaimKind
from bureau.core.claims.verdicts import Verdict
from bureau.core.layout.boxes import Change, PostState
from bureau.core.papers.kinds.case import CaseSaid
from bureau.core.papers.kinds.council_paper import About, CouncilPaper, Request
from bureau.core.papers.kinds.decision import Clause, Decision, Formula, Operative, Preamble, Verb
from bureau.core.papers.kinds.job_description import Duty, JobDescription
from bureau.core.papers.kinds.parts import (
    ChangeSaid,
    Chart,
    Citation,
    Claimed,
    Costs,
    GradeCount,
    PostCost,
    StepTaken,
    UnitBox,
)
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.texts import LANGUAGES, Status, Text

DAY = date(2024, 7, 1)
WORDS = {
    "ar": "تنظيم عمل الإدارة ومتابعة ما يتقرر فيها مع سائر الوحدات",
    "en": "Organises the work of the department and follows up what is decided in it",
    "es": "Organiza el trabajo del departamento y da seguimiento a lo que en él se decide",
    "fr": "Organise les travaux du département et assure le suivi de ce qui y est décidé",
    "ru": "Организует работу департамента и следит за выполнением принятых в нём решений",
    "zh-hans": "组织本部的工作，并与其他单位一道落实本部作出的各项决定",
}


def said(more: object, times: int = 1) -> Text:
    """A sentence in six languages, told apart from others by `more`; longer by `times`."""
    status = {one: Status.ORIGINAL if one == "en" else Status.REVISED for one in LANGUAGES}
    words = {one: ". ".join([WORDS[one]] * times) for one in LANGUAGES}
    return Text("en", {one: (f"{words[one]} ({more}).", status[one]) for one in LANGUAGES})


def name(of: object) -> Text:
    status = {one: Status.ORIGINAL if one == "en" else Status.REVISED for one in LANGUAGES}
    short = dict(zip(LANGUAGES, ("إدارة", "Unit", "Unidad", "Unité", "Отдел", "单位"), strict=True))
    return Text("en", {one: (f"{short[one]} {of}", status[one]) for one in LANGUAGES})


def chart(boxes: int, *changes: Change) -> Chart:
    """Every unit has four below it."""
    grades = (GradeCount("P.5", 2, 1), GradeCount("P.3", 4), GradeCount("G.6", 3, 0, 1))
    return Chart(
        name("0"),
        DAY,
        tuple(
            UnitBox(
                str(place),
                name(place),
                f"U{place}",
                str((place - 1) // 4) if place else "",
                name(f"{place} chief"),
                "D.1",
                PostState.ENCUMBERED,
                grades,
                changes if place == 3 else (),
            )
            for place in range(boxes)
        ),
    )


def description(place: int, duties: int, seed: int) -> JobDescription:
    parts = tuple(Duty(said(f"{seed} {n}"), (Duty(said(f"{n} a")),) * 3) for n in range(duties))
    return JobDescription(
        post=f"ST02/D1/{579 + place}",
        title=name(f"{place} chief"),
        grade="D.1",
        original="en",
        issuer=name("house"),
        unit=name(place),
        unit_code=f"U{place}",
        reports_to=name("director"),
        direction=said("under the director"),
        duties=parts,
        education=(said("degree"),),
        experience=(said("fifteen years"),),
        competency=(said("listens"), said("leads")),
    )


def case(boxes: int, descriptions: int, duties: int, seed: int) -> CaseSaid:
    described = tuple(description(place, duties, seed) for place in range(descriptions))
    first = described[0].post
    costs = tuple(PostCost(one.post, 14_000_000, 28_200_000) for one in described)
    return CaseSaid(
        prompted=(said("what asks for it"),),
        background=(said(f"why {seed}", 6),),
        changes=tuple(ChangeSaid(DAY, said(f"change {n} {seed}")) for n in range(8)),
        claims=tuple(
            Claimed(ClaimKind.UNIT_UNCHANGED, said(f"claim {n}"), Verdict.TRUE) for n in range(8)
        ),
        costs=(Costs("CHF", 14_000_000 * len(costs), 28_200_000 * len(costs), costs),),
        steps=(StepTaken(name("committee"), ActKind.RECOMMEND, StepState.DONE, DAY),),
        former=chart(boxes),
        new=chart(boxes, Change.ADDED),
        descriptions=described,
        decision=Decision(
            body="council",
            body_name=name("council"),
            original="en",
            issuer=name("house"),
            title=name("decision"),
            preamble=(Preamble(Formula.CONSIDERING, (Citation("convention", ("70", "71")),)),),
            operative=(Operative(Verb.DECIDES, Clause.APPROVE_DESCRIPTION, post=first),),
        ),
        reference="BENCH-2024",
    )


def council_paper(
    boxes: int = 12, descriptions: int = 1, duties: int = 9, seed: int = 0
) -> CouncilPaper:
    told = case(boxes, descriptions, duties, seed)
    return CouncilPaper(
        number="C24/15",
        body="council",
        issuer=name("house"),
        body_name=name("council"),
        original="en",
        case=told,
        title=name(f"paper {seed}"),
        day=DAY,
        purpose=said("to put it forward"),
        requests=(
            Request(ActKind.TAKE_NOTE, About.STRUCTURE),
            Request(ActKind.APPROVE, About.DESCRIPTION, told.descriptions[0].post),
        ),
        references=(Citation("convention", ("70", "71")),),
    )


def large_paper(seed: int = 0) -> CouncilPaper:
    """A hundred pages, with a chart of 1,000 boxes before and after."""
    return council_paper(boxes=1_000, descriptions=21, duties=11, seed=seed)
