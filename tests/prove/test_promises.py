"""Every promise, small: the numbers people are promised are run by `./run prove`."""

import pytest

from bureau.config.proving.grounds import Ground
from bureau.config.proving.promises import promises
from bureau.config.proving.trials import try_out


@pytest.mark.parametrize("name", promises())
def test_a_promise_is_kept(name: str, template: Ground) -> None:
    promise = promises()[name]
    if template.vendor not in promise.vendors:
        pytest.skip(f"{name} is not tried on {template.vendor}")
    outcome = try_out(promise, template, promise.quick, seed=1)
    assert outcome.broken == [] and outcome.number >= promise.quick
