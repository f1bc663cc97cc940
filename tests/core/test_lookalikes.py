"""Codes that look alike, by a table: what is refused, and which two are taken for one."""

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from bureau.core.lookalikes import fault, skeleton

TABLE = yaml.safe_load((Path(__file__).parent / "lookalikes.yaml").read_text())
UNFIT = [(why, code) for why, codes in TABLE["unfit"].items() for code in codes]


@pytest.mark.parametrize("code", TABLE["fit"][0])
def test_an_honest_code_of_any_script_is_taken(code: str) -> None:
    assert fault(code) == ""


@pytest.mark.parametrize(("why", "code"), UNFIT)
def test_what_misleads_is_no_code(why: str, code: str) -> None:
    assert fault(code) == why


@pytest.mark.parametrize("codes", TABLE["alike"])
def test_codes_that_look_alike_have_one_skeleton(codes: list[str]) -> None:
    assert {skeleton(code) for code in codes} == {skeleton(codes[0])}


@pytest.mark.parametrize("codes", TABLE["apart"])
def test_codes_that_are_told_apart_have_skeletons_of_their_own(codes: list[str]) -> None:
    for one, other in combinations(codes, 2):
        assert skeleton(one) != skeleton(other)
