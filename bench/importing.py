"""Pages while a large import goes through the page, and for a minute after its end.

One person sends the files of 100,000 rows to the page as a browser does, has them written and
follows the page of the import, as its refresh does, until its outcome is shown. Others look at
pages all the while. Each phase has its own figures; no phase may make others wait.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep
from uuid import uuid4

from bench.chart import line
from bench.departments import written
from bench.visitors import Answer, Visitor

EVERY_SECONDS = 3
"""How often the page of an import under way asks for itself again."""
PHASES = ("read and staged", "summary before", "written", "summary after", "minute after")
BUTTON = 'action="/settings/imports/{number}/application/"'
SUMMED_UP = "The worker computes the summary"
BUSY = 'http-equiv="refresh"'
LONGEST = 900


@dataclass(slots=True)
class Course:
    """How the import of one person goes: when each phase began, and how long its own page took."""

    began: list[tuple[float, str]] = field(default_factory=list)
    own: list[tuple[str, Answer]] = field(default_factory=list)
    problem: str = ""

    def phase(self, name: str) -> None:
        self.began.append((perf_counter(), name))

    def at(self, instant: float) -> str:
        """The phase that was under way then."""
        return next((name for since, name in reversed(self.began) if since <= instant), PHASES[0])


def taken_through(importer: Visitor, folder: Path, rows: int, after: float, course: Course) -> None:
    """Send the files, write them, and wait until the outcome is shown; then so many seconds."""
    written(folder, rows)
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]
    course.phase(PHASES[0])
    fields = {"key": uuid4().hex, "language": "en", "encoding": ""}
    answer = importer.send("/settings/imports/", fields, "csv_files", files)
    course.own.append((PHASES[0], answer))
    found = re.search(r"/settings/imports/(\d+)/", answer.leads)
    if answer.status != 302 or found is None:
        course.problem = f"the files were not taken: {answer.status}"
        return
    page = f"/settings/imports/{found[1]}/"
    course.phase(PHASES[1])
    if not _shown(importer, page, course, lambda: BUTTON.format(number=found[1])):
        return
    course.phase(PHASES[2])
    importer.post(f"{page}application/", key=uuid4().hex)
    if not _shown(importer, page, course, lambda: f'href="{page}undoing/"'):
        return
    course.phase(PHASES[4])
    sleep(after)


def _shown(importer: Visitor, page: str, course: Course, wanted: Callable[[], str]) -> bool:
    """Ask for the page of the import again and again until it is through with what it does."""
    until = perf_counter() + LONGEST
    while perf_counter() < until:
        answer = importer.get(page)
        course.own.append((course.began[-1][1], answer))
        if answer.status == 200 and wanted() in importer.page:
            return True
        if answer.status == 200 and BUSY not in importer.page:
            break
        if course.began[-1][1] == PHASES[2] and SUMMED_UP in importer.page:
            course.phase(PHASES[3])
        sleep(EVERY_SECONDS)
    course.problem = f"the page of the import did not come to an end: {answer.status}"
    return False


def told(course: Course, answers: Sequence[Answer]) -> bool:
    """A line for each phase: how long others waited then; and for the importer's own page."""
    ends = [since for since, _ in course.began[1:]] + [perf_counter()]
    lasted = {name: end - since for (since, name), end in zip(course.began, ends, strict=True)}
    met = [not course.problem]
    if course.problem:
        print(f"  {course.problem}")
    for name in PHASES:
        here = sorted(one.seconds for one in answers if course.at(one.began) == name)
        own = [one.seconds for phase, one in course.own if phase == name]
        if not here:
            continue
        middle, late, last = (here[min(len(here) * n // 100, len(here) - 1)] for n in (50, 99, 100))
        figure = f"{middle * 1e3:.0f}, {late * 1e3:.0f}, {last * 1e3:.0f} ms"
        what = f"  {name}, {lasted.get(name, 0):.0f} s: p50, p99, max"
        met.append(line(what, figure, "1000 ms p99", late <= 1))
        print(f"    {len(here)} requests; slowest own page {max(own, default=0) * 1e3:.0f} ms")
    return all(met)
