"""Codes where a file has only names: fit whatever the name, and apart where the names are."""

import pytest

from bureau.core.imports.names import CODE_MOST, code_of
from bureau.core.lookalikes import fault

LONG = "National Institute for Health and Care Excellence"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Finance", "Finance"),
        ("Отдел HR", "… ff7b08df"),
        ("Finance①", "Finance1"),
        (LONG, "National Institute for Health and… a61b"),
    ],
)
def test_the_code_of_a_name_is_fit(name: str, code: str) -> None:
    assert code_of(name) == code
    assert not fault(code) and len(code) <= CODE_MOST
    assert code_of(f"{name} А") != code
