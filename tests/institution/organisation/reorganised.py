"""The house with a reorganisation in force, and a wiring table with one plan to look through."""

from collections.abc import Collection

from django.test import Client
from django.utils.functional import lazystr

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand, overlay
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.core.structure.overlay import Overlay
from bureau.institution.instruments import services as instruments
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.organisation.services.wordings import word
from bureau.record.accounts.models import User
from bureau.web.answers import Label
from bureau.web.kinds import Kind
from bureau.web.multilingual import text
from bureau.web.wired import row as kind
from tests.institution.house import FORCE, House

BEFORE, AFTER = "2024-06-30", "2024-07-01"


def put_in_force(house: House, *actions: Action) -> int:
    """Effects on record under an instrument of their own; returns the record number."""
    admin, organisation = house.administrator, house.organisation
    decision = instruments.register_instrument(
        admin, organisation=organisation, kind="decision", title=text(en="Decision")
    )
    effects = expand(actions, world(organisation))
    return put_on_record(admin, organisation=organisation, effects=effects, instrument=decision)


def actions_on(house: House, *told: tuple[ActionKind, Reference, dict[str, Value]]) -> list[Action]:
    """Actions of one day, the day of the reorganisation, in the order given."""
    return [
        Action(place, kind, subject, FORCE.toordinal(), values)
        for place, (kind, subject, values) in enumerate(told, start=1)
    ]


def said(house: House, **words: str) -> int:
    return word(house.administrator, organisation=house.organisation, said=text(**words))


def reorganisation(house: House) -> list[Action]:
    """SED is established, SGD merged into TSP, TSP renamed SPD, D1 moved to SED as its head."""
    sed = make_identity(house.administrator, organisation=house.organisation, kind="unit")
    house.units["SED"] = sed
    name = said(house, en="Strategic Engagement", fr="Engagement stratégique")
    established = {"parent": house.units["TSB"], "name": name, "code": "SED", "kind": "department"}
    policy = said(house, en="Study Groups and Policy")
    post, unit = Reference("post", house.posts["D1"]), Reference("unit", sed)
    tsp, sgd = Reference("unit", house.units["TSP"]), Reference("unit", house.units["SGD"])
    return actions_on(
        house,
        (ActionKind.ESTABLISH_UNIT, unit, established),
        (ActionKind.MERGE_UNIT, sgd, {"into": tsp.id}),
        (ActionKind.RENAME_UNIT, tsp, {"name": policy, "code": "SPD"}),
        (ActionKind.MOVE_POST, post, {"unit": sed}),
        (ActionKind.ASSIGN_HEAD, unit, {"head": post.id}),
    )


def reorganise(house: House) -> None:
    put_in_force(house, *reorganisation(house))


def make_public(house: House) -> None:
    Organisation.objects.filter(pk=house.organisation).update(chart_is_public=True)


def signed_in(house: House, name: str) -> Client:
    client = Client()
    user = User(login=name, person_id=house.people[name])
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    return client


# A plan of the kind "sketch", number 1, which only the officer may see.

sketched: list[Overlay] = []
READERS: set[int] = set()


def sketch(house: House) -> None:
    """The reorganisation as a plan and not in force."""
    sketched[:] = [overlay(reorganisation(house), world(house.organisation))]
    READERS.clear()
    READERS.add(house.people["Olga"])


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    return set(ids) & {1} if actor.person in READERS else set()


def described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return {each: Label("Sketch TSB-1") for each in ids}


def laid(actor: Actor, each: int) -> Overlay | None:
    return sketched[0] if each == 1 else None


def plans(actor: Actor) -> dict[int, Label]:
    return described(actor, visible(actor, [1]))


HERE = "tests.institution.organisation.reorganised"
KINDS: tuple[Kind, ...] = (
    kind("unit", lazystr("Units")),
    kind("post", lazystr("Posts")),
    kind(
        "sketch",
        lazystr("Sketches"),
        describe=f"{HERE}.described",
        visible=f"{HERE}.visible",
        overlay=f"{HERE}.laid",
        plans=f"{HERE}.plans",
    ),
)
