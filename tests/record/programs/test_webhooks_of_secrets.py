"""What is only proposed, and who is away or acts for whom, is told to nobody whom no page tells."""

from collections.abc import Callable

import pytest

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.services.drafts import name_reader
from bureau.institution.governance.services.people import add_affected_person
from bureau.institution.organisation.models import RoleProposal
from bureau.institution.organisation.services import keeping, numbers, reference, roles, standing_in
from bureau.institution.organisation.services.templates import make_template
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Entry, Subject
from bureau.record.journal.queries.told import what_is_told
from bureau.record.journal.services import frame
from bureau.record.programs.models import ApiToken, Delivery, Webhook
from bureau.record.programs.queries.webhooks import told_of
from bureau.thread.home.queries import trail_of
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, submit
from tests.institution.governance.test_second_persons import TABLE, who
from tests.institution.house import FORCE, TODAY, House
from tests.institution.neighbour import build_neighbour

pytestmark = pytest.mark.django_db


def acts_told(person: int, since: int = 0, scopes: tuple[str, ...] | None = None) -> set[str]:
    """The acts that a webhook of this person, or of a token of theirs, is told."""
    by = Person.objects.get(pk=person)
    token = None if scopes is None else ApiToken(person=by, scopes=list(scopes))
    hook = Webhook(pk=1, person=by, kinds=[], token=token)
    entries = Entry.objects.filter(sequence__gt=since)
    told = [told_of(Delivery(pk=1, webhook=hook, entry=each.pk)) for each in entries]
    return {each["act"] for each in told if each}


def last() -> int:
    return Entry.objects.latest("sequence").sequence


def is_about(entry: Entry, person: int) -> bool:
    """What concerns a person alone is told to them, as in their trail on the first page."""
    return entry.subjects.filter(kind="person", number=person).exists()


def outsiders(house: House) -> list[int]:
    """One without a post, one whose post has no role, and an officer of another organisation."""
    neighbour = build_neighbour(house)
    return [house.people["Stray"], house.people["Adam"], neighbour.person]


def away(house: House) -> int:
    return standing_in.record_absence(
        house.actor("Hana"),
        post=house.posts["CHIEF"],
        person=house.people["Chia"],
        stand_in=house.people["Opal"],
        valid_from=TODAY,
    )


def delegated(house: House) -> int:
    return standing_in.delegate_post(
        house.actor("Chia"),
        post=house.posts["CHIEF"],
        person=house.people["Opal"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
    )


@pytest.mark.parametrize("name", TABLE)
def test_what_is_proposed_is_told_to_nobody_outside(house: House, name: str) -> None:
    readers, one = outsiders(house), TABLE[name]
    one.propose(house, who(house, one.first))
    proposed = Entry.objects.latest("sequence")
    for reader in readers:
        assert is_about(proposed, reader) or not acts_told(reader, proposed.pk - 1)


@pytest.mark.parametrize("name", ["Hana", "Olga", "Chia", "Opal"])
def test_an_absence_is_told_to_who_confirms_it_and_whom_it_names(house: House, name: str) -> None:
    readers, since = outsiders(house), last()
    absence = away(house)
    standing_in.confirm_stand_in(house.actor("Olga"), absence=absence)
    standing_in.end_absence(house.actor("Hana"), absence=absence)
    of_absences = {f"organisation.{each}" for each in ("record_absence", "confirm_stand_in")}
    assert of_absences <= acts_told(house.people[name], since)
    assert [acts_told(reader, since) for reader in readers] == [set()] * 3


def test_a_delegation_is_told_to_both_and_to_who_keeps_the_register(house: House) -> None:
    readers, since = outsiders(house), last()
    standing_in.take_back_delegation(house.actor("Chia"), delegation=delegated(house))
    for name in ("Opal", "Olga", "Hana"):
        assert "organisation.delegate_post" in acts_told(house.people[name], since), name
    assert [acts_told(reader, since) for reader in readers] == [set()] * 3


def test_roles_are_told_to_their_post_and_who_keeps_them(house: House) -> None:
    readers, since = outsiders(house), last()
    first, second = house.administrators
    for is_confirmed in (True, False):
        proposal = roles.propose_role(
            first, post=house.posts["CHIEF"], role="reader", valid_from=TODAY
        )
        roles.settle_role(second, proposal=proposal, is_confirmed=is_confirmed)
    given = Subject.objects.filter(kind="post_role").latest("pk").number
    reference.end_role(first, post_role=given, valid_until=FORCE)
    assert [acts_told(reader, since) for reader in readers] == [set()] * 3
    of_roles = {f"organisation.{each}" for each in ("settle_role", "end_role")}
    assert acts_told(house.people["Chia"], since) == of_roles
    assert "organisation.propose_role" in acts_told(second.person or 0, since)
    assert RoleProposal.objects.filter(settled_by__isnull=False).count() == 2


@pytest.mark.parametrize("name", [each for each in TABLE if ".settle_" in each])
def test_what_is_refused_is_told_to_nobody_outside(house: House, name: str) -> None:
    one, readers = TABLE[name], outsiders(house)
    number = one.propose(house, who(house, one.first))
    argument = "request" if name == "erasure.settle_erasure" else "proposal"
    refuse = frame.service(name)(frame.SERVICES[name])
    refuse(house.administrators[1], **{argument: number}, is_confirmed=False)
    refusal = Entry.objects.latest("sequence")
    for reader in readers:
        assert is_about(refusal, reader) or not acts_told(reader, refusal.pk - 1)


def test_that_somebody_tried_to_be_both_persons_is_told_to_nobody(house: House) -> None:
    readers = [*outsiders(house), house.people["Otto"]]
    one = TABLE["instruments.settle_body_name"]
    number, since = one.propose(house, house.actor("Olga")), last()
    with pytest.raises(Refused):
        one.confirm(house.actor("Olga"), number)
    assert Entry.objects.latest("sequence").act == "journal.record_refusal"
    assert [acts_told(reader, since) for reader in readers] == [set()] * 4


@pytest.mark.parametrize(
    "act",
    [
        lambda house, by: numbers.reserve_number(
            by, organisation=house.organisation, number="N-1", reason="So", valid_until=FORCE
        ),
        lambda house, by: make_template(
            by,
            organisation=house.organisation,
            name=text(en="A template"),
            unit=house.units["SGD"],
            day=TODAY,
        ),
    ],
)
def test_settings_are_told_to_who_may_see_them(
    house: House, act: Callable[[House, object], object]
) -> None:
    readers, since = outsiders(house), last()
    act(house, house.actor("Olga"))
    assert [acts_told(reader, since) for reader in readers] == [set()] * 3
    assert len(acts_told(house.administrator.person or 0, since)) == 1


def test_an_office_that_passes_to_another_post_is_told_once_it_does(house: House) -> None:
    reader, since = house.people["Adam"], last()
    one = TABLE["organisation.settle_office"]
    number = one.propose(house, house.actor("Otto"))
    assert acts_told(reader, since) == set()
    keeping.settle_office(house.actor("Olga"), proposal=number, is_confirmed=True)
    assert acts_told(reader, since) == {"organisation.settle_office"}


def test_of_people_affected_a_reader_of_the_case_is_told_no_more_than_its_journal(
    house: House,
) -> None:
    case = draft_engagement(house)
    name_reader(case.officer, reorganisation=case.number, person=house.people["Adam"])
    submit(case)
    since = last()
    add_affected_person(
        house.actor("Hana"),
        reorganisation=case.number,
        person=house.people["Opal"],
        post=house.posts["OPS"],
        how="moved",
        reason="Said so",
        day=TODAY,
    )
    entry = Entry.objects.get(sequence__gt=since)
    reader = house.actor("Adam")
    touched = {Reference(one.kind, one.number) for one in entry.subjects.all()}
    assert what_is_told(reader, entry, kinds.visible(reader, touched)) == frozenset(
        {Reference("reorganisation", case.number)}
    )


def test_a_token_is_told_of_no_act_beyond_its_scopes(house: House) -> None:
    since = last()
    away(house)
    hana, olga = house.people["Hana"], house.people["Olga"]
    assert acts_told(olga, since, ("structure",)) == set()
    assert acts_told(hana, since, ("structure",)) == set()
    assert acts_told(olga, since, ("structure", "people")) == {"organisation.record_absence"}


def in_trail(house: House, name: str) -> set[str]:
    return {one.entry.act for one in trail_of(house.actor(name))[0]}


def test_no_trail_tells_more_than_the_pages(house: House) -> None:
    away(house)
    delegated(house)
    assert "organisation.delegate_post" in in_trail(house, "Opal")
    assert "organisation.record_absence" in in_trail(house, "Chia")
    assert "organisation.record_absence" not in in_trail(house, "Opal")
