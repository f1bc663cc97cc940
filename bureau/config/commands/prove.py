"""Try what people may rely on at its full number, on both databases, and say what came of it."""

import argparse
import time
from contextlib import ExitStack

from bureau.config.proving.cluster import own_cluster, programs_installed
from bureau.config.proving.grounds import POSTGRESQL, VENDORS, Ground, prepared, server_here
from bureau.config.proving.promises import Outcome, Promise, promises
from bureau.config.proving.trials import try_out


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("promise", nargs="*", help="which; all of them when none is named")
    command.add_argument("--quick", action="store_true", help="the small numbers of the suite")
    command.add_argument("--number", type=int, help="another number than the one promised")
    command.add_argument("--on", choices=VENDORS, help="one database only")
    command.add_argument("--seed", type=int, default=1)


def execute(options: argparse.Namespace) -> int:
    known = promises()
    if unknown := [name for name in options.promise if name not in known]:
        print(f"No such promise: {', '.join(unknown)}. There are: {', '.join(known)}")
        return 2
    chosen = [known[name] for name in options.promise or known]
    vendors = [options.on] if options.on else list(VENDORS)
    kept = True
    with ExitStack() as stack:
        templates = {vendor: template_on(vendor, stack) for vendor in vendors}
        for promise in chosen:
            for vendor in vendors:
                kept &= told(promise, vendor, templates[vendor], options)
    return 0 if kept else 1


def template_on(vendor: str, stack: ExitStack) -> Ground | None:
    """A prepared ground: on a server that answers, else on one of our own; None without either."""
    if vendor != POSTGRESQL:
        return stack.enter_context(prepared(vendor))
    server = server_here()
    if not server and programs_installed():
        server = stack.enter_context(own_cluster()).url
    return stack.enter_context(prepared(vendor, server)) if server else None


def told(
    promise: Promise, vendor: str, template: Ground | None, options: argparse.Namespace
) -> bool:
    """Try one promise on one database and print its line; whether it was kept as asked for."""
    if vendor not in promise.vendors:
        return True
    number = options.number or (promise.quick if options.quick else promise.asked)
    began = time.monotonic()
    if template is None:
        outcome = Outcome(0, told="no PostgreSQL server answers and none is installed")
    else:
        outcome = try_out(promise, template, number, options.seed)
    verdict, kept = judged(promise, outcome, is_meant=options.quick or bool(options.number))
    line = (
        f"{promise.name:22} asked {promise.asked:>6}  run {outcome.number:>6} {promise.unit:13} "
        f"{vendor:10} {verdict}"
    )
    print(f"{line} ({time.monotonic() - began:.0f} s) {outcome.told}".rstrip(), flush=True)
    for place in outcome.broken[:20]:
        print(f"    {place}", flush=True)
    return kept


def judged(promise: Promise, outcome: Outcome, *, is_meant: bool) -> tuple[str, bool]:
    if outcome.broken:
        return "BROKEN", False
    if outcome.number < promise.asked:
        return "kept, below its number" if outcome.number else "NOT RUN", (
            is_meant and outcome.number > 0
        )
    return "kept", True
