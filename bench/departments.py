"""Files of invented departments, as pairs of senior and junior posts: what an import takes in."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

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
DEPARTMENTS = 10
SENIOR_SHARE, UNIT_SHARE = 0.2, 0.05
GRADES = ("AO", "EO", "HEO", "SEO", "G7")


def written(folder: Path, rows: int) -> None:
    """Write so many rows in all, of ten departments, a fifth of them senior posts."""
    for number in range(1, DEPARTMENTS + 1):
        count = rows // DEPARTMENTS
        seniors = int(count * SENIOR_SHARE)
        name, units = f"Bench Department {number}", max(1, int(count * UNIT_SHARE))
        stem = f"bench_department_{number}-2020-03-31"
        halves = {"senior": SENIOR, "junior": JUNIOR}
        lines = {
            "senior": _seniors(name, seniors, units),
            "junior": _juniors(name, count - seniors, seniors, units, Random(number)),
        }
        for half, heading in halves.items():
            with (folder / f"{stem}-{half}.csv").open("w", newline="") as file:
                csv.writer(file).writerows([heading, *lines[half]])


def _seniors(name: str, count: int, units: int) -> Iterator[list[str]]:
    for post in range(1, count + 1):
        above = "XX" if post == 1 else str(max(1, post // 4))
        unit = f"Unit {(post - 1) % units + 1}"
        told = [str(post), "N/D", "SCS1", f"Head {post}", "", "Ministry", name, unit, "", "", above]
        yield [*told, "0", "1", "", "", "", "Policy", "", ""]


def _juniors(
    name: str, count: int, seniors: int, units: int, random: Random
) -> Iterator[list[str]]:
    for row in range(count):
        superior = row % seniors + 1
        unit = f"Unit {(superior - 1) % units + 1}"
        title, grade = f"Officer {row}", GRADES[row % len(GRADES)]
        fte = str(random.randint(1, 9))
        yield ["Ministry", name, unit, str(superior), grade, "1", "2", title, fte, "Other"]
