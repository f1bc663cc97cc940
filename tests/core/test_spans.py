"""Spans and rectangles against the points that they hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.spans import Rectangle, Span, coalesce

POINTS = range(12)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 10))
    return Span(start, draw(st.none() | st.integers(start + 1, 11)))


rectangles = st.builds(Rectangle, spans(), spans())


def points(rectangle: Rectangle) -> set[tuple[int, int]]:
    return {(day, record) for day in POINTS for record in POINTS if rectangle.contains(day, record)}


def test_a_span_holds_its_first_day_and_not_its_end() -> None:
    assert Span(3, 5).contains(3)
    assert not Span(3, 5).contains(5)
    assert Span(3).contains(10**6)


def test_a_span_that_holds_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="holds nothing"):
        Span(5, 5)


@given(spans(), spans())
def test_an_overlap_holds_what_both_hold(one: Span, other: Span) -> None:
    shared = one.overlap(other)
    for point in POINTS:
        both = one.contains(point) and other.contains(point)
        assert both == (shared is not None and shared.contains(point))


@given(spans(), spans())
def test_minus_leaves_what_the_other_does_not_hold(one: Span, other: Span) -> None:
    for point in POINTS:
        left = [piece for piece in one.minus(other) if piece.contains(point)]
        assert len(left) == (one.contains(point) and not other.contains(point))


@given(rectangles, rectangles)
def test_a_rectangle_is_split_into_what_is_shared_and_pieces_that_do_not_overlap(
    one: Rectangle, other: Rectangle
) -> None:
    shared, pieces = one.overlap(other), one.minus(other)
    parts = [points(piece) for piece in pieces] + ([points(shared)] if shared else [])
    assert sum(map(len, parts)) == len(points(one))
    assert set().union(*parts) == points(one)
    assert (points(shared) if shared else set()) == points(one) & points(other)


@given(st.lists(st.sampled_from("AB") | st.none()))
def test_coalesced_spans_say_the_same_as_the_days_and_neighbours_differ(
    states: list[str | None],
) -> None:
    spans = coalesce(enumerate(states))
    for day, state in enumerate(states):
        assert [said for span, said in spans if span.contains(day)] == ([state] if state else [])
    for (span, state), (following, other) in pairwise(spans):
        assert span.end != following.start or state != other
