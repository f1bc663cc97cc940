"""Drafts of rules: written, judged, tried on cases, put in force by a second person, or not."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from bureau.core.reasons import Refused
from bureau.institution.procedures.models import Rule, RuleDraft, RuleTrial
from bureau.institution.procedures.queries.rule_drafts import drafts_visible, judged_draft
from bureau.institution.procedures.queries.rule_trials import trial_of
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.store import Terms, rule_of
from bureau.record.journal.models import Entry, Subject
from tests.institution.governance.engagement import determine, submit_renaming
from tests.institution.house import FORCE, TODAY, House
from tests.institution.procedures.drafting import (
    begun,
    deciding,
    found,
    major,
    ready,
    tried,
    written,
)


def put(house: House, draft: int, seen: str, name: str = "Otto") -> None:
    rule_drafts.put_rules_in_force(house.actor(name), draft=draft, seen=seen)


def test_the_rules_of_the_house_lack_one_for_major_changes(house: House) -> None:
    judged = judged_draft(found(begun(house)))
    assert not judged.overlaps and judged.gaps
    assert {gap.example.answers["major"] for gap in judged.gaps} == {True}
    assert {gap.subject for gap in judged.gaps} == {"reorganisation"}


def test_a_whole_draft_is_put_in_force_by_a_second_person(house: House) -> None:
    draft, seen = ready(house)
    put(house, draft, seen)
    (rule,) = Rule.objects.filter(key="major")
    assert rule.valid_from == FORCE and rule.name and rule.name.said["fr"][0]
    row = RuleDraft.objects.get(pk=draft)
    assert (row.outcome, row.settled_by, row.tried) == ("in_force", house.people["Otto"], seen)


def test_it_is_one_act_that_names_the_draft_and_every_rule(house: House) -> None:
    draft, seen = ready(house)
    before = Entry.objects.count()
    put(house, draft, seen)
    entry = Entry.objects.latest("sequence")
    assert Entry.objects.count() == before + 1 and entry.details["drafted"] == seen
    named = set(Subject.objects.filter(entry=entry).values_list("kind", "number"))
    assert named == {("rule_draft", draft), ("rule", Rule.objects.get(key="major").pk)}


@pytest.mark.parametrize("name", ["Olga", "Opal"])
def test_authors_and_strangers_put_nothing_in_force(house: House, name: str) -> None:
    draft, seen = ready(house)
    with pytest.raises(Refused, match="two_persons_needed|not_yours_to_do"):
        put(house, draft, seen, name)
    assert not Rule.objects.filter(key="major").exists()


@pytest.mark.exhaustive
def test_whoever_changed_a_draft_is_an_author_of_it(house: House) -> None:
    draft, _seen = ready(house)
    written(house, draft, name="Otto")
    with pytest.raises(Refused, match="two_persons_needed"):
        put(house, draft, tried(house, draft).drafted)
    put(house, draft, tried(house, draft).drafted, "Ada")


@pytest.mark.exhaustive
def test_only_what_was_tried_takes_effect(house: House) -> None:
    draft, seen = ready(house)
    written(house, draft, terms=major(house, days=30))
    with pytest.raises(Refused, match="changed_since_tried"):
        put(house, draft, seen)
    put(house, draft, tried(house, draft, "Otto").drafted)
    (step,) = rule_of(Rule.objects.get(key="major")).steps
    assert step.days == 30


@pytest.mark.thorough
def test_a_case_put_forward_since_asks_for_another_trial(house: House) -> None:
    draft, seen = ready(house)
    submit_renaming(house, "NEW")
    with pytest.raises(Refused, match="changed_since_tried"):
        put(house, draft, seen)


def test_a_draft_that_was_not_tried_waits(house: House) -> None:
    draft = begun(house)
    written(house, draft)
    with pytest.raises(Refused, match="not_tried_yet"):
        put(house, draft, "")


def test_a_set_with_a_gap_is_not_put_in_force(house: House) -> None:
    draft = begun(house)
    rule_drafts.write_rule_end(house.actor("Olga"), draft=draft, key="personnel")
    seen = tried(house, draft).drafted
    with pytest.raises(Refused, match="rules_have_gaps"):
        put(house, draft, seen)
    assert Rule.objects.get(key="personnel").valid_until is None


def test_a_set_with_an_overlap_is_not_put_in_force(house: House) -> None:
    draft, _seen = ready(house)
    written(house, draft, "other", major(house, days=3))
    assert judged_draft(found(draft)).is_whole(), "the same course is no conflict"
    twice = Terms((deciding(house),), asks=major(house).asks, presupposes=False)
    written(house, draft, "other", twice)
    (overlap,) = judged_draft(found(draft)).overlaps
    assert {found(draft).keys()[each] for each in overlap.rules} == {"structure", "other"}
    with pytest.raises(Refused, match="rules_overlap"):
        put(house, draft, tried(house, draft).drafted)


@pytest.mark.exhaustive
def test_a_changed_rule_is_a_next_version_and_an_ended_one_ends(house: House) -> None:
    draft, _seen = ready(house)
    changed = Terms(
        (deciding(house),), frozenset({"adopt_description"}), frozenset({"D.1"}), rank=1
    )
    written(house, draft, "description", changed)
    put(house, draft, tried(house, draft).drafted)
    first, second = Rule.objects.filter(key="description").order_by("version")
    assert (first.valid_until, second.valid_from) == (FORCE, FORCE)
    ending = begun(house, FORCE + timedelta(days=9))
    rule_drafts.write_rule_end(house.actor("Olga"), draft=ending, key="description")
    put(house, ending, tried(house, ending).drafted)
    second.refresh_from_db()
    assert second.valid_until == FORCE + timedelta(days=9)


def test_a_draft_is_of_a_day_to_come(house: House) -> None:
    with pytest.raises(Refused, match="draft_of_rules_past"):
        begun(house, TODAY - timedelta(days=1))


@pytest.mark.thorough
def test_what_was_settled_is_changed_no_more(house: House) -> None:
    draft, seen = ready(house)
    rule_drafts.withdraw_rule_draft(house.actor("Olga"), draft=draft)
    for attempt in (lambda: put(house, draft, seen), lambda: written(house, draft)):
        with pytest.raises(Refused, match="draft_of_rules_settled"):
            attempt()


def test_a_rule_stays_about_what_it_is_about(house: House) -> None:
    draft = begun(house)
    with pytest.raises(Refused, match="rule_of_another_subject"):
        written(house, draft, "personnel")
    strange = Terms((deciding(house),), frozenset({"sail"}))
    with pytest.raises(Refused, match="not_of_this_subject"):
        written(house, draft, terms=strange)


def test_a_line_is_renamed_and_removed(house: House) -> None:
    draft = begun(house)
    line = written(house, draft)
    line = written(house, draft, "larger", line=line)
    assert [each.key for each in found(draft).lines] == ["larger"]
    rule_drafts.remove_rule_line(house.actor("Olga"), draft=draft, line=line)
    assert found(draft).is_empty


@pytest.mark.exhaustive
def test_a_past_case_is_tried_with_the_answers_it_was_given(house: House) -> None:
    case = submit_renaming(house, "NEW")
    determine(case, answer=False)
    draft, _seen = ready(house)
    (one,) = trial_of(found(draft)).past
    assert one.subject.id == case.number and not one.tried.is_other
    changed = Terms((deciding(house),), asks=major(house).asks, presupposes=False)
    written(house, draft, "structure", changed)
    (one,) = trial_of(found(draft)).other
    assert [each.code for each in one.tried.differences] == [
        *("step_gone", "step_gone", "step_gone", "step_added"),
    ]


def test_a_trial_counts_the_simulated_year(house: House) -> None:
    draft, _seen = ready(house)
    trial = trial_of(found(draft))
    assert trial.year.cases > 365 and trial.year.other > 0
    assert trial.counted() == trial_of(found(draft)).counted()
    row = RuleTrial.objects.get()
    assert (row.simulated, row.simulated_other) == (trial.year.cases, trial.year.other)


def test_the_simulated_year_tries_each_grade_and_unit_that_rules_tell_apart(house: House) -> None:
    draft, named = begun(house), house.units["SGD"]
    kinds = frozenset({"establish_post"})
    of_grade = Terms((deciding(house),), actions=kinds, grades=frozenset({"P.4"}))
    written(house, draft, "posts", of_grade)
    within = Terms((deciding(house),), actions=frozenset({"merge_unit"}), units=frozenset({named}))
    written(house, draft, "within", within)
    rows = [row for row in trial_of(found(draft)).year.rows if row.other]
    assert {row.typical.grades for row in rows if row.typical.action == "establish_post"} == {
        ("P.4",)
    }
    assert {row.typical.units for row in rows if row.typical.action == "merge_unit"} == {(named,)}
    assert all(row.other == row.cases for row in rows)


def test_a_trial_is_not_rewritten(house: House) -> None:
    ready(house)
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        RuleTrial.objects.update(cases=7)


def test_the_name_of_a_rule_in_force_is_not_rewritten(house: House) -> None:
    with pytest.raises(DatabaseError, match="is sealed"), transaction.atomic():
        Rule.objects.filter(pk=house.rules["personnel"]).update(key="other")


def test_drafts_are_seen_by_whoever_keeps_rules(house: House) -> None:
    draft = begun(house)
    assert drafts_visible(house.actor("Otto"), [draft]) == {draft}
    assert not drafts_visible(house.actor("Opal"), [draft])
