"""A decision once acknowledged is never lost, whatever is killed, and never made twice."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.db import connection

from bureau.config.proving.acts import ACTS, WAY, as_it_is
from bureau.config.proving.cluster import Cluster
from bureau.config.proving.grounds import Ground, Process, Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import (
    free_port,
    kill,
    post,
    start_web,
    start_worker,
    wait_until_serving,
)
from bureau.record.clock.models import QueuedTask
from bureau.record.journal.models import Answered, Entry
from bureau.record.journal.queries import broken_links

CLIENTS = 4
PATIENCE_SECONDS = 120
POOL = "1"
"""As people run it; trials otherwise do without the pool."""


@dataclass(slots=True)
class Told:
    """What the clients were answered: results by act and key, refusals, and answers cut off."""

    acknowledged: dict[tuple[str, str], int] = field(default_factory=dict)
    approved: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    cut_off: int = 0


@promise("decision_kept", asked=100, quick=2, unit="kills", stage=Stage.EXAMPLE, own_server=True)
def run(trial: Trial) -> Outcome:
    told, random = Told(), trial.random
    before = entries_by_act()
    connection.close()
    with processes(trial.ground, trial.cluster) as running, clients(running.ports, told, random):
        killed = Counter(running.kill_one(random) for _ in range(trial.number))
    broken = [*told.faults, *lost(told), *(f"journal: {place}" for place in broken_links())]
    for act, number in (entries_by_act() - before).items():
        name = act.rpartition(".")[2].removesuffix("_unit")
        asked = sum(what == name for what, _ in told.acknowledged)
        if name in ACTS and number != asked:
            broken.append(f"{act}: {asked} acknowledged, {number} entries")
    if QueuedTask.objects.filter(state="failed").exists():
        broken.append("a task was given up")
    victims = ", ".join(f"{name} {number}" for name, number in sorted(killed.items()))
    return Outcome(
        sum(killed.values()),
        broken,
        f"{len(told.acknowledged)} acts acknowledged, {len(told.approved)} of them decisions; "
        f"{told.cut_off} answers cut off; killed: {victims}",
    )


def entries_by_act() -> Counter[str]:
    return Counter(Entry.objects.values_list("act", flat=True))


def lost(told: Told) -> Iterator[str]:
    """What was acknowledged and is not there."""
    connection.close()
    answers = dict(Answered.objects.values_list("key", "result"))
    for (what, key), result in told.acknowledged.items():
        if answers.get(key) != result:
            yield f"{what} {key}: answered {result}, kept {answers.get(key)}"
    there = Counter(unit.code for unit in as_it_is().units())
    for code in told.approved:
        if there[code] != 1:
            yield f"unit {code}, decided, is there {there[code]} times"


@dataclass(slots=True)
class Running:
    """Two of each process, and the database server where it is our own."""

    ground: Ground
    cluster: Cluster | None
    ports: list[int]
    webs: list[Process]
    workers: list[Process]

    def kill_one(self, random: Random) -> str:
        """Wait a moment, kill one process at random and start it again; says which."""
        time.sleep(random.uniform(0.2, 1.0))
        which = random.randrange(2)
        victim = random.choice(["web", "worker", *(["server"] if self.cluster else [])])
        if victim == "server" and self.cluster:
            self.cluster.kill()
            self.cluster.start()
        elif victim == "web":
            kill(self.webs[which])
            self.webs[which] = start_web(self.ground, self.ports[which], BUREAU_POOL=POOL)
            wait_until_serving(self.ports[which], PATIENCE_SECONDS)
        else:
            kill(self.workers[which])
            self.workers[which] = start_worker(self.ground)
        return victim


@contextmanager
def processes(ground: Ground, cluster: Cluster | None) -> Iterator[Running]:
    ports = [free_port(), free_port()]
    webs = [start_web(ground, port, BUREAU_POOL=POOL) for port in ports]
    running = Running(ground, cluster, ports, webs, [start_worker(ground) for _ in ports])
    try:
        for port in ports:
            wait_until_serving(port, PATIENCE_SECONDS)
        yield running
    finally:
        for process in (*running.webs, *running.workers):
            kill(process)


@contextmanager
def clients(ports: list[int], told: Told, random: Random) -> Iterator[None]:
    """Reorganisations taken from draft to decision all the while; each is finished at the end."""
    stop = threading.Event()
    seeds = [random.randrange(2**32) for _ in range(CLIENTS)]
    threads = [
        threading.Thread(target=take_through, args=(f"C{place}", ports, told, Random(seed), stop))
        for place, seed in enumerate(seeds)
    ]
    with ExitStack() as stack:
        for thread in threads:
            thread.start()
            stack.callback(thread.join)
        stack.callback(stop.set)
        yield


def take_through(
    client: str, ports: list[int], told: Told, random: Random, stop: threading.Event
) -> None:
    number = 0
    while not stop.is_set():
        code = f"{client}-{(number := number + 1)}"
        answer = ask("propose", {"key": f"{code}-propose", "code": code}, ports, told, random)
        case = answer.get("result", 0)
        for what in WAY:
            step = answer.get("here", {}).get(what.value, "")
            fields = {"key": f"{code}-{what}", "case": str(case), "step": step}
            answer = ask(what.value, fields, ports, told, random)
        if "result" in answer:
            told.approved.append(code)


def ask(
    what: str, fields: dict[str, str], ports: list[int], told: Told, random: Random
) -> dict[str, Any]:
    """Send a form until it is answered, the same form each time, to whichever web is there."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            status, said = post(random.choice(ports), f"/prove/act/{what}/", fields)
        except ConnectionRefusedError:
            time.sleep(0.1)
            continue
        except OSError:
            status, said = 0, {}
        if status == 200:
            told.acknowledged[what, fields["key"]] = said["result"]
            return said
        if status == 409:
            told.faults.append(f"{what} {fields}: {said['refused']}")
            return {}
        told.cut_off += 1
        time.sleep(0.1)
    told.faults.append(f"{what} {fields}: not answered for {PATIENCE_SECONDS} s")
    return {}
