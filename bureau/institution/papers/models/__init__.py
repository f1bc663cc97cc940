"""Phrases in place of what ships, papers as they were written and released, who translates."""

from bureau.institution.papers.models.kept import Paper
from bureau.institution.papers.models.phrases import REVIEWED, Phrase
from bureau.institution.papers.models.releases import Release, ReleasedPaper
from bureau.institution.papers.models.translating import Translating

__all__ = ["REVIEWED", "Paper", "Phrase", "Release", "ReleasedPaper", "Translating"]
