"""A right ends with the act that ends it, at whatever hour, wherever its organisation is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from bureau.core.actors import Actor, Role
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import Organisation, PostRole
from bureau.institution.organisation.queries.actors import actor_now
from bureau.institution.organisation.queries.structure import today_of_post, world
from bureau.institution.organisation.services import reference, roles, standing_in
from bureau.institution.organisation.services.effects import put_on_record
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant, Person
from bureau.web.multilingual import text
from tests.institution.house import NOW, OPENED, House
from tests.institution.neighbour import Neighbour, build_neighbour

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
ZONES = ("Pacific/Kiritimati", "Europe/Zurich", "Pacific/Pago_Pago")


def days_at(hour: int) -> list[date]:
    """Which day it is at an hour, for UTC and in each zone."""
    at = datetime(2024, 6, 12, 0, 10, tzinfo=UTC) + timedelta(hours=hour)
    return [at.date(), *(at.astimezone(ZoneInfo(zone)).date() for zone in ZONES)]


HOURS = [
    datetime(2024, 6, 12, hour, 10, tzinfo=UTC)
    for hour in range(24)
    if not days_at(hour - 1) == days_at(hour) == days_at(hour + 1)
]
"""The first and the last of each run of hours in which no day begins anywhere."""
FIRST_AND_OTHER = [
    *product(HOURS, [(ZONES[0], ZONES[2]), (ZONES[2], ZONES[0])]),
    *product(HOURS[::4], sorted({*product(ZONES, [ZONES[1]]), *product([ZONES[1]], ZONES)})),
]
type Everywhere = Callable[[Callable[[datetime], None]], None]


@pytest.fixture
def two(house: House) -> Neighbour:
    return build_neighbour(house)


@pytest.fixture
def everywhere(house: House, two: Neighbour, monkeypatch: pytest.MonkeyPatch) -> Everywhere:
    """Does something at each hour that matters, with the two organisations in different zones; what
    it did is taken back."""

    def do(work: Callable[[datetime], None]) -> None:
        for at, zones in FIRST_AND_OTHER:
            monkeypatch.setattr(timezone, "now", lambda at=at: at)
            with transaction.atomic():
                for number, zone in zip((house.organisation, two.organisation), zones, strict=True):
                    Organisation.objects.filter(pk=number).update(zone=zone)
                work(at)
                transaction.set_rollback(True)

    return do


def now(person: int | None) -> Actor:
    return actor_now(Person.objects.get(pk=person))


def settled_end(house: House, post_role: int, post: int) -> None:
    """The end of a role from today on: proposed by one administrator, confirmed by another."""
    one, two = house.administrators
    proposal = roles.propose_end_of_role(one, post_role=post_role, on=today_of_post(post))
    roles.settle_role(two, proposal=proposal, is_confirmed=True)


def test_a_role_is_gone_with_the_act_that_ends_it(
    house: House, two: Neighbour, everywhere: Everywhere
) -> None:
    def end(at: datetime) -> None:
        late = now(two.person)
        assert late.has(Role.ORGANISATION_OFFICER)
        settled_end(house, PostRole.objects.get(post=two.post).pk, two.post)
        assert not now(two.person).roles, at
        with pytest.raises(Refused):
            reference.add_place(
                late, organisation=two.organisation, code="N", name=text(en="N"), valid_from=OPENED
            )

    everywhere(end)


def test_a_role_begins_with_its_day_and_ends_with_its_last(
    two: Neighbour, everywhere: Everywhere
) -> None:
    def begin(at: datetime) -> None:
        day, given = today_of_post(two.post), PostRole.objects.filter(post=two.post)
        given.update(valid_from=day + timedelta(days=1))
        assert not now(two.person).roles, at
        given.update(valid_from=day, valid_until=day + timedelta(days=1))
        assert now(two.person).roles, at

    everywhere(begin)


def test_a_delegation_and_a_stand_in_are_gone_with_the_act(
    house: House, two: Neighbour, everywhere: Everywhere
) -> None:
    """So is what was begun on the same day."""
    stray = house.people["Stray"]

    def end(at: datetime) -> None:
        by, day = now(two.person), today_of_post(two.post)
        days = {"valid_from": day, "valid_until": day + timedelta(days=9)}
        given = standing_in.delegate_post(
            by, post=two.post, person=stray, capacity="delegate", **days
        )
        away = standing_in.record_absence(
            by, post=two.post, person=two.person, stand_in=stray, **days
        )
        assert (now(stray).posts, now(stray).acts) == ({two.post}, True), at
        standing_in.end_absence(now(two.person), absence=away)
        assert not now(stray).posts and now(stray).acts and now(two.person).posts, at
        standing_in.take_back_delegation(now(two.person), delegation=given)
        assert not now(stray).acts, at

    everywhere(end)


def test_a_post_is_left_on_the_day_that_it_is_there(
    two: Neighbour, house: House, everywhere: Everywhere
) -> None:
    def leave(at: datetime) -> None:
        day = today_of_post(two.post)
        (held,) = house.now(day).incumbencies_of_person(two.person)
        subject = Reference("incumbency", held.id)
        action = Action(1, ActionKind.END_INCUMBENCY, subject, day.toordinal())
        put_on_record(
            house.administrator,
            organisation=two.organisation,
            effects=expand([action], world(two.organisation)),
            instrument=two.instrument,
        )
        assert not now(two.person).posts, at

    everywhere(leave)


def test_a_grant_is_gone_with_the_act(house: House, two: Neighbour, everywhere: Everywhere) -> None:
    one, other = house.administrators

    def end(at: datetime) -> None:
        day = at.date()
        proposal = accounts.propose_grant(
            one,
            person=two.person,
            grant="auditor",
            valid_from=day,
            valid_until=day + timedelta(days=9),
        )
        accounts.settle_grant(other, proposal=proposal, is_confirmed=True)
        assert now(two.person).is_auditor(), at
        held = DirectGrant.objects.get(person=two.person).pk
        proposal = accounts.propose_end_of_grant(one, grant=held, on=day)
        accounts.settle_grant(other, proposal=proposal, is_confirmed=True)
        assert not now(two.person).grants, at

    everywhere(end)


def test_a_zone_is_changed_by_an_administrator_at_an_hour_of_one_day_in_both(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ended today would hold again, or what lasts until today would be over."""
    noon = NOW.replace(hour=12, minute=0)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    facts = {"organisation": house.organisation, "name": text(en="House"), "currency": "CHF"}
    facts |= {"number_pattern": "", "chart_is_public": False}
    reference.keep_organisation(house.administrator, zone="Europe/Zurich", **facts)
    with pytest.raises(Refused, match="zone_of_another_day"):
        reference.keep_organisation(house.administrator, zone="Pacific/Kiritimati", **facts)
    monkeypatch.setattr(timezone, "now", lambda: noon.replace(hour=1))
    with pytest.raises(Refused, match="zone_of_another_day"):
        reference.keep_organisation(house.administrator, zone="Pacific/Pago_Pago", **facts)
    with pytest.raises(Refused, match="administrator_only"):
        reference.keep_organisation(house.actor("Olga"), zone="Europe/Paris", **facts)
    reference.keep_organisation(house.actor("Olga"), zone="Europe/Zurich", **facts)
