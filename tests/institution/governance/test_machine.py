"""The promise "whatever is tried, acts keep the law", run small; `prove` runs it at its number."""

from tests.institution.governance.machine import run
from tests.institution.house import House


def test_whatever_is_tried_what_stands_on_record_keeps_the_law(house: House) -> None:
    run(house, courses=4, steps_each=12)
