"""Several files in one ZIP, the same bytes for the same files: sorted, undated, uncompressed."""

import io
import zipfile
from collections.abc import Mapping

UNDATED = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Uncompressed, so that whoever reads it needs no inflating, and no two machines differ."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts):
            about = zipfile.ZipInfo(name, UNDATED)
            about.create_system, about.external_attr = 3, 0o644 << 16
            archive.writestr(about, parts[name])
    return written.getvalue()
