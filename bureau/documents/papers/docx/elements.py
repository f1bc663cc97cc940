"""Elements of WordprocessingML as text."""

from bureau.core.layout.svg import escaped

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
"""Of formulas: we write none, others may put one in."""
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def w(name: str, /, *inner: str, **attributes: str | int) -> str:
    """An element of the main namespace; attributes too are of it, and `_` may end a name."""
    said = "".join(
        f' w:{key.rstrip("_")}="{escaped(str(value))}"' for key, value in attributes.items()
    )
    within = "".join(inner)
    return f"<w:{name}{said}>{within}</w:{name}>" if within else f"<w:{name}{said}/>"


def root(name: str, *inner: str, **attributes: str) -> bytes:
    """A whole part, with the namespaces that it may use."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"{DECLARED}<w:{name}{names}{said}>{''.join(inner)}</w:{name}>".encode()


def on(is_on: bool, *names: str) -> str:
    """Marks that are there or not."""
    return "".join(w(name) for name in names) if is_on else ""
