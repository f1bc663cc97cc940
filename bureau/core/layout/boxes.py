"""What a chart is made of: boxes, the posts in them, what changed, and the few words needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class PostState(StrEnum):
    """Whether a post is held; drawn filled, hollow and struck."""

    ENCUMBERED = "encumbered"
    VACANT = "vacant"
    FROZEN = "frozen"


class Change(StrEnum):
    """What became of a unit between the two pictures compared; *staffed*: its posts changed."""

    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"
    RENAMED = "renamed"
    RECLASSIFIED = "reclassified"
    STAFFED = "staffed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A change with its word in the reader's language."""

    change: Change
    word: str


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The post that heads a unit; `holder` is a name where the reader may see it, else None."""

    title: str
    grade: str = ""
    holder: str | None = None
    state: PostState = PostState.ENCUMBERED
    note: str = ""


@dataclass(frozen=True, slots=True)
class GradePosts:
    """How many posts of one grade a unit has, by state; grades come in order, highest first."""

    grade: str
    encumbered: int = 0
    vacant: int = 0
    frozen: int = 0

    @property
    def posts(self) -> int:
        return self.encumbered + self.vacant + self.frozen


@dataclass(frozen=True, slots=True)
class Footnote:
    """A number beside the code, and where its sentence stands."""

    number: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class ChartBox:
    """One unit. `counts` is its line of posts in words ("7 posts · 1 vacant"); `deeper` is the
    address of a chart that shows what an outline leaves out below it, `hidden` how many boxes
    below it were left out before. The first of `changes` gives the box its look."""

    id: int
    parent: int | None
    code: str
    name: str
    head: HeadLine | None = None
    counts: str = ""
    posts: Sequence[GradePosts] = ()
    note: str = ""
    changes: Sequence[ChangeMark] = ()
    address: str = ""
    deeper: str = ""
    hidden: int = 0
    footnotes: Sequence[Footnote] = ()

    @property
    def change(self) -> Change | None:
        return self.changes[0].change if self.changes else None


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of a drawing; `hidden` says how many units an outline leaves out ("12 more")."""

    title: str
    description: str = ""
    encumbered: str = "encumbered"
    vacant: str = "vacant"
    frozen: str = "frozen"
    hidden: Callable[[int], str] = "+{}".format
    language: str = ""
    comma: str = ", "

    def state(self, state: PostState) -> str:
        return {
            PostState.ENCUMBERED: self.encumbered,
            PostState.VACANT: self.vacant,
            PostState.FROZEN: self.frozen,
        }[state]


def label(box: ChartBox, words: ChartWords) -> str:
    """What a reader who listens hears of a box, in the order in which it is drawn."""
    said = [mark.word for mark in box.changes] + [box.code, box.name]
    if box.head:
        held = box.head.holder
        if held is None and box.head.state is not PostState.ENCUMBERED:
            held = words.state(box.head.state)
        said += [f"{box.head.title} {box.head.grade}".strip(), held or "", box.head.note]
    said += [box.counts, *(f"{row.grade} {row.posts}" for row in box.posts if row.posts), box.note]
    return words.comma.join(filter(None, said))
