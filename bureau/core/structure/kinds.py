"""The kinds of objects that stand in time and the fields of each: one table, read by all else."""

from collections.abc import Mapping
from dataclasses import dataclass

from bureau.core.references import ID_MAX

type Value = int | str | bool | None

UNIT_KINDS = (
    "organisation",
    "secretariat",
    "bureau",
    "department",
    "division",
    "office",
    "section",
    "committee",
    "working_group",
)
INCUMBENCY_MANNERS = ("holder", "acting", "lien")
REPORTING_MANNERS = ("line", "functional")
ENGAGEMENT_MANNERS = ("secondment", "loan", "consultant", "intern", "volunteer")
SUCCESSION_MANNERS = ("merged", "split", "replaced")
NUMBER_MAX = 2**15 - 1
FULL = 100  # hundredths: a whole share, full time
COUNT_MOST = 2_000_000_000
"""In hundredths: what a column of the structure holds."""
FTE_MOST = 10 * FULL  # a post of an organogram may stand for several alike


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `type` of its value, `default` where an establishment does not name it.

    `refers_to` is the kind whose id it holds; `choices` the words it may be (empty: any);
    `optional` fields may be None in a view; `length` is the most letters that a word may have,
    `least` and `most` bound a number.
    """

    name: str
    type: type[int] | type[str] | type[bool]
    default: Value
    refers_to: str | None = None
    optional: bool = False
    choices: tuple[str, ...] = ()
    length: int = 60
    least: int = 0
    most: int = NUMBER_MAX

    def takes(self, value: Value) -> bool:
        """Whether a value that is not None can be kept in it."""
        if type(value) is not self.type:
            return False
        if isinstance(value, str):
            is_fit = len(value) <= self.length and "\x00" not in value
            return is_fit and (not self.choices or value in self.choices)
        limit = self.most if self.refers_to is None and self.default is not None else ID_MAX
        return self.least <= int(value) <= limit


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object, its fields in the order of its columns and of its view."""

    name: str
    fields: tuple[Field, ...]
    defaults: Mapping[str, Value]

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when this kind has none."""
        if name not in self.defaults:
            raise KeyError(f"{self.name} has no field {name}")
        return next(field for field in self.fields if field.name == name)

    def settled(self, fields: Mapping[str, Value]) -> dict[str, Value]:
        """`fields` as they are kept: None is the default; ValueError for a name not known."""
        if not fields.keys() <= self.defaults.keys():
            unknown = fields.keys() - self.defaults.keys()
            raise ValueError(f"{self.name} has no field {', '.join(sorted(unknown))}")
        return {
            name: self.defaults[name] if value is None else value for name, value in fields.items()
        }


def _identity(name: str, refers_to: str | None, *, optional: bool = False) -> Field:
    return Field(name, int, None, refers_to=refers_to, optional=optional)


def _word(name: str, choices: tuple[str, ...] = (), *, length: int = 60) -> Field:
    return Field(name, str, "", choices=choices, length=length)


def _number(name: str, default: int) -> Field:
    return Field(name, int, default)


def _kind(name: str, *fields: Field) -> Kind:
    return Kind(name, fields, {field.name: field.default for field in fields})


_TABLE = (
    _kind(
        "unit",
        _identity("parent", "unit", optional=True),
        _identity("head", "post", optional=True),
        _identity("name", "wording"),
        _word("code", length=40),
        _word("kind", UNIT_KINDS),
        _number("order", 0),
    ),
    _kind(
        "post",
        _identity("unit", "unit"),
        _word("number"),
        _identity("title", "wording"),
        _word("grade", length=20),
        _word("duty_station", length=20),
        _word("funding"),
        _word("category", length=40),
        Field("fte", int, FULL, least=1, most=FTE_MOST),
        _word("contract", length=40),
        Field("frozen", bool, default=False),
    ),
    _kind(
        "incumbency",
        _identity("post", "post"),
        _identity("person", "person"),
        Field("share", int, FULL, least=1, most=FULL),
        _word("manner", INCUMBENCY_MANNERS),
    ),
    _kind(
        "reporting",
        _identity("post", "post"),
        _identity("superior", "post"),
        _word("manner", REPORTING_MANNERS),
    ),
    _kind(
        "adoption",
        _identity("post", "post"),
        _identity("description", "description_version"),
    ),
    _kind(
        "block",
        _identity("unit", "unit"),
        _identity("superior", "post", optional=True),
        _identity("title", "wording"),
        _word("grade"),
        Field("fte", int, 0, least=1, most=COUNT_MOST),
    ),
    _kind(
        "succession",
        _word("subject_kind", ("unit", "post")),
        _identity("predecessor", None),
        _identity("successor", None),
        _word("manner", SUCCESSION_MANNERS),
    ),
    _kind(
        "engagement",
        _identity("unit", "unit"),
        _identity("person", "person"),
        _word("manner", ENGAGEMENT_MANNERS),
        _word("sender"),
        _identity("supervisor", "post", optional=True),
    ),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _TABLE}
