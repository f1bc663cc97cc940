"""A wiring table whose things are those of cases.yaml, or what a test puts in their place."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.web.answers import Audience, Label, Searchable
from bureau.web.kinds import COLUMNS, NONE, Kind

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text())
AUTHOR = 7
things: dict[Reference, Searchable] = {}
asked: list[str] = []


def read_cases() -> None:
    """Put the things of the table in place."""
    things.clear()
    asked.clear()
    for kind, rows in CASES["things"].items():
        for number, said in rows.items():
            things[Reference(kind, number)] = thing(**said)


def thing(**said: Any) -> Searchable:
    """A Searchable as plain data writes it."""
    for name in ("codes", "former_codes", "former_names"):
        said[name] = tuple(said.get(name, ()))
    became = tuple(Reference.parse(each) for each in said.pop("became", ()))
    return Searchable(**said | {"audience": Audience(said["audience"])}, became=became)


def search(kind: str, ids: Iterable[int]) -> dict[int, Searchable]:
    asked.append(kind)
    return {each: things[Reference(kind, each)] for each in ids if Reference(kind, each) in things}


def visible(kind: str, actor: Actor, ids: Iterable[int]) -> set[int]:
    allowed = {
        "memo": actor.person is not None,
        "draft": actor.person == AUTHOR,
    }.get(kind, True)
    return set(ids) if allowed else set()


def describe(kind: str, actor: Actor, ids: Iterable[int]) -> dict[int, Label]:
    return {
        each: Label(things[Reference(kind, each)].names["en"], f"/{kind}s/{each}/") for each in ids
    }


def __getattr__(name: str) -> Callable[..., Any]:
    """`search_unit`, `visible_memo`, ...: a function for each kind, as dotted paths need."""
    column, _, kind = name.partition("_")
    if column not in ("search", "visible", "describe"):
        raise AttributeError(name)
    return partial(globals()[column], kind)


HERE = "tests.record.search.wiring"


def row(kind: str, plural: str) -> Kind:
    columns = {name: f"{HERE}.{name}_{kind}" for name in ("search", "visible", "describe")}
    return Kind(kind, **dict.fromkeys(COLUMNS, NONE) | columns, plural=plural)


KINDS = [row("unit", "Units"), row("post", "Posts"), row("memo", "Memos"), row("draft", "Drafts")]
