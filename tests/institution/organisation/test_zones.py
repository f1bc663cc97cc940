"""Instants are told in the zone that the reader chose, else in that of their organisation."""

from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.services.reference import keep_organisation
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Entry
from bureau.record.notices.models import TellingChoice
from bureau.record.notices.services.choosing import choose_telling
from bureau.thread.audit.queries.one import whole_entry
from tests.institution.house import House, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def geneva(house: House) -> House:
    keep_organisation(
        house.administrator,
        organisation=house.organisation,
        name=text(en="House"),
        zone="Europe/Zurich",
        currency="CHF",
        number_pattern="",
        chart_is_public=False,
    )
    return house


def chooses(house: House, name: str, zone: str = "") -> None:
    person = Person.objects.get(pk=house.people[name])
    choose_telling(actor_of(person, timezone.now().date()), manner="at_once", zone=zone)


def test_who_chose_nothing_reads_in_the_zone_of_the_organisation(
    geneva: House, member: Client
) -> None:
    member.get("/")
    assert timezone.get_current_timezone_name() == "Europe/Zurich"


def test_so_does_who_is_not_signed_in(geneva: House, client: Client) -> None:
    client.get("/")
    assert timezone.get_current_timezone_name() == "Europe/Zurich"


def test_a_program_reads_no_zone_of_who_asked_before(
    geneva: House, member: Client, client: Client
) -> None:
    member.get("/")
    client.get("/api/organisations")
    assert timezone.get_current_timezone_name() == "UTC"


def test_a_choice_holds_from_the_next_page_on(geneva: House, member: Client) -> None:
    chooses(geneva, "Adam", "Europe/Zurich")
    assert "10 June 2024, 11:00 CEST" in member.get("/account/trail/").content.decode()
    chooses(geneva, "Adam", "Pacific/Pago_Pago")
    told = member.get("/account/trail/").content.decode()
    assert "9 June 2024, 22:00 SST" in told and "CEST" not in told


def test_who_names_no_zone_chooses_that_of_the_organisation(geneva: House) -> None:
    chooses(geneva, "Adam")
    assert TellingChoice.objects.get().zone == "Europe/Zurich"


def test_the_form_begins_with_the_zone_of_the_organisation(geneva: House, member: Client) -> None:
    assert 'value="Europe/Zurich"' in member.get("/waiting/choice/").content.decode()


def test_an_entry_of_the_journal_is_of_the_day_it_was_in_the_organisation(house: House) -> None:
    days = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        Organisation.objects.filter(pk=house.organisation).update(zone=zone)
        whole = whole_entry(house.administrator, Entry.objects.latest("pk").pk)
        assert whole and whole.day == whole.entry.at.astimezone(ZoneInfo(zone)).date()
        days.append(whole.day)
    assert days[1] < days[0]
