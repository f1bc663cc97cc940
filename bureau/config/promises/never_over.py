"""No cap is passed, whoever races for what is left of it."""

import json
import subprocess
import sys

from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.taking import PROCESSES

HOLDS = 50
HOLDS_IN_THE_SUITE = 10


@promise("never_over", asked=20, quick=1, unit="races")
def run(trial: Trial) -> Outcome:
    holds = HOLDS if trial.number > 1 else HOLDS_IN_THE_SUITE
    broken, over = list[str](), 0
    for seed in range(1, trial.number + 1):
        guarded, unguarded = _raced(trial, seed, holds)
        if guarded["held"] > guarded["cap"] or guarded["held"] != guarded["taken"]:
            broken.append(f"race {seed}: {guarded}")
        if guarded["errors"]:
            broken.append(f"race {seed}: {guarded['errors']} processes failed")
        over += unguarded["held"] > unguarded["cap"]
    if not over:
        broken.append("with the guard off no race went over: this trial shows nothing")
    told = f"{PROCESSES} processes, {holds} holds each; guard off: {over} races went over"
    return Outcome(trial.number, broken, told)


def _raced(trial: Trial, seed: int, holds: int) -> list[dict[str, int]]:
    command = [sys.executable, "-m", "bureau.config.proving.taking", str(seed), str(holds)]
    ended = subprocess.run(command, env=trial.ground.env, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return [json.loads(line) for line in ended.stdout.splitlines()]
