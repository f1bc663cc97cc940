"""Rows of the table of permissions for a noun: who sees, adds and changes says all its addresses.

The table of an app has them under `nouns`, by the name of the noun: `see`, `add` and `change` for
each of the cast, what a form sends (`send`), what a program sends (`json`), and under `of` the
thing that each deed is tried on, where it is another than `one`, the one named as the noun without
it. `proposal` is one to confirm. `enter` are those who may open the pages at all, where not
everybody may.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import ADD, CHANGE, DELETE, Deed, Noun

CAST = 9
ALL = [1] * CAST
NO_METHOD = [405] * CAST


def rows_of(said: Mapping[str, Mapping[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each address of these nouns, by the name of the address."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, of in said.items():
        noun = nouns()[name]
        found |= _reads(noun, of) | (_api(noun, of) if noun.programs else {})
        for deed in noun.deeds:
            found |= _deed(noun, deed, of)
        if noun.proposals:
            to = {"proposal": of["proposal"], "verdict": "confirmation"}
            settle = _statuses(404, (of.get("enter", ALL), 403), then=302)
            found[f"{noun.list_name}-settle"] = [{"to": to, "GET": NO_METHOD, "POST": settle}]
    return found


def _statuses(first: int, *who: tuple[Sequence[int], int], then: int) -> list[int]:
    """Of who is not signed in, then of each of the cast: that of the first list that leaves them
    out, else `then`."""
    return [first] + [
        next((status for may, status in who if not may[place]), then) for place in range(1, CAST)
    ]


def _reads(noun: Noun, of: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    see, add, change, to = of["see"], of["add"], of["change"], _to(noun, of)
    enter = (of.get("enter", ALL), 403)
    page = {"to": to, "GET": _statuses(404, enter, (see, 404), then=200), "POST": NO_METHOD}
    table = _statuses(404, (add, 403), then=200)
    undo = _statuses(404, enter, (see, 404), (change, 403), then=of.get("undo", 302))
    return {
        noun.list_name: [{"GET": _statuses(404, enter, then=200), "POST": NO_METHOD}],
        noun.page_name: [page],
        f"{noun.page_name}-history": [page],
        f"{noun.list_name}-table": [
            {"GET": table, "POST": [422 if status == 200 else status for status in table]}
        ],
        f"{noun.page_name}-undo": [{"to": to, "GET": NO_METHOD, "POST": undo}],
    }


def _to(noun: Noun, of: Mapping[str, Any], deed: str = "") -> dict[str, str]:
    """The thing in the address: that of the deed, else that of the noun, else by its name."""
    return {noun.name: of.get("of", {}).get(deed, of.get("one", noun.name))}


def _deed(noun: Noun, deed: Deed, of: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    see, add, change = of["see"], of["add"], of["change"]
    if deed.name == ADD:
        shown, done = (_statuses(404, (add, 403), then=status) for status in (200, 302))
        row = {"GET": shown, "POST": done, "send": of["send"]}
        return {f"{noun.list_name}-add": [row]}
    rights = ((of.get("enter", ALL), 403), (see, 404), (change, 403))
    asks = 405 if deed.is_pressed and deed.name != DELETE else 200
    row = {
        "to": _to(noun, of, deed.name),
        "GET": _statuses(404, *rights, then=asks),
        "POST": _statuses(404, *rights, then=302),
    }
    return {f"{noun.page_name}-{deed.name}": [row | ({"send": of["send"]} if deed.fields else {})]}


def _api(noun: Noun, of: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    see, add, change, to = of["see"], of["add"], of["change"], {noun.name: noun.name}
    may = {"chart_is_public": False}
    made = _statuses(401, (add, 403), then=201)
    done = _statuses(401, (see, 404), (change, 403), then=204)
    one = {**may, "to": to, "GET": _statuses(401, (see, 404), then=200), "POST": NO_METHOD}
    one |= {"PUT": done} if noun.deed(CHANGE) else {}
    one |= {"DELETE": done} if noun.deed(DELETE) else {}
    one |= {"json": {name: of["json"][name] for name in _typed(noun, CHANGE) if name in of["json"]}}
    address = f"api-{noun.plural}"
    listed = {**may, "GET": _statuses(401, then=200), "POST": made, "json": of["json"]}
    found = {address: [listed], f"{address}-{noun.name}": [one]}
    for deed in noun.steps():
        step = {**may, "to": _to(noun, of, deed.name), "GET": NO_METHOD, "POST": done}
        found[f"{address}-{noun.name}-{deed.name}"] = [step]
    return found


def _typed(noun: Noun, name: str) -> Sequence[str]:
    deed = noun.deed(name)
    return deed.fields if deed else ()
