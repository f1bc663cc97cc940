"""The evidence of what an act decided: its story, whatever kind of act it was, packed one way."""

from bureau.institution.governance.queries.evidence.about import story_of_instrument
from bureau.institution.governance.queries.evidence.cases import story_of_case
from bureau.institution.governance.queries.evidence.pack import Parts, evidence_of, rows_amiss
from bureau.institution.governance.queries.evidence.story import Story

__all__ = ["Parts", "Story", "evidence_of", "rows_amiss", "story_of_case", "story_of_instrument"]
