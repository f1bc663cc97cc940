"""No cap is passed, whoever races for what is left: of a pool, of a delegation's ceiling. Nor is a
ceiling by a set that moves and reclassifies, by one that cancels a saving, by a correction, by a
standard cost of one's own."""

import json
import subprocess
import sys

from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.revoking import DONE
from bureau.config.proving.taking import PROCESSES

HOLDS, DECISIONS = 50, 4
"""How many each process asks for: holds of a pool, decisions under a delegation."""
IN_THE_SUITE = {"taking": 10, "delegating": 2}


@promise("never_over", asked=20, quick=1, unit="races", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    each = {"taking": HOLDS, "delegating": DECISIONS} if trial.number > 1 else IN_THE_SUITE
    broken, told = list[str](), list[str]()
    for kind, count in each.items():
        over = 0
        for seed in range(1, trial.number + 1):
            guarded, unguarded = _raced(trial, kind, seed, count)
            broken += (f"{kind}, race {seed}: {one}" for one in _faults(guarded))
            over += unguarded["held"] > unguarded["cap"]
        if not over:
            broken.append(f"{kind}: with the guard off no race went over: this shows nothing")
        told.append(f"{kind}: {count} each; guard off: {over} races went over")
    for way, (passing, like) in _outcomes(trial, "passing").items():
        if passing == DONE or like != DONE:
            broken.append(f"{way}: {passing}, and what may be done: {like}")
        told.append(f"{way}: {passing}")
    return Outcome(trial.number, broken, f"{PROCESSES} processes; {'; '.join(told)}")


def _faults(guarded: dict[str, int]) -> list[str]:
    found = []
    if guarded["held"] > guarded["cap"] or guarded["held"] != guarded["taken"]:
        found.append(f"{guarded}")
    if guarded["errors"]:
        found.append(f"{guarded['errors']} processes failed")
    return found


def _raced(trial: Trial, kind: str, seed: int, count: int) -> list[dict[str, int]]:
    return [json.loads(line) for line in _run(trial, kind, str(seed), str(count)).splitlines()]


def _outcomes(trial: Trial, kind: str) -> dict[str, list[str]]:
    outcomes: dict[str, list[str]] = json.loads(_run(trial, kind))
    return outcomes


def _run(trial: Trial, kind: str, *words: str) -> str:
    command = [sys.executable, "-m", f"bureau.config.proving.{kind}", *words]
    ended = subprocess.run(command, env=trial.ground.env, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(ended.stderr)
    return ended.stdout
