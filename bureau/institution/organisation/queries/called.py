"""What the things of a comparison are called, in the language of the page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.difference import Change
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Engagement, Incumbency, Post, Unit, View
from bureau.core.texts import Text
from bureau.institution.organisation import models
from bureau.institution.organisation.models import JobDescription, Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.codes import last_code
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.items import OF_PEOPLE, Item
from bureau.record.accounts.queries import people_by_id
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Called:
    """What the things of a comparison are called, read once; words in all their languages, people
    only where the reader may see them. `grades` is their order, highest first."""

    compared: Compared
    words: Mapping[int, Text]
    people: Mapping[int, str]
    versions: Mapping[int, int]
    grades: Sequence[str] = ()
    places: Mapping[str, Text] = field(default_factory=dict)

    def code(self, unit: int, side: Snapshot | None = None) -> str:
        """The unit's code on a side; where it does not stand there, as it was, else as it is."""
        found = self.compared.unit_of(unit, side)
        return found.code if found else last_code(self.compared.after, unit)

    def number(self, post: int, side: Snapshot | None = None) -> str:
        """The post's number, likewise."""
        found = self.compared.post_of(post, side)
        return found.number if found else str(post)

    def name(self, unit: int, side: Snapshot | None = None) -> str:
        found = self.compared.unit_of(unit, side)
        return self.wording(found.name) if found else ""

    def title(self, post: int) -> str:
        found = self.compared.post_of(post)
        return self.wording(found.title) if found else ""

    def place(self, code: str) -> str:
        """What a duty station is called; its code where it is called nothing."""
        return here(self.places[code]) if code in self.places else code

    def wording(self, id: int) -> str:
        """The words in the language of the page, or of the moment a sentence is written."""
        return here(self.words[id]) if id in self.words else ""


def called(
    actor: Actor,
    compared: Compared,
    grades: Sequence[str] = (),
    items: Sequence[Item] | None = None,
) -> Called:
    """The names that the items of a comparison need (None: all of them), in three reads, and one
    where a duty station is among them."""
    words: set[int] = set()
    people: set[int] = set()
    versions: set[int] = set()
    places: set[str] = set()
    listed = compared.items if items is None else items
    for change in (change for item in listed for change in item.changes):
        for side in (compared.before, compared.after):
            for named in (change.subject, *_refers_to(change)):
                words |= _words_of(compared.view(side, named))
        values = {value for value in (change.before, change.after) if isinstance(value, int)}
        if change.field == "duty_station":
            places |= {str(change.before), str(change.after)}
        elif change.field in ("name", "title"):
            words |= values
        elif change.change in ("adopted", "adoption_ended"):
            versions |= values
        elif change.change in ("appointed", "ended", "person_changed", *OF_PEOPLE):
            people |= values
        elif change.subject.kind == "incumbency":
            held = compared.view(compared.after, change.subject)
            people |= {held.person} if isinstance(held, Incumbency) else set()
        elif change.subject.kind == "engagement":
            engaged = compared.view(compared.after, change.subject)
            people |= {engaged.person} if isinstance(engaged, Engagement) else set()
    seen = people_by_id(people) if people and may_see_names(actor) else {}
    return Called(
        compared,
        {row.pk: row.said for row in Wording.objects.filter(pk__in=words)},
        {number: person.name for number, person in seen.items()},
        dict(JobDescription.objects.filter(pk__in=versions).values_list("pk", "version")),
        grades,
        _places(compared.unit, places) if places else {},
    )


def _places(unit: int, codes: Collection[str]) -> dict[str, Text]:
    """What these duty stations of the unit's organisation are called, by code."""
    organisation = models.Unit.objects.filter(pk=unit).values("organisation")
    rows = models.Place.objects.filter(organisation__in=organisation, code__in=codes)
    return {row.code: row.name for row in rows.order_by("valid_from")}


def _words_of(found: View | None) -> set[int]:
    if isinstance(found, Unit):
        return {found.name}
    return {found.title} if isinstance(found, Post | Block) else set()


def _refers_to(change: Change) -> list[Reference]:
    """The heads that a change names; their titles are said with them."""
    values = (change.before, change.after) if change.change == "headed" else ()
    return [Reference("post", value) for value in values if isinstance(value, int)]
