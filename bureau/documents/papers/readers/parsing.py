"""Parts of documents that others wrote, under limits: no types declared, nothing too deep."""

from xml.etree import ElementTree

from bureau.documents.papers.docx.words import Damaged

DEPTH_MOST = 200


class _Careful(ElementTree.TreeBuilder):
    """A declared type is refused in any encoding, before an entity of it could grow."""

    depth = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise Damaged("a document declares no types")

    def start(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        self.depth += 1
        if self.depth > DEPTH_MOST:
            raise Damaged("nested too deep")
        return super().start(tag, attributes)

    def end(self, tag: str) -> ElementTree.Element:
        self.depth -= 1
        return super().end(tag)


def parsed(part: bytes) -> ElementTree.Element:
    parser = ElementTree.XMLParser(target=_Careful())
    try:
        parser.feed(part)
        return parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise Damaged("not well formed") from error
