"""The questions put to the columns, each with the end product that a database hands back."""

from typing import Any

from bench import peers
from bench.organisations import Organisation
from bench.peers import CHART
from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import TIMES, Columns
from bureau.core.structure.differing import differing
from bureau.core.structure.rows import json_rows, tuples
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.walks import chain_of, rows_under


class Ours:
    """Every question is asked cold: of the columns, with no snapshot kept from before.

    But for the subtree, which is asked in both ways: of a snapshot as the pages before have left it
    in memory, as whoever browses asks, each time as if never asked before; and cold.
    """

    name = "ours"

    def __init__(self, made: Organisation) -> None:
        self.made, self.columns = made, made.columns
        self.at = Coordinates(made.middle, made.now - 200)
        self.later = Coordinates(made.middle + 365, made.now - 200)
        self.kept = Snapshot(self.columns, self.at)
        self.unit = _of_size(made.columns, self.at, made.posts // 100, made.units)
        self.post = max(
            range(made.posts - 200, made.posts),
            key=lambda post: len(chain_of(made.columns, post, self.at)),
        )

    def chart(self) -> list[tuple[Any, ...]]:
        posts = Snapshot(self.columns, self.at).standing("post")
        return tuples(posts.table, posts.rows, CHART)

    def json(self) -> bytes:
        posts = Snapshot(self.columns, self.at).standing("post")
        return b"".join(json_rows(posts.table, posts.rows, CHART))

    def subtree(self) -> list[tuple[Any, ...]]:
        posts = self.columns.tables["post"]
        return tuples(posts, self.kept.rows_of_posts_under(self.unit), CHART)

    def subtree_cold(self) -> list[tuple[Any, ...]]:
        _, rows = rows_under(self.columns, self.unit, self.at)
        return tuples(self.columns.tables["post"], rows, CHART)

    def chain(self) -> list[int]:
        return chain_of(self.columns, self.post, self.at)

    def difference(self) -> list[tuple[int, bool, bool, int]]:
        before, after = (
            Snapshot(self.columns, at).standing("post") for at in (self.at, self.later)
        )
        return differing(before, after).tuples()

    def roll_up(self) -> list[tuple[int, str, int, int, int, int]]:
        return Snapshot(self.columns, self.at).by_grade().tuples(self.columns.vocabulary)

    def history(self) -> list[tuple[Any, ...]]:
        table = self.columns.tables["post"]
        rows = table.rows_of(self.post)
        listed = [table.column(name)[rows].tolist() for name in (*TIMES[1:], "unit")]
        return list(zip(*listed, table.vocabulary.words(table.column("grade")[rows]), strict=True))


def checked(ours: Ours, peer: peers.Peer) -> None:
    """Every answer of a peer is ours, or nothing is timed."""
    at, more = (ours.at.valid, ours.at.recorded), {"later": ours.later.valid}
    assert _charted(peer.ask(peers.Q1, *at)) == ours.chart(), "Q1"
    below = sorted(_charted(peer.ask(peers.Q2, *at, thing=ours.unit)))
    assert below == sorted(ours.subtree()) == sorted(ours.subtree_cold()), "Q2"
    chain = [row[0] for row in peer.ask(peers.Q3, *at, thing=ours.post)]
    assert chain == ours.chain(), "Q3"
    told = [(id, int(was), int(now), bits) for id, was, now, bits in ours.difference()]
    assert peer.ask(peers.Q4, *at, **more) == told, "Q4"
    assert sorted(peer.ask(peers.Q5, *at)) == sorted(ours.roll_up()), "Q5"
    history = peer.ask(peers.Q6, *at, thing=ours.post)
    assert sorted(history) == sorted(ours.history()), "Q6"


def _charted(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """`frozen` is a number in the peers' tables."""
    return [(*row[:-1], bool(row[-1])) for row in rows]


def _of_size(columns: Columns, at: Coordinates, wanted: int, units: int) -> int:
    """Of the upper units the one with most nearly so many posts in it and below."""
    upper = range(2, min(units, 400))
    sizes = {unit: len(rows_under(columns, unit, at)[1]) for unit in upper}
    return min(sizes, key=lambda unit: abs(sizes[unit] - wanted))
