"""A pack is the same bytes for the same files, whatever the day and the order."""

import io
import zipfile
from collections.abc import Iterator

from bureau.documents.packs import MANIFEST, UNDATED, packed, streamed


def test_the_same_files_make_the_same_bytes_in_any_order() -> None:
    one = packed({"a.txt": b"1", "b/c.txt": b"2"})
    assert one == packed({"b/c.txt": b"2", "a.txt": b"1"})
    with zipfile.ZipFile(io.BytesIO(one)) as pack:
        assert pack.namelist() == ["a.txt", "b/c.txt"]
        assert {about.compress_type for about in pack.infolist()} == {zipfile.ZIP_STORED}
        assert pack.read("b/c.txt") == b"2"


def test_it_comes_part_by_part_with_the_bytes_of_the_whole() -> None:
    parts = {"a.txt": b"1" * 5000, "b.txt": b"", "z.txt": b"2" * 70_000, MANIFEST: b"{}"}
    pieces = list(streamed(parts.items()))
    assert b"".join(pieces) == packed(parts) == in_one(parts)
    assert [len(piece) > 0 for piece in pieces] == [True] * 5
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as pack:
        assert pack.testzip() is None and pack.namelist()[-1] == MANIFEST


def test_nothing_is_asked_for_before_the_part_before_it_went_out() -> None:
    asked: list[str] = []

    def parts() -> Iterator[tuple[str, bytes]]:
        for name in ("a", "b"):
            asked.append(name)
            yield name, b"content"

    pieces = streamed(parts())
    assert next(pieces).endswith(b"content") and asked == ["a"]


def in_one(parts: dict[str, bytes]) -> bytes:
    """As a ZIP is written that nobody waits for."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            about = zipfile.ZipInfo(name, UNDATED)
            about.create_system, about.external_attr = 3, 0o644 << 16
            archive.writestr(about, content)
    return written.getvalue()
