"""Findings on the page of a case: what says the same is told as one, under a name of its own."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.test import RequestFactory

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check import Finding, Findings, Severity
from bureau.core.references import Reference
from bureau.institution.governance.queries.previews import names_in, preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.actions import add_action
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.governance.views.findings import FindingLine, findings_by_severity
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    approve,
    determine,
    draft_engagement,
    recommend,
    submitted,
)
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House


def orphans(house: House, *actions: int) -> list[Finding]:
    """Two findings that say the same of two units, brought about by these actions."""
    about = [Reference("unit", house.units[code]) for code in ("TSP", "OPD")]
    return [
        Finding("orphan_unit", Severity.BARS, one, DAY + len(actions), actions=actions)
        for one in about
    ]


def lines(house: House, found: list[Finding], query: str = "") -> list[FindingLine]:
    case = draft_engagement(house)
    seen = seen_by(case.officer, [case.number])[case.number]
    said = replace(preview(seen), findings=Findings(found, (), {}))
    request: Any = RequestFactory().get(f"/?{query}")
    request.actor = case.officer
    groups = findings_by_severity(request, seen, said, names_in(case.officer, said))
    return [line for group in groups for line in group.lines]


def test_folded_findings_whose_first_action_is_the_same_stand_under_two_names(house: House) -> None:
    found = [*orphans(house, 1), *orphans(house, 1, 2)]
    told = lines(house, found)
    assert [one.actions for one in told] == [(1,), (1, 2)]
    assert all(one.more and one.more.count == 1 for one in told)
    assert len({one.fold for one in told}) == 2
    opened = [one.more for one in lines(house, found, f"all={told[1].fold}")]
    assert [bool(more and more.is_asked) for more in opened] == [False, True]


def test_what_comes_after_the_days_of_a_set_is_called_by_its_name(house: House) -> None:
    approved = submitted(house)
    determine(approved)
    recommend(approved)
    approve(approved)
    officer = house.actor("Olga")
    number = start_reorganisation(
        officer, organisation=house.organisation, reference="LATER", title=text(en="Later")
    )
    eve = date.fromordinal(DAY - 5)
    said = {"subject": house.units["TSB"], "day": eve.toordinal(), "values": {"successor": None}}
    add_action(officer, reorganisation=number, kind=ActionKind.ABOLISH_UNIT, **said)
    written = page(visitor(house, "Olga"), f"/reorganisations/{number}/")
    assert "From 1 July 2024, SED would be under a unit that does not stand." in written
