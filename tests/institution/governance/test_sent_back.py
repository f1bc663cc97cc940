"""What is drafted after a case was sent back is for who drafts along; all others see what was put
forward."""

from datetime import date

import pytest

from bureau.core.actors import Role
from bureau.core.changes.actions import from_json
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Reorganisation, Submission
from bureau.institution.governance.queries import wiring
from bureau.institution.governance.queries.citations import citations_read
from bureau.institution.governance.queries.endings import days_of_plans
from bureau.institution.governance.queries.evidence import story_of_case
from bureau.institution.governance.queries.journal import journal_of
from bureau.institution.governance.queries.people import lines_of, people_list
from bureau.institution.governance.queries.readings import readings_of
from bureau.institution.governance.queries.recalled import memory_of
from bureau.institution.governance.queries.reorganisations import Seen, all_seen_by, seen_by
from bureau.institution.governance.queries.scenarios import ways_of
from bureau.institution.governance.queries.worded import wordings_of, wordings_readable
from bureau.institution.governance.services import drafts, steps
from bureau.institution.governance.services.comments import comment_on
from bureau.institution.governance.services.translations import translate_case
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.texts.papers.letters import letter_of
from bureau.institution.instruments.models import Citation
from bureau.institution.organisation.models import JobDescription
from bureau.institution.organisation.services.reference import give_role
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import head
from bureau.record.programs.queries.webhooks import heard
from bureau.web.multilingual import here
from tests.institution.governance.engagement import Engagement, submit
from tests.institution.governance.sent_back import (
    READERS,
    SECRET,
    addresses_about,
    addresses_without_parameters,
    answer_at,
    client_of,
    draft_in_secret,
    drafted_on,
    leaks,
    sent_back,
)
from tests.institution.governance.visitors import page
from tests.institution.house import OPENED, TODAY, House, add_auditor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("api", [False, True])
@pytest.mark.parametrize("name", READERS)
def test_no_address_of_the_case_tells_what_was_drafted_since(
    house: House, name: str, api: bool
) -> None:
    case = drafted_on(house)
    asked = [one for one in addresses_about(case) if one.startswith("/api/") is api]
    assert len(asked) > 20
    assert leaks(client_of(house, name, api=api), asked) == {}


@pytest.mark.parametrize("api", [False, True])
def test_no_other_address_tells_it_either(house: House, api: bool) -> None:
    drafted_on(house)
    asked = [one for one in addresses_without_parameters() if one.startswith("/api/") is api]
    assert leaks(client_of(house, "Coco", api=api), asked) == {}


def test_what_was_put_forward_is_shown_all_the_same(house: House) -> None:
    case = drafted_on(house)
    client, program = (client_of(house, "Coco", api=api) for api in (False, True))
    own = f"reorganisations/{case.number}"
    text = page(client, f"/{own}/")
    assert "A department of engagement" in text and "Standards Policy" in text
    told = answer_at(program, f"/api/{own}")
    assert "A department of engagement" in told and "Strategic Engagement" in told


@pytest.mark.parametrize("name", ["Olga", "Adam"])
def test_who_drafts_along_sees_the_draft(house: House, name: str) -> None:
    case = sent_back(house)
    adam = house.people["Adam"]
    drafts.name_reader(case.officer, reorganisation=case.number, person=adam)
    draft_in_secret(case)
    client = client_of(house, name, api=False)
    address = f"/reorganisations/{case.number}/"
    assert SECRET.search(page(client, address))
    assert "Kingfisher answer" in page(client, address)


def test_withdrawn_while_it_was_back_it_says_what_was_put_forward(house: House) -> None:
    case = drafted_on(house)
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    assert all_seen_by(house.actor("Coco"))[case.number].hides_draft
    clients = {api: client_of(house, "Coco", api=api) for api in (False, True)}
    for api, client in clients.items():
        listed = [*addresses_about(case), "/reorganisations/", "/api/reorganisations"]
        assert leaks(client, [one for one in listed if one.startswith("/api/") is api]) == {}


def test_only_the_words_put_forward_are_found_by_search(house: House) -> None:
    case = drafted_on(house)
    found = wiring.searched([case.number])[case.number]
    assert found.names == {"en": "A department of engagement"}
    assert found.words == {"en": "To engage"}


def test_a_description_written_since_is_seen_by_who_drafts_along(house: House) -> None:
    case = drafted_on(house)
    before, since = JobDescription.objects.order_by("pk").values_list("pk", flat=True)
    of_draft = wiring.descriptions_visible(case.officer, [before, since])
    assert of_draft == {before, since}
    assert wiring.descriptions_visible(house.actor("Coco"), [before, since]) == {before}


def test_wordings_drafted_since_are_named_by_who_drafts_along(house: House) -> None:
    case = drafted_on(house)
    drafted = wordings_of(actions_of(case.number))
    put_forward = wordings_of(from_json(case_submission(case).actions))
    since = drafted - put_forward
    assert since
    organisation = house.organisation
    assert wordings_readable(case.officer, organisation, drafted) == drafted
    assert wordings_readable(house.actor("Coco"), organisation, put_forward) == put_forward
    assert wordings_readable(house.actor("Coco"), organisation, since) == set()


def test_days_drafted_since_are_in_no_calendar_but_of_who_drafts_along(house: House) -> None:
    case = drafted_on(house)
    span = (date(2024, 1, 1), date(2040, 1, 1))
    years = {
        name: {one.day.year for one in days_of_plans(house.actor(name), span) if one.actions}
        for name in ("Olga", "Coco")
    }
    assert years == {"Olga": {2024, 2031}, "Coco": {2024}}
    assert case.number in all_seen_by(house.actor("Coco"))


def test_translations_of_words_drafted_since_are_recalled_by_nobody_else(house: House) -> None:
    drafted_on(house)
    said = {
        name: memory_of(house.actor(name), house.organisation, "en", "fr").nearest("Kingfisher")
        for name in ("Olga", "Coco")
    }
    assert said["Olga"] and not said["Coco"]


def test_what_is_cited_is_what_was_put_forward(house: House) -> None:
    case = drafted_on(house)
    seen = {name: one_seen(house, name, case) for name in ("Olga", "Coco")}
    assert len(citations_read(seen["Olga"])) == 1
    assert citations_read(seen["Coco"]) == []


def test_ways_to_do_it_are_those_put_forward(house: House) -> None:
    case = drafted_on(house)
    (way,) = ways_of(one_seen(house, "Coco", case))
    assert way.is_current and way.is_frozen and way.name is None
    assert len(ways_of(one_seen(house, "Olga", case))) == 2


def test_the_list_of_people_is_of_what_was_put_forward(house: House) -> None:
    case = drafted_on(house)
    listed = people_list(house.actor("Hana"), case.number)
    assert listed is not None and here(listed.row.title) == "A department of engagement"
    submission = case_submission(case)
    (line,) = lines_of(submission).filter(person=house.people["Chia"])
    letter = letter_of(house.actor("Hana"), line.pk)
    assert letter.title.in_original == "A department of engagement"


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_the_journal_and_the_evidence_tell_nothing_done_since(
    house: House, is_withdrawn: bool
) -> None:
    case = sent_back(house)
    known = acts_told(house, "Coco", case)
    draft_in_secret(case)
    if is_withdrawn:
        steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
        known = ["governance.withdraw_reorganisation", *known]
    assert acts_told(house, "Coco", case) == known
    assert len(acts_told(house, "Olga", case)) > len(known)
    row = Reorganisation.objects.get(pk=case.number)
    in_evidence = [one.act for one in story_of_case(row).entries]
    assert in_evidence == known[::-1]


def test_no_webhook_tells_what_is_done_since(house: House) -> None:
    case = sent_back(house)
    before = head().sequence
    draft_in_secret(case)
    entries = Entry.objects.filter(sequence__gt=before, subjects__kind="reorganisation")
    assert len(entries) > 5
    told = {
        name: {heard(house.actor(name), entry) is not None for entry in entries}
        for name in ("Olga", "Coco")
    }
    assert told == {"Olga": {True}, "Coco": {False}}


def test_who_read_what_is_drafted_since_is_told_to_who_drafts_along(house: House) -> None:
    case = sent_back(house)
    add_auditor(house)
    before = readings_of(one_seen(house, "Aude", case), "")
    draft_in_secret(case)
    comment_on(case.officer, reorganisation=case.number, about="case", said="Kingfisher")
    assert readings_of(one_seen(house, "Aude", case), "") == before
    assert len(readings_of(one_seen(house, "Olga", case), "")) == len(before) + 1


def test_no_page_of_a_mandate_tells_what_is_cited_since(house: House) -> None:
    case = drafted_on(house)
    citation = Citation.objects.get(subject=case.number)
    assert citation.provision_id is not None
    reader, program = (client_of(house, "Coco", api=api) for api in (False, True))

    def told() -> list[bool]:
        on_page = answer_at(reader, f"/provisions/{citation.provision_id}/")
        to_program = answer_at(program, f"/api/provisions/{citation.provision_id}")
        link, name = f'href="/reorganisations/{case.number}/', f'"reorganisation:{case.number}'
        return [link in on_page, name in to_program]

    assert told() == [False, False]
    submit(case)
    assert told() == [True, True]


def test_who_does_not_draft_along_translates_nothing_of_it(house: House) -> None:
    case = drafted_on(house)
    give_role(
        house.administrator,
        post=house.posts["COCO"],
        role=Role.ORGANISATION_OFFICER,
        valid_from=OPENED,
        confirmed_by=house.administrators[1].person,
    )
    with pytest.raises(Refused, match="with_its_author"):
        translate_case(
            house.actor("Coco"),
            reorganisation=case.number,
            language="fr",
            said={"title": ("Un département", "draft")},
        )


def one_seen(house: House, name: str, case: Engagement) -> Seen:
    return seen_by(house.actor(name), [case.number])[case.number]


def acts_told(house: House, name: str, case: Engagement) -> list[str]:
    """What the journal of the case tells a reader, newest first."""
    return [line.entry.act for line in journal_of(one_seen(house, name, case))]


def case_submission(case: Engagement) -> Submission:
    return Submission.objects.get(reorganisation=case.number)
