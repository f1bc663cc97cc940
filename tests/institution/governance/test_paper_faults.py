"""What is wrong with a paper, in words."""

import pytest

from bureau.core.papers.faults import Fault, Finding
from bureau.institution.governance.texts.papers.faults import SENTENCES, fault_in_words


def test_every_fault_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Fault)


OF_THE_WHOLE = (Fault.VALUE_UNREADABLE, Fault.WORDED_OTHERWISE, Fault.SET_OTHERWISE)
"""Faults of no one place."""


@pytest.mark.parametrize("fault", Fault)
def test_a_fault_says_where_it_is(fault: Fault) -> None:
    said = fault_in_words(Finding(fault, "C", "B"))
    assert "{" not in said
    assert "C" in said or fault in OF_THE_WHOLE
