"""A table of budget lines beside the lines that a budget has: what comes in, what is left out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bureau.core.imports import cells
from bureau.core.imports.names import key_of
from bureau.core.imports.tables import COLUMNS, YEARS, Matched, Misfit, Wish, match, read_table
from bureau.core.reasons import Reason
from bureau.core.rows import refuse_excess
from bureau.core.structure.vocabulary import NULL
from bureau.institution.finance.models import Budget, ExpenditureObject
from bureau.institution.finance.queries.voting import lines_standing
from bureau.institution.finance.store import LINES_MOST, LineGiven
from bureau.institution.organisation.queries.structure import belonging, today_in_force

KIND = "budget_lines"
CODE_MOST = 40
_OF_LINES = {"column_of_key_missing": "line_column_missing", "key_missing": "line_code_missing"}

type Row = tuple[int, Sequence[str]]
type Said = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LineRead:
    """A row that can be kept; `before` is the line as it stands, None for one to add."""

    row: int
    said: Said
    given: LineGiven
    before: LineGiven | None

    @property
    def is_same(self) -> bool:
        return self.before == self.given


@dataclass(frozen=True, slots=True)
class LinesRead:
    """What a table says of the lines of one budget."""

    matched: Matched
    lines: tuple[LineRead, ...]
    misfits: tuple[Misfit, ...]

    @property
    def differing(self) -> tuple[LineRead, ...]:
        return tuple(line for line in self.lines if not line.is_same)

    def plainly(self) -> list[Row]:
        """The rows that differ under our own headings, to be read again as they are."""
        rows = [(line.row, [line.said.get(one, "") for one in _COLUMNS]) for line in self.differing]
        return [(1, _COLUMNS), *rows]


_COLUMNS = COLUMNS[KIND]


def lines_in_table(budget: Budget, rows: Sequence[Row]) -> LinesRead:
    """Read the rows of a table, headings first; a year may head its amounts by its number."""
    refuse_excess(len(rows) - 1, LINES_MOST)
    years = dict(zip(map(str, budget.years), YEARS, strict=False))
    matched = match(KIND, rows[0][1], years, rows[0][0])
    read = read_table(KIND, matched, rows[1:])
    ground, found = _Ground.of(budget), list[LineRead]()
    misfits = [_of_lines(one) for one in read.misfits]
    for wish in read.wishes:
        wrong = [
            Misfit(wish.row, matched.heading(column) or column, reason, True)
            for column, reason in ground.wrong(wish.said)
        ]
        misfits += wrong
        if not wrong:
            found.append(ground.line(wish))
    misfits.sort(key=lambda one: (one.row, one.column))
    return LinesRead(matched, tuple(found), tuple(misfits))


def _of_lines(misfit: Misfit) -> Misfit:
    """What tables say of posts and units, said of lines."""
    code = _OF_LINES.get(misfit.reason.code, misfit.reason.code)
    return replace(misfit, reason=replace(misfit.reason, code=code))


@dataclass(frozen=True, slots=True)
class _Ground:
    """What rows may name, by what they call it, and the lines that there are, by code."""

    years: Sequence[int]
    units: Mapping[str, int]
    objects: Mapping[str, int]
    fundings: Collection[str]
    lines: Mapping[str, LineGiven]

    @classmethod
    def of(cls, budget: Budget) -> "_Ground":
        now = today_in_force()
        standing = belonging("unit", [one.id for one in now.units()], budget.organisation_id)
        posts, vocabulary = now.standing("post"), now.columns.vocabulary
        sources = set(posts.field("funding").tolist()) - {NULL}
        objects = ExpenditureObject.objects.filter(organisation=budget.organisation_id)
        return cls(
            budget.years,
            {key_of(unit.code): unit.id for id in standing if (unit := now.unit(id))},
            {key_of(code): pk for code, pk in objects.values_list("code", "pk")},
            {vocabulary.word(number) for number in sources},
            lines_standing(budget),
        )

    def wrong(self, said: Said) -> Iterator[tuple[str, Reason]]:
        """The columns that keep a row out, with why."""
        is_new = said["line"] not in self.lines
        if len(said["line"]) > CODE_MOST:
            yield "line", Reason("text_too_long", {"length": len(said["line"])})
        for column, known in (("unit", self.units), ("object", self.objects)):
            if column not in said:
                if is_new:
                    yield column, Reason("needed_for_line", {"line": said["line"]})
            elif key_of(said[column]) not in known:
                yield column, Reason(f"{column}_unknown", {"cell": said[column]})
        if said.get("funding", "") not in {"", *self.fundings}:
            yield "funding", Reason("funding_unknown", {"cell": said["funding"]})
        for place, column in enumerate(YEARS):
            if column in said and place >= len(self.years):
                yield column, Reason("year_not_of_budget")
            elif column in said and cells.minor(said[column]) is None:
                yield column, Reason("amount_unreadable", {"text": said[column]})

    def line(self, wish: Wish) -> LineRead:
        """What a row asks for; of a line that is there, empty cells leave it as it is."""
        said, before = wish.said, self.lines.get(wish.said["line"])
        stands = before or LineGiven(said["line"], 0, 0)
        voted = {
            year: cells.minor(said[column]) or 0
            for year, column in zip(self.years, YEARS, strict=False)
            if column in said
        }
        given = LineGiven(
            said["line"],
            self.units[key_of(said["unit"])] if "unit" in said else stands.unit,
            self.objects[key_of(said["object"])] if "object" in said else stands.object,
            said.get("funding", stands.funding),
            {**stands.voted, **voted},
        )
        return LineRead(wish.row, said, given, before)
