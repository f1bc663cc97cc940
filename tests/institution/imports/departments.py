"""Files of an invented department, with the faults that real ones have."""

import csv
import io
from collections.abc import Sequence

SENIOR = (
    "Post Unique Reference,Name,Grade (or equivalent),Job Title,Job/Team Function,"
    "Parent Department,Organisation,Unit,Contact Phone,Contact E-mail,Reports to Senior Post,"
    "Salary Cost of Reports (£),FTE,Actual Pay Floor (£),Actual Pay Ceiling (£),,"
    "Professional/Occupational Group,Notes,Valid?"
).split(",")
JUNIOR = (
    "Parent Department,Organisation,Unit,Reporting Senior Post,Grade,Payscale Minimum (£),"
    "Payscale Maximum (£),Generic Job Title,Number of Posts in FTE,Professional/Occupational Group"
).split(",")
NAME = "Harbour Office"

type Post = tuple[str, str, str, str, str]
type Count = tuple[str, str, str, str, str]


def senior(
    posts: Sequence[Post | tuple[str, ...]], name: str = NAME, encoding: str = "utf-8"
) -> bytes:
    """Each post: reference, title, unit, superior, FTE; then, where told, grade and holder."""
    rows = []
    for reference, title, unit, superior, fte, *more in posts:
        grade, holder = [*more, "S1", "N/D"][:2] if len(more) < 2 else more[:2]
        rows.append(
            [reference, holder, grade, title, "", "Ministry", name, unit, "", "", superior]
            + ["0", fte, "", "", "", "Policy", "", ""]
        )
    return written(SENIOR, rows, encoding)


def junior(counts: Sequence[Count], name: str = NAME, encoding: str = "utf-8") -> bytes:
    """Each row: unit, superior, grade, title, number of posts."""
    rows = [
        ["Ministry", name, unit, superior, grade, "1", "2", title, fte, "Other"]
        for unit, superior, grade, title, fte in counts
    ]
    return written(JUNIOR, rows, encoding)


def written(heading: Sequence[str], rows: Sequence[Sequence[str]], encoding: str) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue().encode(encoding)


def department() -> dict[str, bytes]:
    """Three days of one department: the second lacks its senior half, the last renames a unit."""
    return {
        "harbour_office-2011-03-31-senior.csv": senior(
            [
                ("1", "Master", "Office of the Master", "XX", "1"),
                ("2", "Head of Pilots", "Pilots", "1", "1"),
                ("2", "Head of Pilots", "Pilots", "1", "0.4"),
                ("3", "Head of Lights", "Lights & Buoys", "1", "0.5"),
                ("3", "Deputy Head of Lights", "Lights & Buoys", "1", "0.5"),
                ("4", "Round and round", "Docks", "5", "1"),
                ("5", "About", "Docks", "4", "1"),
                ("6", "To itself", "Docks", "6", ""),
                ("0", "Not in post", "Docks", "1", "1"),
                ("Deleted", "Gone", "Docks", "1", "1"),
                ("7", "No more", "Docks", "1", "1", "S1", "Eliminated"),
                ("8", "Below nobody", "Docks", "99", "http://example.org/part"),
            ]
        ),
        "harbour_office-2011-03-31-junior.csv": junior(
            [
                ("Pilots", "2", "Grade 7", "Pilot", "3.5"),
                ("Pilots", "2", "Grade 7", "Pilot", "1"),
                ("Pilots", "2", "grade 7", "pilot", "1"),
                ("Lights & Buoys", "3", "Keeper", "Keeper", "12.25"),
                ("Docks", "4", "Porter", "Porter", "0"),
                ("Docks", "77", "Porter", "Porter", "2"),
                ("Docks", "4", "Porter", "Crane", "N/D"),
                ("Canteen", "1", "Cook", "Cook", "1,000"),
                ("Canteen", "1", "Cook", "Cook", "2"),
            ],
            encoding="cp1252",
        ),
        "harbour_office-2011-09-30-junior.csv": junior(
            [
                ("Pilots", "2", "Grade 7", "Pilot", "4"),
                ("Sheds", "1", "Porter", "Porter", "9"),
            ],
            encoding="utf-16",
        ),
        "harbour_office-2012-03-31-senior.csv": senior(
            [
                ("1", "Master of the Harbour", "Office of the Master", "XX", "1"),
                ("2", "Head of Pilots", "Pilotage", "1", "1"),
                ("4", "Round and round", "Docks", "1", "1"),
                ("9", "New", "Docks", "4", "1"),
            ]
        ),
        "harbour_office-2012-03-31-junior.csv": junior(
            [
                ("Pilotage", "2", "Grade 7", "Pilot", "4"),
                ("Docks", "4", "Porter", "Porter", "2"),
                ("Docks", "8", "Porter", "Porter", "3"),
            ]
        ),
    }
