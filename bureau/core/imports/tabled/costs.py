"""Standard costs of tables: what a post of a grade at a place costs a year, from day to day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from bureau.core.imports import cells
from bureau.core.imports.halves import Fault, Left
from bureau.core.imports.plan import CostSaid, Named
from bureau.core.imports.tabled.ground import Cell, Ground, Tabled, Told
from bureau.core.spans import Day


def costs_of(
    tables: Iterable[Tabled], ground: Ground
) -> tuple[Mapping[Named, CostSaid], list[Fault]]:
    """Each cost by grade, place and first day; one without an end ends where the next begins."""
    found: list[tuple[CostSaid, Told]] = []
    faults: list[Fault] = []
    for table in tables:
        for wish in table.read.wishes if table.kind == "costs" else ():
            said = {name: Cell(text, table, wish.row) for name, text in wish.said.items()}
            one = Told(wish.key, table.day, said, Cell(wish.key, table, wish.row))
            cost = _cost(one, ground, faults)
            if cost:
                found.append((cost, one))
    return _apart(found, faults), faults


def _apart(found: Iterable[tuple[CostSaid, Told]], faults: list[Fault]) -> Mapping[Named, CostSaid]:
    """One cost a day of each grade at each place."""
    kept: dict[Named, CostSaid] = {}
    ordered = sorted(found, key=lambda item: (item[0].grade, item[0].place, item[0].valid_from))
    for _, same in groupby(ordered, key=lambda item: (item[0].grade, item[0].place)):
        last: CostSaid | None = None
        for cost, one in same:
            if last and last.valid_until is None and last.valid_from < cost.valid_from:
                kept[last.thing] = replace(last, valid_until=cost.valid_from)
            elif last and (last.valid_until is None or last.valid_until > cost.valid_from):
                if not _is_same(last, cost):
                    faults.append(one.fault("valid_from", "cost_overlaps"))
                elif last.valid_until is None:
                    kept[last.thing] = last = replace(last, valid_until=cost.valid_until)
                continue
            kept[cost.thing] = last = cost
    return kept


def _is_same(last: CostSaid, cost: CostSaid) -> bool:
    """Whether another row says no other cost; one of the two may leave out when it ends."""
    ends = {last.valid_until, cost.valid_until} - {None}
    said = [(each.valid_from, each.amount_minor, each.currency) for each in (last, cost)]
    return said[0] == said[1] and len(ends) < 2


def _cost(one: Told, ground: Ground, faults: list[Fault]) -> CostSaid | None:
    said = {name: one.text(name) for name in ("grade", "place", "amount", "currency", "source")}
    valid_from = cells.day(one.text("valid_from")) if "valid_from" in one else one.day
    last_day = cells.day(one.text("last_day")) if "last_day" in one else None
    amount = cells.minor(said["amount"])
    wrong = {
        "grade": "" if said["grade"] in ground.grades else "grade_unknown",
        "place": "" if said["place"] in ground.places else "duty_station_unknown",
        "amount": "" if amount else "amount_unknown",
        "currency": "" if re.fullmatch("[A-Z]{3}", said["currency"]) else "currency_unknown",
        "valid_from": "" if valid_from else "day_unknown",
        "last_day": _wrong_end(one, valid_from, last_day),
    }
    faults += [one.fault(column, code, Left.ROW) for column, code in wrong.items() if code]
    if any(wrong.values()) or amount is None or valid_from is None:
        return None
    return CostSaid(
        grade=said["grade"],
        place=said["place"],
        amount_minor=amount,
        currency=said["currency"],
        valid_from=valid_from,
        valid_until=None if last_day is None else last_day + 1,
        origin=said["source"],
        language=one.first.table.language,
        source=one.source,
    )


def _wrong_end(one: Told, valid_from: Day | None, last_day: Day | None) -> str:
    if "last_day" in one and last_day is None:
        return "day_unknown"
    is_before = valid_from is not None and last_day is not None and last_day < valid_from
    return "ends_before_it_begins" if is_before else ""
