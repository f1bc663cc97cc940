"""How PostgreSQL is reached: as the address says, and by one process a question."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

SAID = """
import json
from bureau.config.settings import DATABASES
print(json.dumps(DATABASES["default"]["OPTIONS"]))
"""
ADDRESS = "postgres://bureau@db.example.org/bureau?sslmode=verify-full&options=-c%20jit%3Don"


@pytest.mark.parametrize("pool", ["0", "1"])
def test_what_the_address_says_of_a_connection_holds_with_a_pool_too(pool: str) -> None:
    command = [sys.executable, "-c", SAID]
    given = os.environ | {"DATABASE_URL": ADDRESS, "BUREAU_POOL": pool}
    done = subprocess.run(command, env=given, stdout=subprocess.PIPE, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    assert said["sslmode"] == "verify-full" and ("pool" in said) == (pool == "1")
    assert said["options"].startswith("-c max_parallel_workers_per_gather=0")
    assert said["options"].endswith("-c jit=on")
