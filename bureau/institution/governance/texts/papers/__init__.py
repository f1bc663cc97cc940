"""Papers on cases: the canonical value of each kind, gathered for who may see the case.

They are gathered here and not among queries because they hold sentences.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bureau.core.actors import Actor
from bureau.institution.governance.texts.papers.council import (
    NoSuchPaperError,
    council_paper_of,
    decision_of,
    job_description_of,
)

__all__ = ["GATHERED", "NoSuchPaperError"]

GATHERED: Mapping[str, Callable[[Actor, int], Any]] = {
    "council-paper": council_paper_of,
    "decision": decision_of,
    "job-description": job_description_of,
}
"""For each kind of `core.papers.kinds` what gathers its value from a reorganisation."""
