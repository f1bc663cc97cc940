"""What is shown of an act before it is confirmed is what it does, or why it would be refused."""

import re

from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.models import Ceiling, Reorganisation
from bureau.institution.governance.queries.amending import amended_so_far
from bureau.institution.governance.services import ceilings
from bureau.institution.governance.texts.delegated import amount_in_words
from bureau.web.multilingual import text
from tests.institution.governance.amending import (
    amend_code,
    approve_so,
    condition,
    let_amend,
    three_renamed,
)
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    determine,
    draft_engagement,
    recommend,
    submit,
    submitted,
    take_note,
)
from tests.institution.governance.test_claims import claim
from tests.institution.governance.test_delegated import P4, lay_down, new_post
from tests.institution.governance.test_pages_acts import SAID, see
from tests.institution.governance.test_pages_routes import act
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, House

BARRED = "As things stand it would be refused:"


def is_offered(shown: str) -> bool:
    (button,) = re.findall(r'<button[^>]*name="confirm"[^>]*>', shown)
    return "aria-disabled" not in button


def test_an_act_above_the_ceiling_says_so_before_it_is_pressed(house: House) -> None:
    lay_down(house, cap=P4)
    first, second = new_post(house, "A1"), new_post(house, "A2")
    sana = visitor(house, "Sana")
    assert is_offered(see(sana, act(second, "approve")))
    approve(first)
    asked = act(second, "approve")
    told = "This would pass the ceiling of the delegation:"
    assert BARRED in page(sana, asked) and told in page(sana, asked)
    shown = see(sana, asked)
    assert BARRED in shown and told in shown and not is_offered(shown)


def test_rejecting_what_others_build_on_says_so_before_it_is_pressed(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    shown = see(visitor(house, "Sana"), act(case, "approve", "reject"), parts=[1], note="No")
    assert BARRED in shown and not is_offered(shown)
    shown = see(visitor(house, "Sana"), act(case, "approve", "reject"), parts=[2], note="No")
    assert BARRED not in shown and is_offered(shown)


def before_the_council(house: House) -> Engagement:
    case = draft_engagement(house)
    claim(case, "approved", body=house.bodies["COUNCIL"])
    submit(case)
    for each in (determine, recommend, approve, take_note):
        each(case)
    return case


def test_claims_are_shown_as_they_would_stand_after_the_act(house: House) -> None:
    case = before_the_council(house)
    carl = visitor(house, "Carl")
    after = "Claims, as they would stand after it"
    decided = see(carl, act(case, "decide"))
    assert "true" in decided.partition(after)[2].partition("</ul>")[0]
    rejected = see(carl, act(case, "decide", "reject"), note="No")
    assert "false" in rejected.partition(after)[2].partition("</ul>")[0]


def test_the_papers_that_it_writes_are_named_before(house: House) -> None:
    case = before_the_council(house)
    shown = see(visitor(house, "Carl"), act(case, "decide"))
    papers = shown.partition("Papers after it")[2].partition("</section>")[0]
    assert "Decision" in papers and f"/papers/decision/{case.number}/en/" in papers
    assert "Job description" in papers and "is headed as adopted" in papers
    assert "Staffing table" not in papers


def test_what_changes_the_structure_changes_the_staffing_table(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    shown = see(visitor(house, "Sana"), act(case, "approve"))
    papers = shown.partition("Papers after it")[2].partition("</section>")[0]
    assert "Staffing table" in papers and "Job description" not in papers


def test_what_is_adopted_as_amended_is_shown_with_its_difference_and_hash(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    amend_code(case, 1, "UNO")
    row = Reorganisation.objects.get(pk=case.number)
    found = amended_so_far(row, case.case(), case.step("approve"))
    assert found is not None
    asked = act(case, "approve", "adopt_as_amended")
    sana = visitor(house, "Sana")
    for shown in (page(sana, asked), see(sana, asked)):
        assert "Acronym: ONE → UNO" in shown
        assert f"{found.hash[:4]}·{found.hash[4:8]}" in shown


def test_whoever_says_that_a_condition_is_met_is_named(house: House) -> None:
    case = three_renamed(house)
    shown = see(visitor(house, "Sana"), act(case, "approve"), **condition_of(house))
    told = re.sub(r'<input type="hidden"[^>]*>', "", shown)
    assert f"office:{house.offices['DIR']}" not in told
    assert "Who says that it is met</dt><dd>Director" in told


def test_what_waits_for_a_condition_is_said_to_reserve_nothing_of_a_ceiling(house: House) -> None:
    lay_down(house, cap=2 * P4)
    first, second = new_post(house, "A1"), new_post(house, "A2")
    asked, left = amount_in_words(P4, "CHF"), amount_in_words(2 * P4, "CHF")
    shown = see(visitor(house, "Sana"), act(second, "approve"), **condition_of(house))
    assert "nothing is reserved for what waits" in shown
    assert f"take {asked} of the ceiling, of which {left} is left" in shown
    assert is_offered(shown)
    approve(first)
    lower_the_ceiling(house, to=2 * P4 - 1)
    shown = see(visitor(house, "Sana"), act(second, "approve"), **condition_of(house))
    assert "as things stand its entry into force is refused" in shown and is_offered(shown)


def condition_of(house: House) -> dict[str, str]:
    return {
        "condition_1": "A budget is voted",
        "condition_who_1": f"office:{house.offices['DIR']}",
        "condition_until_1": FORCE.isoformat(),
    }


def lower_the_ceiling(house: House, *, to: int) -> None:
    said = {"ceiling": Ceiling.objects.get().pk, "basis_minor": to, "basis": text(en="Less")}
    proposal = ceilings.propose_basis(house.actor("Otto"), **said)
    ceilings.settle_ceiling(house.administrator, proposal=proposal, is_confirmed=True)


def test_what_is_barred_and_pressed_is_refused_as_it_said(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    asked = act(case, "approve", "reject")
    shown = see(visitor(house, "Sana"), asked, parts=[1], note="No")
    told = shown.partition(BARRED)[2].partition("</ul>")[0]
    (why,) = re.findall(r"<li>(.*?)</li>", told)
    pressed = visitor(house, "Sana")
    refused = pressed.post(
        asked, {"key": "again", **SAID, "parts": ["1"], "note": "No", "confirm": "yes"}
    )
    assert refused.status_code == 422
    assert why in refused.content.decode().replace("&#x27;", "'")


def test_what_was_decided_on_a_condition_is_not_said_to_stay_undecided(house: House) -> None:
    case = three_renamed(house)
    approve_so(case, parts=frozenset({1, 2}), conditions=(condition(house, FORCE, 1),))
    sana, before = visitor(house, "Sana"), "These were decided before"
    back = page(sana, act(case, "approve", "refer_back"))
    waits, stays = back.split("These stay to be decided:")
    assert "OPD to ONE" in waits.split(before)[1] and "SGD to THREE" in stays
    assert "OPD to ONE" not in stays.split("</ul>")[0]
    stops = "nobody can say that the condition is met"
    assert stops in waits
    on = page(sana, act(case, "approve"))
    assert before in on and stops not in on
