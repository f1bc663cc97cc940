"""What is over is known by how it ended: nobody sees more or less for it, and nothing is read."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.actors import Grant
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.entered import entered
from bureau.institution.governance.queries.pages import state_of_case
from bureau.institution.governance.queries.reorganisations import (
    all_seen_by,
    going_on_for,
    seen_by,
)
from bureau.institution.governance.services import steps
from bureau.institution.governance.services.steps import withdraw_reorganisation
from bureau.institution.governance.texts.wiring import owned
from bureau.institution.procedures.models import Outcome, Round, RoundEnd, RoundPost
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    decide,
    determine,
    recommend,
    submit_renaming,
    submitted,
    take_note,
)
from tests.institution.governance.test_delegated import new_post
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import OPENED, TODAY, House

pytestmark = pytest.mark.everywhere


def settled(house: House) -> Engagement:
    case = submitted(house)
    for act in (determine, recommend, approve, take_note, decide):
        act(case)
    return case


def withdrawn(house: House) -> int:
    number = submit_renaming(house, "GONE").number
    withdraw_reorganisation(house.actor("Otto"), reorganisation=number, day=TODAY)
    return number


@pytest.mark.thorough
def test_everybody_sees_of_what_is_over_what_its_route_says(house: House) -> None:
    over = {settled(house).number: Outcome.SETTLED, withdrawn(house): Outcome.WITHDRAWN}
    assert dict(RoundEnd.objects.values_list("round__subject", "outcome")) == over
    auditor = replace(house.actor("Stray"), grants=frozenset({Grant.AUDITOR}))
    for actor in (auditor, *(house.actor(name) for name in house.people)):
        whole, known = seen_by(actor, list(over)), all_seen_by(actor)
        assert list(known) == list(whole), actor.name
        for number, seen in whole.items():
            one = known[number]
            assert one.ended and one.ended.outcome is over[number] and not one.is_draft
            assert (one.is_settled, one.is_over, one.submitted) == (
                *(seen.is_settled, seen.is_over),
                seen.submitted,
            )
            said = [state_of_case(each, entered(seen)) for each in (one, seen)]
            assert said[0] == said[1]
        assert not going_on_for(actor) and not owned(actor)
    assert len(all_seen_by(auditor)) == 2 and not all_seen_by(house.actor("Ada"))


def test_the_post_above_that_acted_is_kept_with_those_named_when_it_is_over(house: House) -> None:
    """Of D1, which is vacant, the post above is the director's, which no step names."""
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="posts",
        subject="reorganisation",
        terms=Terms(
            (
                StepTemplate(
                    "approval",
                    1,
                    Who(WhoKind.POST, (house.posts["D1"],)),
                    ActKind.APPROVE,
                    Gate.ENTRY_INTO_FORCE,
                ),
            ),
            frozenset({"establish_post"}),
            rank=1,
        ),
        valid_from=OPENED,
        instrument=house.paper,
    )
    case = new_post(house, "A1")
    steps.approve(
        house.actor("Dina"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        document="Memo 7",
    )
    assert RoundEnd.objects.get().outcome == Outcome.SETTLED
    assert set(RoundPost.objects.values_list("post", flat=True)) >= {house.posts["DIR"]}


def test_who_was_asked_to_act_still_reads_what_is_withdrawn(house: House) -> None:
    number, actor = submit_renaming(house, "GONE").number, house.actor("Sana")
    assert number in seen_by(actor, [number])
    withdraw_reorganisation(house.actor("Otto"), reorganisation=number, day=TODAY)
    assert number in seen_by(actor, [number]) and number in all_seen_by(actor)
    assert "GONE" in page(visitor(house, "Sana"), f"/reorganisations/{number}/")
    assert number not in seen_by(house.actor("Adam"), [number])


def reads(house: House) -> list[str]:
    actor = house.actor("Olga")
    with CaptureQueriesContext(connection) as captured:
        going_on_for(actor)
        all_seen_by(actor)
    return [query["sql"] for query in captured]


def many_over(like: int, count: int) -> None:
    """More that were settled, straight into their tables."""
    row, ended = Reorganisation.objects.get(pk=like), Round.objects.get(subject=like)
    posts = list(RoundPost.objects.values_list("post", flat=True))
    for n in range(count):
        row.pk, row.reference = None, f"OLD-{n}"
        row.save(force_insert=True)
        ended.pk, ended.subject, ended.submitted = None, row.pk, date(2020, 1, 1)
        ended.save(force_insert=True)
        end = RoundEnd.objects.create(round=ended, outcome=Outcome.SETTLED)
        RoundPost.objects.bulk_create(RoundPost(end=end, post=post) for post in posts)


@pytest.mark.exhaustive
def test_reads_are_as_many_for_fifty_that_are_over_as_for_one(house: House) -> None:
    number = settled(house).number
    submit_renaming(house, "ON")
    alone = reads(house)
    many_over(number, 50)
    more = reads(house)
    assert len(more) == len(alone) and len(all_seen_by(house.actor("Olga"))) == 51
    listed = visitor(house, "Olga").get("/reorganisations/")
    assert len(listed.context["rows"]) == 50 and b"OLD-49" in listed.content
    last = visitor(house, "Olga").get(
        "/reorganisations/" + f"?page={listed.context['page'].following}"
    )
    assert [row.seen.row.reference for row, _ in last.context["rows"]] == ["TSB-2024"]
    assert max(map(len, more)) <= max(map(len, alone)) + 50, "none is asked for by its number"
