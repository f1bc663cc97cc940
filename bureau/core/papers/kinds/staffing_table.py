"""The staffing table of a unit: its posts counted by grade, and listed one by one."""

from dataclasses import dataclass
from datetime import date

from bureau.core.layout.boxes import PostState
from bureau.core.papers.blocks import Block, Heading, Paper, Paragraph, Run, Runs, Table
from bureau.core.papers.kinds.parts import GradeCount
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.texts import Text


@dataclass(frozen=True, slots=True)
class PostRow:
    number: str
    title: Text
    grade: str
    unit_code: str
    station: str
    state: PostState


@dataclass(frozen=True, slots=True)
class StaffingTable:
    """Posts of a unit and of all below it, as they stand on a day; nobody is named."""

    unit: Text
    day: date
    issuer: Text
    original: str
    grades: tuple[GradeCount, ...] = ()
    posts: tuple[PostRow, ...] = ()
    is_demonstration: bool = False


def set_staffing_table(value: StaffingTable, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases)
    by.warn(demonstration=value.is_demonstration)
    blocks: list[Block] = [
        Paragraph(by.phrase("chart.day", day=Run(by.day(value.day), "day"))),
        Heading(1, by.phrase("staffing.by_grade")),
        _grades(by, value.grades),
        Heading(1, by.phrase("staffing.posts")),
        _posts(by, value.posts),
    ]
    title = by.say("staffing.title", unit=by.line(value.unit))
    furniture = by.furniture(value.issuer, value.original, "", value.day)
    return by.paper("staffing-table", title, furniture, blocks, value)


def _grades(by: Compositor, grades: tuple[GradeCount, ...]) -> Table:
    states = tuple(by.phrase(f"state.{state}") for state in PostState)
    rows = [
        _counted((by.grade_run(row.grade, f"grades.{place}.grade"),), row, by)
        for place, row in enumerate(grades)
    ]
    parts = (sum(getattr(row, state) for row in grades) for state in PostState)
    rows.append(_counted((Run(by.say("cost.sum"), is_strong=True),), GradeCount("", *parts), by))
    head = (*by.head("grade"), *states, *by.head("posts"))
    return Table(head, tuple(rows), numeric=frozenset({1, 2, 3, 4}))


def _counted(head: Runs, row: GradeCount, by: Compositor) -> tuple[Runs, ...]:
    numbers = (row.encumbered, row.vacant, row.frozen, row.posts)
    return (head, *((Run(by.profile.say_number(number)),) for number in numbers))


def _posts(by: Compositor, posts: tuple[PostRow, ...]) -> Table:
    rows = (
        (
            (by.code(row.number, f"posts.{place}.number"),),
            by.words(row.title, f"posts.{place}.title"),
            (by.grade_run(row.grade, f"posts.{place}.grade"),),
            (by.code(row.unit_code, f"posts.{place}.unit_code"),),
            (by.code(row.station, f"posts.{place}.station"),),
            (Run(by.say(f"state.{row.state}"), f"posts.{place}.state"),),
        )
        for place, row in enumerate(posts)
    )
    head = by.head("post", "title", "grade", "unit", "station", "state")
    return Table(head, tuple(rows))
