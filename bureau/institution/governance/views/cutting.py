"""Lists that may be long: their first lines, and the address at which a list is whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action
from bureau.web.numbers import number_asked
from bureau.web.paging import Slice, slice_of
from bureau.web.requests import Asking

LINES = 50


@dataclass(frozen=True, slots=True)
class Part[Line]:
    """The lines shown of a list of `count`; `whole` is where all are, `is_asked`: here they are."""

    lines: list[Line]
    count: int
    whole: str
    is_asked: bool

    @property
    def more(self) -> int:
        return self.count - len(self.lines)

    def said[Other](self, lines: list[Other]) -> "Part[Other]":
        """The same with each line in other words."""
        return Part(lines, self.count, self.whole, self.is_asked)


def first_of[Item, Line](
    request: Asking,
    name: str,
    items: Sequence[Item],
    write: Callable[[Item], Line],
    most: int = LINES,
) -> Part[Line]:
    """The first `most` written out, or all where the address asks for this list (?all=), or for a
    file of it (?of=)."""
    is_asked = name in (request.GET.get("all"), request.GET.get("of"))
    query = request.GET.copy()
    query["all"] = name
    shown = items if is_asked else items[:most]
    address = f"?{query.urlencode()}#{name}"
    return Part([write(item) for item in shown], len(items), address, is_asked)


def page_of_actions(request: Asking, actions: Sequence[Action]) -> Slice | None:
    """The page that the address names by key, else the one with the action it names (?action=).

    None where there is no such page.
    """
    places = [action.id for action in actions]
    asked = None if "page" in request.GET else number_asked(request.GET.get("action", ""))
    if asked is not None and asked in places:
        start = places.index(asked) // LINES * LINES
        return slice_of(places, f"after-{places[start - 1]}" if start else "", LINES)
    return slice_of(places, request.GET.get("page", ""), LINES)
