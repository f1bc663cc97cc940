"""An installation with nothing in it: every page answers, and the whole way leads on from there."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bureau.config.cli import main
from bureau.config.proving.grounds import SQLITE, new_ground
from bureau.core.actors import NOBODY
from bureau.institution.governance.models import Reorganisation
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Office, Organisation
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.views.settings.sections import BEFORE_ANY, PAGES
from bureau.institution.procedures.models import RuleDraft
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person, User
from bureau.record.journal.queries import is_founded
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.visitors import page, send
from tests.institution.house import NOW, OPENED
from tests.journeys.crawling import Found, kinds_of, links

pytestmark = pytest.mark.django_db
MENU = ("/", "/chart/", "/posts/", "/instruments/", "/bodies/", "/reorganisations/", "/settings/")
KEYS = ("SECRET_KEY", "BUREAU_JOURNAL_KEY", "DJANGO_SETTINGS_MODULE")
BESIDE = ("/search/", "/search/?q=SED")


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> Client:
    """The first administrator of an installation that was just made."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    found_installation(NOBODY, demonstration=False)
    return administrator("Ada")


def administrator(name: str) -> Client:
    person = accounts.create_person(NOBODY, name=name)
    accounts.create_user(NOBODY, person=person, login=name.lower(), password=None)
    accounts.grant_directly(
        NOBODY,
        person=person,
        grant="administrator",
        valid_from=OPENED,
        valid_until=OPENED.replace(year=2030),
    )
    client = Client()
    client.force_login(User.objects.get(person=person))
    return client


def walked(client: Client) -> Iterator[Found]:
    """Every page that links lead to, one of a kind; and where it leads on."""
    waiting, count = [*MENU, *BESIDE], Counter[str]()
    asked = set(waiting)
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        kind = response.get("Content-Type", "")
        html = response.content.decode() if kind.startswith("text/html") else ""
        found = Found("", "", path, response.status_code, kind, html)
        yield found
        on = [response["Location"]] if response.has_header("Location") else []
        for link in (*on, *links(found)):
            kinds = kinds_of(link)
            if link not in asked and any(not count[one] for one in kinds):
                asked.add(link)
                count.update(kinds)
                waiting.append(link)


def refused(client: Client) -> dict[str, int]:
    return {one.path: one.status for one in walked(client) if one.status >= 400}


def begin(client: Client) -> int:
    """An organisation of the name of Institute, by the form."""
    said = {"code": "INST", "name_original": "en", "name_en": "Institute"}
    send(client, "/settings/organisations/", zone="Europe/Zurich", currency="CHF", **said)
    return Organisation.objects.get(code="INST").pk


def test_every_page_of_an_empty_installation_answers(first: Client) -> None:
    assert refused(first) == {}


def test_and_so_does_every_page_once_an_organisation_is_begun(first: Client) -> None:
    begin(first)
    assert refused(first) == {}


@pytest.mark.parametrize("address", ["/", "/chart/", "/posts/", "/bodies/", "/settings/grades/"])
def test_what_needs_an_organisation_leads_to_where_one_is_begun(
    first: Client, address: str
) -> None:
    written = page(first, address)
    assert "There is no organisation yet" in written
    assert 'href="/settings/organisations/"' in written


def test_settings_list_what_works_before_any_organisation(first: Client) -> None:
    written = page(first, "/settings/")
    assert 'href="/settings/people/"' in written and 'href="/settings/grades/"' not in written
    assert {each.name for each in PAGES} >= BEFORE_ANY
    begin(first)
    assert 'href="/settings/grades/"' in page(first, "/settings/")


def test_the_first_page_says_how_an_installation_is_begun(client: Client, db: Any) -> None:
    assert "./run init" in page(client, "/")
    found_installation(NOBODY, demonstration=False)
    written = page(client, "/")
    assert "./run init" not in written and "Sign in" in written


def nothing_typed(_asked: str) -> str:
    """As it answers where there is neither a terminal nor anything to read."""
    raise EOFError


def test_without_a_terminal_init_says_where_the_password_goes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    monkeypatch.delenv("BUREAU_PASSWORD", raising=False)
    monkeypatch.setattr("getpass.getpass", nothing_typed)
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    assert main(["init", "--name", "Ada", "--login", "ada"]) == 2
    assert "BUREAU_PASSWORD" in capsys.readouterr().err
    assert not User.objects.exists()


def test_a_login_that_nobody_may_have_is_told_before_a_password_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    monkeypatch.delenv("BUREAU_PASSWORD", raising=False)
    monkeypatch.setattr("getpass.getpass", nothing_typed)
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    assert main(["init", "--name", "Ada", "--login", "ada lovelace"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("A login is of letters") and "Nothing was made." in told
    assert not User.objects.exists()


def test_a_name_that_shows_nothing_is_told_before_a_password_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    monkeypatch.setattr("getpass.getpass", nothing_typed)
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    assert main(["init", "--name", "\u200b", "--login", "ada"]) == 1
    assert capsys.readouterr().err.startswith("The name has no visible letter")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("ada", "short"),
        ("ada", "qwertyuiop123"),
        ("lovelace", "lovelace-1815"),
        ("ada", "ada-ada-ada-ada"),
        ("root", "king-of-numbers"),
        ("ada", "a-bureau-of-one"),
    ],
)
def test_init_refuses_a_password_as_the_pages_do(
    login: str,
    password: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    db: None,
) -> None:
    monkeypatch.setenv("BUREAU_PASSWORD", password)
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    assert main(["init", "--name", "Ada King", "--login", login]) == 1
    assert "Nothing was made." in capsys.readouterr().err
    assert not Person.objects.exists() and not is_founded()


@pytest.mark.parametrize(
    ("login", "password"), [("ada lovelace", "engines-of-1842"), ("ada", "short")]
)
def test_init_judges_before_it_makes_tables_and_keys(
    tmp_path: Path, login: str, password: str
) -> None:
    home = tmp_path / "home"
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}
    ended = subprocess.run(
        [sys.executable, "-m", "bureau.config.cli", "init", "--name", "Ada", "--login", login],
        env={**kept, "BUREAU_HOME": str(home), "DATABASE_URL": "", "BUREAU_PASSWORD": password},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert ended.returncode == 1 and "Nothing was made." in ended.stderr
    assert not home.exists()


@pytest.mark.parametrize("days", ["0", "-1", "4000000", "99999999999"])
def test_init_refuses_days_out_of_range_before_anything_is_made(
    days: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    assert main(["init", "--name", "Ada", "--login", "ada", "--days", days]) == 2
    assert "--days must be a number from 1 to 3650" in capsys.readouterr().err
    assert not is_founded()


def test_an_init_that_fails_half_way_can_be_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUREAU_PASSWORD", "engines-of-1842")
    monkeypatch.setattr("bureau.config.commands.init.prepare", lambda: None)
    asked = ["init", "--name", "Ada", "--login", "ada"]
    with monkeypatch.context() as patched:
        patched.setattr(accounts, "grant_directly", killed)
        with pytest.raises(SystemError):
            main(asked)
    assert not Person.objects.exists() and not is_founded()
    assert main(asked) == 0 and is_founded()


def killed(*_: object, **__: object) -> None:
    raise SystemError


def test_the_whole_way_from_nothing_to_a_change_in_force(first: Client) -> None:
    begin(first)
    furnish(first)
    record_opening(first)
    assert "Institute" in page(first, "/chart/") and "Sana" in page(first, "/chart/")
    give_powers(first)
    put_rules_in_force(first)
    fill_the_vacant_post()
    change_by_decision()
    assert "Works and Roads" in page(first, "/chart/?valid=2024-07-01")
    assert refused(first) == {}


PASSWORD = "correct horse battery"
PEOPLE = ("Sana", "Olga", "Hana", "Vera", "Alan")
UNITS = """INST;Institute;organisation;;SG;
DEPT;Works;department;INST;;
"""
POSTS = """SG;Secretary-General;D.2;INST;GVA;;;;;;Sana
OFF;Organisation Officer;P.4;INST;GVA;;;;;;Olga
HR;Human Resources;P.4;INST;GVA;;;;;;Hana
ENG;Engineer;P.4;DEPT;GVA;;;;;;
"""
FORCE = "2024-07-01"


def english(words: str, field: str = "name") -> dict[str, str]:
    return {f"{field}_original": "en", f"{field}_en": words}


def furnish(client: Client) -> None:
    """Grades, a place and people, by the forms of settings."""
    for order, code in enumerate(("P.4", "D.2")):
        said = {"code": code, "grade_class": "professional", "order": order}
        send(client, "/settings/grades/add/", valid_from="2024-01-01", **said)
    send(client, "/settings/places/add/", code="GVA", valid_from="2024-01-01", **english("Geneva"))
    for name in PEOPLE:
        said = {"login": name.lower(), "password": PASSWORD, "language": "en"}
        send(client, "/settings/people/", name=name, **said)


def record_opening(client: Client) -> None:
    """Checked, then recorded as it was shown."""
    said = {"title": "Opening", "day": "2024-01-01", "language": "en"}
    said |= {"units": UNITS, "posts": POSTS}
    shown = send(client, "/settings/opening/", **said)
    confirm = re.findall(r'name="confirm" value="(\w+)"', shown)[0]
    send(client, "/settings/opening/", confirm=confirm, **said)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(login=name.lower()))
    return client


def settle(client: Client, address: str) -> None:
    """Whatever is proposed on the page is confirmed."""
    for proposal in re.findall(r'action="([^"]+/confirmation/)"', page(client, address)):
        send(client, proposal, back=address)


def give_powers(client: Client) -> None:
    """A second administrator, an office, and the roles of two posts."""
    days = {"valid_from": "2024-06-10", "last_day": "2025-06-10"}
    send(client, "/settings/grants/", login="alan", grant="administrator", **days)
    settle(client, "/settings/grants/")
    (post,) = (post.id for post in today_in_force().posts() if post.number == "SG")
    send(client, "/settings/offices/add/", code="SG", post=post, **english("Secretary-General"))
    for post, role in (("OFF", "organisation_officer"), ("HR", "human_resources")):
        send(client, "/settings/roles/", post=post, role=role, valid_from="2024-06-10")
    settle(signed_in("Alan"), "/settings/roles/")


def put_rules_in_force(client: Client) -> None:
    """Two rules, drafted by one administrator and put in force by the other."""
    send(client, "/instruments/new/", kind="resolution", **english("Rules of staff", "title"))
    drafts = "/settings/rules/drafts/"
    send(client, f"{drafts}new/", valid_from="2024-06-10", **english("First rules", "title"))
    draft = f"{drafts}{RuleDraft.objects.get().pk}/"
    source = Instrument.objects.get(kind="resolution").pk
    office = f"office:{Office.objects.get().pk}"
    for code, subject, who, act in (
        ("structure", "reorganisation", office, "approve"),
        ("staff", "personnel_action", "role:human_resources", "appoint"),
    ):
        said = {"code": code, "subject": subject, "rank": 0, "source": source}
        said |= {"who_1": who, "act_1": act, "gates_1": "entry_into_force"}
        send(client, f"{draft}lines/new/", **said, **english(code.title()))
    send(client, f"{draft}trial/")
    other = signed_in("Alan")
    form = page(other, f"{draft}entry-into-force/")
    (seen,) = re.findall(r'name="seen" value="(\w+)"', form)
    send(other, f"{draft}entry-into-force/", seen=seen)


def fill_the_vacant_post() -> None:
    person = Person.objects.get(name="Vera").pk
    said = {"person": person, "day": "2024-06-10", "share": 100, "manner": "holder"}
    post = [one.id for one in today_in_force().posts() if one.number == "ENG"][0]
    told = send(signed_in("Hana"), f"/posts/{post}/appoint/", **said)
    assert "The appointment is in force from 10 June 2024." in told


def change_by_decision() -> None:
    """A draft made, submitted, approved."""
    author = signed_in("Olga")
    said = {"reference": "R-1", "title": "Works", "language": "en"}
    send(author, "/reorganisations/new/", **said)
    case = f"/reorganisations/{Reorganisation.objects.get().pk}/"
    unit = [one.id for one in today_in_force().units() if one.code == "DEPT"][0]
    said = {"subject": unit, "name": "Works and Roads", "language": "en", "day": FORCE}
    send(author, f"{case}actions/new/?kind=rename_unit", **said)
    assert "Draft submitted and frozen" in send(author, f"{case}submission/")
    decides = signed_in("Sana")
    (address,) = re.findall(r'href="([^"]+act=approve)"', page(decides, f"{case}route/"))
    form = page(decides, address)
    said = {"day": "2024-06-10", "seen": re.findall(r'name="seen" value="(\w+)"', form)[0]}
    said["parts"] = re.findall(r'name="parts" value="(\d+)"', form)
    send(decides, address, **said)
    send(decides, address, confirm="yes", **said)


@pytest.mark.parametrize("words", [("journal", "head"), ("worker", "--once"), ("chart",)])
def test_a_command_says_that_nothing_is_installed(words: tuple[str, ...]) -> None:
    more = ("--unit", "TSB", "--as-of", "2024-01-01") if words == ("chart",) else ()
    with new_ground(SQLITE) as ground:
        ended = ground.command(*words, *more)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(
        "Nothing is installed here yet. Run: bureau demo, or bureau init."
    )
    assert str(ground.home) in ended.stderr


def test_a_command_says_that_no_database_answers() -> None:
    with new_ground(SQLITE) as ground:
        nowhere = "postgres://nobody@127.0.0.1:1/none"
        ended = ground.command("verify", "journal", DATABASE_URL=nowhere)
    assert ended.returncode == 1 and ended.stderr.startswith("The database does not answer: ")
