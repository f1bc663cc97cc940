"""A small wiring table: boats, of which actors see only the even ones, and harbours, bare."""

from collections.abc import Sequence
from datetime import date

from bureau.core.actors import Actor
from bureau.web.answers import Label, Tab, Verb, Waiting
from bureau.web.kinds import COLUMNS, NONE, Kind

asked: list[str] = []


def describe(actor: Actor, ids: Sequence[int]) -> dict[int, Label]:
    asked.append("describe")
    return {each: Label(f"Boat {each}", f"/boats/{each}/") for each in ids}


def visible(actor: Actor, ids: Sequence[int]) -> set[int]:
    asked.append("visible")
    return {each for each in ids if each % 2 == 0}


def owner(actor: Actor, ids: Sequence[int]) -> dict[int, int | None]:
    return {each: 7 if each == 2 else None for each in ids}


def waiting(actor: Actor) -> list[Waiting]:
    return [
        Waiting(None, "Paint", "some day", "Paint", "/paint/"),
        Waiting(date(2024, 5, 6), "Sail", "due", "Sail", "/sail/"),
    ]


def plans(actor: Actor) -> dict[int, Label]:
    return {2: Label("Boat 2")}


def overlay(actor: Actor, each: int) -> str:
    return f"laid by boat {each}"


def sailing(actor: Actor, ids: Sequence[int]) -> dict[int, list[Verb]]:
    return {each: [Verb("Sail", f"/boats/{each}/sail/")] for each in ids}


def mooring(actor: Actor, ids: Sequence[int]) -> dict[int, list[Verb]]:
    return {each: [Verb("Moor", f"/boats/{each}/moor/", barred="no harbour")] for each in ids}


def tabs(actor: Actor, ids: Sequence[int]) -> dict[int, list[Tab]]:
    return {each: [Tab("Crew", f"/boats/{each}/crew/")] for each in ids}


def logs(actor: Actor, ids: Sequence[int]) -> dict[int, list[Tab]]:
    return {each: [Tab("Log", f"/boats/{each}/log/?year=1")] for each in ids}


HERE = "tests.web.wiring"
ANSWERED = ("describe", "visible", "owner", "waiting", "tabs", "plans", "overlay")
BARE = dict.fromkeys(COLUMNS, NONE)
BOAT = {name: f"{HERE}.{name}" for name in ANSWERED}
KINDS = [
    Kind("boat", **BARE | BOAT | {"verbs": (f"{HERE}.sailing", f"{HERE}.mooring")}),
    Kind("harbour", **BARE),
]
BROKEN = [Kind("boat", **BARE | {"owner": f"{HERE}.nobody", "tabs": f"{HERE}.tabs"})]
