"""Static files that are sent as one, so that a page needs few requests: no build, only laid end to
end when static files are collected. Each part stays a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files import File
from django.core.files.storage import Storage

HERE = Path(__file__).parent / "static"
JOINED = {
    "web/chart.js": ("web/vendor/d3-zoom.js", "web/large.js"),
}


class JoinedStorage(Storage):
    """Reads a joined file as its parts, one after the other."""

    prefix = ""

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        parts = [(HERE / part).read_bytes().rstrip() for part in JOINED[name]]
        return File(BytesIO(b"\n".join(parts) + b"\n"), name)

    def exists(self, name: str) -> bool:
        return name in JOINED

    def path(self, name: str) -> str:
        """Where the first part lies; asked for by messages alone."""
        return str(HERE / JOINED[name][0])

    def get_modified_time(self, name: str) -> Any:
        raise NotImplementedError("joined anew each time")


class JoinedFinder(BaseFinder):
    """Finds what JOINED names."""

    storage = JoinedStorage()

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in JOINED:
            yield name, self.storage
