"""Runs one trial in a process of its own: Django is set up once a process, for one database."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from bureau.config.cli import set_up
from bureau.config.proving.cluster import own_cluster
from bureau.config.proving.grounds import POSTGRESQL, Ground, copied, database
from bureau.config.proving.promises import Outcome, Promise, Trial, promises


def try_out(promise: Promise, template: Ground, number: int, seed: int) -> Outcome:
    """Try a promise on a copy of the template, in a process of its own, and say what came of it."""
    with copied(template) as ground:
        return _in_a_process(promise, ground, number, seed)


def _in_a_process(promise: Promise, ground: Ground, number: int, seed: int) -> Outcome:
    words = [promise.name, ground.vendor, str(number), str(seed)]
    words += ["own"] if promise.own_server else []
    ended = subprocess.run(
        [sys.executable, "-m", __name__, *words], env=ground.env, capture_output=True, text=True
    )
    if ended.returncode:
        return Outcome(0, [f"the trial ended: {ended.stderr.strip()[-2000:]}"])
    return Outcome(**json.loads(ended.stdout.splitlines()[-1]))


def main() -> None:
    name, vendor, number, seed = sys.argv[1:5]
    ground = Ground(vendor, Path(os.environ["BUREAU_HOME"]), os.environ["DATABASE_URL"])
    with ExitStack() as stack:
        cluster = None
        if sys.argv[5:] == ["own"] and vendor == POSTGRESQL:
            cluster = stack.enter_context(own_cluster())
            ground = stack.enter_context(moved(ground, cluster.url))
        os.environ["DATABASE_URL"] = ground.url
        set_up()
        outcome = promises()[name].run(Trial(ground, int(number), int(seed), cluster))
    print(json.dumps(asdict(outcome)))


@contextmanager
def moved(ground: Ground, server: str) -> Iterator[Ground]:
    """The same installation on another server: backed up here, restored there."""
    with tempfile.NamedTemporaryFile() as file, database(server) as url:
        there = Ground(ground.vendor, ground.home, url)
        for ended in (ground.command("backup", file.name), there.command("restore", file.name)):
            if ended.returncode:
                raise RuntimeError(ended.stdout + ended.stderr)
        yield there


if __name__ == "__main__":
    main()
