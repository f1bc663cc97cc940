"""Acts whole, page by page: in part, as amended, with conditions, with questions, undone."""

import re
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.models import EntryIntoForce, Rescission
from bureau.institution.governance.services import actions, drafts, submissions
from bureau.institution.governance.services.amending import leave_out_action
from bureau.web.multilingual import text
from tests.institution.governance.amending import (
    adopt_as_amended,
    amend_code,
    approve_so,
    codes_on,
    let_amend,
    three_renamed,
)
from tests.institution.governance.engagement import DAY, Engagement, determine, recommend
from tests.institution.governance.test_in_part import recommended
from tests.institution.governance.test_pages_routes import act, route
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, TODAY, House

GAP = "\u202f"
SAID = {"day": TODAY.isoformat(), "document": "Memo 7"}


def address(case: Engagement, name: str, *more: int, **query: str) -> str:
    return reverse(f"reorganisation-{name}", args=[case.number, *more], query=query)


def see(client: Client, asked: str, **said: object) -> str:
    """What the act would do, on all parts where none are named."""
    parts = re.findall(r'name="parts" value="(\d+)"', page(client, asked))
    return send(client, asked, **{**SAID, "parts": parts, **said})


def do(client: Client, asked: str, confirmation: str) -> str:
    """The act as its page asks to confirm it; the page that one comes to."""
    return send(client, asked, **{**sent_again(confirmation), "confirm": "yes"})


def sent_again(confirmation: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)">', confirmation
    ):
        found.setdefault(name, []).append(value)
    return found


def test_a_part_brings_what_it_builds_on_and_shows_the_chart_with_it(house: House) -> None:
    case, client = recommended(house), visitor(house, "Sana")
    asked = act(case, "approve")
    shown = see(client, asked, parts=[5])
    assert "These must go with what you chose" in shown and "Chart as it would be" in shown
    assert "SED (Strategic Engagement) is established under TSB" in shown
    assert "2. Merge unit: SGD into" in shown.partition("These stay to be decided:")[2]
    assert sent_again(shown)["parts"] == ["1", "5"]
    do(client, asked, shown)
    assert {"SED", "SGD", "TSP"} <= codes_on(house, DAY)
    assert EntryIntoForce.objects.get().actions == [1, 5]


def test_the_cost_of_a_part_is_that_of_the_part(house: House) -> None:
    case, client = two_posts(house), visitor(house, "Sana")
    asked = act(case, "approve")
    both, one = see(client, asked), see(client, asked, parts=[1])
    assert f"250{GAP}000" in both and f"250{GAP}000" not in one and f"120{GAP}000" in one
    assert "NEW2" in one.partition("These stay to be decided:")[2]


def two_posts(house: House) -> Engagement:
    """A set that establishes two posts, recommended."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="POSTS", title=text(en="Posts")
    )
    for name, grade in (("NEW1", "P.5"), ("NEW2", "D.1")):
        actions.add_action(
            officer,
            reorganisation=number,
            kind=ActionKind.ESTABLISH_POST,
            day=DAY,
            values={
                "unit": house.units["OPD"],
                "number": name,
                "grade": grade,
                "duty_station": "GVA",
                "funding": "regular",
            },
            words={"title": text(en="Analyst")},
        )
    submissions.submit_reorganisation(officer, reorganisation=number)
    case = Engagement(house, number, 0)
    determine(case)
    recommend(case)
    return case


def test_a_body_amends_by_forms_and_adopts_what_it_amended(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case, client = three_renamed(house), visitor(house, "Sana")
    step = case.step("approve")
    assert f"amending/?step={step.replace(':', '%3A')}" in route(case, "Sana")
    desk = address(case, "amending", step=step)
    assert "Nothing is amended yet." in page(client, desk)
    changed = {"code": "UNO", "day": "2024-08-01", "language": "en", "reason": "Shorter"}
    shown = send(client, address(case, "amending-action", 1, step=step), **changed)
    assert "From: 1 July 2024 → 1 August 2024" in shown and "Acronym: ONE → UNO" in shown
    send(client, address(case, "amending-omission", 2, step=step))
    added = {"subject": house.posts["D1"], "day": "2024-07-01"}
    shown = send(client, address(case, "amending-new", step=step, kind="freeze_post"), **added)
    assert "left out" in shown and "Freeze post" in shown
    asked = act(case, "approve", "adopt_as_amended")
    shown = see(client, asked)
    assert "OPD is now called UNO" in shown or "UNO" in shown
    do(client, asked, shown)
    assert {"OPD", "TSP", "THREE"} <= codes_on(house, DAY)
    assert "UNO" in codes_on(house, FORCE.toordinal() + 31)
    assert "as amended" in route(case)


def test_what_no_rule_lets_a_body_decide_is_not_offered_for_an_amendment(house: House) -> None:
    let_amend(house, Amended.CLOSES, actions=frozenset({"rename_unit", "freeze_post"}))
    case = three_renamed(house)
    shown = page(visitor(house, "Sana"), address(case, "amending", step=case.step("approve")))
    assert "kind=freeze_post" in shown and "kind=appoint" not in shown


def test_what_was_put_down_of_an_amendment_is_taken_back(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case, client = three_renamed(house), visitor(house, "Sana")
    step = case.step("approve")
    leave_out_action(house.actor("Sana"), reorganisation=case.number, step=step, place=2)
    shown = send(client, address(case, "amending-removal", 2, step=step))
    assert "Nothing is amended yet." in shown
    for name, status in (("Olga", 404), ("Coco", 404), (None, 404)):
        other = visitor(house, name)
        assert other.get(address(case, "amending", step=step)).status_code == status


def test_the_author_sees_what_came_back_amended_and_accepts_it(house: House) -> None:
    let_amend(house, Amended.GOES_BACK)
    case = three_renamed(house)
    amend_code(case, 1, "UNO")
    number = adopt_as_amended(case)
    author = visitor(house, "Olga")
    assert "What the body amended" in page(
        author,
        address(case, "amendment", number)[:-2] and reverse("reorganisation", args=[case.number]),
    )
    three = page(author, address(case, "amendment", number))
    assert "As put forward" in three and "Your draft now" in three
    assert "Acronym: ONE → UNO" in three
    shown = send(author, address(case, "amendment-acceptance"))
    assert "What the body amended is in the draft." in shown and "UNO" in shown
    other = page(visitor(house, "Sana"), address(case, "amendment", number))
    assert "Accept it" not in other


def test_a_condition_is_set_and_met_by_forms(house: House) -> None:
    case, client = three_renamed(house), visitor(house, "Sana")
    asked = act(case, "approve")
    condition = {
        "condition_1": "A budget is voted",
        "condition_who_1": f"office:{house.offices['DIR']}",
        "condition_until_1": (FORCE + timedelta(days=9)).isoformat(),
        "condition_on_1": "1, 2",
    }
    shown = send(client, asked, 422, **SAID, parts=[1, 2, 3], condition_1="A budget is voted")
    assert "A condition needs this." in shown
    shown = see(client, asked, **condition)
    assert "wait until the condition is met" in shown
    shown = do(client, asked, shown)
    assert "A budget is voted" in shown and "Director says that a condition is met" in shown
    director = visitor(house, "Dina")
    asked = act(case, "fulfil")
    assert "A budget is voted" in page(director, asked)
    do(director, asked, see(director, asked))
    assert {"ONE", "TWO", "THREE"} <= codes_on(house, DAY)
    assert "met, 10 June 2024" in route(case)


def test_questions_go_to_the_author_who_answers_before_submitting(house: House) -> None:
    case, client = three_renamed(house), visitor(house, "Sana")
    asked = act(case, "approve", "refer_back")
    shown = see(client, asked, note="First this", questions="Who pays?\n\nUntil when?")
    assert "It is with its author." in shown
    do(client, asked, shown)
    author = visitor(house, "Olga")
    desk = page(author, reverse("reorganisation", args=[case.number]))
    barred = "A question is still to be answered before it goes forward."
    assert "First this" in desk and desk.replace(barred, "").count("to be answered") == 2
    assert re.search(rf'aria-disabled="true"[^<]*>[^<]*Submit.*?{barred}', desk, re.DOTALL)
    assert barred in page(author, address(case, "submission"))
    assert barred in send(author, address(case, "submission"), 422)
    for question in re.findall(r"questions/(\d+)/", desk):
        shown = send(author, address(case, "question", int(question)), said="The department")
    assert "to be answered" not in shown and "The department" in shown
    assert barred not in shown
    send(author, address(case, "submission"))
    assert "The department" in route(case)


def test_an_act_on_record_says_what_it_did(house: House) -> None:
    case = recommended(house)
    number = approve_so(case, parts=frozenset({1, 4, 5}))
    shown = page(visitor(house, "Sana"), address(case, "act", number))
    assert (
        "These came into force with it:" in shown
        and "SED (Strategic Engagement) is established" in shown
    )
    assert "Memo 7" in shown and "Record number" in shown
    first = case.case().acts[0].pk
    assert "Nothing came into force by it." in page(
        visitor(house, "Sana"), address(case, "act", first)
    )
    assert visitor(house, "Adam").get(address(case, "act", number)).status_code == 404


def test_what_is_in_force_is_undone_from_its_page_and_both_pages_say_so(house: House) -> None:
    case = three_renamed(house)
    approve_so(case)
    entry = EntryIntoForce.objects.get()
    officer = visitor(house, "Otto")
    said = {"reference": "UNDO", "title": "As it was", "language": "en"}
    asked = address(case, "rescission", entry.pk)
    assert "A draft is begun" in page(officer, asked)
    shown = send(officer, asked, **said, from_day="2024-07-01")
    assert "To undo record number 2 from 1 July 2024" in shown and "CODES" in shown
    undoing = Rescission.objects.get()
    own, others = route(case, "Otto"), route(case, "Olga")
    assert f"/reorganisations/{undoing.reorganisation_id}/route/" in own and "UNDO" in own
    assert "UNDO" not in others
    assert visitor(house, "Sana").get(asked).status_code == 404
