"""A rule goes on when what it rests on is suppressed; whoever goes by it or reads it is told."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.changes.check import Severity
from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.references import Reference
from bureau.institution.governance.queries.previews import names_in, preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.instruments.services.amendments import record_amendment
from bureau.institution.instruments.services.register import register_instrument
from bureau.institution.procedures.services import rule_drafts
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House
from tests.institution.procedures.drafting import begun, written


def suppress_paper(house: House, day: date) -> None:
    """The paper on which the house's rules rest, by another."""
    officer = house.actor("Olga")
    later = register_instrument(
        officer, organisation=house.organisation, kind="resolution", title=text(en="No more")
    )
    by, on = Reference("instrument", later), Reference("instrument", house.paper)
    record_amendment(officer, kind=AmendmentKind.SUPPRESSES, by=by, on=on, day=day)


def told(house: House, number: int) -> list[str]:
    """What the author is told of the ground of rules."""
    author = house.actor("Otto")
    said = preview(seen_by(author, [number])[number])
    names = names_in(author, said)
    found = [one for one in said.findings if one.code == "rule_without_ground"]
    assert all(one.severity is Severity.TELLS and one.actions == (1,) for one in found)
    with CaptureQueriesContext(connection) as made:
        sentences = [finding_sentence(one, names) for one in found]
    assert not made.captured_queries
    return sentences


def test_a_route_by_a_rule_that_lost_its_ground_is_told_and_goes_on(house: House) -> None:
    number = draft_renaming(house, "OPX")
    assert told(house, number) == []
    suppress_paper(house, TODAY)
    (sentence,) = told(house, number)
    assert sentence == "The rule structure rests on what is no longer in force: Paper C24."
    submit_reorganisation(house.actor("Otto"), reorganisation=number)
    assert told(house, number) == [sentence]


def test_the_register_of_rules_marks_it_from_that_day_on(house: House) -> None:
    suppress_paper(house, TODAY)
    olga, before = visitor(house, "Olga"), date(TODAY.year - 1, 12, 31)
    assert "no longer in force" in page(olga, "/settings/rules/")
    assert "no longer in force" not in page(olga, f"/settings/rules/?on={before.isoformat()}")


def test_whoever_puts_a_draft_of_rules_in_force_is_told_of_the_ground_on_its_day(
    house: House,
) -> None:
    draft, later = begun(house), begun(house, FORCE + timedelta(days=1))
    for one in (draft, later):
        written(house, one)
        rule_drafts.write_rule_end(house.actor("Olga"), draft=one, key="structure")
    suppress_paper(house, FORCE + timedelta(days=1))
    otto = visitor(house, "Otto")
    for address in ("/settings/rules/drafts/{}/", "/settings/rules/drafts/{}/entry-into-force/"):
        assert "no longer in force" not in page(otto, address.format(draft))
        assert page(otto, address.format(later)).count("no longer in force") == 1
