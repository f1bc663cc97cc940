"""Try what people may rely on at its full number, on both databases, and say what came of it."""

import argparse
import time
from contextlib import ExitStack

from bureau.config.proving.cluster import own_cluster, programs_installed
from bureau.config.proving.grounds import (
    POSTGRESQL,
    VENDORS,
    Ground,
    Stage,
    copied,
    new_ground,
    prepare,
    server_here,
)
from bureau.config.proving.promise import Outcome, Promise, promises
from bureau.config.proving.trials import end_in_order, try_out
from bureau.config.shell import number_between, say

NUMBER_MOST = 10**9


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("promise", nargs="*", help="which; all of them when none is named")
    command.add_argument("--quick", action="store_true", help="the small numbers of the suite")
    command.add_argument(
        "--number",
        type=number_between(1, NUMBER_MOST),
        help="another number than the one promised",
    )
    command.add_argument("--on", choices=VENDORS, help="one database only")
    command.add_argument("--seed", type=int, default=1)


def execute(options: argparse.Namespace) -> int:
    end_in_order()
    known = promises()
    if unknown := [name for name in options.promise if name not in known]:
        say(f"No such promise: {', '.join(unknown)}. There are: {', '.join(known)}")
        return 2
    chosen = [known[name] for name in options.promise or known]
    vendors = [options.on] if options.on else list(VENDORS)
    kept = True
    with ExitStack() as stack:
        templates = Templates(stack)
        for promise in chosen:
            for vendor in (one for one in vendors if one in promise.vendors):
                template = templates.on(vendor, promise.stage)
                kept &= told(promise, vendor, template, options)
    return 0 if kept else 1


class Templates:
    """Prepared grounds, made when first asked for: on a server that answers, else on our own.

    Tables are made once a database: what is further built stands on a copy of them. `tables` is
    a ground that has them already.
    """

    def __init__(self, stack: ExitStack, tables: Ground | None = None) -> None:
        self._stack = stack
        self._server: str | None = None
        self._made: dict[tuple[str, Stage], Ground] = {}
        if tables:
            self._made[tables.vendor, Stage.EMPTY] = tables

    def on(self, vendor: str, stage: Stage) -> Ground | None:
        """None where there is neither a PostgreSQL server nor the programs to run one."""
        key = (vendor, stage)
        server = self.server() if vendor == POSTGRESQL else ""
        if vendor == POSTGRESQL and not server:
            return None
        if key not in self._made:
            tables = None if stage is Stage.EMPTY else self.on(vendor, Stage.EMPTY)
            new = copied(tables) if tables else new_ground(vendor, server)
            ground = self._stack.enter_context(new)
            prepare(ground, stage)
            self._made[key] = ground
        return self._made[key]

    def server(self) -> str:
        if self._server is None:
            self._server = server_here()
            if not self._server and programs_installed():
                self._server = self._stack.enter_context(own_cluster()).url
        return self._server


def told(
    promise: Promise, vendor: str, template: Ground | None, options: argparse.Namespace
) -> bool:
    """Try one promise on one database and print its line; whether it was kept as asked for."""
    number = options.number or (options.quick and promise.quick) or promise.asked
    began = time.monotonic()
    if template is None:
        outcome = Outcome(0, told="no PostgreSQL server answers and none is installed")
    else:
        outcome = try_out(promise, template, number, options.seed)
    asked = outcome.asked or promise.asked
    is_meant = options.quick or bool(options.number)
    verdict, kept = judged(outcome, asked, is_meant=is_meant)
    line = (
        f"{promise.name:18} asked {asked:>6}  run {outcome.number:>6} {promise.unit:13} "
        f"{vendor:10} {verdict}"
    )
    say(f"{line} ({time.monotonic() - began:.0f} s) {outcome.told}".rstrip(), flush=True)
    for place in outcome.broken[:20]:
        say(f"    {place}", flush=True)
    return kept


def judged(outcome: Outcome, asked: int, *, is_meant: bool) -> tuple[str, bool]:
    """In a word, and whether that is enough: below the number it is only where that was meant."""
    if outcome.broken:
        return "BROKEN", False
    if outcome.number == 0:
        return "NOT RUN", False
    if outcome.number < asked:
        return "kept, below its number", is_meant
    return "kept", True
