"""Work of a duty item by item."""

import pytest

from bureau.record.each import for_each


def test_an_item_that_fails_stops_none_behind_it_and_the_task_fails() -> None:
    done: list[int] = []

    def act(item: int) -> None:
        if item % 2:
            raise ZeroDivisionError(item)
        done.append(item)

    with pytest.raises(ExceptionGroup) as failed:
        for_each(range(5), act)
    assert done == [0, 2, 4]
    assert [str(each) for each in failed.value.exceptions] == ["1", "3"]
