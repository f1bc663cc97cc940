"""The file of a document in each language: put on it, put in the place of another, taken off.

A file in a language says that the document is there in it, so the day is kept where none was.
"""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.meetings.deadlines import SlotState
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES
from bureau.documents.apart import kind_of_given
from bureau.institution.instruments.models import Document, DocumentFile, DocumentSlot
from bureau.institution.instruments.services.documents import document_served
from bureau.record.files.services import Content, stored
from bureau.record.files.store import put
from bureau.record.journal.services import Act, service


def content_put(content: bytes) -> Content:
    """Put where files lie, before any act begins. Refused for what is not taken."""
    kind = kind_of_given(content)
    return Content(put(content), len(content), kind)


@service("instruments.put_file", pgettext_lazy("act in the journal", "Put a file on a document"))
def put_file(act: Act, *, document: int, language: str, content: Content, day: date) -> int:
    """What was put into the folder of files is the document in this language from now on.

    `day` is that of the session: the original is received, a translation there, since then, unless
    another day was said before.
    """
    row = document_served(act, document)
    if language not in LANGUAGES:
        raise Refused(Reason("original_unknown"))
    standing = row.files.filter(language=language, replaced_at=None)
    if standing.filter(content__hash=content.hash).exists():
        raise Refused(Reason("file_there_already"))
    kept = stored(act, content)
    standing.update(replaced_at=act.at)
    made = DocumentFile.objects.create(
        document=row,
        language=language,
        content=kept,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    _there_since(row, language, day)
    act.details.update(language=language, hash=content.hash, size=content.size)
    return made.pk


@service(
    "instruments.take_file_off", pgettext_lazy("act in the journal", "Take a file off a document")
)
def take_file_off(act: Act, *, document: int, language: str) -> None:
    """The document has no file in this language any more; that it was there stays on record."""
    row = document_served(act, document)
    standing = row.files.filter(language=language, replaced_at=None)
    if not standing.update(replaced_at=act.at):
        raise Refused(Reason("file_not_there"))
    act.details.update(language=language)


def _there_since(row: Document, language: str, day: date) -> None:
    if language == row.original:
        Document.objects.filter(pk=row.pk, received=None).update(received=day)
        return
    said = {"state": SlotState.THERE, "day": day}
    slot, made = DocumentSlot.objects.get_or_create(document=row, language=language, defaults=said)
    if not made and slot.state != SlotState.THERE:
        DocumentSlot.objects.filter(pk=slot.pk).update(**said)
