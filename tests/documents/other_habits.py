"""Organogram files of departments that nobody has seen, each with habits of its own; seeded.

A department is made first, then written down as somebody there might: so what a file must be read
as is known without any reader.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date
from random import Random

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NAMES = (
    *("Ministry of Tides", "Lighthouse Authority", "Office for Café Standards"),
    *("Rivers & Canals Board", "Agence de l’Eau", "National Beacon Trust"),
)
UNITS = ("Operations", "Finance & Estates", "Strategy, Policy and Évaluation", "People", "Digital")
GRADES = ("SCS1", "SCS2", "Grade 6", "HEO", "EO", "AO")

type Row = dict[str, str]

SENIOR: dict[str, tuple[str, ...]] = {
    "reference": (
        *("Post Unique Reference", "Unique Post Reference", "Post Reference", "Post Ref"),
        *("POST UNIQUE REF.", "post_unique_reference", "Post Unique\nReference", "Post ID"),
    ),
    "holder": ("Name", "Post Holder", "Name of Post Holder", "name"),
    "grade": ("Grade (or equivalent)", "Grade", "GRADE", "Grade / Band", "Grade or Equivalent"),
    "title": ("Job Title", "job_title", "Job title ", "Post Title", "JOB TITLE", "Title of Post"),
    "function": ("Job/Team Function", "Function"),
    "above": ("Parent Department", "Parent department"),
    "organisation": ("Organisation", "Organization", "Organisation Name", "ORGANISATION"),
    "unit": ("Unit", "Unit Name", "unit", "Team", "Business Unit", "Unit/Team"),
    "phone": ("Contact Phone", "Phone"),
    "superior": (
        *("Reports to Senior Post", "Reports To", "Reports to", "reports_to_senior_post"),
        *("Reports to (Post Reference)", "Reports to Post Unique Reference"),
    ),
    "cost": ("Salary Cost of Reports (£)", "Salary cost of reports to this post"),
    "fte": ("FTE", "Fte", "F.T.E.", "FTE (Full Time Equivalent)", "Full-time equivalent"),
    "group": ("Professional/Occupational Group", "Profession"),
}
JUNIOR: dict[str, tuple[str, ...]] = {
    "above": SENIOR["above"],
    "organisation": SENIOR["organisation"],
    "unit": SENIOR["unit"],
    "superior": (
        *("Reporting Senior Post", "Reporting to Senior Post", "Reports to Senior Post"),
        *("Reporting Senior Post Reference", "reporting_senior_post", "Reports To"),
    ),
    "grade": SENIOR["grade"],
    "least": ("Payscale Minimum (£)", "Payscale Min"),
    "title": ("Generic Job Title", "Job Title", "generic_job_title", "Generic Title of Job"),
    "fte": (
        *("Number of Posts in FTE", "Number of Posts (FTE)", "No. of Posts in FTE", "FTE"),
        *("number_of_posts_in_fte", "Number of posts", "Headcount (FTE)", "Posts (F.T.E.)"),
    ),
    "group": SENIOR["group"],
}


@dataclass(frozen=True)
class Habits:
    """How one department writes its files."""

    encoding: str
    separator: str
    ending: str
    titled: bool
    trailing: int
    naming: int
    senior: tuple[str, ...]
    junior: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """A file, and what it says: each row's fields as they are meant."""

    name: str
    content: bytes
    is_senior: bool
    rows: tuple[Row, ...]


def habits(random: Random) -> Habits:
    return Habits(
        encoding=random.choice(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
        separator=random.choice([",", ";", "\t", "|"]),
        ending=random.choice(["\n", "\r\n", "\r"]),
        titled=random.random() < 0.3,
        trailing=random.choice([0, 0, 1, 4]),
        naming=random.randrange(len(NAMINGS)),
        senior=tuple(random.choice(names) for names in SENIOR.values()),
        junior=tuple(random.choice(names) for names in JUNIOR.values()),
    )


def pair(random: Random) -> tuple[str, date, list[Written]]:
    """Whose and of which day, and both halves as their habits have them."""
    name, day = random.choice(NAMES), date(random.randint(2010, 2024), random.choice([3, 9]), 30)
    ways = habits(random)
    posts = _posts(random, name)
    halves = ((True, posts), (False, _counts(random, name, posts)))
    return name, day, [_file(ways, name, day, is_senior, rows) for is_senior, rows in halves]


def _posts(random: Random, name: str) -> list[Row]:
    """Posts in a tree; some are shared by two, some part-time."""
    rows: list[Row] = []
    for number in range(1, random.randint(4, 14)):
        reference = random.choice(["{}", "TID{:03}", "P-{}/A", "{:05}"]).format(number)
        above = random.choice(rows)["reference"] if rows else random.choice(["XX", "xx"])
        row = {
            "reference": reference,
            "holder": random.choice(["N/D", "Ann O’Neil", ""]),
            "grade": random.choice(GRADES),
            "title": f"Head of “{random.choice(UNITS)}” {number}",
            "organisation": name,
            "above": "Cabinet",
            "unit": random.choice(UNITS),
            "superior": above,
            "fte": random.choice(["1", "1.00", "0.6", "0,5", " 1 "]),
            "cost": "120000",
        }
        rows.append(row)
        if random.random() < 0.15:
            rows[-1] = {**row, "fte": "0.5"}
            rows.append({**row, "fte": "0.5", "holder": "N/K"})
    return rows


def _counts(random: Random, name: str, posts: list[Row]) -> list[Row]:
    return [
        {
            "organisation": name,
            "above": "Cabinet",
            "unit": random.choice(UNITS),
            "superior": random.choice(posts)["reference"],
            "grade": random.choice(GRADES),
            "title": f"Officer {number}",
            "fte": random.choice(["1", "3.5", "12", "0,75", "2.00"]),
            "least": "20000",
        }
        for number in range(random.randint(1, 12))
    ]


def _file(ways: Habits, name: str, day: date, is_senior: bool, rows: list[Row]) -> Written:
    fields, headings = (SENIOR, ways.senior) if is_senior else (JUNIOR, ways.junior)
    half = "senior" if is_senior else "junior"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=ways.separator, lineterminator=ways.ending)
    tail = [""] * ways.trailing
    if ways.titled:
        writer.writerows([[f"{name}: {half} posts", *tail], []])
    writer.writerow([*headings, *tail])
    writer.writerows([[*(row.get(field, "") for field in fields), *tail] for row in rows])
    writer.writerows([["" for _ in headings]] * ways.trailing)
    content = text.getvalue().encode(ways.encoding)
    return Written(NAMINGS[ways.naming](name, day, half), content, is_senior, tuple(rows))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-").replace("’", "").replace("&", "and").replace("é", "e")


def _ordinal(day: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if 4 <= day <= 20 else ends.get(day % 10, 'th')}"


NAMINGS = (
    lambda name, day, half: f"{_slug(name)}-{day}-{half}.csv",
    lambda name, day, half: f"{day}-{_slug(name)}-organogram-{half}.csv",
    lambda name, day, half: f"{name} {day.day} {MONTHS[day.month - 1]} {day.year} {half}.csv",
    lambda name, day, half: f"{_slug(name)}_{day:%d%m%Y}_{half}.csv",
    lambda name, day, half: f"{day:%Y%m%d}_{_slug(name)}_{half}_final.CSV",
    lambda name, day, half: f"{half.title()} posts {name} {day:%d-%m-%Y}.csv",
    lambda name, day, half: (
        f"{_slug(name)}-{_ordinal(day.day)}-{MONTHS[day.month - 1]}-{day.year}-{half}-data.csv"
    ),
    lambda name, day, half: (
        f"{_slug(name)}_{MONTHS[day.month - 1][:3]}_{day.day}_{day.year}_{half}.txt"
    ),
)
"""The day and the half in names as people give them."""
