"""A job description: the post, its duties with their parts, and what is asked of its holder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bureau.core.papers.blocks import (
    Block,
    Box,
    Heading,
    Item,
    Listing,
    Marker,
    Paper,
    Paragraph,
    Run,
    Runs,
)
from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.setting import Compositor
from bureau.core.texts import Text


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty, with the duties that stand under it."""

    said: Text
    parts: "tuple[Duty, ...]" = ()


@dataclass(frozen=True, slots=True)
class JobDescription:
    """One version of the description of a post; a draft until it is adopted, or in force.
    `reference` is that of the case that adopts it, where it stands alone."""

    post: str
    title: Text
    grade: str
    original: str
    issuer: Text
    unit: Text | None = None
    unit_code: str = ""
    reports_to: Text | None = None
    direction: Text | None = None
    duties: tuple[Duty, ...] = ()
    education: tuple[Text, ...] = ()
    experience: tuple[Text, ...] = ()
    languages: tuple[Text, ...] = ()
    competency: tuple[Text, ...] = ()
    version: int = 1
    in_force: date | None = None
    is_adopted: bool = False
    is_demonstration: bool = False
    reference: str = ""


QUALIFICATIONS = ("education", "experience", "languages")


def set_job_description(value: JobDescription, language: str, phrases: PhraseBook) -> Paper:
    by = Compositor.of(language, phrases)
    by.warn(demonstration=value.is_demonstration)
    furniture = by.furniture(value.issuer, value.original, value.post, value.in_force)
    title = title_of(by, value)
    blocks = list(blocks_of_description(by, value, "", 1))
    return by.paper("job-description", title, furniture, blocks, value)


def title_of(by: Compositor, value: JobDescription) -> str:
    is_draft = not (value.is_adopted or value.in_force)
    return by.say(f"description.{'draft_title' if is_draft else 'title'}", post=value.post)


def blocks_of_description(
    by: Compositor, value: JobDescription, source: str, level: int
) -> Iterator[Block]:
    """`source` is where in the value it is ("description.", or nothing); headings from `level`."""
    yield Box(tuple(_facts(by, value, source)))
    if value.direction:
        yield Paragraph(by.words(value.direction, f"{source}direction"))
    if value.duties:
        yield Heading(level, by.phrase("description.duties"))
        yield _duties(by, value.duties, f"{source}duties", Marker.NUMBERS)
    asked = [name for name in QUALIFICATIONS if getattr(value, name)]
    if asked:
        yield Heading(level, by.phrase("description.qualifications"))
    for name in asked:
        yield Heading(level + 1, by.phrase(f"description.{name}"))
        yield _lines(by, getattr(value, name), f"{source}{name}")
    if value.competency:
        yield Heading(level, by.phrase("description.competency"))
        yield _lines(by, value.competency, f"{source}competency")


def _facts(
    by: Compositor, value: JobDescription, source: str
) -> Iterator[tuple[Runs, tuple[Paragraph, ...]]]:
    unit: Runs = by.words(value.unit, f"{source}unit") if value.unit else ()
    if value.unit_code:
        code = (by.code(value.unit_code, f"{source}unit_code"),)
        unit += by.in_brackets(code) if unit else code
    rows: dict[str, Runs] = {
        "number": (by.code(value.post, f"{source}post"),),
        "post": by.words(value.title, f"{source}title"),
        "grade": (by.grade_run(value.grade, f"{source}grade"),),
        "unit": unit,
        "reports_to": by.words(value.reports_to, f"{source}reports_to") if value.reports_to else (),
        "version": (Run(str(value.version), f"{source}version"),),
        "adopted": (Run(by.day(value.in_force), f"{source}in_force"),) if value.in_force else (),
    }
    for name, runs in rows.items():
        if runs:
            yield by.phrase(f"description.{name}"), (Paragraph(runs),)


def _duties(by: Compositor, duties: tuple[Duty, ...], source: str, marker: Marker) -> Listing:
    return Listing(
        tuple(
            Item(
                by.words(duty.said, f"{source}.{place}.said"),
                _duties(by, duty.parts, f"{source}.{place}.parts", Marker.BULLETS)
                if duty.parts
                else None,
            )
            for place, duty in enumerate(duties)
        ),
        marker,
    )


def _lines(by: Compositor, lines: tuple[Text, ...], source: str) -> Listing:
    return Listing(
        tuple(Item(by.words(line, f"{source}.{place}")) for place, line in enumerate(lines))
    )
