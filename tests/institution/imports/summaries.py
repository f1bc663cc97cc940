"""Pages of imports once the worker has computed what they wait for."""

from typing import Any

from django.test import Client

from bureau.record.clock.services import LONG, lease_next, run

AWAITED = "The worker computes the summary of this import."


def compute() -> int:
    """Do all that waits in the long queue; how much that was."""
    count = 0
    while row := lease_next("worker", LONG):
        assert run(row)
        count += 1
    return count


def summed_up(client: Client, address: str) -> str:
    """What a page says after the worker has computed what the page asked for."""
    client.get(address)
    compute()
    answer: Any = client.get(address)
    said: str = answer.content.decode()
    assert answer.status_code == 200 and AWAITED not in said
    return said
