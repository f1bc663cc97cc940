"""Drawings in Word: as they are drawn, and beside that as points for programs that cannot."""

from dataclasses import dataclass, field

from bureau.core.layout.svg import escaped
from bureau.documents.papers.docx.elements import NAMES
from bureau.documents.papers.drawings import Size, for_print, natural
from bureau.documents.papers.pdf import png_bytes

EMU = 12700
"""In a point."""
PIXELS_MOST = 2400
SHARP = 3
"""Pixels to a point."""
FIRST = 21
"""Where the numbers of their relations begin."""
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""How Word says that a picture has another one as SVG."""


@dataclass(slots=True)
class Pictures:
    parts: dict[str, bytes] = field(default_factory=dict)
    targets: list[tuple[str, str]] = field(default_factory=list)

    def add(self, svg: str, alt: str, room: Size, *, fills: bool) -> str:
        """The run that shows it: no larger than it is, or as large as its page has room."""
        number = len(self.targets) // 2 + 1
        drawn = natural(svg)
        size = drawn.filling(room) if fills else drawn.within(room.width, room.height)
        plain = for_print(svg)
        points = png_bytes(plain, min(PIXELS_MOST, round(size.width * SHARP)))
        ids = [
            self._keep(f"media/drawing{number}.png", points),
            self._keep(f"media/drawing{number}.svg", _declared(plain)),
        ]
        return _shown(number, alt, size, *ids)

    def _keep(self, name: str, content: bytes) -> str:
        identity = f"rId{FIRST + len(self.targets)}"
        self.targets.append((identity, name))
        self.parts[f"word/{name}"] = content
        return identity


def _declared(svg: str) -> bytes:
    """A file of its own must name its namespace."""
    name = 'xmlns="http://www.w3.org/2000/svg"'
    return (svg if name in svg else svg.replace("<svg ", f"<svg {name} ", 1)).encode()


def _shown(number: int, alt: str, size: Size, points: str, drawn: str) -> str:
    extent = f'cx="{round(size.width * EMU)}" cy="{round(size.height * EMU)}"'
    named = f'id="{number}" name="Drawing {number}" descr="{escaped(alt)}"'
    vector = (
        f'<a:extLst><a:ext uri="{_SVG}"><asvg:svgBlip xmlns:asvg="{NAMES["asvg"]}" '
        f'r:embed="{drawn}"/></a:ext></a:extLst>'
    )
    fill = (
        f'<pic:blipFill><a:blip r:embed="{points}">{vector}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    )
    shape = (
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    )
    name = f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
    uri = f'uri="{NAMES["pic"]}"'
    picture = f"<a:graphicData {uri}><pic:pic>{name}{fill}{shape}</pic:pic></a:graphicData>"
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/><wp:docPr {named}/>"
        f"<a:graphic>{picture}</a:graphic></wp:inline></w:drawing></w:r>"
    )
