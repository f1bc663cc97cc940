"""The standing lists: each holds the entries it is for, and no others."""

from datetime import date

from django.db.models import Q

from bureau.config.promises.every_act import services_there_are
from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.services import actions, drafts, steps
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
)
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services import standing_in
from bureau.record.accounts.models import DirectGrant
from bureau.record.accounts.services.people import propose_end_of_grant
from bureau.record.journal.models import Entry
from bureau.record.journal.services.frame import RETIRED
from bureau.record.journal.texts import act_labels
from bureau.thread.audit.queries.entries import lines_of
from bureau.thread.audit.queries.lists import LISTS
from bureau.thread.audit.texts import lists as words
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    recommend,
    submit_renaming,
    submitted,
)
from tests.institution.house import TODAY, House


def acts(among: Q) -> list[str]:
    return list(Entry.objects.filter(among).order_by("pk").values_list("act", flat=True))


def test_every_list_has_its_words() -> None:
    assert list(words.LISTS) == list(LISTS)


def test_corrections_are_listed_as_proposed_and_as_confirmed(house: House) -> None:
    effect = Effect.objects.get(kind="post", subject=house.posts["ADV"], role="establish").pk
    proposed = propose_correction(
        house.actor("Otto"),
        effect=effect,
        document=text(en="Staff list"),
        reason="The list says P.5",
        fields={"grade": "P.5"},
    )
    confirm_correction(house.actor("Olga"), correction=proposed)
    found = acts(LISTS["corrections"]())
    assert found == ["governance.propose_correction", "governance.confirm_correction"]


def test_an_act_by_a_delegate_is_a_stand_in_used_and_by_the_holder_not(house: House) -> None:
    case = submitted(house)
    determine(case)
    assert acts(LISTS["stand-ins"]()) == []
    standing_in.delegate_post(
        house.actor("Coco"),
        post=house.posts["COCO"],
        person=house.people["Adam"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=date(2024, 7, 1),
    )
    steps.recommend(
        house.actor("Adam"),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=TODAY,
        meeting=house.meetings["COCO"],
    )
    assert acts(LISTS["stand-ins"]()) == ["governance.recommend"]


def test_an_act_that_replaces_a_later_decision_is_an_override(house: House) -> None:
    other = submit_renaming(house, "OPX")
    for act in (determine, recommend, approve):
        act(other)
    assert acts(LISTS["overrides"]()) == []
    number = drafts.start_reorganisation(
        house.actor("Olga"), organisation=house.organisation, reference="D-2", title=text(en="D")
    )
    later = Effect.objects.get(record=2).pk
    actions.add_action(
        house.actor("Olga"),
        reorganisation=number,
        kind=ActionKind.RENAME_UNIT,
        day=DAY - 5,
        subject=house.units["OPD"],
        values={"code": "OPY", "overrides": str(later)},
    )
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    case = Engagement(house, number, 0)
    for act in (determine, recommend, approve):
        act(case)
    assert acts(LISTS["overrides"]()) == ["governance.approve"]


def test_a_line_names_the_case_before_the_rows_that_only_bureau_knows(house: House) -> None:
    case = submit_renaming(house, "OPX")
    for act in (determine, recommend, approve):
        act(case)
    [line] = lines_of(house.actor("Olga"), Entry.objects.filter(act="governance.approve"))
    kinds = [reference.kind for reference, _label in line.touched.first]
    assert kinds[0] == "reorganisation" and "entry_into_force" not in kinds
    assert line.entry.subjects.filter(kind="entry_into_force").exists()


def test_direct_grants_are_listed_and_what_is_proposed_of_them(house: House) -> None:
    assert set(acts(LISTS["direct-grants"]())) == {"accounts.grant_directly"}
    given = DirectGrant.objects.latest("pk").pk
    propose_end_of_grant(house.administrator, grant=given, on=TODAY)
    assert acts(LISTS["direct-grants"]())[-1] == "accounts.propose_end_of_grant"


def test_no_act_is_named_that_is_not_there() -> None:
    assert sorted(set(act_labels()) - RETIRED - set(services_there_are())) == []
