"""Several files in one ZIP, the same bytes for the same files: sorted, undated, uncompressed."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

UNDATED = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.json"
"""What all others were made from: it stands behind them."""


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Uncompressed, so that whoever reads it needs no inflating, and no two machines differ."""
    return b"".join(streamed((name, parts[name]) for name in sorted(parts, key=place_in_pack)))


def place_in_pack(name: str) -> tuple[bool, str]:
    """By name, the manifest last."""
    return name == MANIFEST, name


def streamed(parts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The same file by file, each as soon as it is there, in the order of `place_in_pack`."""
    written = _Written()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts:
            about = zipfile.ZipInfo(name, UNDATED)
            about.create_system, about.external_attr = 3, 0o644 << 16
            archive.writestr(about, content)
            yield written.taken()
    yield written.taken()


class _Written(io.BytesIO):
    """What was taken of it is gone; places are counted from its beginning all the same."""

    gone = 0

    def tell(self) -> int:
        return self.gone + super().tell()

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        return self.gone + super().seek(place - self.gone, whence)

    def taken(self) -> bytes:
        said = self.getvalue()
        self.gone += len(said)
        super().seek(0)
        self.truncate(0)
        return said
