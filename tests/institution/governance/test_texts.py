"""What a set changes, what is found and why something is refused, in words."""

from importlib import import_module
from inspect import signature
from pkgutil import iter_modules
from typing import Any

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.check import CODES
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import services
from bureau.institution.governance.queries import naming
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import names_in, preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services import actions, drafts, submissions
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.drafted import change_sentence
from bureau.institution.governance.texts.findings import FINDINGS, finding_sentence
from bureau.institution.governance.texts.journal import SENTENCES
from bureau.institution.governance.texts.people import touched_in_words
from bureau.institution.governance.texts.reasons import refusals, sentence
from bureau.record.journal.services.frame import SERVICES
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, draft_engagement
from tests.institution.house import House


def test_a_post_is_called_by_number_and_title_as_its_language_puts_them(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = draft_engagement(house)
    names = names_in(case.officer, preview(seen_by(case.officer, [case.number])[case.number]))
    post = house.posts["DEP"]
    number, _, title = names.post(post).strip(")").partition(" (")
    monkeypatch.setattr(naming, "pgettext", lambda _of, _said: "{number}（{title}）")
    assert title and names.post(post) == f"{number}（{title}）"


def test_every_finding_has_a_sentence() -> None:
    assert set(FINDINGS) == set(CODES)


def test_every_act_on_a_case_has_a_sentence_in_its_journal() -> None:
    """Entry into force joins the act that decides, and so does what it takes from a ceiling."""
    for one in iter_modules(services.__path__):
        import_module(f"{services.__name__}.{one.name}")
    of_case = {
        name
        for name, function in SERVICES.items()
        if name.startswith("governance.") and "reorganisation" in signature(function).parameters
    }
    joining = {"governance.enter_into_force", "governance.use_delegations"}
    assert of_case - joining <= set(SENTENCES)
    assert set(SENTENCES) <= set(SERVICES)


def test_what_changes_is_said_in_sentences(house: House) -> None:
    case = draft_engagement(house)
    said = preview(seen_by(case.officer, [case.number])[case.number])
    names = names_in(case.officer, said)
    assert [change_sentence(one, names) for one in said.sentences] == [
        "SED (Strategic Engagement) is established under TSB.",
        "SGD is merged into TSP; 2 posts go with it.",
        "TSP becomes SPD, Standards Policy. It is the same unit.",
        "Post D1 (Chief of Engagement) moves from TSB to SED and becomes its head.",
        "The job description of post D1 (Chief of Engagement) is adopted.",
        "The head of SPD stays DEP (Deputy to the Director).",
        "OPD does not change.",
    ]


def test_a_functional_line_is_told_as_one(house: House) -> None:
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="LINE", title=text(en="A line")
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.CHANGE_REPORTING,
        day=DAY,
        subject=house.posts["ADV"],
        values={"superior": house.posts["OPS"], "manner": "functional"},
    )
    said = preview(seen_by(officer, [number])[number])
    names = names_of_set(officer, said, said.actions)
    told, post = "reports functionally to OPS (Chief of Operations)", "Post ADV (Adviser)"
    assert change_sentence(said.sentences[0], names) == f"{post} {told}."
    assert object_in_words(said.actions[0], names).endswith("Operations), functionally")
    changes = [each for one in said.affected for each in one.changes]
    assert {touched_in_words(each, names) for each in changes} == {told}


def test_findings_are_told_with_names(house: House) -> None:
    case = draft_engagement(house)
    said = preview(seen_by(case.officer, [case.number])[case.number])
    names = names_in(case.officer, said)
    told = [finding_sentence(one, names) for one in said.open_findings()]
    head = "SGD ends on 1 July 2024. What becomes of its head, CHIEF (Chief of Study Groups)?"
    assert told == [head]


def test_a_refused_submission_tells_each_finding(house: House) -> None:
    case = draft_engagement(house)
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.RENUMBER_POST,
        subject=house.posts["ADV"],
        day=DAY,
        values={"number": "OPS"},
    )
    with pytest.raises(Refused) as refused:
        submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    told = refusals(case.officer, refused.value.reasons)
    assert "From 1 July 2024, several posts would have the number OPS: " in told[0]


def test_a_refusal_names_units_that_only_the_draft_establishes(house: House) -> None:
    case = draft_engagement(house)
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.ESTABLISH_UNIT,
        day=DAY,
        values={"code": "SED", "kind": "department", "parent": house.units["GS"]},
        words={"name": text(en="Events")},
    )
    with pytest.raises(Refused) as refused:
        submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    told = refusals(case.officer, refused.value.reasons)
    both = "From 1 July 2024, several units would have the code SED: Strategic Engagement; Events."
    assert both in told and not [one for one in told if "unit:" in one]


def test_a_new_unit_whose_code_is_its_name_is_named_once(house: House) -> None:
    case = draft_engagement(house)
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.ESTABLISH_UNIT,
        day=DAY,
        values={"code": "Outreach", "kind": "department", "parent": house.units["GS"]},
        words={"name": text(en="Outreach")},
    )
    previewed = preview(seen_by(case.officer, [case.number])[case.number])
    names = names_in(case.officer, previewed)
    told = [change_sentence(one, names) for one in previewed.sentences]
    assert "Outreach is established under GS." in told


def test_a_reason_of_procedure_is_a_sentence() -> None:
    reason = Reason("may_not_act", {"because": ["is_author"]})
    assert sentence(reason) == "You may not act on this step: you have a hand in it yourself."


def test_a_unit_merged_into_itself_is_told_so(house: House) -> None:
    case = draft_engagement(house)
    said: Any = {"kind": ActionKind.MERGE_UNIT, "day": DAY, "subject": house.units["OPD"]}
    into = {"into": house.units["OPD"]}
    actions.add_action(case.officer, reorganisation=case.number, values=into, **said)
    previewed = preview(seen_by(case.officer, [case.number])[case.number])
    names = names_in(case.officer, previewed)
    told = [finding_sentence(one, names) for one in previewed.findings]
    assert "OPD cannot be followed by itself: name another." in told


def test_more_than_full_time_is_refused_in_words() -> None:
    told = sentence(Reason("more_than_full_time"))
    assert told == "A post begins with full time at most, which is 100 %."
