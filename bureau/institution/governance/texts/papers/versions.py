"""Versions of a paper on a case that can be held against each other: put forward, kept, and now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.papers.kinds import KINDS
from bureau.documents.papers.reading import NotOurs, read
from bureau.institution.governance.queries.kept_papers import papers_read
from bureau.institution.governance.queries.put_forward import versions_before
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.papers.writing import Gathered, gathered
from bureau.institution.papers.models import Paper as Kept
from bureau.institution.papers.queries.phrases import book_of
from bureau.record.files.store import opened
from bureau.web.formats import instant_in_words

CARRIES = "docx"
"""The format of which the value is read."""


class CannotBeToldError(LookupError):
    """What was kept is not there any more, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Version:
    """`key` names it in addresses; `number` is that of what was put forward; `kept` are the files
    of what was kept at one time, by language, `of_version` where that was done by putting that
    version forward."""

    key: str
    at: datetime
    number: int | None = None
    kept: Mapping[str, Kept] = field(default_factory=dict)
    of_version: int = 0

    @property
    def name(self) -> str:
        if self.number is not None:
            return _("Version {number}, as put forward").format(number=self.number)
        moment = instant_in_words(self.at, seconds=True)
        if self.of_version:
            told = _("Kept as submitted, version {number}, {moment}")
            return told.format(number=self.of_version, moment=moment)
        return _("Kept, {moment}").format(moment=moment)


def versions_of(actor: Actor, seen: Seen, kind: str, of_post: int = 0) -> list[Version]:
    """Those that what stands today can be held against, the first one first."""
    found = [Version(str(row.version), row.at, row.version) for row in versions_before(seen)]
    rows = papers_read(actor, seen.row, kind, of_post).filter(format=CARRIES)
    rows = rows.order_by("pk")
    for (at, of_version), of_time in groupby(rows, key=lambda row: (row.at, row.version)):
        by_language = {row.language: row for row in of_time}
        key = min(row.pk for row in by_language.values())
        found.append(Version(f"kept-{key}", at, kept=by_language, of_version=of_version))
    return sorted(found, key=lambda one: one.at)


def told_in(
    actor: Actor, kind: str, number: int, version: Version | None, language: str, of_post: int = 0
) -> Gathered | None:
    """The paper as it was in that version, None for today; no paper where there was none of it in
    the language. What was kept is read from its file, in the words that phrases had then."""
    if version is None or version.number is not None:
        try:
            put_forward = version.number if version else None
            return gathered(actor, kind, number, put_forward, of_post)
        except LookupError:
            return None
    row = version.kept.get(language)
    return _as_kept(row) if row else None


def _as_kept(row: Kept) -> Gathered:
    try:
        with opened(row.content.hash) as file:
            value = KINDS[row.kind].read(read(file.read()).value)
    except (FileNotFoundError, NotOurs, ValueError, TypeError, LookupError) as error:
        raise CannotBeToldError(row.pk) from error
    book = book_of(row.organisation, row.at)
    stem = f"{row.kind}-{row.pk}"
    return Gathered(row.kind, row.subject, value, book, stem, row.subject, row.of_post)
