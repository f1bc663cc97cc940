"""The opening record: the units, posts and holders that stand when Bureau's record begins."""

from collections.abc import Iterator

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind, numbered
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.example import descriptions, figures
from bureau.example.building.cast import Made
from bureau.example.people import ADMINISTRATORS
from bureau.example.posts import (
    CHIEF_OF_OPERATIONS,
    CHIEF_OF_STUDY_GROUPS,
    DEPUTY,
    POSTS,
    UNITS,
    OpeningPost,
    OpeningUnit,
)
from bureau.example.words import paper
from bureau.institution.instruments.services import register_instrument
from bureau.institution.organisation.services.descriptions import write_description
from bureau.institution.organisation.services.effects import record_opening
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.organisation.services.reference import open_chart_at
from bureau.institution.organisation.services.wordings import word

DAY = figures.OPENING.toordinal()
DESCRIBED = {
    DEPUTY: descriptions.DEPUTY,
    CHIEF_OF_STUDY_GROUPS: descriptions.CHIEF_OF_STUDY_GROUPS,
    CHIEF_OF_OPERATIONS: descriptions.CHIEF_OF_OPERATIONS,
}


def record_what_stands(made: Made) -> None:
    """Record all of it in one act of the first administrator, under the opening instrument."""
    by = made.actor(ADMINISTRATORS[0])
    made.units = {unit.code: _identity(by, made, "unit") for unit in UNITS}
    made.posts = {post.number: _identity(by, made, "post") for post in POSTS}
    made.incumbencies = {
        post.number: _identity(by, made, "incumbency") for post in POSTS if post.holder
    }
    made.instruments["opening"] = register_instrument(
        by,
        organisation=made.organisation,
        kind="opening_record",
        title=paper.OPENING_RECORD,
        note=paper.OPENING_NOTE,
        day=figures.OPENING,
    )
    record_opening(
        by,
        organisation=made.organisation,
        actions=numbered(_actions(by, made)),
        instrument=made.instruments["opening"],
    )
    open_chart_at(by, organisation=made.organisation, unit=made.units[figures.OPENS_AT])


def _actions(by: Actor, made: Made) -> Iterator[Action]:
    for order, unit in enumerate(UNITS, 1):
        yield _action(
            ActionKind.ESTABLISH_UNIT,
            Reference("unit", made.units[unit.code]),
            _unit_values(by, made, unit, order * 10),
        )
    for post in POSTS:
        subject = Reference("post", made.posts[post.number])
        yield _action(ActionKind.ESTABLISH_POST, subject, _post_values(by, made, post))
        if post.holder:
            held: dict[str, Value] = {
                "person": made.people[post.holder],
                "incumbency": made.incumbencies[post.number],
            }
            yield _action(ActionKind.APPOINT, subject, held)
    for number, description in DESCRIBED.items():
        version = write_description(by, post=made.posts[number], description=description)
        yield _action(
            ActionKind.ADOPT_DESCRIPTION,
            Reference("post", made.posts[number]),
            {"description": version, "adoption": _identity(by, made, "adoption")},
        )


def _unit_values(by: Actor, made: Made, unit: OpeningUnit, order: int) -> dict[str, Value]:
    return {
        "parent": made.units[unit.parent] if unit.parent else None,
        "head": made.posts[unit.head] if unit.head else None,
        "name": _wording(by, made, unit.name),
        "code": unit.code,
        "kind": unit.kind,
        "order": order,
    }


def _post_values(by: Actor, made: Made, post: OpeningPost) -> dict[str, Value]:
    return {
        "unit": made.units[post.unit],
        "number": post.number,
        "title": _wording(by, made, post.title),
        "grade": post.grade,
        "duty_station": figures.PLACE,
        "funding": post.funding,
        "category": figures.CLASS_OF[post.grade],
        "contract": "elected" if post.grade == "elected" else figures.FIXED_TERM,
        "frozen": post.frozen,
    }


def _action(kind: ActionKind, subject: Reference, values: dict[str, Value]) -> Action:
    return Action(0, kind, subject, DAY, values)


def _identity(by: Actor, made: Made, kind: str) -> int:
    return make_identity(by, organisation=made.organisation, kind=kind)


def _wording(by: Actor, made: Made, said: Text) -> int:
    return word(by, organisation=made.organisation, said=said)
