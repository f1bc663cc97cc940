"""Clearance inside the house: asked for, given step by step, void once the draft is changed."""

import pytest

from bureau.core.actors import Role
from bureau.core.procedures.kinds import ActKind, Audience, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Clearance
from bureau.institution.governance.queries.clearance import clearances_of, tells
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import all_seen_by, seen_by
from bureau.institution.governance.services import clearance as services
from bureau.institution.governance.services import comments, drafts
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.governance.engagement import Engagement, draft_engagement
from tests.institution.governance.test_comments import ready
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation.test_delegations import delegate


def rule_of_clearance(house: House, *, demanded: bool = False, days: int | None = None) -> None:
    """Human resources and the deputy side by side, then the director."""
    role = Who(WhoKind.ROLE, (Role.HUMAN_RESOURCES.value,))
    deputy, director = (Who(WhoKind.POST, (house.posts[one],)) for one in ("DEP", "DIR"))
    steps = (
        StepTemplate("people", 1, role, ActKind.RECOMMEND, Gate.NEXT, days=days),
        StepTemplate("deputy", 1, deputy, ActKind.RECOMMEND, Gate.NEXT, days=days),
        StepTemplate("director", 2, director, ActKind.APPROVE, Gate.RELEASE),
    )
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="clearance",
        subject="clearance",
        terms=Terms(steps, demanded=demanded),
        valid_from=OPENED,
        instrument=house.paper,
        is_practice=True,
    )


def asked(house: House, *, demanded: bool = False, days: int | None = None) -> Engagement:
    rule_of_clearance(house, demanded=demanded, days=days)
    case = draft_engagement(house)
    ready(case)
    services.ask_for_clearance(case.officer, reorganisation=case.number)
    return case


def clear(case: Engagement, name: str, *, returns: bool = False, note: str = "") -> int:
    house = case.house
    latest = Clearance.objects.latest("number")
    (seen, *_) = clearances_of(latest.reorganisation)
    post = {"Hana": "role", "Dede": f"post:{house.posts['DEP']}"}.get(
        name, f"post:{house.posts['DIR']}"
    )
    step = next(one.key for one in seen.case.route.steps if f".{post}" in one.key)
    return services.record_clearance(
        house.actor(name),
        clearance=latest.pk,
        step=step,
        day=TODAY,
        returns=returns,
        note=note,
        seen=seen.case.seen(),
    )


def state(case: Engagement) -> list[str]:
    row = seen_by(case.officer, [case.number])[case.number].row
    return [one.state for one in clearances_of(row)]


def cleared(house: House, *, demanded: bool = False) -> Engagement:
    case = asked(house, demanded=demanded)
    for name in ("Dede", "Hana", "Dina"):
        clear(case, name)
    return case


def test_those_side_by_side_clear_in_any_order_then_the_next(house: House) -> None:
    case = asked(house)
    with pytest.raises(Refused):
        clear(case, "Dina")
    assert state(case) == ["asked"]
    for name in ("Hana", "Dede", "Dina"):
        clear(case, name)
    assert state(case) == ["cleared"]


def test_whoever_clears_sees_the_draft_until_then_and_nobody_else_does(house: House) -> None:
    case = asked(house)
    assert case.number in all_seen_by(house.actor("Hana"))
    assert case.number not in all_seen_by(house.actor("Otto"))
    for name in ("Dede", "Hana", "Dina"):
        clear(case, name)
    assert case.number not in all_seen_by(house.actor("Hana"))


def test_a_changed_draft_is_taken_back_and_what_was_cleared_is_void(house: House) -> None:
    case = cleared(house)
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="Otherwise"),
        purpose=None,
        background=None,
    )
    assert state(case) == ["void"]
    services.ask_for_clearance(case.officer, reorganisation=case.number)
    assert state(case) == ["asked", "void"]
    comments.comment_on(
        house.actor("Hana"), reorganisation=case.number, about="case", said="Better"
    )
    assert state(case)[0] == "asked"
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="Again"),
        purpose=None,
        background=None,
    )
    assert state(case)[0] == "taken_back" and not all_seen_by(house.actor("Hana"))
    with pytest.raises(Refused, match="not_being_cleared"):
        clear(case, "Hana")


def test_it_is_returned_with_a_word_to_its_author(house: House) -> None:
    case = asked(house)
    with pytest.raises(Refused, match="reason_missing"):
        clear(case, "Hana", returns=True)
    clear(case, "Hana", returns=True, note="Who heads it?")
    assert state(case) == ["returned"]
    told = {(one.person, one.code) for one in tells(None)}
    assert told == {(house.people["Olga"], "clearance_returned")}
    services.ask_for_clearance(case.officer, reorganisation=case.number)
    assert state(case) == ["asked", "returned"]


def test_its_author_does_not_clear_it(house: House) -> None:
    case = asked(house)
    with pytest.raises(Refused, match="may_not_act"):
        clear(case, "Olga")
    with pytest.raises(Refused, match="not_yours_to_do"):
        services.ask_for_clearance(house.actor("Hana"), reorganisation=case.number)


def test_what_a_rule_demands_bars_until_it_is_cleared(house: House) -> None:
    case = asked(house, demanded=True)
    found = preview(seen_by(case.officer, [case.number])[case.number]).open_findings()
    assert [one.code for one in found] == ["not_cleared"]
    with pytest.raises(Refused, match="finding_open"):
        submit_reorganisation(case.officer, reorganisation=case.number)
    services.ask_for_clearance(case.officer, reorganisation=case.number)
    for name in ("Dede", "Hana", "Dina"):
        clear(case, name)
    assert submit_reorganisation(case.officer, reorganisation=case.number)


def test_a_clearance_for_an_audience_by_another_rule_is_not_the_demanded_one(
    house: House,
) -> None:
    """The rule of an audience asks the director alone, where the demanded rule asks three."""
    rule_of_clearance(house, demanded=True)
    director = Who(WhoKind.POST, (house.posts["DIR"],))
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="clearance-media",
        subject="clearance",
        terms=Terms(
            (StepTemplate("media", 1, director, ActKind.APPROVE, Gate.RELEASE),),
            audiences=frozenset({Audience.MEDIA}),
            rank=5,
        ),
        valid_from=OPENED,
        instrument=house.paper,
        is_practice=True,
    )
    case = draft_engagement(house)
    ready(case)
    for audience, names in ((Audience.MEDIA, ["Dina"]), (None, ["Dede", "Hana", "Dina"])):
        services.ask_for_clearance(case.officer, reorganisation=case.number, audience=audience)
        with pytest.raises(Refused, match="finding_open"):
            submit_reorganisation(case.officer, reorganisation=case.number)
        for name in names:
            clear(case, name)
        assert state(case)[0] == "cleared"
    submit_reorganisation(case.officer, reorganisation=case.number)


def test_without_a_rule_nobody_is_asked(house: House) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused, match="no_rule_of_clearance"):
        services.ask_for_clearance(case.officer, reorganisation=case.number)


def test_a_delegate_who_may_only_approve_is_not_told_to_return_it(house: House) -> None:
    case = asked(house)
    for name in ("Hana", "Dede"):
        clear(case, name)
    delegate(house, "Dina", "DIR", acts=["approve"])
    assert ("Stray", "clear_alone") in [
        (name_of(house, one.person), one.code) for one in tells(None)
    ]
    assert ("Dina", "clear") in [(name_of(house, one.person), one.code) for one in tells(None)]
    client, draft = visitor(house, "Stray"), f"/reorganisations/{case.number}/"
    assert "A draft waits for you to clear it." in page(client, "/")
    assert "This draft waits for you to clear it." in page(client, draft)
    asked_to_act = page(client, f"{draft}clearance/")
    assert "Clear it" in asked_to_act and "return it" not in asked_to_act
    assert "clear it, or to return it" in page(visitor(house, "Dina"), draft)


def test_whoever_has_cleared_it_is_not_told_to_do_so_again(house: House) -> None:
    case = asked(house)
    clear(case, "Hana")
    assert "waits for you" not in page(visitor(house, "Dina"), f"/reorganisations/{case.number}/")


def name_of(house: House, person: int) -> str:
    return next(name for name, number in house.people.items() if number == person)


def test_who_must_clear_is_told_and_told_again_when_late(house: House) -> None:
    case = asked(house, days=3)
    told = [(one.person, one.code, one.due is not None) for one in tells(None)]
    people = house.people
    assert sorted(told) == sorted((people[one], "clear", True) for one in ("Hana", "Dede"))
    services.take_clearance_back(case.officer, reorganisation=case.number)
    assert tells(None) == []
