"""Job descriptions: what one says, which versions there are, and how two of them differ."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bureau.core.actors import NOBODY
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.organisation.models import (
    DescriptionDuty,
    DescriptionLine,
    JobDescription,
)
from bureau.institution.organisation.queries.history import on_post
from bureau.institution.organisation.queries.lineage import known_versions
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as one description words it; `number` as in "3" or "3.2"."""

    duty: int
    wording: int
    number: str
    said: str
    parts: tuple["DutyLine", ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """One version of a post's description; `lines` by section, in their order."""

    id: int
    version: int
    title: str
    direction: str
    duties: tuple[DutyLine, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def qualifications(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple(each for each in self.sections if each[0] != "competency")

    @property
    def competencies(self) -> tuple[str, ...]:
        return dict(self.sections).get("competency", ())


@dataclass(frozen=True, slots=True)
class InForce:
    """A version of a description and the days on which it is in force; none: never adopted."""

    id: int
    version: int
    spans: tuple[tuple[Day, Day | None], ...]


def description(id: int) -> Description:
    """One version whole, in three reads."""
    row = JobDescription.objects.select_related("title", "direction").get(pk=id)
    duties = DescriptionDuty.objects.filter(description=id).select_related("wording")
    lines = DescriptionLine.objects.filter(description=id).select_related("wording")
    by_section: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        by_section[line.section].append(here(line.wording.said))
    return Description(
        id=id,
        version=row.version,
        title=here(row.title.said),
        direction=here(row.direction.said) if row.direction else "",
        duties=_numbered(duties),
        sections=tuple(
            (section, tuple(by_section[section]))
            for section in DescriptionLine.SECTIONS
            if section in by_section
        ),
    )


@dataclass(frozen=True, slots=True)
class WordedDuty:
    """A duty with its wording in every language, as it was written."""

    duty: int
    said: Text
    parts: tuple["WordedDuty", ...] = ()


@dataclass(frozen=True, slots=True)
class Worded:
    """A version as it was written, to write the next one from; `lines` with their sections."""

    title: Text
    direction: Text | None
    duties: tuple[WordedDuty, ...]
    lines: tuple[tuple[str, Text], ...]


def description_as_worded(id: int) -> Worded:
    """One version with the texts themselves, in three reads."""
    row = JobDescription.objects.select_related("title", "direction").get(pk=id)
    under: dict[int | None, list[DescriptionDuty]] = defaultdict(list)
    for duty in DescriptionDuty.objects.filter(description=id).select_related("wording"):
        under[duty.under_id].append(duty)
    lines = DescriptionLine.objects.filter(description=id).select_related("wording")

    def below(parent: int | None) -> tuple[WordedDuty, ...]:
        return tuple(
            WordedDuty(duty.duty_id, duty.wording.said, below(duty.pk)) for duty in under[parent]
        )

    return Worded(
        title=row.title.said,
        direction=row.direction.said if row.direction else None,
        duties=below(None),
        lines=tuple((line.section, line.wording.said) for line in lines),
    )


def _numbered(rows: Iterable[DescriptionDuty]) -> tuple[DutyLine, ...]:
    under: dict[int | None, list[DescriptionDuty]] = defaultdict(list)
    for row in rows:
        under[row.under_id].append(row)

    def below(parent: int | None, before: str) -> tuple[DutyLine, ...]:
        return tuple(
            DutyLine(
                row.duty_id,
                row.wording_id,
                f"{before}{row.place}",
                here(row.wording.said),
                below(row.pk, f"{before}{row.place}."),
            )
            for row in sorted(under[parent], key=lambda row: row.place)
        )

    return below(None, "")


def descriptions_of(now: Snapshot, post: int) -> list[InForce]:
    """All versions of a post's description, newest first, with the days they are in force."""
    spans: dict[int, list[tuple[Day, Day | None]]] = defaultdict(list)
    adoptions = set(on_post(NOBODY, post, now.coordinates.recorded))
    if now.overlay:
        adoptions |= now.overlay.touched
    for adoption in sorted(each for each in adoptions if each.kind == "adoption"):
        for row in known_versions(adoption, now):
            if row.fields["post"] == post:
                number = int(row.fields["description"] or 0)
                spans[number].append((row.valid_from, row.valid_until))
    rows = JobDescription.objects.filter(post=post).order_by("-version")
    return [
        InForce(number, version, tuple(sorted(spans[number])))
        for number, version in rows.values_list("pk", "version")
    ]


def adopted_descriptions(now: Snapshot) -> set[int]:
    """Every description that was ever put in force, as known at the record number."""
    table = now.columns.tables["adoption"]
    known = table.column("recorded_from")[: table.size] <= now.coordinates.recorded
    found: set[int] = set(table.column("description")[: table.size][known].tolist())
    return found
