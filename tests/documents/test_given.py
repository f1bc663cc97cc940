"""What is taken from who hands a document in: by its content, without what would harm a reader."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from bureau.core.reasons import Refused
from bureau.documents import given
from bureau.documents.given import MEDIA_TYPES, read_given

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
ODT = MEDIA_TYPES["odt"].encode()
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
EVIL = 'https://evil.example/t" TargetMode="External'


def leading(kind: str, target: str) -> bytes:
    """A relationship to what is of a kind."""
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    one = f'<Relationship Id="a" Type="{OFFICE}{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{name}">{one}</Relationships>'.encode()


def packed(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def office(main: str) -> bytes:
    """What is led to as the main part of a package."""
    return packed({"_rels/.rels": leading("officeDocument", main), main: b"<a/>"})


def templated(settings: str, target: str = EVIL) -> bytes:
    """A document whose settings, wherever they stand, take a template from there."""
    return packed(
        {
            "_rels/.rels": leading("officeDocument", "/word/document.xml"),
            "word/document.xml": b"<a/>",
            "word/_rels/document.xml.rels": leading("settings", f"{settings}.xml"),
            f"word/{settings}.xml": b"<a/>",
            f"word/_rels/{settings}.xml.rels": leading("attachedTemplate", target),
        }
    )


DOCX = office("word/document.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (DOCX, "docx"),
        (office("word/document2.xml"), "docx"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("ppt/presentation.xml"), "pptx"),
        (packed({"mimetype": ODT, "content.xml": b""}), "odt"),
        (templated("settings", "settings.xml"), "docx"),
    ],
)
def test_a_kind_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert read_given(content).kind == kind


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
        (packed({"word/document.xml": b""}), "file_kind_not_taken"),
        (packed({"word/document.xml": b"", "word/vbaProject.bin": b""}), "file_has_macros"),
        (packed({"word/document.xml": b"", "../../evil": b""}), "file_unsafe"),
        (packed({"word/document.xml": b"0" * 130_000_000}), "file_grows"),
        (templated("settings"), "file_fetches"),
        (templated("another"), "file_fetches"),
        (packed({"_rels/.rels": b"0" * 5_000_001}), "file_grows"),
        (b"%PDF-" + b"0" * given.BYTES_MOST, "file_too_large"),
    ],
)
def test_what_would_harm_or_cannot_be_read_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read_given(content)
