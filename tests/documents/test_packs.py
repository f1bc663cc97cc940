"""A pack is the same bytes for the same files, whatever the day and the order."""

import io
import zipfile

from bureau.documents.packs import packed


def test_the_same_files_make_the_same_bytes_in_any_order() -> None:
    one = packed({"a.txt": b"1", "b/c.txt": b"2"})
    assert one == packed({"b/c.txt": b"2", "a.txt": b"1"})
    with zipfile.ZipFile(io.BytesIO(one)) as pack:
        assert pack.namelist() == ["a.txt", "b/c.txt"]
        assert {about.compress_type for about in pack.infolist()} == {zipfile.ZIP_STORED}
        assert pack.read("b/c.txt") == b"2"
