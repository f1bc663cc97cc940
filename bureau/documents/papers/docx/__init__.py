"""Papers as DOCX that an editor can work on: styles, real numbers and tables, both directions.

Our own parts alone, no template: so that every element stands in the order that its scheme asks,
and the same paper is the same bytes.
"""

from collections.abc import Sequence
from dataclasses import replace

from bureau.core.layout.svg import escaped
from bureau.core.papers.blocks import Paper
from bureau.core.papers.redline import Redline
from bureau.documents.packs import packed
from bureau.documents.papers.canonical import NAMESPACE, enveloped, sha256
from bureau.documents.papers.docx.body import Body
from bureau.documents.papers.docx.elements import DECLARED, root, w
from bureau.documents.papers.docx.numbering import Numbering
from bureau.documents.papers.docx.pages import FIRST, FOOT, HEAD, first_part, foot_part, head_part
from bureau.documents.papers.docx.pictures import Pictures
from bureau.documents.papers.docx.styles import fonts_part, settings_part, styles_part
from bureau.documents.papers.docx.theme import theme_part
from bureau.documents.papers.docx.tracking import By, Tracking
from bureau.documents.papers.docx.words import words_of
from bureau.documents.papers.facing import Face, face_between, face_of
from bureau.documents.papers.tongues import TONGUES

VALUE = "customXml/item1.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ITEM = "{5B0A5E4C-6C61-4E0B-9B0B-27A0C0DE0001}"
"""The name of our value among those that a document may carry."""

TYPES = (
    ("word/document.xml", f"{_WORD}document.main+xml"),
    ("word/styles.xml", f"{_WORD}styles+xml"),
    ("word/numbering.xml", f"{_WORD}numbering+xml"),
    ("word/settings.xml", f"{_WORD}settings+xml"),
    ("word/fontTable.xml", f"{_WORD}fontTable+xml"),
    ("word/header1.xml", f"{_WORD}header+xml"),
    ("word/header2.xml", f"{_WORD}header+xml"),
    ("word/footer1.xml", f"{_WORD}footer+xml"),
    ("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    (
        "customXml/itemProps1.xml",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    ),
)
PARTS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "numbering", "numbering.xml"),
    ("rId3", "settings", "settings.xml"),
    ("rId4", "fontTable", "fontTable.xml"),
    ("rId5", "customXml", "../customXml/item1.xml"),
    ("rId6", "theme", "theme/theme1.xml"),
    (HEAD, "header", "header1.xml"),
    (FIRST, "header", "header2.xml"),
    (FOOT, "footer", "footer1.xml"),
)


def docx_bytes(paper: Paper) -> bytes:
    return _written(paper, face_of(paper), Tracking())


def redline_docx(redline: Redline, by: By) -> bytes:
    """The later version with every change tracked: accepted one by one, or refused.

    What it carries is the value of the later version, believed once all is accepted.
    """
    paper = replace(redline.later, blocks=redline.blocks)
    return _written(paper, face_between(redline), Tracking(by))


def _written(paper: Paper, face: Face, tracking: Tracking) -> bytes:
    tongue = TONGUES[paper.language]
    numbering, pictures = Numbering(tongue), Pictures()
    body = Body(tongue, numbering, pictures, tracking).write(paper, face)
    document = root("document", w("body", body))
    drawn = [(identity, "image", target) for identity, target in pictures.targets]
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [
                ("rId1", f"{_OFFICE}officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": _about(paper, tongue.tag),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            [(one, f"{_OFFICE}{kind}", target) for one, kind, target in [*PARTS, *drawn]]
        ),
        "word/styles.xml": styles_part(tongue),
        "word/numbering.xml": numbering.part(),
        "word/settings.xml": settings_part(tongue),
        "word/fontTable.xml": fonts_part(),
        "word/theme/theme1.xml": theme_part(),
        "word/header1.xml": head_part(paper, tongue),
        "word/header2.xml": first_part(tongue),
        "word/footer1.xml": foot_part(paper, tongue),
        VALUE: _value(paper, document, pictures),
        "customXml/itemProps1.xml": _item(),
        "customXml/_rels/item1.xml.rels": _relations(
            [("rId1", f"{_OFFICE}customXmlProps", "itemProps1.xml")]
        ),
    }
    return packed(parts | pictures.parts)


def _types() -> bytes:
    known = (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    )
    said = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in known)
    said += "".join(f'<Override PartName="/{one}" ContentType="{kind}"/>' for one, kind in TYPES)
    return f'{DECLARED}<Types xmlns="{_PACKAGE}content-types">{said}</Types>'.encode()


def _relations(relations: Sequence[tuple[str, str, str]]) -> bytes:
    said = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'
        for identity, kind, target in relations
    )
    name = f"{_PACKAGE}relationships"
    return f'{DECLARED}<Relationships xmlns="{name}">{said}</Relationships>'.encode()


def _about(paper: Paper, tag: str) -> bytes:
    """No day and no person: what is not said in the paper is not said about it."""
    names = (
        f'xmlns:cp="{_PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    title, issuer = escaped(paper.title), escaped(paper.furniture.issuer)
    said = (
        f"<dc:title>{title}</dc:title><dc:creator>{issuer}</dc:creator>"
        f"<dc:language>{tag}</dc:language>"
    )
    return f"{DECLARED}<cp:coreProperties {names}>{said}</cp:coreProperties>".encode()


def _value(paper: Paper, document: bytes, pictures: Pictures) -> bytes:
    """The canonical value, and the hashes of the words and pictures that it belongs to."""
    said = f'xmlns="{NAMESPACE}" words="{sha256(words_of(document))}"'
    if pictures.parts:
        said += f' pictures="{" ".join(map(sha256, pictures.parts.values()))}"'
    return f"{DECLARED}<paper {said}>{escaped(enveloped(paper))}</paper>".encode()


def _item() -> bytes:
    name = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    refs = f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    said = f'xmlns:ds="{name}" ds:itemID="{_ITEM}"'
    return f"{DECLARED}<ds:datastoreItem {said}>{refs}</ds:datastoreItem>".encode()
