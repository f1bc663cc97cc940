"""What somebody changed in a paper on a case: each change with what of the case it is about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import canonical
from bureau.core.papers.edits import Edit
from bureau.core.references import ID_MAX
from bureau.core.structure.kinds import Value
from bureau.documents.papers.returning import CameBack
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.translations import translatable
from bureau.institution.governance.queries.versions import state_seen
from bureau.web.multilingual import data_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A change in a paper. `original` is the language and `words` are those of the text that the
    value says there, as it was first written; `about` the key or number of what it is of."""

    edit: Edit
    original: str = ""
    words: str = ""
    about: str = ""

    @property
    def source(self) -> str:
        return self.edit.source


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a change is taken over: a text of the case by its unit; or what the actions at
    `places` set, by its name and value ("day" for the day itself)."""

    unit: str = ""
    words: str = ""
    places: tuple[int, ...] = ()
    field: str = ""
    value: Value = None


def changes_in(back: CameBack) -> list[Changed]:
    """In the order of the paper."""
    return [_changed(one, back.value) for one in back.edits]


def _changed(edit: Edit, value: Mapping[str, Any]) -> Changed:
    source = edit.source or ("title" if edit.kind == "title" else "")
    way = list(_along(value, source))
    about = [one.get("key") or one.get("post") or "" for one in way if isinstance(one, Mapping)]
    last = way[-1] if way and source else None
    if isinstance(last, Mapping) and "said" in last and "original" in last:
        original = str(last["original"])
        words = str(last["said"][original][0])
    else:
        original = words = ""
    return Changed(edit, original, words, next((str(one) for one in reversed(about) if one), ""))


def _along(value: Any, source: str) -> Iterator[Any]:
    """What stands on the way to a place in the value, the outermost first, as far as it goes."""
    yield value
    for name in filter(None, source.split(".")):
        match value:
            case list() if is_number(name) and int(name) < len(value):
                value = value[int(name)]
            case Mapping() if name in value:
                value = value[name]
            case _:
                return
        yield value


def is_number(words: str) -> bool:
    """Whether they are one as a row may have it: thousands of digits are none."""
    return words.isdecimal() and len(words) <= len(str(ID_MAX))


type Shown = tuple[Changed, Taken | None]
"""A change, and what of it would be taken over as it was shown."""


def plain_shown(shown: Iterable[Shown]) -> list[list[Any]]:
    """As a form sends them back."""
    return [[asdict(one), asdict(taken) if taken else None] for one, taken in shown]


def shown_from(plain: Any) -> list[Shown]:
    """A TypeError, ValueError or KeyError where it is anything else."""
    return [(_change_from(one), _taken_from(taken) if taken else None) for one, taken in plain]


def _change_from(plain: Mapping[str, Any]) -> Changed:
    found = Changed(**{**plain, "edit": Edit(**plain["edit"])})
    said = {name: each for name, each in asdict(found.edit).items() if name != "annex"}
    _refuse_others(str, found.original, found.words, found.about, *said.values())
    return found


def _taken_from(plain: Mapping[str, Any]) -> Taken:
    found = Taken(**{**plain, "places": tuple(plain["places"])})
    _refuse_others(str, found.unit, found.words, found.field)
    _refuse_others(int, *found.places)
    _refuse_others(str | int | None, found.value)
    numbers = [*found.places, *([found.value] if isinstance(found.value, int) else [])]
    if not all(0 <= number <= ID_MAX for number in numbers):
        raise ValueError("a number beyond all measure")
    return found


def _refuse_others(kind: Any, *values: object) -> None:
    if not all(isinstance(value, kind) for value in values):
        raise TypeError("values of another kind")


def texts_seen(seen: Seen) -> str:
    """What its readers have before them, every text in every language: the mark of it."""
    texts = {unit.id: data_of(unit.said) for unit in translatable(seen)}
    return sha256(canonical([state_seen(seen), texts]).encode()).hexdigest()


def reference_of(back: CameBack) -> str:
    """Of the case that the paper says it is on; empty where it says none."""
    value: Any = back.value
    said = value.get("case", value)
    found = said.get("reference", "") if isinstance(said, Mapping) else ""
    return found if isinstance(found, str) else ""
