"""Phrases in place of what ships, and papers as they were written."""

from bureau.institution.papers.models.kept import Paper
from bureau.institution.papers.models.phrases import REVIEWED, Phrase

__all__ = ["REVIEWED", "Paper", "Phrase"]
