"""Pre-order, sizes and cut circles, for any parents whatever."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.structure.tree import Placed, Tree


@st.composite
def parents(draw: st.DrawFn) -> list[int]:
    count = draw(st.integers(0, 12))
    return draw(st.lists(st.integers(-1, count - 1), min_size=count, max_size=count))


def tree_of(given_parents: list[int]) -> Tree:
    return Tree(np.array(given_parents, np.int64), np.zeros(len(given_parents), np.int32))


def below(tree: Tree, node: int) -> set[int]:
    return {other for other in range(len(tree.order)) if node in tree.path(other)}


@given(parents())
def test_a_subtree_is_a_slice_of_the_nodes_whose_path_leads_through_it(given: list[int]) -> None:
    tree = tree_of(given)
    assert sorted(tree.order.tolist()) == list(range(len(given)))
    for node in range(len(given)):
        subtree = tree.subtree(node).tolist()
        assert subtree[0] == node
        assert set(subtree) == below(tree, node)


@given(parents())
def test_only_the_lowest_node_of_each_circle_loses_its_parent(given: list[int]) -> None:
    tree = tree_of(given)
    cut = [node for node, parent in enumerate(given) if tree.parents[node] != parent]
    assert cut == sorted(min(circle) for circle in tree.circles)
    for circle in tree.circles:
        assert [given[node] for node in circle] == circle[1:] + circle[:1]


@given(parents(), st.data())
def test_what_hangs_under_a_node_is_what_hangs_on_its_subtree(
    given: list[int], data: st.DataObject
) -> None:
    tree = tree_of(given)
    nodes = data.draw(st.lists(st.integers(-1, len(given) - 1), max_size=20))
    placed = Placed(tree, np.array(nodes, np.int64))
    for node in range(len(given)):
        on = [thing for thing, where in enumerate(nodes) if where == node]
        assert placed.on(node).tolist() == on
        under = {thing for thing, where in enumerate(nodes) if where in below(tree, node)}
        assert set(placed.under(node).tolist()) == under


def test_siblings_stand_by_rank_then_by_number() -> None:
    tree = Tree(np.array([-1, 0, 0, 0]), np.array([0, 2, 1, 2], np.int32))
    assert tree.order.tolist() == [0, 2, 1, 3]
