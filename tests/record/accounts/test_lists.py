"""Enrolling a list of people: looked at first, every flaw by row, then done as one act."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from openpyxl import Workbook

from bureau.record.accounts.forms.lists import read_people, rows_of_file, rows_typed
from bureau.record.accounts.models import DirectGrant, Person, SignInLink, User
from bureau.record.accounts.queries import secret_of
from bureau.record.journal.models import Answered, Entry
from bureau.record.journal.services.following import follow
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import letter_for
from tests.record.accounts.signing import enrolled, signed_in

pytestmark = pytest.mark.django_db
TABLE = (
    "login,name,email,language\ngrace,Grace,grace@example.org,fr\nlin,林,lin@example.org,zh-hans\n"
)


def administrator() -> Client:
    person = enrolled()
    DirectGrant.objects.create(
        person_id=person, grant="administrator", valid_from="2020-01-01", valid_until="2099-01-01"
    )
    return signed_in()


def test_looking_changes_nothing() -> None:
    client = administrator()
    answer: Any = client.post("/settings/people/list/", {"table": TABLE})
    assert "Enrol 2 people" in answer.content.decode()
    assert Person.objects.count() == 1


def test_a_list_is_enrolled_in_one_act_and_each_is_invited() -> None:
    client = administrator()
    client.post("/settings/people/list/", {"table": TABLE, "do": "enrol", "key": "k"})
    assert set(User.objects.values_list("login", flat=True)) == {"ada", "grace", "lin"}
    assert Entry.objects.latest("sequence").act == "accounts.enrol_people"
    assert SignInLink.objects.filter(purpose="invitation").count() == 2
    assert "grace" not in str(list(Answered.objects.values()))


def test_sending_the_list_twice_enrols_once() -> None:
    client = administrator()
    for _ in range(2):
        client.post("/settings/people/list/", {"table": TABLE, "do": "enrol", "key": "k"})
    assert User.objects.count() == 3


@pytest.mark.parametrize(("format", "reader"), [("csv", "en"), ("xlsx", "ar")])
def test_what_the_list_of_people_gives_out_enrols_them_elsewhere(format: str, reader: str) -> None:
    client = administrator()
    client.post("/settings/people/list/", {"table": TABLE, "do": "enrol", "key": "k"})
    client.cookies["django_language"] = reader
    answer: Any = client.get("/settings/people/", {"format": format})
    User.objects.update(login=Concat("login", Value("-here")))
    read = read_people(rows_of_file(answer.getvalue()))
    assert read.faults == ()
    assert {(one.login, one.name, one.email, one.language) for one in read.people} == {
        ("ada", "Ada", "ada@example.org", "en"),
        ("grace", "Grace", "grace@example.org", "fr"),
        ("lin", "林", "lin@example.org", "zh-hans"),
    }


def test_a_file_is_read_as_the_table_is() -> None:
    file = SimpleUploadedFile("people.csv", b"\xef\xbb\xbf" + TABLE.replace(",", ";").encode())
    answer: Any = administrator().post("/settings/people/list/", {"file": file})
    assert "Enrol 2 people" in answer.content.decode()


def test_a_workbook_is_read_too_with_names_in_latin_letters() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("People of the bureau",),
        ("login", "name", "transliteration", "email"),
        ("samira", "سميرة حداد", "Samira Haddad", "samira@example.org"),
    ):
        sheet.append(row)
    written = BytesIO()
    book.save(written)
    client = administrator()
    file = SimpleUploadedFile("people.xlsx", written.getvalue())
    answer: Any = client.post("/settings/people/list/", {"file": file})
    assert "Enrol 1 person" in answer.content.decode()
    shown = answer.context["table"]
    client.post("/settings/people/list/", {"table": shown, "do": "enrol", "key": "k"})
    found = Person.objects.get(email="samira@example.org")
    assert (found.name, found.transliteration) == ("سميرة حداد", "Samira Haddad")


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    read = read_people(rows_typed("login,name,email\n\n,,\ngrace,Grace,nonsense\n"))
    assert "Row 4, column email" in read.faults[0]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",Grace,grace@example.org,fr", "Row 2, column login: nothing is said"),
        ("grace,,grace@example.org,fr", "Row 2, column name: nothing is said"),
        ("grace,\u200b,grace@example.org,fr", "Row 2, column name: nothing is said"),
        ("grace,Grace,nonsense,fr", "Row 2, column email: this is no mail address"),
        ("grace,Grace,g@example.org,xx", "Row 2, column language: this is none"),
        ("ADA,Ada,ada@example.org,fr", "Row 2, column login: somebody signs in under it"),
        ("grace,Grace,g@example.org,fr\nGrace,G,g@example.org,fr", "Row 3, column login"),
        ("=cmd,Grace,g@example.org,fr", "Row 2, column login: A login is of letters"),
        ("bad login,Grace,g@example.org,fr", "Row 2, column login: A login is of letters"),
        ("g" * 151 + ",Grace,g@example.org,fr", "longer than 150 characters"),
    ],
)
def test_a_flaw_is_told_by_row_and_column(row: str, fault: str) -> None:
    enrolled()
    read = read_people(rows_typed(f"login,name,email,language\n{row}\n"))
    assert not read.people and fault in " ".join(read.faults)


def test_a_heading_that_is_missing_is_told() -> None:
    assert "email" in read_people(rows_typed("login,name\ngrace,Grace\n")).faults[0]


def test_the_mail_carries_the_secret_and_the_outbox_does_not() -> None:
    administrator().post("/settings/people/list/", {"table": TABLE, "do": "enrol", "key": "k"})
    follow.func()
    mail = OutboxMail.objects.select_related("notice", "person").get(person__name="Grace")
    letter, link = letter_for(mail), SignInLink.objects.get(person__name="Grace")
    assert letter and letter.address == "grace@example.org"
    assert secret_of(link) in letter.sent and secret_of(link) not in letter.body


def test_only_an_administrator_enrols_a_list() -> None:
    enrolled("eve", "Eve")
    assert signed_in("eve").get("/settings/people/list/").status_code == 403
    assert Client().get("/settings/people/list/").status_code == 404


def test_a_file_that_is_too_large_is_refused() -> None:
    file = SimpleUploadedFile("people.csv", b"login,name,email\n" + b"x" * 600_000)
    answer: Any = administrator().post("/settings/people/list/", {"file": file})
    assert answer.status_code == 422 and "larger than 512 kB" in answer.content.decode()


def test_a_file_that_is_no_table_is_refused() -> None:
    file = SimpleUploadedFile("people.csv", b"PK\x03\x04\xff\xfe")
    answer: Any = administrator().post("/settings/people/list/", {"file": file})
    assert answer.status_code == 422 and "cannot be read as CSV or XLSX" in answer.content.decode()
