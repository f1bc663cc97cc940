"""Every act is in the journal: each service writes exactly one entry, and nothing else writes."""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model

from bureau.config.commands.demo import build_once
from bureau.config.proving import acts, deeds, writes
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.told import told_too_much
from bureau.config.schema import schema_differing
from bureau.config.shell import actor_with_login
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.models import Reorganisation
from bureau.institution.instruments.models import (
    Body,
    Document,
    Instrument,
    Meeting,
    PlanElement,
    Provision,
    StrategicPlan,
)
from bureau.institution.organisation.models import Organisation, Post, Unit
from bureau.record.accounts.models import Person
from bureau.record.accounts.services import create_person
from bureau.record.journal.models import Subject
from bureau.record.journal.queries import broken_links, head
from bureau.record.journal.queries.rows import rows_differing
from bureau.record.journal.queries.words import contents_undeclared
from bureau.record.journal.services import SERVICES, Act, Asked, frame
from bureau.record.journal.store import table_of
from bureau.record.journal.texts import act_labels

NOTHING = 2_000_000_000
"""The number of no thing."""
OWN = ("bureau.config.",)
NAMED: tuple[tuple[str, type[Model]], ...] = (
    ("unit", Unit),
    ("post", Post),
    ("person", Person),
    ("instrument", Instrument),
    ("body", Body),
    ("meeting", Meeting),
    ("document", Document),
    ("provision", Provision),
    ("strategic_plan", StrategicPlan),
    ("plan_element", PlanElement),
    ("organisation", Organisation),
    ("reorganisation", Reorganisation),
)
"""Kinds of thing whose every row some entry names."""
BOUND_OTHERWISE = {
    "vote_{pk}": "the choice is in the state of the vote",
    "thread_{pk}": "is made of comments, which are each bound",
    "address_{pk}": "the address is in the state of the webhook",
    "hash": "the hash is in the state of the paper",
}
"""Contents beside the row that they are of, by their names, and what holds that row to them."""


@promise("every_act", asked=ALL, quick=1, unit="services", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    services = services_there_are()
    broken = [f"written outside the frame: {place}" for place in writes.outside_the_frame()]
    with watched(services) as seen:
        build_once()
        acts.take_through("WATCHED")
        for deed in deeds.deeds():
            deed()
        broken += refused_leaves_nothing()
    broken += seen.faults
    broken += [f"no entry names {kind} {key}" for kind, key in unnamed()]
    broken += [f"journal: {place}" for place in broken_links()]
    broken += [f"rows: {how}" for how in (*rows_differing(), *schema_differing())]
    broken += [f"no column is declared for {name}" for name in contents_undeclared(BOUND_OTHERWISE)]
    broken += told_too_much()
    left = sorted(set(services) - seen.tried)
    told = f"{seen.outermost} outermost acts; {len(seen.asked_of_nothing)} arguments of nothing" + (
        f"; not tried: {', '.join(left)}" if left else ""
    )
    return Outcome(len(services) - len(left), broken, told, asked=len(services))


def services_there_are() -> dict[str, FunctionType]:
    """Every service of the installed apps by name."""
    act_labels()  # loads them
    return {
        name: service
        for name, service in SERVICES.items()
        if isinstance(service, FunctionType)
        and service.__module__.startswith("bureau.")
        and not service.__module__.startswith(OWN)
    }


@dataclass(slots=True)
class Seen:
    tried: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    outermost: int = 0
    asked_of_nothing: set[tuple[str, str]] = field(default_factory=set)
    """Services and those of their arguments that were tried with a thing that is not there."""


@contextmanager
def watched(services: dict[str, FunctionType]) -> Iterator[Seen]:
    """Note each service that runs, and how many entries each outermost one leaves."""
    seen, frame_own = Seen(), frame._outermost
    named = {service.__code__: name for name, service in services.items()}

    def outermost(name: str, work: Any, asked: Asked, body: str) -> Any:
        seen.faults += refused_of_nothing(frame_own, name, work, asked, seen.asked_of_nothing)
        before, is_done = head().sequence, False
        try:
            result = frame_own(name, work, asked, body)
            is_done = True
            return result
        finally:
            written = head().sequence - before
            seen.outermost += 1
            if written != int(is_done):
                seen.faults.append(f"{name} left {written} entries")

    with _noted(named, seen.tried):
        frame._outermost = outermost
        try:
            yield seen
        finally:
            frame._outermost = frame_own


@contextmanager
def _noted(named: dict[CodeType, str], tried: set[str]) -> Iterator[None]:
    """Each function of `named` that begins is put into `tried`; joined ones too."""
    tool, monitoring = 3, sys.monitoring

    def begun(code: CodeType, _: int) -> None:
        tried.add(named[code])

    monitoring.use_tool_id(tool, "prove")
    monitoring.register_callback(tool, monitoring.events.PY_START, begun)
    for code in named:
        monitoring.set_local_events(tool, code, monitoring.events.PY_START)
    try:
        yield
    finally:
        for code in named:
            monitoring.set_local_events(tool, code, 0)
        monitoring.free_tool_id(tool)


def refused_of_nothing(
    outermost: Any, name: str, work: Any, asked: Asked, tried: set[tuple[str, str]]
) -> Iterator[str]:
    """A service is refused each thing that is not there: every argument that is named as a kind of
    thing is, once, the number of none. What it wrote until then does not stay."""
    call = inspect.getclosurevars(work).nonlocals
    for argument, value in call.get("kwargs", {}).items():
        if type(value) is not int or not table_of(argument) or (name, argument) in tried:
            continue
        tried.add((name, argument))
        kwargs = {**call["kwargs"], argument: NOTHING}
        with transaction.atomic():
            try:
                outermost(
                    name,
                    lambda act, kwargs=kwargs: call["function"](act, *call["args"], **kwargs),
                    Asked(asked.actor, ""),
                    "",
                )
                yield f"{name}: {argument} {NOTHING} was taken"
            except (Refused, ObjectDoesNotExist):
                pass
            except Exception as fault:
                yield f"{name}: {argument} {NOTHING} raised {type(fault).__name__}: {fault}"
            finally:
                transaction.set_rollback(True)


def refused_leaves_nothing() -> Iterator[str]:
    """What is refused half way, after it has written, leaves no entry and no row."""
    before, people = head().sequence, Person.objects.count()
    try:
        write_then_refuse(Asked(actor_with_login("administrator"), "refused"))
    except Refused:
        pass
    if (head().sequence, Person.objects.count()) != (before, people):
        yield "a refused act left something"


@frame.service("every_act.write_then_refuse")
def write_then_refuse(act: Act) -> None:
    create_person(act, name="Nobody")
    raise Refused(Reason("proved"))


def unnamed() -> Iterator[tuple[str, int]]:
    """Things that no entry has among its subjects."""
    for kind, model in NAMED:
        named = Subject.objects.filter(kind=kind).values("number")
        for key in model._default_manager.exclude(pk__in=named).values_list("pk", flat=True):
            yield kind, key
