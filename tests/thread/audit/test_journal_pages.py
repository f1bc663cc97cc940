"""The auditor reads the journal: filters, pages, one entry, what is revealed, and the files."""

import csv
import io
import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.institution.organisation.services.standing_in import take_back_delegation
from bureau.institution.organisation.texts.words import ROLES
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.services import Asked
from bureau.record.journal.services.exporting import open_contents
from bureau.record.journal.services.founding import found_installation
from bureau.record.verifier import verify
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import OPENED, House, add_auditor
from tests.institution.organisation.test_delegations import delegate, determine, new_post

JOURNAL = reverse("journal")


@pytest.fixture
def auditor(house: House) -> Client:
    add_auditor(house)
    return visitor(house, "Aude")


def entries_shown(client: Client, **asked: object) -> list[int]:
    answer = client.get(JOURNAL, {**asked, "format": "csv"})
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    return [int(row[0]) for row in rows[2:]]


def test_only_an_auditor_reads_the_journal(house: House, auditor: Client) -> None:
    assert "Only an auditor" in page(visitor(house, "Ada"), JOURNAL, status=403)
    page(visitor(house, None), JOURNAL, status=404)
    assert "Enrol a person" in page(auditor, JOURNAL)


def test_who_acted_is_told_in_latin_letters_too(auditor: Client) -> None:
    Person.objects.filter(name="Ada").update(name="Ада", transliteration="Ada")
    assert "Ада (Ada)" in page(auditor, JOURNAL)


def test_what_the_auditor_may_not_see_is_called_by_its_kind(house: House, auditor: Client) -> None:
    case = draft_engagement(house)
    told = page(auditor, JOURNAL)
    assert f"reorganisation:{case.number}" not in told
    assert f"Reorganisations, number {case.number}" in told


def test_filters_narrow_by_act_actor_subject_record_and_days(house: House, auditor: Client) -> None:
    grants = entries_shown(auditor, act="accounts.grant_directly")
    by_ada = entries_shown(auditor, person="ada", act="accounts.grant_directly")
    assert by_ada and set(by_ada) < set(grants)
    assert entries_shown(auditor, person=str(house.administrator.person))[0] > 0
    aude = house.people["Aude"]
    assert len(entries_shown(auditor, kind="person", number=aude)) == 3
    record = Entry.objects.get(record_number=1).pk
    assert entries_shown(auditor, record=1) == [record]
    assert entries_shown(auditor, last="2024-06-09") == []
    assert record in entries_shown(auditor, first="2024-06-10", last="2024-06-10")


def test_a_filter_that_cannot_be_read_says_so(auditor: Client) -> None:
    said = page(auditor, f"{JOURNAL}?first=2024-06-10&last=2024-06-01", status=422)
    assert "before the first" in said
    assert "What is asked for cannot be looked for" in said and "being saved" not in said


def test_pages_go_by_key_and_cost_the_same_however_many_rows(
    house: House, auditor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    auditor.get(JOURNAL)
    counts = []
    for rows in (5, 60):
        for number in range(rows):
            accounts.create_person(house.administrator, name=f"Person {number}")
        with django_assert_max_num_queries(40) as queries:
            newest = page(auditor, f"{JOURNAL}?act=accounts.create_person")
        counts.append(len(queries))
    assert counts[1] <= counts[0]
    key = newest.partition("page=older-")[2].partition('"')[0]
    older = page(auditor, f"{JOURNAL}?act=accounts.create_person&page=older-{key}")
    assert f"/journal/{key}/" not in older and "page=newer-" in older


def test_an_entry_shows_its_hash_and_the_rights_of_who_acted(house: House, auditor: Client) -> None:
    accounts.choose_language(house.actor("Olga"), language="fr")
    last = Entry.objects.order_by("-pk")[0]
    said = page(auditor, reverse("journal-entry", args=[last.pk]))
    assert last.hash in said and last.previous in said and "as it was written" in said
    rights = said.partition('id="rights"')[2]
    assert "OFF (Organisation Officer)" in rights and "holder" in rights
    assert str(ROLES["organisation_officer"]) in rights


def test_a_right_that_was_ended_later_that_day_is_told_of_the_act_before(
    house: House, auditor: Client
) -> None:
    number = delegate(house)
    determine(new_post(house))
    acted = Entry.objects.get(act="governance.determine").pk
    take_back_delegation(house.actor("Sana"), delegation=number)
    rights = page(auditor, reverse("journal-entry", args=[acted])).partition('id="rights"')[2]
    assert "SG (Secretary-General)" in rights and "delegate" in rights


def test_a_content_is_shown_only_for_a_reason_that_goes_on_record(
    house: House, auditor: Client
) -> None:
    found_installation(NOBODY, demonstration=False)
    open_contents(house_auditor(house), reason="Because of the inquiry")
    entry = Entry.objects.get(act="journal.open_contents").pk
    address = reverse("journal-entry", args=[entry])
    assert "Because of the inquiry" not in page(auditor, address)
    assert "required" in send(auditor, address, status=422, field="reason", reason=" ")
    said = send(auditor, address, field="reason", reason="To see why")
    assert "Because of the inquiry" in said
    revealed = Entry.objects.get(act="journal.reveal_content")
    assert revealed.details["field"] == "reason" and "To see why" not in json.dumps(
        revealed.details
    )


def test_what_was_erased_is_told_as_erased(house: House, auditor: Client) -> None:
    entry = Entry.objects.filter(act="accounts.create_person").latest("pk")
    Content.objects.filter(entry=entry).delete()
    assert "erased" in page(auditor, reverse("journal-entry", args=[entry.pk]))


def test_the_whole_journal_as_json_verifies_outside(auditor: Client) -> None:
    lines = auditor.get(JOURNAL, {"format": "jsonl"}).getvalue().decode().splitlines()
    report = verify(lines)
    assert report.findings == [] and report.entries == Entry.objects.count()


def test_one_who_is_both_of_two_leaves_a_trace_on_the_standing_list(
    house: House, auditor: Client
) -> None:
    proposal = accounts.propose_grant(
        house.administrator,
        person=house.people["Olga"],
        grant="auditor",
        valid_from=OPENED,
        valid_until=date(2030, 1, 1),
    )
    asked = Asked(house.administrator, "twice")
    for _ in range(2):
        with pytest.raises(Refused):
            accounts.settle_grant(asked, proposal=proposal, is_confirmed=True)
    refusal = Entry.objects.get(act="journal.record_refusal")
    assert refusal.details == {"of": "accounts.settle_grant", "because": ["two_persons_needed"]}
    listed = page(auditor, reverse("standing-list", args=["refusals"]))
    assert f"/journal/{refusal.pk}/" in listed
    assert f"Proposed grants, number {proposal}" in listed and "Olga" in listed


def test_an_auditor_reads_the_name_of_an_administrator_without_a_post(
    house: House, auditor: Client
) -> None:
    given = page(auditor, reverse("standing-list", args=["direct-grants"]))
    assert "Alan" in given and "People, number" not in given


def house_auditor(house: House) -> Actor:
    return house.actor("Aude")
