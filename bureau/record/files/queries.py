"""What is kept against what should be."""

from collections.abc import Iterator

from bureau.record.files.models import StoredFile
from bureau.record.files.store import is_whole


def files_differing() -> Iterator[str]:
    """Every content on record whose bytes are not there, or are others."""
    for row in StoredFile.objects.order_by("pk").iterator():
        if not is_whole(row.hash):
            yield f"file {row.pk}: {row.hash} is not there, or is not what was put"
