"""The bench of three years, small: every way once, on 200 posts, against the oracle of its own."""

import pytest

from bench.comparing import everything
from bench.governance import small, walk
from bench.oracle import read_effects


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_what_stands_is_what_the_script_decided_by_every_way_there_is() -> None:
    found = walk(small())
    assert sum(found.desk.ended.values()) >= 15 and len(found.desk.decisions) >= 12
    compared = list(everything(found.desk, read_effects(), found.known_on))
    assert [one.told() for one in compared if one.differs] == []
    assert all(one.count for one in compared[:-1])
