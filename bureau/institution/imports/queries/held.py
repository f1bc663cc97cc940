"""What of an import stays when it is taken back, because something decided hangs on it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import batched

from bureau.core.imports.differing import is_decided
from bureau.core.references import Reference
from bureau.core.spans import Span
from bureau.core.structure.kinds import KINDS
from bureau.institution.imports.store import AT_ONCE
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.store import VERSIONS, effects_of

HELD = ("unit", "post")
EVER = (Span(1),)
"""All days."""


def held(lost: Mapping[Reference, Collection[Span]], imports: frozenset[int]) -> set[Reference]:
    """The units and posts among what is to stand no more on some days that something names then
    which was decided, or which stays itself for that reason."""
    named: defaultdict[Reference, set[Reference]] = defaultdict(set)
    for holder, thing, span in _naming(lost.keys()):
        if any(span.overlap(days) for days in lost[thing]):
            named[holder].add(thing)
    found: set[Reference] = set()
    asked = _decided(named, imports)
    while asked:
        new = set().union(*(named[one] for one in asked if one in named)) - found
        found |= new
        asked = new
    return found


def _naming(gone: Collection[Reference]) -> Iterator[tuple[Reference, Reference, Span]]:
    """What names one of these, which, and on what days."""
    for of in HELD:
        ids = sorted(one.id for one in gone if one.kind == of)
        fields = [
            (kind, field.name)
            for kind in VERSIONS
            for field in KINDS[kind].fields
            if field.refers_to == of and ids
        ]
        for kind, name in fields:
            rows = VERSIONS[kind]._default_manager.filter(recorded_until__isnull=True)
            for some in batched(ids, AT_ONCE):
                found = rows.filter(**{f"{name}__in": some})
                said = found.values_list("subject_id", name, "valid_from", "valid_until")
                for subject, number, since, until in said:
                    yield Reference(kind, subject), Reference(of, number), Span(since, until)


def _decided(things: Collection[Reference], imports: frozenset[int]) -> set[Reference]:
    """Those of which anything that counts was decided; only these are read whole."""
    likely: list[Reference] = []
    for kind in sorted({one.kind for one in things}):
        for some in batched(sorted(one.id for one in things if one.kind == kind), AT_ONCE):
            rows = Effect.objects.filter(kind=kind, subject__in=some)
            rows = rows.exclude(instrument__in=imports)
            numbers = rows.values_list("subject", flat=True).distinct()
            likely += [Reference(kind, number) for number in numbers]
    return {
        one
        for some in batched(likely, AT_ONCE)
        for one, effects in effects_of(some).items()
        if is_decided(effects, imports)
    }
