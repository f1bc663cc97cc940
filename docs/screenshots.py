"""Takes the pictures of README and guide from the example, served as its visitors meet it.

`./run screenshots` writes docs/images/*.png. A picture has a palette of 256 colours, which our
pages never need, so that it stays small.
"""

import base64
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser

from bureau.config.proving.grounds import Stage
from tests.grounds import template
from tests.journeys.site import Site, serving
from tests.journeys.visitor import NARROW, Visitor, browser, visiting

IMAGES = Path(__file__).parent / "images"
WIDTH, HEIGHT = 1440, 1000
BYTES_AT_MOST = 150_000
COLOURS = 256
PIXELS = """async source => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const pixels = drawn.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let at = 0; at < pixels.length; at += 32768)
    text += String.fromCharCode(...pixels.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
}"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as somebody sees it; `name` is the file's, `who` one of the cast or nobody."""

    name: str
    path: str
    who: str = ""
    language: str = "en"
    width: int = WIDTH
    height: int = HEIGHT


PICTURES = (
    Picture("chart", "/chart/?valid=2025-01-15", "Rui Vasconcelos", height=1080),
    Picture("compare", "/compare/4/?valid=2025-01-15&from_valid=2024-01-15", height=1200),
    Picture("draft", "/reorganisations/2/", "Samira Haddad"),
    Picture("route", "/reorganisations/1/route/", "Aigerim Saparova"),
    Picture("post", "/posts/24/", "Luz Marina Quispe"),
    Picture("papers", "/reorganisations/1/papers/", "Samira Haddad"),
    Picture("paper-ar", "/papers/council-paper/1/ar/", "Samira Haddad", "ar", height=1200),
    Picture("home-ar", "/", "Aigerim Saparova", "ar"),
    Picture("chart-zh", "/chart/?valid=2025-01-15", "", "zh-hans", NARROW, 800),
)


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    with serving(template(Stage.EXAMPLE)) as site, browser() as launched:
        for picture in PICTURES:
            content = reduced(launched, taken(launched, site, picture))
            (IMAGES / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name:10} {len(content):7,} bytes")
            if len(content) > BYTES_AT_MOST:
                print(f"{picture.name} is too large.", file=sys.stderr)
                return 1
    return 0


def taken(launched: Browser, site: Site, picture: Picture) -> bytes:
    with visiting(launched, site.address, width=picture.width) as visitor:
        visitor.page.set_viewport_size({"width": picture.width, "height": picture.height})
        if picture.who:
            visitor.become(picture.who)
        visitor.choose_language(picture.language)
        visitor.go(picture.path)
        return _shot(visitor)


def _shot(visitor: Visitor) -> bytes:
    visitor.page.evaluate("document.fonts.ready")
    return visitor.page.screenshot()


def reduced(launched: Browser, content: bytes) -> bytes:
    """The same picture with a palette; the browser reads it, because it can."""
    page = launched.new_page()
    source = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    width, height, text = page.evaluate(PIXELS, source)
    page.close()
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)[:, :3]
    palette, places = _palette(pixels)
    rows = np.zeros((height, width + 1), np.uint8)
    rows[:, 1:] = places.reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", palette.tobytes()),
        _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _palette(pixels: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
    """The most frequent colours, and for each pixel the place of its own or the nearest."""
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(-counts)[:COLOURS]]
    distances = np.abs(colours[:, None, :].astype(int) - kept[None, :, :]).sum(axis=2)
    return kept, distances.argmin(axis=1).astype(np.uint8)[places.ravel()]


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


if __name__ == "__main__":
    sys.exit(main())
