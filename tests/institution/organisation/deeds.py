"""What tests of pages put on record: decided changes, more posts, a correction, descriptions."""

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Manner, Role
from bureau.core.structure.kinds import Value
from bureau.institution.instruments import services as instruments
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.services.descriptions import (
    DescriptionText,
    DutyText,
    write_description,
)
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.organisation.services.wordings import word
from bureau.web.multilingual import text
from tests.institution.house import FORCE, OPENED, House

DAY = FORCE.toordinal()


def said(house: House, words: str) -> int:
    return word(house.administrator, organisation=house.organisation, said=text(en=words))


def identity(house: House, kind: str) -> int:
    return make_identity(house.administrator, organisation=house.organisation, kind=kind)


def decide(house: House, *actions: Action, title: str = "Decision", kind: str = "decision") -> int:
    """Put actions in force under an instrument of that title; returns the instrument."""
    admin, organisation = house.administrator, house.organisation
    instrument = instruments.register_instrument(
        admin, organisation=organisation, kind=kind, title=text(en=title), day=OPENED
    )
    effects = expand(actions, world(organisation))
    put_on_record(admin, organisation=organisation, effects=effects, instrument=instrument)
    return instrument


def rename(house: House, code: str, to: str) -> Action:
    values: dict[str, Value] = {"code": to, "name": said(house, f"Name of {to}")}
    return Action(1, ActionKind.RENAME_UNIT, Reference("unit", house.units[code]), DAY, values)


def merge(house: House, code: str, into: str) -> Action:
    values: dict[str, Value] = {
        "into": house.units[into],
        "succession": identity(house, "succession"),
    }
    return Action(1, ActionKind.MERGE_UNIT, Reference("unit", house.units[code]), DAY, values)


def appoint(house: House, person: str, number: str, manner: str = "holder") -> Action:
    """Put a person on a post from the opening day on."""
    values: dict[str, Value] = {
        "person": house.people[person],
        "manner": manner,
        "incumbency": identity(house, "incumbency"),
    }
    post = Reference("post", house.posts[number])
    return Action(1, ActionKind.APPOINT, post, OPENED.toordinal(), values)


def establish(house: House, code: str, parent: str | None) -> Action:
    """Establish an office below a unit, or at the top, from the opening day on."""
    house.units[code] = identity(house, "unit")
    values: dict[str, Value] = {
        "code": code,
        "name": said(house, f"Name of {code}"),
        "kind": "office",
        "parent": house.units[parent] if parent else None,
    }
    unit = Reference("unit", house.units[code])
    return Action(1, ActionKind.ESTABLISH_UNIT, unit, OPENED.toordinal(), values)


def add_posts(house: House, unit: str, count: int) -> None:
    """Establish posts from the opening day on, vacant, numbered X/1, X/2, ..."""
    actions = []
    for place in range(1, count + 1):
        values: dict[str, Value] = {
            "unit": house.units[unit],
            "number": f"X/{place}",
            "title": said(house, f"Clerk {place}"),
            "grade": "P.4",
        }
        subject = Reference("post", identity(house, "post"))
        day = OPENED.toordinal()
        actions.append(Action(place, ActionKind.ESTABLISH_POST, subject, day, values))
    decide(house, *actions, title="More posts")


def correct_name(house: House, code: str, words: str) -> None:
    """Correct what a unit was called when it was established."""
    correct(house, Reference("unit", house.units[code]), name=said(house, words))


def correct_holder(house: House, before: str, after: str) -> None:
    """Correct who was put on the post that a person was put on."""
    correct(house, incumbency_of(house, before), person=house.people[after])


def incumbency_of(house: House, person: str) -> Reference:
    """What put a person on a post."""
    found = next(
        each
        for each in Effect.objects.filter(kind="incumbency", role=Role.ESTABLISH)
        if each.fields["person"] == house.people[person]
    )
    return Reference("incumbency", found.subject)


def correct(house: House, subject: Reference, **fields: Value) -> None:
    """Correct what was said of a thing when it was established."""
    wrong = Effect.objects.get(kind=subject.kind, subject=subject.id, role=Role.ESTABLISH)
    pending = PendingEffect(
        subject,
        wrong.day,
        Role.ESTABLISH,
        {**wrong.fields, **fields},
        place=1,
        action=1,
        replaces=(wrong.pk,),
        manner=Manner.CORRECTION,
    )
    instrument = instruments.register_instrument(
        house.administrator,
        organisation=house.organisation,
        kind="correction",
        title=text(en="Correction"),
    )
    put_on_record(
        house.administrator,
        organisation=house.organisation,
        effects=[pending],
        instrument=instrument,
    )


def describe(house: House, number: str, *duties: str | tuple[int, str]) -> int:
    """Write a description; a duty is worded, or is one that has a number already, worded anew."""
    texts = [
        DutyText(text(en=duty))
        if isinstance(duty, str)
        else DutyText(text(en=duty[1]), duty=duty[0])
        for duty in duties
    ]
    lines = [("education", text(en="A degree.")), ("competency", text(en="Leadership"))]
    description = DescriptionText(text(en="Chief"), None, tuple(texts), lines)
    post = house.posts[number]
    return write_description(house.administrator, post=post, description=description)


def adopt(house: House, number: str, description: int) -> Action:
    values: dict[str, Value] = {
        "description": description,
        "adoption": identity(house, "adoption"),
    }
    post = Reference("post", house.posts[number])
    return Action(1, ActionKind.ADOPT_DESCRIPTION, post, DAY, values)


def open_chart(house: House) -> None:
    """Let everybody see the chart."""
    reference.keep_organisation(
        house.administrator,
        organisation=house.organisation,
        name=text(en="Institute"),
        zone="UTC",
        currency="CHF",
        number_pattern="",
        chart_is_public=True,
    )


def add_block(house: House, unit: str, grade: str, fte: int, superior: str = "CHIEF") -> int:
    """Count like posts of a unit from the opening day on, under a post; `fte` in hundredths."""
    block = identity(house, "block")
    fields: dict[str, Value] = {"unit": house.units[unit], "grade": grade, "fte": fte}
    fields |= {"title": said(house, "Desk officer"), "superior": house.posts[superior]}
    reference, day = Reference("block", block), OPENED.toordinal()
    put_on_record(
        house.administrator,
        organisation=house.organisation,
        effects=[PendingEffect(reference, day, Role.ESTABLISH, fields, 1, 1)],
        instrument=Instrument.objects.order_by("pk")[0].pk,
    )
    return block
