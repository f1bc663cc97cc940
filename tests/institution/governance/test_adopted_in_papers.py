"""Papers once a body has adopted a case in part or in other words, or had it back before it."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from bureau.core.papers.checks import check
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.case import CaseSaid
from bureau.core.papers.kinds.council_paper import CouncilPaper
from bureau.core.papers.kinds.decision import Decision
from bureau.core.papers.redline import redline
from bureau.core.papers.shipped import BOOK
from bureau.core.procedures.kinds import ActKind, Amended
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES
from bureau.institution.governance.queries.put_forward import versions_before
from bureau.institution.governance.services import amending, claims, steps, submissions
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.texts.papers.case import CaseRead, CaseUnseenError
from bureau.institution.governance.texts.papers.council import (
    council_paper_of,
    decision_of,
    job_descriptions_of,
)
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.documents import (
    DocumentSaid,
    register_document,
    register_variant,
)
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms, rule_of
from bureau.web.multilingual import text
from tests.core.papers.reading import annexes, text_of
from tests.institution.governance.amending import condition, let_amend
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submit,
    take_note,
)
from tests.institution.governance.test_back_and_again import referred_back, rename
from tests.institution.governance.test_conflicts import seen
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation.convened import OPENS, convene

LATER = FORCE + timedelta(days=30)


def before_the_council(house: House) -> Engagement:
    """All but the description is in force; the council, which may amend it, is to decide on it."""
    let_amend(house, Amended.CLOSES, key="description")
    case = draft_engagement(house)
    claims.add_claim(
        case.officer,
        reorganisation=case.number,
        kind="recommended",
        named={"body": house.bodies["COCO"], "action": 6},
    )
    submit(case)
    for act in (determine, recommend, approve, take_note):
        act(case)
    return case


def adopt_later(case: Engagement) -> None:
    """The council adopts the description from a later day on."""
    carl, step = case.house.actor("Carl"), case.step("decide")
    described = next(one for one in actions_of(case.number) if one.id == 6)
    amending.amend_action(
        carl,
        reorganisation=case.number,
        step=step,
        place=6,
        day=LATER.toordinal(),
        values={"description": described.values["description"]},
    )
    amending.adopt_as_amended(
        carl,
        reorganisation=case.number,
        step=step,
        day=TODAY,
        meeting=case.house.meetings["COUNCIL"],
        document="Decision 1",
    )


def paper_of(case: Engagement, version: int | None = None) -> CouncilPaper:
    return council_paper_of(CaseRead.of(case.officer, case.number, version))


def adopted(case: Engagement, version: int | None = None) -> Decision:
    return decision_of(CaseRead.of(case.officer, case.number, version))


def set_in(value: object, language: str = "en") -> str:
    kind = "decision" if isinstance(value, Decision) else "council-paper"
    return text_of(KINDS[kind].setting(value, language, BOOK))


def test_the_decision_says_what_was_amended_beside_what_was_put_forward(house: House) -> None:
    case = before_the_council(house)
    assert adopted(case).amendments == ()
    adopt_later(case)
    (one,) = adopted(case).amendments
    assert [said.day for said in one.before] == [FORCE]
    assert [said.day for said in one.after] == [LATER]
    said = set_in(adopted(case))
    assert "adopted with the following amendments" in said
    assert "As put forward" in said and "in other words" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_adopted_is_headed_as_no_draft(house: House, language: str) -> None:
    case = before_the_council(house)

    def headings() -> list[str]:
        read = CaseRead.of(case.officer, case.number)
        (annex,) = annexes(KINDS["decision"].setting(decision_of(read), language, BOOK))
        (value,) = job_descriptions_of(read).values()
        alone = KINDS["job-description"].setting(value, language, BOOK)
        return ["".join(run.text for run in annex.title), alone.title]

    post = adopted(case).descriptions[0].post
    said = [
        BOOK.phrases[f"description.{name}", language].words.replace("{post}", post)
        for name in ("draft_title", "title")
    ]
    assert headings() == [said[0]] * 2
    adopt_later(case)
    assert headings() == [said[1]] * 2


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_sound_in_every_language(house: House, language: str) -> None:
    case = before_the_council(house)
    adopt_later(case)
    told = KINDS["decision"].setting(adopted(case), language, BOOK)
    faults = {one.fault for one in check(told, BOOK)}
    assert faults <= {"untranslated"}


def test_the_council_is_still_asked_for_what_was_put_to_it(house: House) -> None:
    case = before_the_council(house)
    adopt_later(case)
    draft = paper_of(case).case.decision
    assert draft and (draft.day, draft.amendments, draft.adopted) == (None, (), ())


@pytest.mark.exhaustive
def test_the_revised_paper_tells_the_case_as_adopted_and_says_so_at_its_foot(house: House) -> None:
    case = before_the_council(house)
    assert not paper_of(case).case.is_amended
    adopt_later(case)
    revised, former = paper_of(case), paper_of(case, 1)
    assert (revised.case.is_amended, former.case.is_amended) == (True, False)
    assert {one.day for one in revised.case.changes} == {FORCE, LATER}
    assert {one.day for one in former.case.changes} == {FORCE}
    foot = KINDS["council-paper"].setting(revised, "en", BOOK).furniture.foot
    assert foot.endswith("as adopted with amendments")


def test_after_an_amendment_each_step_is_told_once(house: House) -> None:
    case = before_the_council(house)

    def way() -> list[tuple[str, str]]:
        return [(str(one.act), one.who.in_language("en")) for one in paper_of(case).case.steps]

    before = way()
    adopt_later(case)
    assert way() == before and len(set(before)) == len(before)


@pytest.mark.exhaustive
def test_what_changed_in_the_paper_is_the_amendment_alone(house: House) -> None:
    """That it was amended, the change itself, and the chart of its day; nothing of later acts."""
    case = before_the_council(house)
    adopt_later(case)
    former, revised = both(case)
    assert replace(revised, case=former.case) == former
    differing = {
        one.name
        for one in fields(CaseSaid)
        if getattr(former.case, one.name) != getattr(revised.case, one.name)
    }
    assert differing == {"changes", "new", "is_amended"}
    sides = [KINDS["council-paper"].setting(one, "en", BOOK) for one in (former, revised)]
    assert redline(*sides).counted.total > 0


def both(case: Engagement) -> tuple[CouncilPaper, CouncilPaper]:
    return paper_of(case, 1), paper_of(case)


@pytest.mark.exhaustive
def test_a_statement_on_acts_is_told_as_today_in_both_versions(house: House) -> None:
    case = before_the_council(house)
    adopt_later(case)
    former, revised = (one.case.claims for one in both(case))
    assert [one.verdict for one in former] == [one.verdict for one in revised] == ["true"]


@pytest.mark.exhaustive
def test_of_a_part_the_decision_names_what_was_adopted(house: House) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}))
    first = adopted(case)
    assert first.day == TODAY and 0 < len(first.adopted) < len(paper_of(case).case.changes)
    assert "covers the following changes only" in set_in(first)
    asked = paper_of(case).case.decision
    assert asked and len(asked.operative) == 2 and len(first.operative) == 1
    assert first.descriptions == ()
    adopt_part(case, frozenset({2, 3, 6}), "Decision 2")
    rest = adopted(case)
    assert rest.adopted and not [one for one in rest.adopted if one in first.adopted]
    assert len(rest.descriptions) == 1


def test_under_one_document_what_is_adopted_in_two_acts_is_one_decision(house: House) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}))
    decide(case)
    whole = adopted(case)
    assert whole.adopted == () and len(whole.operative) == 2 and len(whole.descriptions) == 1


@pytest.mark.exhaustive
def test_amended_on_one_step_and_adopted_on_another_under_one_document_it_tells_both(
    house: House,
) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}))
    adopt_later(case)
    told = adopted(case)
    assert len(told.amendments) == 1 and len(told.operative) == 2


def test_it_covers_a_part_only_once_the_rest_is_rejected(house: House) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}))
    first = adopted(case)
    steps.reject(
        house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        meeting=house.meetings["COUNCIL"],
        document="Decision 2",
    )
    assert first.adopted and adopted(case).adopted == first.adopted


@pytest.mark.thorough
def test_it_covers_a_part_only_once_the_rest_is_withdrawn(house: House) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}))
    first = adopted(case)
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    assert first.adopted and adopted(case).adopted == first.adopted


@pytest.mark.exhaustive
def test_acts_that_were_voided_take_nothing_from_a_later_decision(house: House) -> None:
    case = council_decides_all(house)
    meeting = house.meetings["COUNCIL"]
    waits = (condition(house, LATER),)
    adopt_part(case, frozenset({1, 4, 5}), conditions=waits)
    assert adopted(case).descriptions == ()
    steps.refer_back(
        house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        meeting=meeting,
        document="Minutes",
    )
    rename(case, 3, "Standards Policy", "STP")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    determine(case)
    recommend(case)
    adopt_part(case, frozenset({1, 4, 5, 6}), "Decision 2")
    told = adopted(case)
    assert len(told.operative) == 2 and len(told.descriptions) == 1


@pytest.mark.thorough
def test_what_is_put_off_afterwards_leaves_the_decision_as_it_was_taken(house: House) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}))
    taken = adopted(case)
    steps.defer(
        house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        until=TODAY + timedelta(days=9),
        meeting=case.house.meetings["COUNCIL"],
    )
    assert adopted(case) == taken


@pytest.mark.exhaustive
def test_of_several_places_that_one_sentence_tells_the_amendment_is_one(house: House) -> None:
    case = council_decides_all(house)
    carl, step = house.actor("Carl"), case.step("decide")
    amending.leave_out_action(carl, reorganisation=case.number, step=step, place=6)
    amending.adopt_as_amended(
        carl,
        reorganisation=case.number,
        step=step,
        day=TODAY,
        meeting=case.house.meetings["COUNCIL"],
        document="Decision 1",
    )
    (one,) = adopted(case).amendments
    assert one.before and not one.after
    assert "left out" in set_in(adopted(case))


def council_decides_all(house: House) -> Engagement:
    """By another rule the council decides on the structure as well, and may amend it."""
    described = rule_of(Rule.objects.get(pk=house.rules["description"]))
    rule = rule_of(Rule.objects.get(pk=house.rules["structure"]))
    amendable = tuple(replace(step, amended=Amended.CLOSES) for step in described.steps)
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key="structure",
        subject="reorganisation",
        terms=Terms(
            amendable, rule.actions, rule.grades, asks=rule.asks, presupposes=rule.presupposes
        ),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    let_amend(house, Amended.CLOSES, key="description")
    case = draft_engagement(house)
    submit(case)
    determine(case)
    recommend(case)
    return case


def adopt_part(
    case: Engagement,
    parts: frozenset[int],
    document: str = "Decision 1",
    conditions: tuple[SaidCondition, ...] = (),
) -> None:
    steps.decide(
        case.house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        meeting=case.house.meetings["COUNCIL"],
        document=document,
        parts=parts,
        conditions=conditions,
    )


def test_a_step_closed_in_parts_is_told_with_the_act_on_each(house: House) -> None:
    case = council_decides_all(house)
    adopt_part(case, frozenset({1, 4, 5}), document="Decision 1")
    adopt_part(case, frozenset({2, 3, 6}), document="Decision 2")
    decided = [one.document for one in paper_of(case).case.steps if one.act is ActKind.DECIDE]
    assert decided == ["Decision 1", "Decision 2"]


@pytest.mark.exhaustive
def test_put_off_it_is_told_for_the_later_session_under_the_number_of_its_revision(
    house: House,
) -> None:
    case, carl = before_the_council(house), house.actor("Carl")
    assert paper_of(case).session == text(en="Session of June")
    steps.defer(
        carl,
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        until=OPENS,
        meeting=house.meetings["COUNCIL"],
    )
    things = convene(house)
    session, rule = int(things["the session"]), int(things["class of documents"])
    subject = Reference("reorganisation", case.number)
    item = add_agenda_item(
        carl, meeting=session, said=ItemSaid(text(en="Once more"), subject=subject)
    )
    said = DocumentSaid(text(en="Paper"), "en", (item,))
    first = register_document(carl, meeting=session, document_class=rule, said=said)
    assert paper_of(case).number == "C24/2"
    register_variant(carl, of=first, variant="revision", said=said)
    told = paper_of(case)
    assert (told.number, told.session) == ("C24/2 (Rev.1)", text(en="Session 2024"))


@pytest.mark.exhaustive
def test_sent_back_and_put_forward_again_it_is_the_second_version(house: House) -> None:
    case = referred_back(house)
    rename(case, 3, "Standards Policy", "STP")
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    told = paper_of(case)
    assert (told.case.version, paper_of(case, 1).case.version) == (2, 1)
    foot = KINDS["council-paper"].setting(told, "en", BOOK).furniture.foot
    assert foot.endswith("Version 2")


@pytest.mark.exhaustive
def test_whoever_may_see_the_case_now_sees_what_was_put_forward_before(house: House) -> None:
    """Rights are those of now: everybody, once all is decided; until then nobody off its way."""
    case = referred_back(house)
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    opal = house.actor("Opal")
    with pytest.raises(CaseUnseenError):
        CaseRead.of(opal, case.number, 1)
    for act in (approve, take_note, decide):
        act(case)
    assert [row.version for row in versions_before(seen(house, "Opal", case.number))] == [1]
    assert council_paper_of(CaseRead.of(opal, case.number, 1)).case.version == 1
    with pytest.raises(CaseUnseenError):
        CaseRead.of(house.actor("Stray"), case.number, 1)
