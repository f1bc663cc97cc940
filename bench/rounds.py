"""All that `./run bench structure` measures, in order."""

import json
import subprocess
import sys
from pathlib import Path

from bench import peers
from bench.change_sets import BenchWorld, actions, costs
from bench.enacting import Enacting
from bench.filling import fill
from bench.history.asking import SimpleHistory, save_all
from bench.measuring import Report, Side, interleaved
from bench.organisations import FIRST_DAY, Organisation, organisation
from bench.questions import Ours, checked
from bureau.core.changes.preview import outcome_of
from bureau.institution.organisation.queries.structure import world

CHART_THEN = 0.88e-6
"""Seconds a post that PostgreSQL took over the whole chart (Q1) where the targets were set."""
ONE_AXIS = "one axis of time: does not say what was known when"


def run(report: Report, folder: Path, url: str, rounds: int) -> None:
    made = organisation(report.posts)
    ours = Ours(made)
    tables = [made.columns.tables[kind] for kind in ("unit", "post")]
    postgres = peers.Postgresql(tables, url)
    duck, sqlite = peers.Duckdb(tables), peers.Sqlite(tables, folder)
    for peer in (postgres, duck, sqlite):
        checked(ours, peer)
    chart = ours.chart()
    assert _read(ours.json().decode()) == chart
    assert _read(postgres.json(ours.at.valid, ours.at.recorded)) == chart
    del chart
    simple = SimpleHistory(tables)
    _reads(report, ours, simple, (postgres, sqlite, duck), rounds)
    _previews(report, made, rounds)
    _years(report, made, rounds)
    postgres.connection.close()
    duck.connection.close()
    sqlite.connection.close()
    _writes(report, made, rounds)
    _starts(report)


def _read(text: str) -> list[tuple[object, ...]]:
    """JSON rows as tuples; `frozen`, the last field, is a number in the peers' tables."""
    rows = (tuple(row.values()) for row in json.loads(text))
    return [(*row[:-1], bool(row[-1])) for row in rows]


def _reads(
    report: Report,
    ours: Ours,
    simple: SimpleHistory,
    others: tuple[peers.Postgresql, peers.Sqlite, peers.Duckdb],
    rounds: int,
) -> None:
    postgres, sqlite, duck = others
    at, more = (ours.at.valid, ours.at.recorded), {"later": ours.later.valid}

    def asked(
        question: str, ask: object, *extra: Side, few: int = 3, quick: bool = False, **more: int
    ) -> dict:
        sides = [Side("ours", ask, rounds)]
        for peer, turns in ((postgres, rounds), (sqlite, few), (duck, rounds)):
            told = peer.said(question, *at, **more)
            sides.append(Side(peer.name, lambda peer=peer, told=told: peer.fetch(told), turns))
        return interleaved(*sides, *extra, quick=quick)

    whole = Side(simple.name, lambda: simple.chart(ours.at.valid), 2)
    times = asked(peers.Q1, ours.chart, whole)
    report.keep_pace("PostgreSQL's chart", times["PostgreSQL"], CHART_THEN * report.posts)
    for peer, least in (("PostgreSQL", 2), ("SQLite", None), ("DuckDB", None)):
        report.ratio("Q1 chart as of, tuples", times, peer, least)
    report.ratio("Q1 chart as of, tuples", times, simple.name, 30, ONE_AXIS)
    times = interleaved(
        Side("ours", ours.json, rounds),
        Side("json_agg", lambda: postgres.json(*at), rounds),
    )
    report.ratio("Q1 chart as of, JSON rows", times, "json_agg", 3.5)
    units = [row[0] for row in _units_under(ours)]
    part = Side(simple.name, lambda: simple.subtree(units, ours.at.valid), 3)
    cold = Side("cold", ours.subtree_cold, rounds)
    times = asked(peers.Q2, ours.subtree, part, cold, few=rounds, quick=True, thing=ours.unit)
    for peer, least in (("PostgreSQL", 13), ("SQLite", None), ("DuckDB", None)):
        report.ratio("Q2 a subtree of 1 %", times, peer, least)
    report.ratio("Q2 a subtree of 1 %", times, simple.name, None, f"units known; {ONE_AXIS}")
    times["ours"] = times["cold"]
    report.ratio("Q2 the same with nothing kept", times, "PostgreSQL", None)
    times = asked(peers.Q3, _repeated(ours.chain, 50), few=rounds, quick=True, thing=ours.post)
    times["ours"] /= 50
    report.most("Q3 reporting chain", times["ours"], 12e-6, f"{len(ours.chain())} posts")
    for peer in ("PostgreSQL", "SQLite", "DuckDB"):
        report.ratio("Q3 reporting chain", times, peer, None)
    times = asked(peers.Q4, ours.difference, **more)
    for peer, least in (("PostgreSQL", 30), ("SQLite", None), ("DuckDB", 7)):
        report.ratio("Q4 difference of two days", times, peer, least)
    times = asked(peers.Q5, ours.roll_up, few=1)
    for peer, least in (("PostgreSQL", 15), ("SQLite", None), ("DuckDB", 1.5)):
        report.ratio("Q5 roll-up, unit x grade", times, peer, least)
    times = asked(peers.Q6, ours.history, few=rounds, quick=True, thing=ours.post)
    for peer in ("PostgreSQL", "SQLite", "DuckDB"):
        report.ratio("Q6 history of one post", times, peer, None)


def _units_under(ours: Ours) -> list[tuple[int]]:
    from bureau.core.structure.walks import rows_under

    rows, _ = rows_under(ours.columns, ours.unit, ours.at)
    return [(id,) for id in ours.columns.tables["unit"].column("id")[rows].tolist()]


def _repeated(ask: object, times: int) -> object:
    def repeated() -> None:
        for _ in range(times):
            ask()

    return repeated


def _previews(report: Report, made: Organisation, rounds: int) -> None:
    """Findings, difference and cost of a set; what is told is written out as it is read."""
    known, prices, today = BenchWorld(made), costs(), FIRST_DAY + made.days + 1
    sides = []
    for count in (10, 100, 1000, 10_000):
        drafted = actions(made, min(count, made.posts // 4))
        sides.append(_previewed(str(count), drafted, known, prices, today, rounds))
    several = actions(made, min(10_000, made.posts // 4), days=6)
    sides.append(_previewed("6 days", several, known, prices, today, rounds))
    times = interleaved(*sides, quick=True)
    for side in sides[:-1]:
        most = 0.020 if side.name == "10000" else None
        report.most(f"preview of {side.name} actions", times[side.name], most, side.processor)
    later = max((times["6 days"] - times["10000"]) / 5, 0.0)
    report.most("preview, each later day", later, 0.002, f"over 6 days: {sides[-1].processor}")


def _previewed(
    name: str, drafted: object, known: BenchWorld, prices: object, today: int, rounds: int
) -> Side:
    def ask() -> object:
        found = outcome_of(drafted, known, prices, today=today)
        return found, found.differing()

    return Side(name, ask, rounds)


def _years(report: Report, made: Organisation, rounds: int) -> None:
    long = Ours(organisation(made.posts, years=50))
    short = Ours(made)
    sides = (("20", short), ("50", long))
    for what in ("chart", "subtree", "roll_up"):
        times = interleaved(
            Side("20", getattr(short, what), rounds), Side("50", getattr(long, what), rounds)
        )
        shares = [times[name] / len(getattr(one, what)()) for name, one in sides]
        report.factor(f"50 years against 20: {what}", times["50"], shares[1] / shares[0], 2)


def _writes(report: Report, made: Organisation, rounds: int) -> None:
    """Enacting in Bureau's own tables, durable, with effects and journal, against `save()`."""
    enacting = Enacting(made, *fill(made))
    enacting.enact(enacting.drafted(10))
    for count in (10, 100, 1000, 10_000):
        count = min(count, made.posts // 4)

        def draft(count: int = count) -> object:
            drafted = enacting.drafted(count)
            world(enacting.organisation)
            return drafted

        times = interleaved(
            Side("ours", enacting.enact, 3, before=draft),
            Side(
                "simple-history save()",
                lambda drafted: save_all(drafted, made.units),
                1 if count > 1000 else 3,
                before=draft,
            ),
        )
        least = 15 if count == 10_000 else None
        report.ratio(f"enact {count} actions", times, "simple-history save()", least, ONE_AXIS)


def _starts(report: Report) -> None:
    """A fresh process: from the column file to the first answer, and what it then holds."""
    told = [_fresh() for _ in range(3)]
    cold = sorted(one["seconds"] for one in told)[1]
    report.most("cold start from the column file", cold, 0.100)
    one = told[0]
    most = 90 + report.posts * 30 // 1_000_000, 60 + report.posts * 140 // 1_000_000
    report.size("memory of a process", one["private"], most[0], "its own, after the answer")
    report.size("memory it shares", one["shared"], most[1], "the column file, with all others")


def _fresh() -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.fresh"], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
