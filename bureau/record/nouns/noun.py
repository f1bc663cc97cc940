"""A noun: one value that describes a kind of thing to people, programs and the wiring.

Plain functions make pages, forms, files, the api and the wiring row of it. An app that needs
another page writes an ordinary view in its place.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.core.states import Flow
from bureau.core.texts import Text
from bureau.record.nouns.fields import Field, Words
from bureau.web.answers import Audience
from bureau.web.frame import Entry
from bureau.web.requests import Asking

ADD, CHANGE, DELETE = "add", "change", "delete"


def _nothing(request: Asking) -> Mapping[str, Any]:
    return {}


def _none_fixed(row: Any) -> Collection[str]:
    return ()


def _is_signed_in(actor: Actor) -> bool:
    return actor.person is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What people read of a noun: its name for one and many, and what its list says without rows.

    `says` describes the noun in one sentence; `empty` and `no_match` are a title and a remedy.
    """

    one: Words
    many: Words
    says: Words
    empty: tuple[Words, Words]
    no_match: tuple[Words, Words] = (_("Nothing matches"), _("Remove a filter."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Who may do what; `only` tells others who may.

    `enter` asks who may open the pages at all. `see` gives the rows that an actor may see, `add`
    whether they may add one, `change` the numbers of those rows that they may change. Each service
    asks for its own right once more.
    """

    see: Callable[[Actor], QuerySet[Any]]
    add: Callable[[Actor], bool]
    change: Callable[[Actor, Sequence[Any]], Collection[int]]
    only: Words
    audience: Audience = Audience.SIGNED_IN
    enter: Callable[[Actor], bool] = _is_signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act on a row: by form, by program and, where it `is_pressed`, by a button.

    The service is called with who asks, the typed `fields` by their names and, for all but `add`,
    the number of the row by the name of the noun. `start` is what an empty form begins with.
    A deed that goes a `step` of the noun's flow gives the service its name as `step`, and is
    offered where that step is open. The form shows the fields that are `fixed` in a row, and takes
    no other values for them.
    """

    name: str
    service: Callable[..., Any]
    title: Words
    verb: Words
    done: Words
    fields: tuple[str, ...] = ()
    says: Words = ""
    start: Callable[[Asking], Mapping[str, Any]] = _nothing
    step: str = ""
    fixed: Callable[[Any], Collection[str]] = _none_fixed

    @property
    def is_pressed(self) -> bool:
        return not self.fields


def adding(
    service: Callable[..., Any], title: Words, verb: Words, done: Words, *fields: str, **more: Any
) -> Deed:
    return Deed(name=ADD, service=service, title=title, verb=verb, done=done, fields=fields, **more)


def changing(
    service: Callable[..., Any], title: Words, done: Words, *fields: str, **more: Any
) -> Deed:
    verb = _("Save changes")
    return Deed(
        name=CHANGE, service=service, title=title, verb=verb, done=done, fields=fields, **more
    )


def deleting(service: Callable[..., Any], title: Words, verb: Words, done: Words) -> Deed:
    says = _("The history stays in the journal.")
    return Deed(name=DELETE, service=service, title=title, verb=verb, done=done, says=says)


def going(step: str, service: Callable[..., Any], verb: Words, done: Words) -> Deed:
    """A step of the flow, by a button."""
    return Deed(name=step, service=service, title=verb, verb=verb, done=done, step=step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The list of a noun: its columns, and by which fields it is filtered and searched.

    The first column leads to the page. `facts` are the fields on the page; `derive` works out what
    derived fields need, of many rows at once; `key` are the fields that name a row in a file.
    """

    columns: tuple[str, ...]
    facts: tuple[str, ...]
    key: tuple[str, ...]
    filters: tuple[str, ...] = ()
    search: tuple[str, ...] = ("code", "name")
    order: tuple[str, ...] = ("pk",)
    derive: Callable[[Asking, Sequence[Any]], Mapping[int, Any]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """The api of a noun: the scopes to read and to write, and the words of its two reads."""

    reads: Scope
    writes: Scope
    list: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A change of a row that waits for another person: the `values` that its fields are to have.

    `proposer` is the name of the person who proposed it, and `is_own` whether that is the reader.
    `barred` says why the reader may not confirm it.
    """

    number: int
    row: Any
    values: Mapping[str, Any]
    proposer: str
    is_own: bool
    barred: Words = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """Changes of rows that another person confirms or refuses.

    `waiting` gives those that the reader may see. The service `settle` takes the number of one as
    `proposal`, and `is_confirmed`.
    """

    waiting: Callable[[Asking], Sequence[Proposed]]
    settle: Callable[..., Any]


def _nowhere() -> list[Entry]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the pages of a noun stand, and of which rows.

    Addresses begin with `path`, their names with the same and a hyphen; `above` are the pages above
    the list. `own` are values that each row there has: lists show only rows with them, and the
    service that adds a row is given them.
    """

    path: str = ""
    above: Callable[[], list[Entry]] = _nowhere
    own: Callable[[Asking], Mapping[str, Any]] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """`name` is the kind in wiring and journal; `plural` stands in addresses.

    `called` gives the name of a row to people: a field, or a function that may read the `related`
    rows. A part names by `part_of` the field that leads to the thing that it belongs to: its rows
    are shown on that page. `owner` is the field with the post that owns a row, `days` the fields
    that a calendar shows. A noun without `programs` has no operations in the api.
    """

    name: str
    plural: str
    model: type[Model]
    named: Named
    fields: tuple[Field, ...]
    rights: Rights
    deeds: tuple[Deed, ...]
    listing: Listing
    sentence: Callable[[Reason], str]
    programs: Programs | None = None
    place: Place = Place()
    called: str | Callable[[Any], Text | str] = "name"
    related: tuple[str, ...] = ()
    part_of: str = ""
    owner: str = ""
    days: tuple[str, ...] = ()
    flow: Flow | None = None
    proposals: Proposals | None = None
    wiring: Mapping[str, Any] = field(default_factory=dict)

    @property
    def list_name(self) -> str:
        """The name of the address of its list."""
        return self._named(self.plural)

    @property
    def page_name(self) -> str:
        """The name of the address of one row."""
        return self._named(self.name)

    def _named(self, name: str) -> str:
        return "-".join(filter(None, (self.place.path, name.replace("_", "-"))))

    @property
    def api(self) -> Programs:
        """The programs of a noun that has operations in the api."""
        assert self.programs is not None, self.name
        return self.programs

    def field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)

    def fields_of(self, names: Iterable[str]) -> list[Field]:
        """The fields of these names, in the order of the names."""
        return [self.field(name) for name in names]

    def deed(self, name: str) -> Deed | None:
        return next((each for each in self.deeds if each.name == name), None)

    def steps(self) -> list[Deed]:
        """The deeds beside adding, changing and deleting."""
        return [each for each in self.deeds if each.name not in (ADD, CHANGE, DELETE)]

    def perform(self, deed: Deed, asked: Any, number: int | None, values: Mapping[str, Any]) -> Any:
        """Call the service of a deed on the row of a number (None: on a new one)."""
        of = {} if number is None else {self.name: number}
        step = {"step": deed.step} if deed.step else {}
        return deed.service(asked, **of, **step, **values)

    def offered(self, row: Any) -> list[Deed]:
        """The steps that are open in the state of a row."""
        names = {step.name for step in self.flow.offered(row.state)} if self.flow else set()
        return [each for each in self.steps() if not each.step or each.step in names]

    def name_of(self, row: Any) -> Text | str:
        """What a row is called: a text in six languages, or a code."""
        value: Text | str = (
            getattr(row, self.called) if isinstance(self.called, str) else self.called(row)
        )
        return value if isinstance(value, Text) else str(value)

    def rows(self, numbers: Collection[int]) -> QuerySet[Any]:
        """The rows of these numbers, with what their names are made of."""
        return self.joined(self.model._default_manager.filter(pk__in=numbers))

    def joined(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The same rows, with what their names are made of."""
        return rows.select_related(*self.related) if self.related else rows

    def reference(self, row: Any) -> Reference:
        return Reference(self.name, row.pk)

    def whole(self, row: Any) -> Reference | None:
        """The thing that a row is a part of."""
        return self.field(self.part_of).reference(row) if self.part_of else None


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of a list, by a field with a closed list of values or by a thing."""

    field: Field
    chosen: str
    options: Sequence[tuple[str, str | Promise]]
