"""Comments on the things of a case: what one may be about, and who may settle or change it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.reasons import Reason
from bureau.core.references import Reference


class AboutKind(StrEnum):
    """What of a case a comment may be about."""

    CASE = "case"
    ACTION = "action"
    FINDING = "finding"
    CLAIM = "claim"
    PERSON = "person"
    UNIT = "unit"
    POST = "post"


THINGS = frozenset({AboutKind.PERSON, AboutKind.UNIT, AboutKind.POST})
PLACES = frozenset({AboutKind.ACTION, AboutKind.CLAIM})


class CommentKind(StrEnum):
    """A question waits for an answer; a reply stands under one of the two others."""

    COMMENT = "comment"
    QUESTION = "question"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class About:
    """One thing of a case: an action or claim by its place, a finding by its code and subject, a
    person, unit or post by its number."""

    kind: AboutKind
    number: int = 0
    code: str = ""
    subject: Reference | None = None

    def __str__(self) -> str:
        match self.kind:
            case AboutKind.CASE:
                return str(self.kind)
            case AboutKind.FINDING:
                return f"{self.kind}:{self.code}:{self.subject}"
            case _:
                return f"{self.kind}:{self.number}"

    def reference(self) -> Reference | None:
        """The thing itself, where it is one outside the case."""
        return Reference(self.kind.value, self.number) if self.kind in THINGS else None

    @classmethod
    def parse(cls, said: str) -> "About":
        """ValueError where it names nothing that a comment may be about."""
        kind, _, rest = said.partition(":")
        found = AboutKind(kind)
        if found is AboutKind.CASE:
            if rest:
                raise ValueError(said)
            return cls(found)
        if found is AboutKind.FINDING:
            code, _, subject = rest.partition(":")
            if not code.replace("_", "").isalnum():
                raise ValueError(said)
            return cls(found, code=code, subject=Reference.parse(subject))
        number = int(rest)
        if number < 1:
            raise ValueError(said)
        return cls(found, number)


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment or question as its settling needs it: who asked, how far it has come."""

    id: int
    asker: int | None
    is_answered: bool = False
    is_resolved: bool = False
    is_carried: bool = False

    @property
    def is_open(self) -> bool:
        return not self.is_resolved and not self.is_carried


def reasons_to_resolve(thread: Thread, person: int, authors: Collection[int]) -> list[Reason]:
    """An author of the case or who asked settles it, while it is open."""
    found = []
    if thread.is_carried:
        found.append(Reason("comment_carried"))
    elif thread.is_resolved:
        found.append(Reason("comment_resolved"))
    if person != thread.asker and person not in authors:
        found.append(Reason("not_yours_to_do"))
    return found


def reasons_to_change(
    thread: Thread, writer: int | None, person: int, *, last: bool
) -> list[Reason]:
    """Own words may be changed as long as the thread is open and nobody answered them: `last`
    says that no reply stands below."""
    found = []
    if writer is None or writer != person:
        found.append(Reason("not_yours_to_do"))
    if not thread.is_open:
        found.append(Reason("comment_carried" if thread.is_carried else "comment_resolved"))
    if not last:
        found.append(Reason("comment_answered"))
    return found


def undecided(threads: Iterable[Thread], carried: Collection[int]) -> tuple[int, ...]:
    """The open threads of which the author has not said that they go into the record."""
    return tuple(one.id for one in threads if one.is_open and one.id not in carried)
