"""The mail that says something waits: its words, its language, and what can be smuggled in."""

from collections.abc import Callable
from datetime import date

import pytest

from bureau.record.accounts.models import Person
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import Letter, letter_for
from bureau.record.notices.services.sending import message_of
from bureau.record.notices.services.telling import keep_notices
from bureau.web.answers import Telling
from tests.record.notices import wiring

type Make = Callable[..., int]


def mail_to(person: int, due: date | None = None) -> OutboxMail:
    wiring.waits[:] = [wiring.telling(4, person, due=due)]
    keep_notices("boat", [4])
    return OutboxMail.objects.select_related("notice", "person__merged_into").get()


def letter_to(person: int, due: date | None = None) -> Letter:
    letter = letter_for(mail_to(person, due))
    assert letter is not None
    return letter


def test_it_says_what_why_by_when_and_where(person: Make) -> None:
    letter = letter_to(person(), date(2024, 5, 6))
    assert letter.subject == "Waits for you: Boat 4"
    for said in ("Boat 4", "It needs 2 coats of paint.", "By 6 May 2024"):
        assert said in letter.body.splitlines()
    assert "https://bureau.example/boats/4/" in letter.body.splitlines()


def test_of_what_is_only_told_it_does_not_say_that_it_waits(person: Make) -> None:
    wiring.waits.append(Telling(4, person(), "k", "c", {"coats": 2}, "/b/", is_news=True))
    keep_notices("boat", None)
    letter = letter_for(OutboxMail.objects.get())
    assert letter and "ait" not in letter.subject + letter.body


def test_without_a_day_it_names_none(person: Make) -> None:
    assert "By " not in letter_to(person()).body


def test_a_name_is_not_escaped_as_on_a_page(person: Make) -> None:
    wiring.name = "Boat <A & B's>"
    letter = letter_to(person())
    assert "Boat <A & B's> 4" in letter.subject and "Boat <A & B's> 4" in letter.body


@pytest.mark.parametrize("sign", ["\r\nBcc: all@example.org", "\n.\r\nRCPT TO", "\x00\u202e"])
def test_no_name_brings_a_header_of_its_own(person: Make, sign: str) -> None:
    wiring.name = f"Boat{sign}"
    mail = mail_to(person())
    letter = letter_for(mail)
    assert letter is not None
    message = message_of(mail, letter).message()
    assert message["Bcc"] is None and message["To"] == "ada@example.org"
    assert len(letter.subject.splitlines()) == 1 and "\u202e" not in letter.body


@pytest.mark.parametrize("email", ["", "ada@example.org\r\nBcc: x@example.org", "nobody"])
def test_an_address_that_is_none_is_not_written_to(person: Make, email: str) -> None:
    assert letter_to(person(email=email)).address == ""


def test_what_the_person_may_not_see_is_not_written(person: Make) -> None:
    wiring.hidden.add(4)
    assert letter_for(mail_to(person())) is None


def test_what_waits_no_longer_is_not_written(person: Make) -> None:
    mail = mail_to(person())
    wiring.waits.clear()
    assert letter_for(mail) is None


def test_it_goes_to_the_person_that_one_was_merged_into(person: Make) -> None:
    mail = mail_to(person("Ada"))
    kept = person("Ada L.", "lovelace@example.org")
    Person.objects.filter(pk=mail.person_id).update(merged_into=kept)
    letter = letter_for(OutboxMail.objects.select_related("notice", "person").get())
    assert letter is not None and letter.address == "lovelace@example.org"


def test_it_is_plain_text_that_machines_do_not_answer(person: Make) -> None:
    mail = mail_to(person())
    message = message_of(mail, letter_to(mail.person_id)).message()
    assert message.get_content_type() == "text/plain"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{mail.identity}@bureau.example>"
