"""What a file is that somebody hands in for others to read: by its content, never by its name.

It is kept as it is and shown to nobody here, so nothing of it is parsed but what tells its kind and
what would harm whoever opens it.
"""

import re
from dataclasses import dataclass

from bureau.core.reasons import Reason, Refused
from bureau.documents.relations import main_part
from bureau.documents.running import PACKED, look_at_directory
from bureau.documents.unpacking import part_of

BYTES_MOST = 20_000_000
ENTRIES_MOST = 4000
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
}
"""The kinds that are taken, and what each is served as."""
FOLDERS = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
"""Where the main part of each kind stands, whatever it is called."""
LOCKED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")


@dataclass(frozen=True, slots=True)
class Given:
    """A file that is taken: `kind` is one of MEDIA_TYPES."""

    kind: str


def read_given(content: bytes) -> Given:
    """Refused for another kind, what is cut off or locked, and what runs or fetches."""
    if not content:
        raise Refused(Reason("file_empty"))
    if len(content) > BYTES_MOST:
        raise Refused(Reason("file_too_large", {"most": BYTES_MOST // 1_000_000}))
    if content.startswith(b"%PDF-"):
        _look_at_pdf(content)
        return Given("pdf")
    if content.startswith(PACKED):
        return Given(_kind_of_packed(content))
    raise Refused(Reason("file_kind_not_taken"))


def _look_at_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(Reason("file_damaged"))
    if LOCKED.search(content):
        raise Refused(Reason("file_locked"))


def _kind_of_packed(content: bytes) -> str:
    names = look_at_directory(content, ENTRIES_MOST)
    main = main_part(content, names)
    found = FOLDERS.get(main.partition("/")[0], "")
    if not found and "mimetype" in names:
        found = _open_document(content)
    if not found:
        raise Refused(Reason("file_kind_not_taken"))
    return found


def _open_document(content: bytes) -> str:
    return "odt" if part_of(content, "mimetype", 200) == MEDIA_TYPES["odt"].encode() else ""
