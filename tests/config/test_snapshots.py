"""A move of code renames no act and no operation of the API."""

import pytest

from tests.config.snapshots import FILES, KEPT


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES)
def test_no_name_is_lost_and_each_new_one_is_kept(file: str) -> None:
    """An act that is removed stays as a retired one: the journal has entries of it."""
    kept, names = (KEPT / file).read_text().split("\n")[:-1], FILES[file]()
    assert set(kept) - set(names) == set(), "lost: entries or clients still use these names"
    assert names == kept, "new: run python -m tests.config.snapshots"
