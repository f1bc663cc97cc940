"""A unit put into a draft from a template, with its posts, lines and descriptions: one edit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.services.actions import edit_draft, next_place
from bureau.institution.governance.services.drafts import drafted
from bureau.institution.governance.services.numbers import next_numbers, refuse_taken_numbers
from bureau.institution.organisation.models import Organisation, UnitTemplate
from bureau.institution.organisation.queries.descriptions import (
    WordedDuty,
    description_as_worded,
)
from bureau.institution.organisation.queries.numbers import has_pattern
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.queries.templates import (
    PostOfTemplate,
    Tree,
    UnitOfTemplate,
    tree_of_template,
)
from bureau.institution.organisation.services.descriptions import (
    DescriptionText,
    DutyText,
    write_description,
)
from bureau.institution.organisation.services.identities import make_identities
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.services import Act, service


@dataclass(slots=True)
class _Making:
    """The actions in the making; `posts` are the numbers of what each place stands for, `units` the
    number and code of each unit by its place (None: the unit itself)."""

    act: Act
    row: models.Reorganisation
    day: Day
    reason: str
    place: int
    posts: list[tuple[PostOfTemplate, list[int]]] = field(default_factory=list)
    units: dict[int | None, tuple[int, str]] = field(default_factory=dict)
    actions: list[Action] = field(default_factory=list)

    def add(self, kind: ActionKind, subject: Reference, values: dict[str, Value]) -> None:
        self.actions.append(Action(self.place, kind, subject, self.day, values, reason=self.reason))
        self.place += 1

    def identities(self, kind: str, count: int) -> list[int]:
        organisation = self.row.organisation_id
        return make_identities(self.act, organisation=organisation, kind=kind, count=count)


@service(
    "governance.establish_from_template",
    pgettext_lazy("act in the journal", "Put a template into a draft"),
)
def establish_from_template(
    act: Act,
    *,
    reorganisation: int,
    template: int,
    parent: int,
    code: str,
    name: Text,
    day: Day,
    reason: str = "",
    numbers: Sequence[str] = (),
) -> int:
    """Put a unit as the template has it, with the units below it, at the end of the draft; returns
    the unit.

    Units below get the code of the unit, and behind it their own. Posts get the `numbers` in their
    order; those without one the next free, or where no pattern is in force the code of their unit
    and their place in it. What is put in is taken back by one undo.
    """
    row = drafted(act, reorganisation)
    made = UnitTemplate.objects.get(pk=template)
    if made.organisation_id != row.organisation_id or made.retired:
        raise Refused(Reason("template_is_retired"))
    making = _Making(act, row, day, reason, next_place(row))
    tree = tree_of_template(template)
    numbered = making.identities("post", sum(post.count for post in tree.posts))
    for post in tree.posts:
        making.posts.append((post, numbered[: post.count]))
        del numbered[: post.count]
    worded = word(act, organisation=row.organisation_id, said=name)
    _units(making, tree, UnitOfTemplate(worded, code, made.unit_kind), parent)
    _posts(making, parent, list(numbers))
    _lines(making)
    _descriptions(making)
    refuse_taken_numbers(act, row.organisation_id, *making.actions)
    places = {action.id for action in making.actions}
    edit_draft(act, row, lambda actions: [*actions, *making.actions], places)
    act.details.update(template=template)
    return making.units[None][0]


def _units(making: _Making, tree: Tree, top: UnitOfTemplate, parent: int) -> None:
    """The unit itself, then those below it, each after the one above it."""
    places = [None, *range(1, len(tree.units) + 1)]
    ids = making.identities("unit", len(places))
    for place, id, unit in zip(places, ids, [top, *tree.units], strict=True):
        code = unit.code if place is None else f"{top.code}-{unit.code}"
        making.units[place] = (id, code)
        heads = (ids[0] for post, ids in making.posts if post.is_head and post.unit == place)
        values: dict[str, Value] = {
            "parent": parent if place is None else making.units[unit.under][0],
            "name": unit.name,
            "code": code,
            "kind": unit.kind,
            "head": next(heads, None),
        }
        making.add(ActionKind.ESTABLISH_UNIT, Reference("unit", id), values)


def _posts(making: _Making, parent: int, numbers: list[str]) -> None:
    organisation = making.row.organisation_id
    has_numbers = has_pattern(organisation, today(Organisation.objects.get(pk=organisation)))
    given = iter(numbers)
    for place, (unit, code) in making.units.items():
        of_unit = [(post, id) for post, ids in making.posts if post.unit == place for id in ids]
        known = [next(given, "") for _ in of_unit]
        asked = [
            (post.grade, post.duty_station)
            for (post, _), number in zip(of_unit, known, strict=True)
            if not number
        ]
        found = []
        if has_numbers and asked:
            found = next_numbers(making.act, making.row, parent, asked, code)
        free = iter(found or [f"{code}/{n}" for n in range(1, len(known) + 1) if not known[n - 1]])
        for (post, id), number in zip(of_unit, known, strict=True):
            values = _values(post, unit, number or next(free))
            making.add(ActionKind.ESTABLISH_POST, Reference("post", id), values)


def _values(post: PostOfTemplate, unit: int, number: str) -> dict[str, Value]:
    said: dict[str, Value] = {
        "unit": unit,
        "number": number,
        "title": post.title,
        "grade": post.grade,
        "duty_station": post.duty_station,
        "funding": post.funding,
        "category": post.category,
        "contract": post.contract,
        "fte": post.fte,
    }
    return {name: value for name, value in said.items() if value != ""}


def _lines(making: _Making) -> None:
    for post, ids in making.posts:
        if post.superior is None:
            continue
        _above, (superior, *_more) = making.posts[post.superior - 1]
        for id, line in zip(ids, making.identities("reporting", len(ids)), strict=True):
            values: dict[str, Value] = {"superior": superior, "manner": "line", "reporting": line}
            making.add(ActionKind.CHANGE_REPORTING, Reference("post", id), values)


def _descriptions(making: _Making) -> None:
    """What the skeleton says, written anew: the duties of a new post are its own."""
    for post, ids in making.posts:
        if post.description is None:
            continue
        worded = description_as_worded(post.description)
        text = DescriptionText(
            worded.title, worded.direction, tuple(map(_anew, worded.duties)), worded.lines
        )
        for id, adoption in zip(ids, making.identities("adoption", len(ids)), strict=True):
            version = write_description(making.act, post=id, description=text)
            values: dict[str, Value] = {"description": version, "adoption": adoption}
            making.add(ActionKind.ADOPT_DESCRIPTION, Reference("post", id), values)


def _anew(duty: WordedDuty) -> DutyText:
    return DutyText(duty.said, tuple(map(_anew, duty.parts)))
