"""What the pages say of how a case stands: what is in force, to come, fallen, with its author."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bureau.core.reasons import Reason
from bureau.institution.governance.queries import wiring
from bureau.institution.governance.services import actions, steps, submissions
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.texts.wiring import sentence
from bureau.institution.procedures.models import ProcedureNote
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submitted,
    take_note,
)
from tests.institution.governance.test_back_and_again import referred_back
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House


def before_the_council(house: House) -> Engagement:
    case = submitted(house)
    for act in (determine, recommend, approve, take_note):
        act(case)
    return case


def by_the_council(case: Engagement, act: str, note: str = "Not so") -> int:
    found: int = getattr(steps, act)(
        case.house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        document="C/1",
        note=note,
    )
    return found


def put_off(case: Engagement) -> None:
    """The author has the last action take effect a day later."""
    last = actions_of(case.number)[-1]
    actions.change_action(
        case.officer,
        reorganisation=case.number,
        place=last.id,
        day=last.day + 1,
        values=last.values,
    )


def come_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.combine(FORCE + timedelta(days=1), datetime.min.time(), UTC)
    monkeypatch.setattr(timezone, "now", lambda: later.replace(hour=9))


def route(case: Engagement, who: str = "Carl") -> str:
    return page(visitor(case.house, who), reverse("reorganisation-route", args=[case.number]))


def listed(case: Engagement) -> str:
    """The state that the list of cases gives, with what it waits for."""
    text = page(visitor(case.house, "Carl"), reverse("reorganisations"))
    return re.sub(r"<[^>]+>|\s+", " ", text[text.index("TSB-2024") :])


def test_what_was_rejected_is_not_still_to_be_decided(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = before_the_council(house)
    assert "Still to be decided:" in route(case)
    by_the_council(case, "reject")
    text = route(case)
    assert "Still to be decided:" not in text
    told = text[text.index("Not adopted:") :]
    assert "6. Adopt job description" in told and "rejected" in told
    come_the_day(monkeypatch)
    assert "partly in force" in route(case) and "partly in force" in listed(case)


def test_what_fell_is_told_with_who_when_and_why(house: House) -> None:
    case = submitted(house)
    step, why = case.step("determine"), "Not before the budget is known"
    deferred = steps.defer(
        house.actor("Sana"),
        reorganisation=case.number,
        step=step,
        day=TODAY,
        until=FORCE,
        note=why,
    )
    told = route(case, "Sana")
    assert why in told and f"/acts/{deferred}/" in told
    withdrawn = steps.withdraw_reorganisation(
        case.officer, reorganisation=case.number, day=TODAY, note="The paper is rewritten"
    )
    whole = route(case, "Olga")
    apart = whole.index("Acts on steps that the route has no more")
    told, rest = whole[whole.index("Not adopted:") : apart], whole[apart:]
    assert "The paper is rewritten" in told and f"/acts/{withdrawn}/" in told and "Olga" in told
    assert why in rest and f"/acts/{deferred}/" in rest


def test_the_author_is_told_why_it_was_rejected(house: House) -> None:
    case = before_the_council(house)
    act = by_the_council(case, "reject", note="The posts are not voted")
    (told,) = [one for one in wiring.tells([case.number]) if one.code == "rejected"]
    assert told.address.endswith(f"/acts/{act}/")
    assert "The posts are not voted" in sentence(Reason(told.code, told.facts))
    ProcedureNote.objects.filter(act=act).delete()
    assert sentence(Reason(told.code, told.facts)) == "It was rejected, in whole or in part."


def test_an_act_on_what_was_changed_since_is_marked_void(house: House) -> None:
    case = referred_back(house)
    assert "void:" not in route(case, "Sana")
    actions.change_action(
        case.officer,
        reorganisation=case.number,
        place=3,
        day=DAY,
        values={"code": "OTH"},
        words={"name": text(en="Other")},
    )
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert route(case, "Sana").count("void: what it was on was changed since") == 2


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ((3,), "void on action 3: it was changed since"),
        ((1, 3), "void on actions 1, 3: they were changed since"),
    ],
)
def test_an_act_is_marked_void_on_those_actions_of_which_words_were_changed(
    house: House, places: tuple[int, ...], told: str
) -> None:
    case = referred_back(house)
    for place in places:
        actions.change_action(
            case.officer,
            reorganisation=case.number,
            place=place,
            day=DAY,
            values=actions_of(case.number)[place - 1].values,
            words={"name": text(en="Other")},
        )
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert told in route(case, "Sana")


def test_what_the_author_withdrew_is_told_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    case = before_the_council(house)
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    text = route(case)
    assert "withdrawn" in text[text.index("Not adopted:") :]
    come_the_day(monkeypatch)
    assert "partly in force" in listed(case)


def test_a_description_that_fell_awaits_nothing(house: House) -> None:
    case = before_the_council(house)
    post = reverse("post", args=[house.posts["D1"]])
    versions = reverse("post-versions", args=[house.posts["D1"]])
    reader = visitor(house, "Carl")
    assert "Version 1 is written and awaits one." in page(reader, post)
    assert "awaits a decision" in page(reader, versions)
    by_the_council(case, "reject")
    assert "Version 1 was written; it is not in force" in page(reader, post)
    assert "awaits" not in page(reader, post) + page(reader, versions)
    assert "not in force" in page(reader, versions)


def test_what_is_decided_in_part_is_partly_decided(house: House) -> None:
    case = submitted(house)
    for act in (determine, recommend):
        act(case)
    assert "on its route" in listed(case)
    approve(case)
    assert "partly decided" in listed(case) and "partly decided" in route(case)
    take_note(case)
    decide(case)
    assert "partly decided" not in listed(case)


def test_nothing_is_in_force_before_its_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    case = before_the_council(house)
    decide(case)
    told = "enters into force on 1 July 2024"
    workspace = reverse("reorganisation", args=[case.number])
    assert told in listed(case) and told in route(case)
    assert page(visitor(house, "Carl"), workspace).count(told) == 7
    come_the_day(monkeypatch)
    assert told not in listed(case) and " in force " in listed(case)
    assert told not in route(case) + page(visitor(house, "Carl"), workspace)


@pytest.mark.parametrize("who", ["Sana", "Olga"])
def test_referred_back_a_case_waits_for_its_author(house: House, who: str) -> None:
    case = submitted(house)
    step = case.step("determine")
    steps.refer_back(house.actor("Sana"), reorganisation=case.number, step=step, day=TODAY)
    text = route(case, who)
    assert re.findall(r"<dt>Waits for</dt><dd>([^<]+)", text) == ["its author"]
    assert "here now" not in text and "No step is open." not in text


def test_referred_back_the_acts_on_what_is_in_force_stay_on_the_route(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = before_the_council(house)
    by_the_council(case, "refer_back")
    for changed in (False, True):
        text = route(case)
        for done in ("determined", "recommended", "approved", "taken note of", "referred back"):
            assert re.search(rf"<dt><span[^>]*>.*?{done}", text), done
        assert "Council decides" in text and "Version 1" in text
        if not changed:
            assert text.count("Secretary-General determines") == 1, "its answer still stands"
            put_off(case)
    come_the_day(monkeypatch)
    assert "partly in force" in route(case)
    assert "partly in force" in listed(case) and "its author" in listed(case)


def test_the_page_of_a_case_says_first_how_it_stands_and_for_whom_it_waits(house: House) -> None:
    case = before_the_council(house)
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    head = " ".join(text[text.index("<h1>") : text.index("Parts of the case")].split())
    assert "on its route" in head or "partly decided" in head
    assert (
        "Waits for: Council" in head and reverse("reorganisation-route", args=[case.number]) in head
    )


def test_a_draft_waits_for_nobody_in_its_head(house: House) -> None:
    case = draft_engagement(house)
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "Waits for" not in text
