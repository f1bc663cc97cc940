"""Thousands of requests that nobody would send, made from the api's own description.

Run by the promise `api` against a running Bureau: with a token nothing may fail, and what is
answered is what the description says; without one nothing may be done or read.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
NAMED = frozenset(
    {"subject", "post", "person", "effect", "organisation", "unit", "under", "meeting", "successor"}
)
"""Fields that number a thing: a number at random would never meet one."""
THINGS = 60
SIGN = "Authorization"


@dataclass
class Found:
    """How many cases were run, how many were done, and what was broken, each thing once."""

    number: int = 0
    done: int = 0
    broken: list[str] = field(default_factory=list)

    def breaks(self, what: str) -> None:
        if what not in self.broken:
            self.broken.append(what)


def run(base: str, described: dict[str, Any], secrets: list[str], examples: int, at: int) -> Found:
    """About as many cases as `examples`, the same for every operation; `at` is the seed."""
    schema = schemathesis.openapi.from_dict(described)
    operations = [each.ok() for each in schema.get_all_operations()]
    every = -(-examples // len(operations))
    found = Found()
    with requests.Session() as session:
        for place, operation in enumerate(operations):
            for mode, count in _shares(every):
                ask = _asker(base, session, secrets, found)
                _try(operation.as_strategy(mode), ask, count, at + place)
    return found


def _shares(every: int) -> Iterator[tuple[GenerationMode, int]]:
    """Two thirds as described, the rest not."""
    wrong = every // 3
    yield GenerationMode.POSITIVE, every - wrong
    if wrong:
        yield GenerationMode.NEGATIVE, wrong


def _try(cases: Any, ask: Callable[[Case, Random], None], count: int, at: int) -> None:
    @seed(at)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases, st.integers(0, 2**32))
    def tried(case: Case, chance: int) -> None:
        ask(case, Random(chance))

    tried()


def _asker(
    base: str, session: requests.Session, secrets: list[str], found: Found
) -> Callable[[Case, Random], None]:
    def ask(case: Case, chance: Random) -> None:
        _aim(case, chance)
        name = f"{case.method} {case.operation.path}"
        own = {SIGN: f"Bearer {chance.choice(secrets)}"}
        answer = case.call(base_url=base, session=session, headers=own)
        found.number += 1
        found.done += answer.status_code < 300
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as group:
            for each in group.exceptions:
                said = f"{case.query!r:.200} {case.body!r:.300}" if case.body else ""
                found.breaks(f"{name}: {answer.status_code} {str(each)[:300]} {said}")
        if chance.random() < 0.25:
            bare = case.call(base_url=base, session=session, headers={SIGN: "Bearer bureau_none"})
            if bare.status_code not in (401, 404, 405):
                found.breaks(f"{name}: {bare.status_code} without a token")

    return ask


def _aim(case: Case, chance: Random) -> None:
    """Often at things that are there, mostly under a new key and at whatever state stands."""
    if case.path_parameters and chance.random() < 0.8:
        case.path_parameters = {
            name: chance.randint(1, 9) if _is_number(value) else value
            for name, value in case.path_parameters.items()
        }
    for said in (case.query, case.body):
        if isinstance(said, dict):
            for name in NAMED & said.keys():
                if _is_number(said[name]) and chance.random() < 0.8:
                    said[name] = chance.randint(1, THINGS)
    headers = {name.lower(): name for name in case.headers or {}}
    if "idempotency-key" in headers and chance.random() < 0.9:
        case.headers[headers["idempotency-key"]] = uuid.UUID(int=chance.getrandbits(128)).hex
    if "if-match" in headers and chance.random() < 0.8:
        case.headers[headers["if-match"]] = "*"


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
