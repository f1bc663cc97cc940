"""The notes on a case: what people said in passing, each in the one language it was written in."""

from collections.abc import Iterator
from hashlib import sha256

from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.governance.queries.amended import standing_answers
from bureau.institution.governance.queries.citations import citations_read
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    actions_before,
    submission_of,
)
from bureau.institution.governance.queries.translations import Translatable
from bureau.institution.governance.store import answers_of
from bureau.institution.procedures.queries.cases import acts_of
from bureau.web.formats import tag_of_language, tag_of_words


def notes_of(seen: Seen) -> list[Translatable]:
    """Why each action, each citation, each finding left as it is, and what was noted of each act:
    the same words once. No paper says them, and no paper waits for their translation."""
    row, found = seen.row, dict[str, Translatable]()
    for action, field, words in _said(seen):
        id = f"note.{hash_of_note(words)}"
        if words and id not in found:
            said = row.notes.get(words) or _untranslated(words, row.title.original)
            found[id] = Translatable(id, action, field, said)
    return list(found.values())


def hash_of_note(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def _said(seen: Seen) -> Iterator[tuple[int | None, str, str]]:
    """Each with the place of the action that it is on, and what it is."""
    number = seen.row.pk
    for action in actions_before(seen):
        yield action.id, "reason", action.reason
    for cited in citations_read(seen):
        yield None, "citation", cited.reason
    submission = None if seen.is_draft else submission_of(number)
    for answer in standing_answers(submission) if submission else answers_of(number):
        yield None, "answer", answer.reason
    for act in acts_of(Reference(KIND, number)) if seen.case else ():
        yield None, "act", act.note.said if hasattr(act, "note") else ""


def _untranslated(words: str, likely: str) -> Text:
    """In the language that its letters tell, else in that of the case."""
    tag = tag_of_words(words, likely)
    language = next((code for code in LANGUAGES if tag_of_language(code) == tag), likely)
    return Text.only(language, words)
