"""Fifty units and posts, people and blocks of one unit, and fifty of what belongs to posts."""

from collections.abc import Iterator
from itertools import count

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value
from bureau.institution.organisation.models import (
    Absence,
    Delegation,
    DescriptionDuty,
    Duty,
    Grade,
    JobDescription,
    Office,
    Organisation,
    Place,
    PostRole,
    RoleProposal,
)
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identity
from bureau.record.journal.services import Act, service
from tests.fifty import MANY, SAID, add
from tests.institution.house import NOW, OPENED, House
from tests.institution.organisation import deeds


def fifty(house: House) -> None:
    title = deeds.said(house, "Chief")
    deeds.decide(house, *established(house, title))
    count_blocks(house, title)
    add(Organisation(code=f"O{n}", name=SAID) for n in range(MANY))
    posts = [post.id for post in house.now().posts()][:MANY]
    offices(house, posts)
    reference(house)
    stand_ins(house, posts)
    descriptions(house, posts, title)


@service("house.numbers")
def made(act: Act, *, house: House, kind: str) -> list[int]:
    """The numbers of fifty things of a kind, all in one act."""
    return [make_identity(act, organisation=house.organisation, kind=kind) for _ in range(MANY)]


def numbers(house: House, kind: str) -> list[int]:
    return made(house.administrator, house=house, kind=kind)


def established(house: House, title: int) -> Iterator[Action]:
    """Posts and offices under one unit, and people who work there beside its posts."""
    top, day, places = house.units["OPD"], OPENED.toordinal(), count(1)
    for place, number in enumerate(numbers(house, "post")):
        post, said = Reference("post", number), {"number": f"X/{place}", "grade": "P.4"}
        values: dict[str, Value] = {**said, "unit": top, "title": title}
        yield Action(next(places), ActionKind.ESTABLISH_POST, post, day, values)
    for place, number in enumerate(numbers(house, "unit")):
        unit, said = Reference("unit", number), {"code": f"U{place}", "kind": "office"}
        values = {**said, "name": title, "parent": top}
        yield Action(next(places), ActionKind.ESTABLISH_UNIT, unit, day, values)
    for number in numbers(house, "engagement"):
        values = {"engagement": number, "person": house.people["Adam"], "manner": "intern"}
        yield Action(next(places), ActionKind.ENGAGE, Reference("unit", top), day, values)


def offices(house: House, posts: list[int]) -> None:
    """An office of each post, its roles, and a role that is proposed for it."""
    owner, person = house.organisation, house.people["Adam"]
    add(Office(organisation_id=owner, code=f"F{post}", name=SAID, post_id=post) for post in posts)
    add(PostRole(post_id=post, role="reader", valid_from=OPENED) for post in posts)
    add(
        PostRole(post_id=post, role="body_secretary", valid_from=OPENED, scope_kind="body", scope=1)
        for post in posts
    )
    add(
        RoleProposal(
            post_id=post, role="reader", valid_from=OPENED, proposed_by_id=person, proposed_at=NOW
        )
        for post in posts
    )


def reference(house: House) -> None:
    """Fifty places and grades."""
    own = {"organisation_id": house.organisation, "valid_from": OPENED}
    add(Place(code=f"L{n}", name=SAID, **own) for n in range(MANY))
    add(Grade(code=f"K{n}", grade_class="professional", order=n, **own) for n in range(MANY))


def stand_ins(house: House, posts: list[int]) -> None:
    """Of each post a delegation and an absence."""
    person = house.people["Adam"]
    add(
        Delegation(
            post_id=post,
            giver_id=person,
            person_id=person,
            capacity="delegate",
            valid_from=OPENED,
        )
        for post in posts
    )
    add(Absence(post_id=post, person_id=person, valid_from=OPENED) for post in posts)


def descriptions(house: House, posts: list[int], wording: int) -> None:
    """A description of each post, and the duties of one."""
    add(JobDescription(post_id=post, version=9, title_id=wording) for post in posts)
    described = JobDescription.objects.order_by("pk")[0]
    add(Duty(organisation_id=house.organisation) for _ in range(MANY))
    add(
        DescriptionDuty(description=described, duty=duty, wording_id=wording, place=place)
        for place, duty in enumerate(Duty.objects.order_by("pk"))
    )


def count_blocks(house: House, title: int) -> None:
    """Staffing blocks of one unit."""
    fields: dict[str, Value] = {"unit": house.units["OPD"], "title": title, "grade": "P.4"}
    day = OPENED.toordinal()
    put_on_record(
        house.administrator,
        organisation=house.organisation,
        effects=[
            PendingEffect(Reference("block", id), day, Role.ESTABLISH, fields, place, place)
            for place, id in enumerate(numbers(house, "block"), 1)
        ],
        instrument=house.paper,
    )
