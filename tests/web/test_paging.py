import pytest

from bureau.web.paging import Slice, slice_of

IDS = [9, 4, 7, 1, 5]


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("", Slice(0, 2, None, "after-4")),
        ("after-4", Slice(2, 4, "before-7", "after-1")),
        ("after-1", Slice(4, 5, "before-5", None)),
        ("before-7", Slice(0, 2, None, "after-4")),
        ("after-5", Slice(5, 5, None, None)),
        ("after-8", None),
        ("beside-4", None),
        ("after-x", None),
    ],
)
def test_a_page_is_named_by_a_row(key: str, found: Slice | None) -> None:
    assert slice_of(IDS, key, most=2) == found


def test_nothing_is_one_empty_page() -> None:
    assert slice_of([], "") == Slice(0, 0, None, None)
