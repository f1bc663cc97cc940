"""The canonical value that goes along inside a file, and how it is known to be the same."""

import hashlib
import json
from collections.abc import Mapping

from bureau.core.papers.blocks import Paper

NAMESPACE = "urn:bureau:paper:1"


def canonical(value: Mapping[str, object]) -> str:
    """One text for one value, whatever order it was made in."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(said: str | bytes) -> str:
    return hashlib.sha256(said.encode() if isinstance(said, str) else said).hexdigest()


def enveloped(paper: Paper, **beside: str) -> str:
    """The value with what it is the value of, the phrases that it was set with, and the hash of it
    all: so that damage shows. What stands `beside` is not of it."""
    known: dict[str, object] = {
        "kind": paper.kind,
        "language": paper.language,
        "value": paper.value,
    }
    if paper.phrases:
        known["phrases"] = paper.phrases
    hashed = sha256(canonical(known))
    return canonical({"bureau": NAMESPACE, "sha256": hashed, **beside, **known})
