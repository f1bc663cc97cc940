"""The promise "steps never out of order", run small; `prove` runs it at its number."""

import pytest

from tests.core.procedures.machine import run


@pytest.mark.exhaustive
def test_acts_in_and_out_of_turn_agree_with_the_model() -> None:
    run(examples=50, steps=30)
