"""Every statement of the paper about its own change: proved by the record, or why it is not."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest import CaptureFixture

from bureau.config.cli import main
from bureau.config.proving.acts import AGREED
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.institution.finance.queries.budgets import budgets_of
from bureau.institution.finance.queries.lines import budget_page
from bureau.institution.governance.services import actions, drafts, steps, submissions
from bureau.institution.organisation.models import Organisation
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.accounts.models import User
from bureau.web.multilingual import text
from tests.example.conftest import TODAY, actor, as_of, post, unit
from tests.example.test_build import case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def claimed(capsys: CaptureFixture[str], words: str = "--json") -> list[dict[str, str]]:
    assert main(["claims", "TSB-2024", words]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return found


def page() -> str:
    client = Client()
    client.force_login(User.objects.get(login="organisation-officer"))
    address = reverse("reorganisation-claims", args=[case("TSB-2024").row.pk])
    return client.get(address).content.decode()


def test_every_statement_is_verified_but_for_what_the_council_is_yet_to_decide(
    capsys: CaptureFixture[str],
) -> None:
    found = claimed(capsys)
    assert [one["verdict"] for one in found] == [*["true"] * 12, "cannot_tell"]
    kept = [one["verdict_kept"] for one in found]
    assert kept == [*["true"] * 9, *["cannot_tell"] * 4]
    assert all(one["evidence"] for one in found)
    assert found[-1]["evidence"] == ["ITU Council has not acted on all of it yet."]


STATED = (
    ("a department of strategic engagement is created", "unit_established", "SED"),
    ("Study Groups is folded into the department of policy", "unit_merged", "SGD"),
    ("that department is called otherwise", "unit_renamed", "TSP"),
    ("the Deputy to the Director is its chief", "head_is", "SPD"),
    ("the post described is that of the chief of engagement", "head_is", "SED"),
    ("it is of grade D.1", "post_graded", "ST02/D1/579"),
    ("no change in what the Deputy and the chiefs answer for", "duties_unchanged", "DEMO/TSP"),
    ("operations and planning stays as it is", "unit_unchanged", "OPD"),
    ("the cost of the post is in the budget of 2024-2025", "post_funded", "ST02/D1/579"),
    ("the Coordination Committee recommends", "recommended", "Coordination Committee"),
    ("the Secretary-General approves the reorganisation", "approved", "Secretary-General"),
    ("the Council notes it", "noted", "ITU Council"),
    ("the Council approves the description", "approved", "ITU Council"),
)
"""What the paper says of its own change, in our words, and the claim that stands for it."""


def test_no_statement_of_the_paper_is_without_a_claim_nor_a_claim_without_one(
    capsys: CaptureFixture[str],
) -> None:
    for one, (said, kind, subject) in zip(claimed(capsys), STATED, strict=True):
        assert one["claim"] == kind and one["subject"].startswith(subject), said


def test_altering_operations_by_one_post_turns_exactly_one_claim_false(
    capsys: CaptureFixture[str],
) -> None:
    before = claimed(capsys)
    assert page().count('class="m no"') == 0
    one_post_more_in_operations()
    after = claimed(capsys)
    turned = [one for one, was in zip(after, before, strict=True) if one != was]
    false = [one for one in after if one["verdict"] == "false"]
    assert [one["claim"] for one in false] == ["unit_unchanged"]
    assert {one["claim"] for one in turned if one["verdict"] != "true"} == {"unit_unchanged"}
    assert false[0]["subject"] == "OPD" and "DEMO/OPD/P2/09" in false[0]["evidence"][0]
    assert page().count('class="m no"') == 1


def test_what_is_in_force_still_counts_as_approved_when_the_rest_came_back(
    capsys: CaptureFixture[str],
) -> None:
    number = case("TSB-2024").row.pk
    record = case_on_record(Reference("reorganisation", number))
    assert record is not None
    (step,) = (one for one in record.route.here() if one.act is ActKind.DECIDE)
    council, said = actor("council-secretary"), {"day": TODAY, "document": "C24/1"}
    steps.refer_back(council, reorganisation=number, step=step.key, **said)
    found = [one["verdict"] for one in claimed(capsys)]
    assert found == [*["true"] * 9, "cannot_tell", "true", "true", "cannot_tell"]
    submissions.submit_reorganisation(actor("organisation-officer"), reorganisation=number)
    assert [one["verdict"] for one in claimed(capsys)] == [*["true"] * 12, "cannot_tell"]


def test_of_a_case_that_is_over_the_shell_says_what_the_page_says(
    capsys: CaptureFixture[str],
) -> None:
    """The decided case is on no list of what goes on; its claims rest on its acts all the same."""
    before = claimed(capsys)
    decide_the_description()
    found = claimed(capsys)
    assert [one["verdict"] for one in found] == ["true"] * 13
    assert found[9:12] == before[9:12] and "ITU Council" in found[12]["evidence"][0]
    told = page()
    assert told.count('class="m ok"') >= 13 and not told.count('class="m no"')


def decide_the_description() -> None:
    number = case("TSB-2024").row.pk
    record = case_on_record(Reference("reorganisation", number))
    assert record is not None
    (step,) = (one for one in record.route.here() if one.act is ActKind.DECIDE)
    council, said = actor("council-secretary"), {"day": TODAY, "document": "C24/1"}
    steps.decide(council, reorganisation=number, step=step.key, **said)


def one_post_more_in_operations() -> None:
    """By a case of its own, from the same day on, as the Committee and the Secretary-General do."""
    by, day = actor("organisation-officer"), as_of("2024-07-01")
    number = drafts.start_reorganisation(
        by,
        organisation=Organisation.objects.get().pk,
        reference="OPD-ONE",
        title=text(en="One post more"),
    )
    actions.add_action(
        by,
        reorganisation=number,
        kind=ActionKind.ESTABLISH_POST,
        day=day.coordinates.valid,
        values={
            "unit": unit(day, "OPD").id,
            "number": "DEMO/OPD/P2/09",
            "grade": "P.2",
            "duty_station": "GVA",
            "funding": "regular_budget",
        },
        words={"title": text(en="Clerk")},
    )
    submissions.submit_reorganisation(by, reorganisation=number)
    for login, act in (("committee-secretary", "recommend"), ("secretary-general", "approve")):
        record = case_on_record(Reference("reorganisation", number))
        assert record is not None
        (step,) = (one for one in record.route.here() if one.act is ActKind(act))
        cites: dict[str, Any] = {"document": "CoCo 1/2", "manner": AGREED}
        getattr(steps, act)(
            actor(login),
            reorganisation=number,
            step=step.key,
            day=TODAY,
            **(cites if act == "recommend" else {}),
        )


def test_the_cost_of_the_post_is_that_of_its_months_at_the_costs_of_those_years(
    capsys: CaptureFixture[str],
) -> None:
    (funded,) = (one for one in claimed(capsys) if one["claim"] == "post_funded")
    assert "in 2024: 267 900 CHF" in funded["evidence"][0].replace("\u202f", " ")
    assert "in 2025: 271 919 CHF" in funded["evidence"][1].replace("\u202f", " ")
    page_ = budget_page(budgets_of(Organisation.objects.get().pk)[0], as_of("2025-01-15"))
    line = next(one for one in page_.lines if one.row.code == "TSB-POSTS")
    assert [one.left > 0 for one in line.years if one.left is not None] == [True, True]
    assert post(as_of("2025-01-15"), "ST02/D1/579").funding == line.row.funding
