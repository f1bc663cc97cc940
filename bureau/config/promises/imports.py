"""Imports are safe: files spoiled in every way are read or refused, written, and taken back."""

import resource
import time
from collections.abc import Iterator, Sequence
from random import Random

from bureau.config.proving import files
from bureau.config.proving.addresses import administrator
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.core.imports.plan import plan
from bureau.documents.apart import FILES_AT_ONCE, read_apart
from bureau.documents.beside import SECONDS_MOST
from bureau.documents.halves import HalfRead
from bureau.institution.imports.queries.following import following
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.services import applying
from bureau.institution.imports.services.portions import departments_of
from bureau.institution.imports.services.staging import stage
from bureau.institution.organisation.models import UnitVersion
from bureau.institution.organisation.queries import verification

WRITTEN_EVERY = 40
"""Of so many spoiled files one is also written, broken off, taken up again and taken back."""
MEGABYTES_MOST = 256


@promise("imports", asked=10_000, quick=80, unit="spoiled files")
def run(trial: Trial) -> Outcome:
    random, broken = trial.random, list[str]()
    slowest, written = 0.0, 0
    for start in range(0, trial.number, FILES_AT_ONCE):
        count = min(FILES_AT_ONCE, trial.number - start)
        whole = files.department(f"Office of Proofs {start}")
        given = [_spoiled(random, whole) for _ in range(count)]
        began = time.monotonic()
        read = read_apart(given)
        slowest = max(slowest, time.monotonic() - began)
        broken += _read_wrongly(start, read)
        for place in range(0, count, WRITTEN_EVERY):
            written += 1
            broken += [
                f"file {start + place}: {how}" for how in _taken_in(read[place], whole, random)
            ]
    broken += [f"structure: {how}" for how in verification.differing()]
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if most > MEGABYTES_MOST:
        broken.append(f"a reader took {most} megabytes")
    if slowest > SECONDS_MOST:
        broken.append(f"{FILES_AT_ONCE} files took {slowest:.1f} seconds")
    told = f"{written} written and taken back; at most {most} MB, {slowest:.1f} s a batch"
    return Outcome(trial.number, broken, told)


def _spoiled(random: Random, whole: files.Files) -> tuple[str, bytes]:
    name, content = random.choice(whole)
    return name, files.spoiled(random, content)


def _read_wrongly(start: int, read: Sequence[HalfRead]) -> Iterator[str]:
    """A file that is neither read nor refused with a reason, or of which no plan can be made."""
    for place, one in enumerate(read, start):
        if one.half is None and not one.faults:
            yield f"file {place}: neither read nor refused"
        elif one.half is not None:
            try:
                plan([one.half])
            except Exception as problem:  # whatever it is, it is what the promise rules out
                yield f"file {place}: no plan, {problem!r}"


def _taken_in(spoiled: HalfRead, whole: files.Files, random: Random) -> Iterator[str]:
    """Beside good files: written, broken off half way, gone on with, written again, taken back."""
    by, good = administrator(), [file for file in whole if file[0] != spoiled.file]
    number = stage(by, [spoiled, *read_apart(good)])
    applying.begin_applying(by, number=number)
    _break_off(number, random.randint(0, 2))
    applying.apply_import(by, number)
    if left := outlook(number).changes:
        yield f"{left} changes are left"
    if again := applying.apply_import(by, number):
        yield f"written twice: {again} changes"
    applying.undo_import(by, number)
    if standing := UnitVersion.objects.filter(recorded_until__isnull=True).count():
        yield f"{standing} units stand after it was taken back"


def _break_off(number: int, portions: int) -> None:
    """Write some portions and no more, as where the machine is stopped."""
    by = administrator()
    for department in departments_of(number):
        found = following(department)
        for steps in list(found.parts())[:portions]:
            at = (found.department, found.edition)
            applying.write_things(by, number=number, found=at, steps=steps)
