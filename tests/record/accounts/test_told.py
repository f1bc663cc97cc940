"""Whoever's way to sign in was changed is told by mail, whoever changed it."""

import re
from typing import Any

import pytest
from django.test import Client

from bureau.core.actors import Actor
from bureau.record.accounts.models import User
from bureau.record.accounts.services import factors, links
from bureau.record.accounts.services.people import Secret
from bureau.record.journal.models import Entry
from bureau.record.journal.services.following import follow
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.queries.letters import letter_for
from tests.actors import made_administrator
from tests.record.accounts.signing import PASSWORD, enrolled, set_up_codes, signed_in

pytestmark = pytest.mark.django_db
NEW = "another sentence to keep"


def subjects() -> list[str]:
    """What the mails to be sent now are called, oldest first."""
    follow.func()
    mails = OutboxMail.objects.select_related("notice", "person__merged_into").order_by("pk")
    letters = [letter_for(mail) for mail in mails if mail.notice.kind == "sign_in_change"]
    return [letter.subject for letter in letters if letter]


def test_codes_set_up_used_to_recover_and_taken_away_are_told() -> None:
    person = enrolled()
    client = signed_in()
    set_up_codes(client)
    assert subjects() == ["One-time codes were set up for your account"], "one mail, not two"
    page: Any = client.get("/account/recovery/")
    code = re.findall(r"<code><bdi>([0-9a-z]+)", page.content.decode())[0]
    other = Client()
    other.post("/sign-in/", {"username": "ada", "password": PASSWORD})
    assert other.post("/sign-in/code/", {"code": code}).status_code == 302
    assert subjects()[1:] == ["A recovery code was used for your account"]
    assert Entry.objects.latest("sequence").act == "accounts.use_recovery_code"
    administrator = made_administrator(enrolled("grace"))
    factors.remove_factors_of(administrator, person=person)
    assert "An administrator took away" in subjects()[2]


def test_a_password_changed_or_chosen_by_a_link_is_told() -> None:
    person = enrolled()
    ada = Actor(person=person)
    factors.change_password(ada, old=Secret(PASSWORD), new=Secret(NEW))
    link = links.ask_for_link(ada, user=User.objects.get(person=person).pk)
    links.choose_password(ada, link=link, password=Secret(PASSWORD))
    assert [each.split(" your account ")[1] for each in subjects()] == [
        "was changed",
        "by a link in a mail",
    ]
    mail = OutboxMail.objects.filter(notice__kind="sign_in_change").earliest("pk")
    letter = letter_for(mail)
    assert letter and letter.address == "ada@example.org"
    assert "UTC. If it was you, do nothing. If not" in letter.body
    assert "waits for you" not in letter.subject + letter.body


def test_a_code_for_a_camera_stands_beside_the_key() -> None:
    enrolled()
    client = signed_in()
    client.post("/account/confirm/?next=/account/", {"password": PASSWORD})
    page: Any = client.get("/account/codes/")
    camera = page.context["camera"]
    assert camera.side >= 33 and camera.path.startswith("M4 4h7v1h-7z"), "its first corner"
    assert f'<path d="{camera.path}"/>' in page.content.decode()
