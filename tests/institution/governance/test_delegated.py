"""A rule with a ceiling: each use is taken from it, cumulated, and refused above it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bureau.config.proving.grounds import POSTGRESQL
from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check import IS_PAST, Severity
from bureau.core.procedures.ceilings import Counts
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import (
    Ceiling,
    DelegatedUse,
    EntryIntoForce,
    Reorganisation,
)
from bureau.institution.governance.queries.delegated import Account, accounts_between
from bureau.institution.governance.queries.previews import preview, preview_as_submitted
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import (
    actions,
    answers,
    ceilings,
    corrections,
    drafts,
    submissions,
)
from bureau.institution.organisation.models import Delegation, Effect, StandardCost
from bureau.institution.organisation.services.keeping import keep_standard_cost
from bureau.institution.organisation.services.reference import add_standard_cost
from bureau.institution.pools.models import Hold
from bureau.institution.pools.queries import pools_that_differ
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.grounds import vendor
from tests.institution.governance.amending import approve_so, condition, fulfil
from tests.institution.governance.engagement import DAY, Engagement, approve
from tests.institution.house import FORCE, NOW, OPENED, TODAY, House

pytestmark = pytest.mark.everywhere

P4 = 11_000_000
"""What a post of that grade costs a year in the house, in minor units."""
UP_TO_P5 = frozenset({"G.6", "P.4", "P.5"})
POSTS = frozenset({"establish_post", "reclassify_post", "abolish_post"})


def lay_down(house: House, cap: int, counts: Counts = Counts.NET) -> int:
    """The Secretary-General may decide on posts up to P.5, within a cap."""
    delegate(house, is_practice=True)
    return set_cap(house, cap, counts)


def delegate(house: House, *, is_practice: bool = False, since: date = OPENED) -> None:
    """The same without a cap; by an instrument, where it is no practice."""
    office = Who(WhoKind.OFFICE, (house.offices["SG"],))
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="posts",
        subject="reorganisation",
        terms=Terms(
            (StepTemplate("approval", 1, office, ActKind.APPROVE, Gate.ENTRY_INTO_FORCE),),
            POSTS,
            UP_TO_P5,
            rank=1,
        ),
        valid_from=since,
        instrument=house.paper,
        is_practice=is_practice,
    )


def set_cap(
    house: House,
    cap: int,
    counts: Counts = Counts.NET,
    first_year: int = 2024,
    by: Actor | None = None,
    currency: str = "CHF",
) -> int:
    """For two years, by an administrator unless somebody else is named."""
    return ceilings.set_ceiling(
        by or house.administrator,
        organisation=house.organisation,
        said=ceilings.CeilingSaid(
            rule="posts",
            basis_minor=cap,
            basis=text(en="Credits voted for staff"),
            currency=currency,
            counts=counts,
            valid_from=date(first_year, 1, 1),
            valid_until=date(first_year + 2, 1, 1),
        ),
    )


def accounts(house: House, year: int) -> list[Account]:
    return accounts_between(house.organisation, date(year, 1, 1), date(year + 1, 1, 1))


def drafted(house: House, kind: ActionKind, number: str, day: int, **values: object) -> int:
    officer = house.actor("Olga")
    case = drafts.start_reorganisation(
        officer,
        organisation=house.organisation,
        reference=f"{kind}-{number}",
        title=text(en=number),
    )
    establishes = kind is ActionKind.ESTABLISH_POST
    actions.add_action(
        officer,
        reorganisation=case,
        kind=kind,
        day=day,
        subject=None if establishes else house.posts[number],
        values=values | ({"number": number, "unit": house.units["OPD"]} if establishes else {}),  # type: ignore[arg-type]
        words={"title": text(en="Analyst")} if establishes else {},
        reason="Asked for",
    )
    return case


def submitted(
    house: House, kind: ActionKind, number: str, day: int = DAY, **values: object
) -> Engagement:
    officer, case = house.actor("Olga"), drafted(house, kind, number, day, **values)
    if kind is ActionKind.ABOLISH_POST:
        answers.answer_finding(
            officer,
            reorganisation=case,
            code="successor_missing",
            subject=Reference("post", house.posts[number]),
            reason="Nothing follows",
        )
    for finding in preview(seen_by(officer, [case])[case]).open_findings():
        if finding.code == "ceiling_absent":
            answers.answer_finding(
                officer,
                reorganisation=case,
                code=finding.code,
                subject=finding.subject,
                reason="None was voted yet",
            )
    submissions.submit_reorganisation(officer, reorganisation=case)
    return Engagement(house, case, 0)


NEW = {"grade": "P.4", "duty_station": "GVA", "funding": "regular"}


def new_post(house: House, number: str, day: int = DAY) -> Engagement:
    return submitted(house, ActionKind.ESTABLISH_POST, number, day, **NEW)


def draft_of_post(house: House, number: str) -> int:
    return drafted(house, ActionKind.ESTABLISH_POST, number, DAY, **NEW)


@pytest.mark.thorough
def test_uses_add_up_and_the_one_that_would_pass_the_ceiling_is_refused(house: House) -> None:
    ceiling = lay_down(house, cap=2 * P4)
    for number in ("A1", "A2"):
        approve(new_post(house, number))
    with pytest.raises(Refused) as refused:
        new_post(house, "A3")
    (reason,) = refused.value.reasons
    assert reason.facts["finding"] == "ceiling_passed" and reason.facts["facts"]["left"] == 0
    assert EntryIntoForce.objects.count() == 2 and not list(pools_that_differ())
    (account,) = accounts_between(house.organisation, date(2024, 1, 1), date(2025, 1, 1))
    assert [(one.row.post > 0, one.so_far, one.left) for one in account.lines] == [
        (True, P4, P4),
        (True, 2 * P4, 0),
    ]
    assert account.ceiling.pk == ceiling and account.left == 0


@pytest.mark.thorough
def test_what_ends_makes_room_only_where_the_net_counts(house: House) -> None:
    lay_down(house, cap=P4)
    approve(new_post(house, "A1"))
    house.posts["A1"] = DelegatedUse.objects.get().post
    approve(submitted(house, ActionKind.ABOLISH_POST, "A1", day=DAY + 30))
    use = DelegatedUse.objects.latest("pk")
    assert (use.amount_minor, use.grade_before, use.grade_after) == (-P4, "P.4", "")
    approve(new_post(house, "A2"))


@pytest.mark.thorough
def test_only_what_costs_more_counts_where_the_ceiling_says_so(house: House) -> None:
    lay_down(house, cap=P4, counts=Counts.INCREASES)
    approve(submitted(house, ActionKind.RECLASSIFY_POST, "ADV", grade="P.5"))
    approve(submitted(house, ActionKind.RECLASSIFY_POST, "OPS", grade="P.4"))
    (account,) = accounts(house, 2024)
    assert [(one.amount, one.so_far) for one in account.lines] == [(1_000_000, 1_000_000)] + [
        (0, 1_000_000)
    ]


def test_what_goes_another_way_takes_nothing(house: House) -> None:
    lay_down(house, cap=0)
    Ceiling.objects.update(rule="structure")
    approve(new_post(house, "A1"))
    assert not Hold.objects.exists()
    assert [one.lines for one in accounts(house, 2024)] == [()], "a practice is no delegation"


def test_without_a_ceiling_on_record_it_is_asked_and_every_use_is_reported(house: House) -> None:
    delegate(house)
    officer = house.actor("Olga")
    case = draft_of_post(house, "A1")
    (finding,) = [
        one
        for one in preview(seen_by(officer, [case])[case]).findings
        if one.code == "ceiling_absent"
    ]
    assert finding.severity is Severity.ASKS and finding.actions == (1,)
    with pytest.raises(Refused):
        submissions.submit_reorganisation(officer, reorganisation=case)
    approve(new_post(house, "A2"))
    (account,) = accounts(house, 2024)
    assert (account.ceiling, account.cap, account.left) == (None, None, None)
    ((number, amount, so_far, room),) = (
        (one.number, one.amount, one.so_far, one.left) for one in account.lines
    )
    assert number.startswith("A2") and (amount, so_far, room) == (P4, P4, None)
    assert not accounts(house, 2025)


def test_that_there_is_no_ceiling_is_told_of_what_was_submitted_as_it_was_answered(
    house: House,
) -> None:
    delegate(house)
    case = new_post(house, "A1")
    for is_over in (False, True):
        said = preview_as_submitted(seen_by(case.officer, [case.number])[case.number])
        (finding,) = [one for one in said.findings if one.code == "ceiling_absent"]
        assert IS_PAST not in finding.facts and finding.actions == (1,)
        assert finding.answer is not None and finding.answer.reason == "None was voted yet"
        if not is_over:
            approve(case)


def test_what_was_used_before_a_ceiling_was_entered_counts_against_it(house: House) -> None:
    delegate(house)
    for number in ("A1", "A2"):
        approve(new_post(house, number))
    with pytest.raises(Refused) as refused:
        set_cap(house, 2 * P4 - 1)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["taken"]) == ("cap_below_taken", 2 * P4)
    set_cap(house, 3 * P4)
    (account,) = accounts(house, 2024)
    assert (account.left, [one.so_far for one in account.lines]) == (P4, [P4, 2 * P4])
    approve(new_post(house, "A3"))
    with pytest.raises(Refused):
        new_post(house, "A4")
    assert not list(pools_that_differ())


def test_what_was_used_in_another_currency_cannot_be_counted_by_a_ceiling(house: House) -> None:
    delegate(house)
    approve(new_post(house, "A1"))
    with pytest.raises(Refused) as refused:
        set_cap(house, 2 * P4, currency="EUR")
    (reason,) = refused.value.reasons
    (use,) = DelegatedUse.objects.all()
    assert (reason.code, reason.facts) == ("ceiling_needs_cost", {"post": use.post})
    assert not Ceiling.objects.exists()


def test_a_use_stands_under_the_version_of_the_rule_by_which_it_was_made(house: House) -> None:
    delegate(house)
    approve(new_post(house, "A1"))
    delegate(house, is_practice=True, since=TODAY)
    approve(new_post(house, "A2"))
    (account,) = accounts(house, 2024)
    assert (account.rule.version, account.rule.is_practice) == (1, False)
    assert [line.number[:2] for line in account.lines] == ["A1"]
    set_cap(house, 2 * P4)
    (account,) = accounts(house, 2024)
    assert (account.rule.version, len(account.lines)) == (2, 2)


@pytest.mark.skipif(vendor() != POSTGRESQL, reason="SQLite has one writer at a time")
def test_a_ceiling_is_not_set_while_a_delegation_is_used(house: House) -> None:
    delegate(house)
    case = new_post(house, "A1")
    for write in (lambda: approve(case), lambda: set_cap(house, 2 * P4)):
        with CaptureQueriesContext(connection) as made:
            write()
        asked = [one["sql"] for one in made]
        held = next(at for at, sql in enumerate(asked) if sql.endswith("FOR NO KEY UPDATE"))
        assert '"organisation_organisation"' in asked[held]
        written = next(
            at
            for at, sql in enumerate(asked)
            if sql.startswith(
                ('INSERT INTO "governance_delegateduse"', 'INSERT INTO "governance_ceiling"')
            )
        )
        read = [at for at, sql in enumerate(asked[:written]) if '"governance_ceiling"' in sql]
        assert held < read[-1] < written


def test_a_use_stands_in_the_report_of_the_year_of_its_act_with_every_ceiling_it_counts_against(
    house: House,
) -> None:
    """By an act of 2024 with effect from 2023, which is in the period before."""
    delegate(house)
    past, now = set_cap(house, 2 * P4, first_year=2022), set_cap(house, 2 * P4)
    earlier = DAY - 300
    assert date.fromordinal(earlier).year == 2023
    approve(new_post(house, "A1", day=earlier))
    told = {account.ceiling.pk: account for account in accounts(house, 2024) if account.ceiling}
    assert told.keys() == {past, now}
    (line,) = told[past].within(2024)
    assert line.number.startswith("A1") and told[now].lines == told[past].lines
    assert [one.ceiling.pk for one in accounts(house, 2023) if one.ceiling] == [past]


def test_whoever_has_a_case_under_a_delegation_does_not_say_up_to_how_much(house: House) -> None:
    ceiling = lay_down(house, cap=P4)
    drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference="EMPTY",
        title=text(en="Nothing yet"),
    )
    moved = {"ceiling": ceiling, "basis_minor": 3 * P4, "basis": text(en="More")}
    ceilings.move_basis(house.actor("Olga"), **moved)
    draft_of_post(house, "A1")
    with pytest.raises(Refused) as refused:
        ceilings.move_basis(house.actor("Olga"), **moved)
    (reason,) = refused.value.reasons
    assert (reason.code, len(reason.facts["cases"])) == ("ceiling_of_own_case", 1)
    with pytest.raises(Refused) as refused:
        set_cap(house, P4, first_year=2026, by=house.actor("Olga"))
    assert refused.value.reasons[0].code == "ceiling_of_own_case"
    ceilings.move_basis(house.administrator, **moved)


def test_who_drafted_before_or_prepared_a_case_has_a_hand_in_it_though_they_do_not_see_it(
    house: House,
) -> None:
    ceiling = lay_down(house, cap=P4)
    handed_on, prepared = draft_of_post(house, "A1"), draft_of_post(house, "A2")
    otto = house.actor("Otto")
    Reorganisation.objects.update(author_post=otto.post)
    drafts.take_over_reorganisation(otto, reorganisation=handed_on)
    Reorganisation.objects.filter(pk=prepared).update(author=otto.person)
    assistant = replace(house.actor("Olga"), post=otto.post, prepares_for=otto.person)
    Delegation.objects.create(
        post_id=otto.post,
        giver_id=otto.person,
        person_id=assistant.person,
        capacity="assistant",
        valid_from=date(2020, 1, 1),
    )
    actions.add_action(
        assistant,
        reorganisation=prepared,
        kind=ActionKind.ABOLISH_POST,
        day=DAY,
        subject=next(iter(house.posts.values())),
        reason="Asked for",
    )
    assert not seen_by(house.actor("Olga"), [handed_on, prepared])
    with pytest.raises(Refused) as refused:
        ceilings.move_basis(
            house.actor("Olga"), ceiling=ceiling, basis_minor=P4, basis=text(en="As before")
        )
    (reason,) = refused.value.reasons
    assert set(reason.facts["cases"]) == {"establish_post-A1", "establish_post-A2"}


def test_periods_of_one_rule_do_not_overlap(house: House) -> None:
    lay_down(house, cap=0)
    with pytest.raises(Refused) as refused:
        ceilings.set_ceiling(
            house.actor("Olga"),
            organisation=house.organisation,
            said=ceilings.CeilingSaid(
                rule="posts",
                basis_minor=1,
                basis=text(en="Again"),
                currency="CHF",
                counts=Counts.NET,
                valid_from=date(2025, 1, 1),
            ),
        )
    assert refused.value.reasons[0].code == "ceilings_overlap"


def test_a_ceiling_is_of_days_that_are_reckoned_with(house: House) -> None:
    with pytest.raises(Refused, match="day_out_of_range"):
        set_cap(house, cap=0, first_year=3100)


@pytest.mark.thorough
def test_what_two_cases_ask_together_is_refused_when_the_second_is_decided(house: House) -> None:
    lay_down(house, cap=P4)
    first, second = new_post(house, "A1"), new_post(house, "A2")
    approve(first)
    with pytest.raises(Refused) as refused:
        approve(second)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["left"]) == ("cap_reached", 0)
    assert EntryIntoForce.objects.count() == 1 and not list(pools_that_differ())


def test_what_a_condition_held_back_counts_on_the_day_on_which_it_takes_effect(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_down(house, cap=2 * P4)
    case, met = new_post(house, "A1"), FORCE + timedelta(days=10)
    approve_so(case, conditions=(condition(house, met + timedelta(days=20)),))
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(met, NOW.timetz()))
    fulfil(case, met)
    assert DelegatedUse.objects.get().day == met.toordinal()


def test_a_move_of_the_same_day_hides_no_reclassification_from_its_ceiling(house: House) -> None:
    lay_down(house, cap=1)
    officer = house.actor("Olga")
    case = drafted(house, ActionKind.MOVE_POST, "ADV", DAY, unit=house.units["OPD"])
    actions.add_action(
        officer,
        reorganisation=case,
        kind=ActionKind.RECLASSIFY_POST,
        day=DAY,
        subject=house.posts["ADV"],
        values={"grade": "P.5"},
        reason="Asked for",
    )
    with pytest.raises(Refused) as refused:
        submissions.submit_reorganisation(officer, reorganisation=case)
    found = {one.facts.get("finding") for one in refused.value.reasons}
    assert "ceiling_passed" in found


def test_what_was_decided_under_a_ceiling_costs_no_more_by_a_correction(house: House) -> None:
    lay_down(house, cap=2 * P4)
    approve(new_post(house, "A1"))
    effect = Effect.objects.filter(kind="post").latest("pk")
    said = {"effect": effect.pk, "document": text(en="List"), "reason": "It says so"}
    for wrong in ({"grade": "P.5"}, {"grade": "D.2"}, {"day": date(2026, 5, 1)}):
        with pytest.raises(Refused, match="costlier_under_ceiling"):
            corrections.propose_correction(house.actor("Olga"), **said, **_fields(wrong))
    for right in ({"grade": "G.6"}, {"number": "A9"}, {"day": date.fromordinal(DAY + 1)}):
        corrections.propose_correction(house.actor("Olga"), **said, **_fields(right))


def test_a_correction_is_asked_again_when_it_is_confirmed(house: House) -> None:
    delegate(house)
    approve(new_post(house, "A1"))
    effect = Effect.objects.filter(kind="post").latest("pk")
    proposed = corrections.propose_correction(
        house.actor("Olga"),
        effect=effect.pk,
        document=text(en="List"),
        reason="It says so",
        fields={"grade": "P.5"},
    )
    set_cap(house, P4)
    with pytest.raises(Refused, match="costlier_under_ceiling"):
        corrections.confirm_correction(house.actor("Otto"), correction=proposed)


def _fields(said: dict[str, object]) -> dict[str, Any]:
    return said if "day" in said else {"fields": said}


def test_whoever_sets_a_standard_cost_uses_no_ceiling_by_it(house: House) -> None:
    lay_down(house, cap=P4)
    row = StandardCost.objects.get(grade="P.4", place="GVA")
    ends = date(2023, 1, 1)
    by_two = [one.person or 0 for one in house.administrators]
    to = {"source": row.source, "valid_until": ends, "people": by_two}
    keep_standard_cost(house.administrator, cost=row.pk, **to)
    said = {
        "organisation": house.organisation,
        "grade": "P.4",
        "place": "GVA",
        "amount_minor": 1,
        "currency": "CHF",
        "source": text(en="Olga says so"),
    }
    until = date(2030, 1, 1)
    add_standard_cost(house.actor("Olga"), **said, valid_from=ends, valid_until=until)
    with pytest.raises(Refused, match="cost_of_own_case"):
        approve(new_post(house, "A1"))
    StandardCost.objects.filter(valid_from=ends).update(set_by=by_two[0], also_by=by_two)
    approve(Engagement(house, Reorganisation.objects.get().pk, 0))
