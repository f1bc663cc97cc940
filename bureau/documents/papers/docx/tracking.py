"""Changes that Word tracks: words, paragraphs and rows, each accepted or refused by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bureau.core.papers.blocks import Change
from bureau.documents.papers.docx.elements import w

NAMES = {Change.ADDED: "ins", Change.GONE: "del"}


@dataclass(frozen=True, slots=True)
class By:
    """Who changed it and when, as Word shows it. Word asks for a person: an office will do."""

    author: str
    at: datetime


@dataclass(slots=True)
class Tracking:
    """Counts all that has a number in a document, so that none comes twice."""

    by: By | None = None
    count: int = 0

    def next(self) -> int:
        self.count += 1
        return self.count

    def words(self, said: str, change: Change) -> str:
        """Runs or a picture."""
        return w(NAMES[change], said, **self._stamp()) if change else said

    def mark(self, change: Change) -> str:
        """Of a row."""
        return w(NAMES[change], **self._stamp()) if change else ""

    def paragraph(self, change: Change) -> str:
        """Of the end of a paragraph: with it the paragraph itself comes and goes."""
        return w("rPr", self.mark(change)) if change else ""

    def _stamp(self) -> dict[str, str | int]:
        if self.by is None:
            raise ValueError("a change that is tracked is somebody's")
        at = self.by.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {"id": self.next(), "author": self.by.author, "date": at}
