"""The last administrator stays; where none is left, the shell makes one, and the record says so."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from bureau.config.cli import main
from bureau.core.actors import NOBODY, Actor, Grant
from bureau.core.coordinates import Coordinates
from bureau.core.reasons import Refused
from bureau.record.accounts import services
from bureau.record.accounts.models import DirectGrant, User
from bureau.record.accounts.queries import administrators_on, grants_of, has_administrator
from bureau.record.accounts.texts import grants_ending
from bureau.record.erasure.services import requests
from bureau.record.journal.models import Entry
from bureau.web.requests import Reading
from tests.actors import administrator, made_administrator
from tests.institution.house import TODAY as DAY
from tests.institution.house import House
from tests.record.accounts.signing import enrolled

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date
HERE = Reading(Coordinates(TODAY().toordinal(), 1), TODAY(), 1)


def erase(person: int, first: Actor, second: Actor) -> None:
    asked = requests.request_erasure(first, person=person, reason="Asked for")
    requests.settle_erasure(second, request=asked, is_confirmed=True)


def test_who_is_erased_holds_no_grant_and_counts_as_no_administrator() -> None:
    ada, alan, grace = administrator("Ada"), administrator("Alan"), administrator("Grace")
    later = DirectGrant.objects.create(
        person_id=grace.person or 0,
        grant=Grant.AUDITOR,
        valid_from=TODAY() + timedelta(days=3),
        valid_until=TODAY() + timedelta(days=9),
    )
    erase(grace.person or 0, ada, alan)
    assert grants_of([grace.person or 0], TODAY())[grace.person or 0] == frozenset()
    assert administrators_on(TODAY()) == 2
    later.refresh_from_db()
    assert later.valid_until == later.valid_from and later.ended_at


def test_the_last_administrator_is_not_erased(house: House) -> None:
    first, adam = house.administrator, house.people["Adam"]
    asked = requests.request_erasure(first, person=adam, reason="Asked for")
    made_administrator(adam)
    others = DirectGrant.objects.exclude(person=adam)
    others.update(valid_until=DAY - timedelta(days=1))
    with pytest.raises(Refused, match="two_administrators_needed"):
        requests.settle_erasure(house.actor("Hana"), request=asked, is_confirmed=True)
    assert grants_of([adam], DAY)[adam] == {Grant.ADMINISTRATOR}
    others.update(valid_until=DAY + timedelta(days=9))
    requests.settle_erasure(house.administrators[1], request=asked, is_confirmed=True)
    assert grants_of([adam], DAY)[adam] == frozenset()


def test_an_account_that_is_closed_counts_as_no_administrator() -> None:
    made_administrator(enrolled("grace", "Grace"))
    assert administrators_on(TODAY()) == 1 and has_administrator(TODAY())
    User.objects.update(is_active=False)
    assert administrators_on(TODAY()) == 0 and not has_administrator(TODAY())


def test_the_end_of_the_last_grant_is_told_beforehand() -> None:
    first = made_administrator(services.create_person(NOBODY, name="Ada"))
    second = made_administrator(services.create_person(first, name="Alan"))
    end = TODAY() + timedelta(days=9)
    DirectGrant.objects.filter(person=first.person).update(valid_until=end)
    span = (TODAY(), end + timedelta(days=400))
    (told,) = grants_ending(first, span, HERE)
    assert told.note == "administrator"
    DirectGrant.objects.filter(person=second.person).update(valid_until=end - timedelta(days=1))
    assert [one.note for one in grants_ending(first, span, HERE)] == [
        "administrator",
        "administrator, the last: nobody could give a grant after it",
    ]


def restore(*more: str) -> int:
    return main(["administrator", "--login", "grace", *more])


def test_the_shell_makes_an_administrator_where_none_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    person = enrolled("grace", "Grace")
    held = made_administrator(services.create_person(NOBODY, name="Ada"))
    assert restore() == 1 and "There is an administrator" in capsys.readouterr().err
    assert grants_of([person], TODAY())[person] == frozenset()
    DirectGrant.objects.filter(person=held.person).update(valid_until=date(2020, 1, 2))
    assert restore("--days", "30") == 0
    assert grants_of([person], TODAY())[person] == {Grant.ADMINISTRATOR}
    entry = Entry.objects.latest("sequence")
    assert (entry.act, entry.person) == ("accounts.restore_administrator", None)
    with pytest.raises(Refused, match="administrator_only"):
        services.restore_administrator(
            Actor(person=person), person=person, valid_until=TODAY() + timedelta(days=9)
        )


@pytest.mark.parametrize("words", [("--login", "nobody"), ("--login", "grace", "--days", "0")])
def test_the_shell_says_what_is_wrong_and_makes_nothing(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled("grace", "Grace")
    assert main(["administrator", *words]) == 2 and capsys.readouterr().err
    assert not DirectGrant.objects.exists()
