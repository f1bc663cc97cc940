"""The register of erasures: printed, to be kept elsewhere, and replayed on a restored database."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from bureau.config.shell import say


def declare(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(dest="what", required=True)
    what.add_parser("list", help="print the register, a line of JSON an erasure")
    replay = what.add_parser("replay", help="erase again whoever a register names")
    replay.add_argument("file", type=Path)


def execute(options: argparse.Namespace) -> int:
    from bureau.record.erasure.queries import register_of_erasures

    if options.what == "replay":
        return replay(options.file)
    for one in register_of_erasures():
        say(json.dumps(asdict(one)))
    return 0


def replay(file: Path) -> int:
    """Whoever stands here again is erased in one act of the clock, and no trace is left."""
    from bureau.config.shell import Mistake, counted
    from bureau.core.actors import CLOCK
    from bureau.record.erasure.queries import held_against, still_there
    from bureau.record.erasure.services.requests import replay_erasures
    from bureau.record.erasure.services.traces import keep_register, leave_no_traces, register_in

    if not file.exists():
        raise Mistake(f"There is no file {file}.")
    try:
        register = register_in(file)
    except (ValueError, KeyError, TypeError):
        raise Mistake(f"{file} is not a register of erasures.") from None
    there = set(still_there(register))
    held = there & set(held_against(register))
    wanted = [one for one in register if one.person in there - held]
    if wanted:
        replay_erasures(CLOCK, register=wanted)
        leave_no_traces.func()
    keep_register(register)
    for person in sorted(held):
        say(f"Person {person} is not erased again: a legal hold stands.")
    if held:
        say("Lift the hold where it is over, then run: bureau erasures replay FILE")
    say(counted(len(there - held), "erasure replayed", "erasures replayed"))
    return 0
