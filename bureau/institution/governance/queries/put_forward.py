"""The versions of a case that were put forward: what each said, and which differ from today."""

from copy import copy

from bureau.core.references import Reference
from bureau.core.texts import Status, Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import applied
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.store import CASE, OF_CASE
from bureau.record.journal.queries import last_entry_about, record_number_before


def versions_before(seen: Seen) -> list[models.Submission]:
    """Those that what stands today can be held against, the first one first: not the last one where
    it stands as it was put forward."""
    rows = list(models.Submission.objects.filter(reorganisation=seen.row).order_by("version"))
    if rows and not seen.is_draft and not applied(rows[-1]):
        rows.pop()
    return rows


def known_at(submission: models.Submission) -> int:
    """The record number as of which it was put forward."""
    return record_number_before(last_entry_about(Reference("submission", submission.pk)))


def with_words_of(
    row: models.Reorganisation, submission: models.Submission
) -> models.Reorganisation:
    """A copy, never to be saved, that says what the submission froze; translations are kept where
    they are of the same words."""
    said = submission.words[CASE]
    found = copy(row)
    for name in OF_CASE:
        words = said["parts"].get(name)
        now = getattr(row, name)
        text = None if words is None else said_then(words, said["language"], now)
        setattr(found, name, text)
    return found


def said_then(words: str, language: str, *now: Text | None) -> Text:
    """What was frozen in a language; one of the texts of today, where it is of the same words."""
    same = (text for text in now if text and text.said[text.original][0] == words)
    return next(same, Text(language, {language: (words, Status.ORIGINAL)}))
