"""The example as it stands once it is built: its chart, its case, its second draft."""

from argparse import Namespace

import pytest

from bureau.config.commands import demo
from bureau.core.changes.check import Severity
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.reasons import Refused
from bureau.core.structure.difference import Change, difference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import LANGUAGES
from bureau.example.build import build, is_whole
from bureau.example.building import notes
from bureau.example.figures import CHIEF_NUMBER
from bureau.example.posts import CORRECTED, VACATED
from bureau.institution.governance.queries.comments import threads_of
from bureau.institution.governance.queries.notes import notes_of
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen, all_seen_by
from bureau.institution.governance.queries.scenarios import considered_with
from bureau.institution.governance.queries.translating import progress_of
from bureau.institution.governance.queries.translations import translatable
from bureau.institution.governance.queries.wiring import descriptions_over
from bureau.institution.governance.services.steps import decide
from bureau.institution.instruments.models import AgendaItem, Instrument, Meeting
from bureau.institution.organisation.models import JobDescription, Organisation, Remark
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import broken_links, is_demonstration, record_number_now
from tests.example.conftest import TODAY, actor, as_of, post, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]
BEFORE, AFTER = "2024-01-15", "2025-01-15"


def departments(at: Snapshot) -> list[str]:
    return [one.code for one in at.children(unit(at, "TSB").id)]


def told(changes: tuple[Change, ...], at: Snapshot) -> set[tuple[str, str]]:
    return {(one.change, name(at, one)) for one in changes}


def name(at: Snapshot, one: Change) -> str:
    found = at.unit(one.subject.id) if one.subject.kind == "unit" else at.post(one.subject.id)
    return str(getattr(found, "code", None) or getattr(found, "number", ""))


def case(reference: str) -> Seen:
    found = all_seen_by(actor("organisation-officer")).values()
    return next(one for one in found if one.row.reference == reference)


def test_the_chart_before_has_three_departments_and_no_strategic_engagement() -> None:
    assert departments(as_of(BEFORE)) == ["SGD", "TSP", "OPD"]


def test_the_chart_opens_at_the_bureau_of_the_case() -> None:
    assert Organisation.objects.get().opens_at == unit(as_of(AFTER), "TSB").id


def test_the_chart_after_has_the_deputy_as_head_of_study_groups_and_policy() -> None:
    at = as_of(AFTER)
    assert departments(at) == ["SPD", "SED", "OPD"]
    assert unit(at, "SPD").head == post(at, "DEMO/TSP/D2/01").id


def test_five_things_change_and_nothing_of_operations_or_the_deputy() -> None:
    before, after = as_of(BEFORE), as_of(AFTER)
    found = difference(before, after)
    assert told(found.changes, before) | told(found.changes, after) >= {
        ("established", "SED"),
        ("merged", "SGD"),
        ("renamed", "SPD"),
        ("moved", CHIEF_NUMBER),
        ("headed", "SED"),
    }
    assert len(found.changes) == 5


def test_what_moved_only_because_its_unit_was_merged_is_carried() -> None:
    before = as_of(BEFORE)
    found = difference(before, as_of(AFTER))
    carried = {number for change, number in told(found.carried, before) if change == "moved"}
    assert carried == {one.number for one in before.posts_of(unit(before, "SGD").id)}


def test_the_departments_have_the_posts_of_the_drawing() -> None:
    at = as_of("2021-06-01")
    counts = {code: len(at.posts_of(unit(at, code).id)) for code in departments(at)}
    assert counts == {"SGD": 13, "TSP": 11, "OPD": 12}
    assert [one.number for one in at.posts() if one.frozen] == ["DEMO/OPD/G6/05"]


def test_the_post_of_the_paper_stands_under_the_director_vacant_and_undescribed() -> None:
    at = as_of(BEFORE)
    chief = post(at, CHIEF_NUMBER)
    assert (chief.unit, chief.grade) == (unit(at, "TSB").id, "D.1")
    assert at.is_vacant(chief.id) and at.adoption_of(chief.id) is None
    assert Remark.objects.filter(kind="post", subject=chief.id).exists()


def test_the_description_awaits_the_council_which_has_noted_the_structure() -> None:
    route = preview(case("TSB-2024")).route
    states = {step.act: step.state for step in route.steps}
    assert states.pop(ActKind.DECIDE) is StepState.HERE
    assert set(states.values()) == {StepState.DONE}


def test_the_description_takes_effect_when_the_council_has_decided() -> None:
    seen, recorded = case("TSB-2024"), record_number_now()
    (step,) = preview(seen).route.here()
    meeting = Meeting.objects.get(body__code="COUNCIL", under=None)
    by, day = actor("council-secretary"), meeting.valid_from
    decide(by, reorganisation=seen.row.pk, step=step.key, day=day, meeting=meeting.pk)
    at = as_of(AFTER)
    adopted = at.adoption_of(post(at, CHIEF_NUMBER).id)
    assert adopted and JobDescription.objects.get(pk=adopted.description).duties.count() == 23
    assert as_of(AFTER, recorded).adoption_of(post(at, CHIEF_NUMBER).id) is None
    versions = JobDescription.objects.filter(post=post(at, CHIEF_NUMBER).id).values_list(
        "pk", flat=True
    )
    assert descriptions_over(actor("organisation-officer"), list(versions)) == set(), (
        "as known before, its decision was awaited"
    )


def test_the_chief_of_study_groups_is_left_open_on_purpose() -> None:
    submission = case("TSB-2024").row.submissions.get()
    ((code, subject, reason),) = submission.answers
    assert code == "head_of_ended_unit" and "paper does not say" in reason
    assert subject == f"post:{post(as_of(BEFORE), 'DEMO/SGD/P5/01').id}"


def test_three_record_numbers_give_three_answers() -> None:
    assert [known_of_a_vacancy_and_a_funding(number) for number in (1, 2, 3)] == [
        (False, "regular_budget"),
        (True, "regular_budget"),
        (True, "voluntary_contributions"),
    ]


def known_of_a_vacancy_and_a_funding(recorded: int) -> tuple[bool, str]:
    at = as_of("2023-01-01", recorded)
    return at.is_vacant(post(at, VACATED).id), post(at, CORRECTED).funding


def test_the_late_vacancy_was_none_on_the_day_before() -> None:
    at = as_of("2022-08-31")
    assert not at.is_vacant(post(at, VACATED).id)


def test_before_the_first_record_nothing_is_known() -> None:
    assert as_of(AFTER, 0).units() == ()


def test_the_second_draft_has_one_finding_of_each_severity() -> None:
    found = preview(case("SED-STAFFING")).findings
    assert sorted(one.severity for one in found) == sorted(Severity)
    assert len(found) == len(Severity)


def test_the_second_draft_is_a_secret_of_its_author() -> None:
    others = ("director", "council-secretary", "auditor", "post-officer")
    seen = {row.row.reference for login in others for row in all_seen_by(actor(login)).values()}
    assert seen == {"TSB-2024"}


def test_building_twice_is_refused_and_changes_nothing() -> None:
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="installation_exists"):
        build(TODAY)
    assert Entry.objects.count() == entries


def test_it_is_a_demonstration_with_a_journal_that_holds() -> None:
    assert is_demonstration() and broken_links() == []


def test_every_effect_stands_under_an_instrument_that_says_what_it_is() -> None:
    kinds = set(Instrument.objects.values_list("kind", flat=True))
    assert {"convention", "resolution", "paper", "practice", "opening_record"} <= kinds
    assert {"approval", "correction", "personnel_action"} <= kinds


def test_another_way_was_considered_and_is_not_proposed() -> None:
    (way,) = considered_with(case("TSB-2024"))
    assert way.name and "demonstration" in way.name.in_language("en")
    assert way.reason and "Operations and Planning" in way.reason.in_language("en")
    assert set(way.reason.said) == set(LANGUAGES)
    assert [one.kind for one in way.actions] == ["establish_unit", "move_post"]


def test_a_question_was_asked_answered_and_settled() -> None:
    (thread,) = threads_of(actor("organisation-officer"), case("TSB-2024"))
    assert thread.state == "resolved" and len(thread.replies) == 1


@pytest.mark.parametrize(("reference", "notes"), [("TSB-2024", 7), ("SED-STAFFING", 3)])
def test_whatever_a_case_says_is_said_in_six_languages(reference: str, notes: int) -> None:
    said = notes_of(case(reference))
    assert len(said) == notes
    for language, progress in progress_of([*translatable(case(reference)), *said]).items():
        assert progress.is_whole, language


def test_what_the_council_noted_is_concluded_and_what_it_is_to_decide_is_to_come() -> None:
    items = AgendaItem.objects.filter(meeting__body__code="COUNCIL").order_by("number")
    assert [(one.number, one.state) for one in items] == [("1", "concluded"), ("1.1", "to_come")]


def test_what_was_cut_off_is_not_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_whole()
    monkeypatch.setattr(notes, "OF_UNITS", (*notes.OF_UNITS, notes.OF_UNITS[0]))
    assert not is_whole()


def test_one_that_is_not_whole_is_not_served(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "prepare", lambda: None)
    asked = Namespace(reset=False, prepare=True)
    assert demo.make_ready(asked) == 0
    monkeypatch.setattr(notes, "OF_UNITS", (*notes.OF_UNITS, notes.OF_UNITS[0]))
    assert demo.make_ready(asked) == 1
    assert "not built to its end" in capsys.readouterr().out
