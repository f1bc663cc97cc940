"""Pages of claims: by form, verdicts with evidence then and now, who sees them, and as a file."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.core.claims import ClaimKind
from bureau.institution.governance.models import DraftClaim
from bureau.institution.governance.services.claims import add_claim
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    determine,
    draft_engagement,
    recommend,
    submit,
)
from tests.institution.governance.test_claims import claim, open_a_post
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


def address(case: Engagement, name: str = "reorganisation-claims", query: str = "") -> str:
    return reverse(name, args=[case.number]) + query


@pytest.mark.thorough
def test_something_is_claimed_by_form_and_withdrawn(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    assert "Nothing is claimed" in page(client, address(case))
    menu = page(client, address(case, "reorganisation-claim-new"))
    assert all(f"?kind={kind}" in menu for kind in ClaimKind)
    form = address(case, "reorganisation-claim-new", "?kind=unit_unchanged")
    text = send(client, form, unit=house.units["OPD"])
    assert "OPD is unchanged, with everything in it." in text
    assert "OPD, with 1 post in it, is the same on every day looked at." in text
    assert '<span class="m ok">true</span>' in text
    assert "That is claimed already." in send(client, form, 422, unit=house.units["OPD"])
    withdrawal = reverse("reorganisation-claim-withdrawal", args=[case.number, 1])
    assert "Claim 1 is withdrawn." in send(client, withdrawal)


def test_every_kind_has_a_form_that_says_what_is_missing(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    for kind in ClaimKind:
        form = address(case, "reorganisation-claim-new", f"?kind={kind}")
        page(client, form)
        status = 200 if kind in ("nobody_without_post", "nothing_without_owner") else 422
        send(client, form, status)
    page(client, address(case, "reorganisation-claim-new", "?kind=x"), 404)
    posts = [house.posts["DEP"], house.posts["OPS"]]
    form = address(case, "reorganisation-claim-new", "?kind=duties_unchanged")
    assert "No job description of DEP" in send(client, form, posts=posts)
    assert DraftClaim.objects.latest("place").said["named"] == {"posts": posts}


@pytest.mark.thorough
def test_a_claim_turns_in_the_workspace_and_bars(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    claim(case, "unit_unchanged", unit=house.units["OPD"])
    open_a_post(case)
    text = page(client, reverse("reorganisation", args=[case.number]))
    assert "Claim 1 is false. Withdraw it" in text and "When it was claimed: true." in text
    assert "NEW (Chief of Engagement) comes to it from 1 July 2024." in text
    assert 'aria-disabled="true"' in text


@pytest.mark.exhaustive
def test_whoever_acts_is_shown_then_and_now(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "recommended", body=house.bodies["COCO"])
    claim(case, "unit_unchanged", unit=house.units["OPD"])
    submit(case)
    determine(case)
    step = {"step": case.step("recommend"), "act": "recommend"}
    acting = reverse("reorganisation-act-new", args=[case.number], query=step)
    text = page(visitor(house, "Coco"), acting)
    assert "Coordination Committee recommends it." in text and "cannot tell" in text
    recommend(case)
    text = page(visitor(house, "Coco"), address(case))
    assert "Coordination Committee, 10 June 2024: recommended." in text
    assert "As submitted" in text and ">Withdraw<" not in text
    assert "OPD is unchanged" not in page(visitor(house, "Coco"), address(case, query="?verdict=x"))
    approve(case)
    assert "OPD is unchanged" in page(visitor(house, "Coco"), address(case, query="?verdict=true"))


def test_claims_are_a_file(house: House) -> None:
    case, made = draft_engagement(house), Budgeted(house)
    claim(case, "post_funded", post=house.posts["D1"], line=made.line)
    answer = visitor(house, "Olga").get(address(case, query="?format=csv"))
    said = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    names, _, line = list(csv.reader(StringIO(said)))
    told = dict(zip(names, line, strict=True))
    assert (told["kind"], told["kept"], told["now"]) == ("post_funded", "true", "true")
    assert (
        "TSB-POSTS · 2024-2025 pays for D1 (Chief of Engagement) in 2024: 130" in told["evidence"]
    )


@pytest.mark.exhaustive
def test_many_claims_cost_as_many_reads_as_few(house: House) -> None:
    case, made = draft_engagement(house), Budgeted(house)
    posts = sorted(house.posts.values(), reverse=True)  # the one that is described first

    def reads() -> int:
        client = visitor(house, "Olga")
        page(client, address(case))
        with CaptureQueriesContext(connection) as asked:
            page(client, address(case))
        return len(asked)

    def claim_on(some: list[int]) -> None:
        for post in some:
            claim(case, "duties_unchanged", posts=(post,))
            claim(case, "post_funded", post=post, line=made.line)

    for kind, body in (("recommended", "COCO"), ("noted", "COUNCIL")):
        claim(case, kind, body=house.bodies[body])
    for kind in ("nobody_without_post", "nothing_without_owner"):
        add_claim(case.officer, reorganisation=case.number, kind=kind, named={})
    claim(case, "no_post_above", grade="D.2")
    claim_on(posts[:2])
    few = reads()
    claim_on(posts[2:])
    assert reads() == few
