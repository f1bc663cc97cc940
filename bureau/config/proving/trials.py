"""Runs one trial in a process of its own: Django is set up once a process, for one database."""

import json
import os
import subprocess
import sys
from dataclasses import asdict

from bureau.config.proving.cluster import own_cluster
from bureau.config.proving.grounds import POSTGRESQL, Ground, copied, prepared
from bureau.config.proving.promises import Outcome, Promise, Trial, promises


def try_out(promise: Promise, template: Ground, number: int, seed: int) -> Outcome:
    """Try a promise on a copy of the template (or on a server of its own) and say what came."""
    if promise.own_server and template.vendor == POSTGRESQL:
        with own_cluster() as cluster, prepared(POSTGRESQL, cluster.url) as ground:
            return _in_a_process(promise, ground, number, seed)
    with copied(template) as ground:
        return _in_a_process(promise, ground, number, seed)


def _in_a_process(promise: Promise, ground: Ground, number: int, seed: int) -> Outcome:
    words = [promise.name, ground.vendor, str(number), str(seed)]
    ended = subprocess.run(
        [sys.executable, "-m", __name__, *words], env=ground.env, capture_output=True, text=True
    )
    if ended.returncode:
        return Outcome(0, [f"the trial ended: {ended.stderr.strip()[-2000:]}"])
    return Outcome(**json.loads(ended.stdout.splitlines()[-1]))


def main() -> None:
    name, vendor, number, seed = sys.argv[1:]
    import django

    django.setup()
    from django.conf import settings

    ground = Ground(vendor, settings.BUREAU_HOME, os.environ["DATABASE_URL"])
    outcome = promises()[name].run(Trial(ground, int(number), int(seed)))
    print(json.dumps(asdict(outcome)))


if __name__ == "__main__":
    main()
