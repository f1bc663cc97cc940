"""The letter to a person whom a change affects: what becomes of their post, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bureau.core.changes.people import How
from bureau.core.papers.blocks import Block, Paper, Paragraph, Run, Runs, Table
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.texts import Text


@dataclass(frozen=True, slots=True)
class Place:
    """A post, and where it stands."""

    post: str
    title: Text
    grade: str
    unit: Text
    unit_code: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """`how` is what becomes of the person; `is_confirmed` once a person went through the list of
    those affected: on `day`, in the post whose title is `signed`. Before, `listed` is the day on
    which that was put forward whose list it is."""

    recipient: str
    how: How
    issuer: Text
    original: str
    effective: date
    title: Text
    before: Place
    after: Place | None = None
    day: date | None = None
    reference: str = ""
    signed: Text | None = None
    is_confirmed: bool = False
    is_demonstration: bool = False
    listed: date | None = None
    amended: date | None = None
    replaces: date | None = None


def set_letter(value: Letter, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases)
    by.warn(demonstration=value.is_demonstration, unconfirmed=_unconfirmed(by, value))
    foot = by.say("furniture.case", reference=value.reference) if value.reference else ""
    furniture = by.furniture(value.issuer, value.original, "", value.day, foot)
    title = by.say("letter.subject", title=by.line(value.title))
    return by.paper("letter", title, furniture, list(_body(by, value)), value)


def _unconfirmed(by: Compositor, value: Letter) -> bool | str:
    """With the day whose list it is, where that is known: the letter has none of its own yet."""
    if value.amended and not value.is_confirmed:
        return by.say("mark.unconfirmed_amended", day=by.day(value.amended))
    if value.is_confirmed or value.listed is None:
        return not value.is_confirmed
    return by.say("mark.unconfirmed_list", day=by.day(value.listed))


def _body(by: Compositor, value: Letter) -> Iterator[Block]:
    yield Paragraph(by.phrase("letter.greeting", name=Run(value.recipient, "recipient")))
    post = by.code(value.before.post, "before.post")
    named = by.words(value.before.title, "before.title")
    yield Paragraph(by.phrase("letter.why", post=post, post_title=named))
    if value.replaces:
        replaced = Run(by.day(value.replaces), "replaces")
        yield Paragraph(by.phrase("letter.replaces", day=replaced))
    effective = Run(by.day(value.effective), "effective")
    yield Paragraph(by.phrase("letter.what", day=effective))
    yield Paragraph(tuple(Run(run.text, "how") for run in by.phrase(f"letter.how.{value.how}")))
    if value.after:
        yield _table(by, value.before, value.after)
    yield Paragraph(by.phrase("letter.close"))
    day = (Run(by.day(value.day), "day"),) if value.day else by.phrase("letter.undated")
    yield Paragraph(day)
    yield Paragraph(by.words(value.issuer, "issuer"))
    if value.signed:
        yield Paragraph(by.words(value.signed, "signed"))


def _table(by: Compositor, before: Place, after: Place) -> Table:
    sides = [_told(by, before, "before"), _told(by, after, "after")]
    rows = zip(by.head("post", "title", "grade", "unit"), *sides, strict=True)
    return Table(by.head("what", "before", "after"), tuple(rows), by.say("letter.table"))


def _told(by: Compositor, place: Place, source: str) -> tuple[Runs, ...]:
    unit = by.words(place.unit, f"{source}.unit")
    if place.unit_code:
        unit += by.in_brackets((by.code(place.unit_code, f"{source}.unit_code"),))
    return (
        (by.code(place.post, f"{source}.post"),),
        by.words(place.title, f"{source}.title"),
        (by.grade_run(place.grade, f"{source}.grade"),),
        unit,
    )
