"""What comes of a claim: a verdict, its evidence, and exactly what it rests on; as plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import canonical
from bureau.core.claims.kinds import Claim, ClaimKind
from bureau.core.references import Reference

type Data = dict[str, Any]
DIGEST = 16


class Verdict(StrEnum):
    """Three answers."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a verdict: a code, what it is about, and plain facts."""

    code: str
    about: Reference | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


class Source(StrEnum):
    """Where an answer was read; `FIELDS` says which fields of it."""

    UNIT = "unit"
    POST = "post"
    INSIDE = "inside"
    DUTIES = "duties"
    SUCCESSION = "succession"
    HOLDS = "holds"
    HEADS = "heads"
    LEFT = "left"
    ACTIONS = "actions"
    GRADE = "grade"
    LINE = "line"
    SPENT = "spent"
    PAID = "paid"
    LINES = "lines"
    ADDED = "added"
    STEPS = "steps"


class Side(StrEnum):
    """Without the set; with it on its own days; with it and, once any is in force, until today."""

    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    NOW = "now"


@dataclass(frozen=True, slots=True, order=True)
class Read:
    """One question that was asked: what, of which thing, on which side of the set.

    `by` narrows it: the grade that is asked about, the line that is to pay.
    """

    source: Source
    of: Reference
    side: Side = Side.NOW
    by: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """One thing that a verdict rests on: what was read, and a digest of the answer."""

    read: Read
    digest: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict. It holds as long as everything in `rests_on` reads the same."""

    claim: Claim
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    rests_on: tuple[Rest, ...] = ()


def digest_of(answer: object) -> str:
    return sha256(canonical(answer).encode()).hexdigest()[:DIGEST]


def claim_data(claim: Claim) -> Data:
    """What is claimed, as it is hashed."""
    named = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in claim.named.items()
    }
    return {"place": claim.place, "kind": claim.kind.value, "named": named}


def claim_from(data: Mapping[str, Any]) -> Claim:
    named = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data["named"].items()
    }
    return Claim(data["place"], ClaimKind(data["kind"]), named)


def judged_data(judged: Iterable[Judged]) -> list[Data]:
    """Everything of some judged claims, to be kept with a set."""
    return [
        {
            **claim_data(one.claim),
            "verdict": one.verdict.value,
            "evidence": [
                {"code": e.code, "about": str(e.about) if e.about else None, "facts": dict(e.facts)}
                for e in one.evidence
            ],
            "rests_on": [
                {
                    "source": rest.read.source.value,
                    "of": str(rest.read.of),
                    "side": rest.read.side.value,
                    "by": rest.read.by,
                    "digest": rest.digest,
                }
                for rest in one.rests_on
            ],
        }
        for one in judged
    ]


def judged_from(data: Iterable[Mapping[str, Any]]) -> tuple[Judged, ...]:
    """Read what `judged_data` wrote."""
    return tuple(
        Judged(
            claim_from(row),
            Verdict(row["verdict"]),
            tuple(
                Evidence(e["code"], Reference.parse(e["about"]) if e["about"] else None, e["facts"])
                for e in row["evidence"]
            ),
            tuple(
                Rest(
                    Read(
                        Source(rest["source"]),
                        Reference.parse(rest["of"]),
                        Side(rest["side"]),
                        rest["by"],
                    ),
                    rest["digest"],
                )
                for rest in row["rests_on"]
            ),
        )
        for row in data
    )
