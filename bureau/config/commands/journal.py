"""The journal from the shell: its head, to be kept elsewhere."""

import argparse
import json


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=["head"])


def execute(options: argparse.Namespace) -> int:
    from bureau.record.journal.queries import head

    now = head()
    print(json.dumps({"sequence": now.sequence, "hash": now.hash}))
    return 0
