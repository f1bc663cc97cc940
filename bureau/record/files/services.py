"""A content is put on record by the act that names it; what none came to name is let go."""

from dataclasses import dataclass

from django.tasks import task

from bureau.core.reasons import Reason, Refused
from bureau.record.files.models import StoredFile
from bureau.record.files.store import is_there, let_go, names_left
from bureau.record.journal.services import Act


@dataclass(frozen=True, slots=True)
class Content:
    """What was put into the folder of files: its hash, its size in bytes and what it is."""

    hash: str
    size: int
    kind: str


def stored(act: Act, content: Content) -> StoredFile:
    """The row of a content, for an act that has asked whether it may name it.

    Refuses what was never put, or was let go meanwhile.
    """
    if not is_there(content.hash):
        raise Refused(Reason("file_not_there"))
    said = {"size": content.size, "kind": content.kind, "kept_at": act.at}
    row, _made = StoredFile.objects.get_or_create(hash=content.hash, defaults=said)
    return row


@task
def forget_strays() -> None:
    """Let go of contents that were put a day ago and that no act named."""
    names = list(names_left())
    named = set(StoredFile.objects.filter(hash__in=names).values_list("hash", flat=True))
    for name in names:
        if name not in named:
            let_go(name)
