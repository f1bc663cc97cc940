"""An organogram file read: which half it is, whose, of which day, and what each row says."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from bureau.core.days import is_reckoned
from bureau.core.imports.halves import Fault, Half, Left, Line, each_post_once
from bureau.core.imports.names import clean, is_eliminated, is_reference, is_total, key_of, slug
from bureau.core.lookalikes import fault
from bureau.core.reasons import Reason, Refused
from bureau.core.structure.kinds import FTE_MOST, FULL
from bureau.documents.delimited import HEADING_WITHIN, OLDER, read_delimited

WORDS_MOST = 500
REFERENCE_MOST = 60
NAME_MOST = 250
LONGEST = {
    "reference": REFERENCE_MOST,
    "superior": REFERENCE_MOST,
    "grade": REFERENCE_MOST,
    "unit": NAME_MOST,
    "organisation": NAME_MOST,
    "title": WORDS_MOST,
}
HEADING_MOST = 200
POSTS_MOST = 100_000
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9}|,\d{1,2})?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()

type Heads = Mapping[str, int]
type Meant = Callable[[set[str]], bool]

NOT_OF_POSTS = {"reporting", "reports", "unit", "organisation", "department"}
"""A number or title with one of these is not the post's own."""
SENIOR: Mapping[str, Meant] = {
    "reference": lambda words: "reference" in words and not words & NOT_OF_POSTS,
    "holder": lambda words: words in ({"name"}, {"holder"}, {"post", "holder"}),
    "grade": lambda words: "grade" in words,
    "title": lambda words: (
        "title" in words and bool(words & {"job", "post"}) and not words & NOT_OF_POSTS
    ),
    "organisation": lambda words: (
        "organisation" in words and words <= {"organisation", "name", "body"}
    ),
    "above": lambda words: {"parent", "department"} <= words,
    "unit": lambda words: words in ({"unit"}, {"unit", "name"}, {"team"}),
    "superior": lambda words: {"reports", "to"} <= words and "cost" not in words,
    "fte": lambda words: words - {"fte"} in (set(), {"full", "time", "equivalent"}),
}
JUNIOR: Mapping[str, Meant] = {
    "organisation": SENIOR["organisation"],
    "above": SENIOR["above"],
    "unit": SENIOR["unit"],
    "superior": lambda words: {"reporting", "post"} <= words or {"reports", "to"} <= words,
    "grade": SENIOR["grade"],
    "title": SENIOR["title"],
    "fte": lambda words: bool(words & {"fte", "headcount"}) or {"number", "posts"} <= words,
}
OTHERWISE: Mapping[str, Meant] = {
    "unit": lambda words: "unit" in words and words <= {"unit", "business", "team", "name"},
}
"""What is meant where no column is called as in `SENIOR` and `JUNIOR`."""
SHORT = {
    "ref": "reference",
    "id": "reference",
    "no": "number",
    "dept": "department",
    "organization": "organisation",
}
NEEDED = {
    True: ("reference", "title", "unit", "superior"),
    False: ("unit", "superior", "grade", "title", "fte"),
}


@dataclass(frozen=True, slots=True)
class HalfRead:
    """`half` is None where the file as a whole cannot be read; `rows` counts those it holds;
    `encoding` is the one it was taken to be in, where it does not say."""

    file: str
    half: Half | None
    faults: tuple[Fault, ...]
    rows: int = 0
    encoding: str = ""


def read_half(name: str, content: bytes, older: str = "") -> HalfRead:
    """What a file of an organogram says; every fault is in the answer, nothing is raised."""
    try:
        read = read_delimited(content, _headings_known, older)
        found = _read_rows(name, sha256(content).hexdigest(), read.rows)
        return replace(found, encoding=read.encoding if read.encoding in OLDER else "")
    except Refused as refused:
        faults = (Fault(name, _row_of(each), "", each, Left.FILE) for each in refused.reasons)
        return HalfRead(name, None, tuple(faults))


def _row_of(reason: Reason) -> int:
    return int(reason.facts.get("row", 0))


def _headings_known(cells: list[str]) -> int:
    return max(len(_heads(cells, kinds)) for kinds in (SENIOR, JUNIOR))


def _heads(cells: Sequence[str], kinds: Mapping[str, Meant]) -> Heads:
    """Which field each column is; of several columns that could be one, the first."""
    told = [_words(cell) for cell in cells]
    found: dict[str, int] = {}
    for meant in (kinds, OTHERWISE):
        for place, words in enumerate(told):
            fits = (name for name, is_meant in meant.items() if words and is_meant(words))
            name = next(fits, "")
            if name and name not in found and place not in found.values():
                found[name] = place
    return found


def _words(cell: str) -> set[str]:
    """The words of a heading, in whatever case, those written short in full."""
    plain = key_of(cell).replace("f.t.e", "fte")
    return {SHORT.get(word, word) for word in re.findall(r"[^\W\d_]+", plain)}


def _read_rows(name: str, identity: str, rows: list[tuple[int, list[str]]]) -> HalfRead:
    if not rows:
        raise Refused(Reason("file_empty"))
    place, is_senior, heads = _heading(rows)
    missing = [field for field in NEEDED[is_senior] if field not in heads]
    if missing:
        raise Refused(Reason("columns_missing", {"columns": missing}))
    day, said = named(name)
    if day is None:
        raise Refused(Reason("day_missing"))
    headings = {
        field: clean(rows[place][1][column])[:HEADING_MOST] for field, column in heads.items()
    }
    body = rows[place + 1 :]
    department = department_of(said, body, heads)
    key = slug(_whose(name)) or slug(department)
    if not key:
        raise Refused(Reason("department_missing"))
    half = Half(name, identity, key, department, day.toordinal(), is_senior, (), headings)
    lines, faults = _lines(half, body, heads, len(rows[place][1]))
    half = Half(
        name, identity, half.department, department, half.day, is_senior, tuple(lines), headings
    )
    if is_senior:
        half, more = each_post_once(half)
        faults += more
    if not body:
        faults.append(half.fault(0, "", "no_rows", Left.FILE))
    return HalfRead(name, half, tuple(faults), len(body))


def _heading(rows: list[tuple[int, list[str]]]) -> tuple[int, bool, Heads]:
    """The row of headings, whether it is of senior posts, and its columns."""
    found = []
    for place, (_, cells) in enumerate(rows[:HEADING_WITHIN]):
        senior, junior = _heads(cells, SENIOR), _heads(cells, JUNIOR)
        found.append((len(senior), -place, "reference" in senior, senior, junior))
    _, place, is_senior, senior, junior = max(found, key=lambda one: one[:2])
    return -place, is_senior, senior if is_senior else junior


def _whose(name: str) -> str:
    """The department in a name of the usual form; rows may call it otherwise from year to year."""
    found = re.fullmatch(
        r"(.+)[-_ ]\d{4}-\d{2}-\d{2}[-_ ](?:senior|junior)\.csv",
        re.split(r"[\\/]", name)[-1],
        re.IGNORECASE,
    )
    return found[1] if found else ""


def named(name: str) -> tuple[date | None, str]:
    """The day and the department that the name of a file says; "" where it says none."""
    stem = re.sub(r"\.\w{1,5}$", "", re.split(r"[\\/]", name)[-1])
    for pattern, read in _DAYS:
        for found in re.finditer(pattern, stem, re.IGNORECASE):
            if day := read(*found.groups()):
                left = f"{stem[: found.start()]} {stem[found.end() :]}"
                words = re.split(r"[-_\s]+", left)
                kept = [word for word in words if word and word.lower() not in _NOT_NAMES]
                return day, " ".join(kept)
    return None, ""


_NOT_NAMES = {"senior", "junior", "organogram", "organograms", "data", "posts", "staff", "final"}


def _day(year: str, month: str, day: str) -> date | None:
    try:
        said = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return said if is_reckoned(said) else None


def _worded(day: str, month: str, year: str) -> date | None:
    return _day(year, str(_MONTHS.index(month[:3].lower()) + 1), day)


_NTH = "(?:st|nd|rd|th)?"
_MONTH = rf"(?<![a-z])({'|'.join(_MONTHS)})[a-z]*"
_DAYS: tuple[tuple[str, Callable[..., date | None]], ...] = (
    (r"(?<!\d)(\d{4})[-_. ](\d{1,2})[-_. ](\d{1,2})(?!\d)", _day),
    (r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)", _day),
    (r"(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)", lambda day, month, year: _day(year, month, day)),
    (
        r"(?<!\d)(\d{1,2})[-_. ](\d{1,2})[-_. ](\d{4})(?!\d)",
        lambda day, month, year: _day(year, month, day),
    ),
    (rf"(?<!\d)(\d{{1,2}}){_NTH}[-_. ]*{_MONTH}[-_. ]*(\d{{4}})(?!\d)", _worded),
    (
        rf"{_MONTH}[-_. ]*(\d{{1,2}}){_NTH}[-_., ]+(\d{{4}})(?!\d)",
        lambda month, day, year: _worded(day, month, year),
    ),
)


def department_of(said: str, body: Sequence[tuple[int, Sequence[str]]], heads: Heads) -> str:
    """Whose file it is: what its name says where a row confirms it, else what the rows say."""
    own = _most_said(body, heads.get("organisation"))
    for name in own:
        if slug(name) == slug(said):
            return name
    above = _most_said(body, heads.get("above"))
    if len(own) > 1 and above:
        return above[0]
    return own[0] if own else (above[0] if above else said)


def _most_said(body: Sequence[tuple[int, Sequence[str]]], column: int | None) -> list[str]:
    """The names in a column, the most frequent first."""
    if column is None:
        return []
    cells = (clean(cells[column]) for _, cells in body if column < len(cells))
    counted = Counter(cell for cell in cells if is_reference(cell) and len(cell) <= NAME_MOST)
    return sorted(counted, key=lambda name: (-counted[name], name))


def _lines(
    half: Half, body: list[tuple[int, list[str]]], heads: Heads, width: int
) -> tuple[list[Line], list[Fault]]:
    lines: list[Line] = []
    faults: list[Fault] = []
    for row, cells in body:
        if any(cell.strip() for cell in cells[width:]):
            faults.append(half.fault(row, "", "row_too_wide", Left.ROW, most=width))
            continue
        told = {
            name: clean(cells[column]) if column < len(cells) else ""
            for name, column in heads.items()
        }
        line, found = _line(half, row, told)
        faults += found
        if line is not None:
            lines.append(line)
    return lines, faults


def _line(half: Half, row: int, told: dict[str, str]) -> tuple[Line | None, list[Fault]]:
    """One row, None where it cannot stand; with what is wrong in it."""
    for name, text in told.items():
        if is_total(text):
            return None, [half.fault(row, name, "row_of_totals", Left.ROW, text=text)]
    faults = [
        half.fault(row, name, "text_too_long", Left.ROW, length=len(text))
        for name, text in told.items()
        if len(text) > LONGEST.get(name, len(text))
    ]
    if half.is_senior:
        faults += _faults_of_post(half, row, told)
    else:
        faults += _faults_of_count(half, row, told)
    if any(fault.left is Left.ROW for fault in faults):
        return None, faults
    superior = told["superior"] if is_reference(told["superior"]) else ""
    if not superior and not re.fullmatch(r"x+", key_of(told["superior"])):
        faults.append(half.fault(row, "superior", "superior_missing", Left.VALUE))
    fte = hundredths(told.get("fte", ""))
    line = Line(
        row=row,
        organisation=told.get("organisation", ""),
        unit=told["unit"],
        title=told["title"],
        grade=told.get("grade", ""),
        superior=superior,
        fte=fte or FULL,
        reference=told.get("reference", "") if half.is_senior else "",
    )
    return line, faults


def _faults_of_post(half: Half, row: int, told: dict[str, str]) -> list[Fault]:
    if not is_reference(told["reference"]):
        facts = {"text": told["reference"]}
        return [half.fault(row, "reference", "reference_missing", Left.ROW, **facts)]
    if why := fault(told["reference"]):
        return [half.fault(row, "reference", why, Left.ROW, text=told["reference"])]
    if is_eliminated(told.get("holder", "")):
        facts = {"text": told["holder"], "reference": told["reference"]}
        return [half.fault(row, "holder", "post_eliminated", Left.ROW, **facts)]
    part = told.get("fte", "")
    fte = hundredths(part)
    if part and (fte is None or not 0 < fte <= FTE_MOST):
        return [half.fault(row, "fte", "share_unreadable", Left.VALUE, text=part[:60])]
    return []


def _faults_of_count(half: Half, row: int, told: dict[str, str]) -> list[Fault]:
    count = hundredths(told["fte"])
    if count is None or count > POSTS_MOST * FULL:
        return [half.fault(row, "fte", "count_unreadable", Left.ROW, text=told["fte"][:60])]
    if count == 0:
        return [half.fault(row, "fte", "count_nothing", Left.ROW)]
    if not told["title"] and not told["grade"]:
        return [half.fault(row, "title", "block_nameless", Left.ROW)]
    return []


def hundredths(text: str) -> int | None:
    """A plain number of posts in hundredths, rounded; None for anything else."""
    if not _NUMBER.fullmatch(text) or not text.isascii():
        return None
    return round(Decimal(text.replace(",", ".")) * FULL)
