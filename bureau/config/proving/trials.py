"""Runs one trial in a process of its own: Django is set up once a process, for one database."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path

from bureau.config.cli import set_up
from bureau.config.heap import loading
from bureau.config.proving.cluster import own_cluster
from bureau.config.proving.grounds import POSTGRESQL, Ground, copied, database
from bureau.config.proving.promise import Outcome, Promise, Trial, named


def try_out(promise: Promise, template: Ground, number: int, seed: int) -> Outcome:
    """Try a promise on a copy of the template, in a process of its own, and say what came of it."""
    with copied(template) as ground:
        return _in_a_process(promise, ground, number, seed)


def _in_a_process(promise: Promise, ground: Ground, number: int, seed: int) -> Outcome:
    words = [promise.name, ground.vendor, str(number), str(seed)]
    words += ["own"] if promise.own_server else []
    command = [sys.executable, "-m", __name__, *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=ground.env, stdout=pipe, stderr=pipe, text=True) as trial:
        try:
            said, failure = trial.communicate()
        except BaseException:
            trial.terminate()
            raise
    if trial.returncode:
        return Outcome(0, [f"the trial ended: {failure.strip()}"])
    return Outcome(**json.loads(said.splitlines()[-1]))


def end_in_order() -> None:
    """Let a signal to end unwind everything, so that no process or database is left behind."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def main() -> None:
    end_in_order()
    name, vendor, number, seed = sys.argv[1:5]
    ground = Ground(vendor, Path(os.environ["BUREAU_HOME"]), os.environ["DATABASE_URL"])
    with ExitStack() as stack:
        cluster = None
        if sys.argv[5:] == ["own"] and vendor == POSTGRESQL:
            cluster = stack.enter_context(own_cluster())
            ground = stack.enter_context(moved(ground, cluster.url))
        os.environ["DATABASE_URL"] = ground.url
        set_up()
        with loading():
            promise = named(name)
        outcome = promise.run(Trial(ground, int(number), int(seed), cluster))
    print(json.dumps(asdict(outcome)))


@contextmanager
def moved(ground: Ground, server: str) -> Iterator[Ground]:
    """The same installation on another server: backed up here, restored there."""
    with tempfile.NamedTemporaryFile() as file, database(server) as url:
        there = Ground(ground.vendor, ground.home, url)
        written = ground.command("backup", file.name, "--force", "--no-check")
        for ended in (written, there.command("restore", file.name)):
            if ended.returncode:
                raise RuntimeError(ended.stdout + ended.stderr)
        yield there


if __name__ == "__main__":
    main()
