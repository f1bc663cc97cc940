"""A second organisation beside the house: the same codes and numbers, all else different.

It lies where the day begins first, reckons in yen, and has a grade and a place of its own. Its
chart is public or not, as asked.
"""

from dataclasses import dataclass, field

from django.utils import timezone

from bureau.core.actors import Actor, Role
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.instruments import services as instruments
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.services.effects import record_opening
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.organisation.services.wordings import word
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person
from bureau.web.multilingual import text
from tests.institution.house import OPENED, House

CODE, NAME, ZONE, CURRENCY, GRADE = "NGB", "Neighbour", "Pacific/Kiritimati", "JPY", "Z.9"
UNIT, POST = "TSB", "OFF"


@dataclass(slots=True)
class Neighbour:
    """The numbers of everything in it; `officer` holds its post OFF and keeps its data."""

    organisation: int
    unit: int
    post: int
    person: int
    instrument: int
    body: int
    place: int
    session: int = 0
    office: int = 0
    more: dict[str, int] = field(default_factory=dict)

    @property
    def officer(self) -> Actor:
        return actor_of(Person.objects.get(pk=self.person), timezone.now().date())


def build_neighbour(house: House, *, is_public: bool = True) -> Neighbour:
    by = house.administrator
    own = reference.create_organisation(
        by, code=CODE, name=text(en=NAME), zone=ZONE, currency=CURRENCY, chart_is_public=is_public
    )
    place = reference.add_place(
        by, organisation=own, code="TRW", name=text(en="Tarawa"), valid_from=OPENED
    )
    reference.add_grade(
        by, organisation=own, code=GRADE, grade_class="Z", order=1, valid_from=OPENED
    )
    reference.add_standard_cost(
        by,
        organisation=own,
        grade=GRADE,
        place="TRW",
        amount_minor=777,
        currency=CURRENCY,
        source=text(en="Neighbour's figures"),
        valid_from=OPENED,
    )
    body = instruments.register_body(by, organisation=own, code="COUNCIL", name=text(en="Elders"))
    unit = make_identity(by, organisation=own, kind="unit")
    post = make_identity(by, organisation=own, kind="post")
    person = accounts.create_person(by, name="Nora")
    opening = instruments.register_instrument(
        by, organisation=own, kind="opening_record", title=text(en="Neighbour's opening")
    )
    actions = _opening(by, own, unit, post, person)
    record_opening(by, organisation=own, actions=actions, instrument=opening)
    reference.give_role(
        by,
        post=post,
        role=Role.ORGANISATION_OFFICER,
        valid_from=OPENED,
        confirmed_by=house.administrators[1].person,
    )
    return Neighbour(own, unit, post, person, opening, body, place)


def _opening(by: Actor, own: int, unit: int, post: int, person: int) -> list[Action]:
    def said(words: str) -> int:
        return word(by, organisation=own, said=text(en=words))

    def act(place: int, kind: ActionKind, subject: Reference, values: dict[str, Value]) -> Action:
        return Action(place, kind, subject, OPENED.toordinal(), values)

    top = {"name": said("Neighbouring Bureau"), "code": UNIT, "kind": "bureau", "parent": None}
    held: dict[str, Value] = {"title": said("Keeper of the Posts"), "number": POST, "unit": unit}
    held |= {"grade": GRADE, "duty_station": "TRW", "funding": "regular"}
    there = Reference("post", post)
    return [
        act(1, ActionKind.ESTABLISH_UNIT, Reference("unit", unit), {**top, "head": post}),
        act(2, ActionKind.ESTABLISH_POST, there, held),
        act(3, ActionKind.APPOINT, there, {"person": person}),
    ]
