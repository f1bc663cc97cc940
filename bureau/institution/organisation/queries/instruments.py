"""Instruments of an organisation: the list, and everything of the structure that rests on one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.queries.versions import said_otherwise
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.history import Told, hidden_kinds, told_of
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.values import Referred, referred
from bureau.institution.organisation.store import effects_under
from bureau.record.journal.queries import on_record_at
from bureau.web.multilingual import has_words

EFFECTS_MOST = 100


@dataclass(frozen=True, slots=True)
class Resting:
    """What one instrument did to one thing: the unit, or the post it hangs on, and each effect."""

    thing: Called | None
    effects: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class RestsOn:
    """All that rests on an instrument, thing by thing; `names` puts the values into words."""

    things: tuple[Resting, ...]
    names: Referred
    count: int
    shown: int


def instruments_of(actor: Actor, organisation: int) -> QuerySet[Instrument]:
    """The register; to whoever is not signed in, only what a visible part of the chart rests on."""
    rows = Instrument.objects.filter(organisation=organisation).select_related("body", "meeting")
    if may_see_names(actor):
        return rows
    effects = Effect.objects.filter(organisation=organisation)
    shown = effects.exclude(kind__in=hidden_kinds(actor)).values("instrument")
    return rows.filter(pk__in=shown)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asks of the register; empty is any. `sort` may begin with a minus."""

    kind: str = ""
    standing: str = ""
    body: int | None = None
    text: str = ""
    sort: str = "-day"


SORTS = {"day": ("day",), "kind": ("kind", "day"), "number": ("number",)}
"""What is looked at for each order; then the number of the row. What is not said comes last."""


def instruments_sought(
    actor: Actor, organisation: int, sought: Sought, recorded: int | None = None
) -> list[int]:
    """The numbers of the instruments that match, in the order asked for; `recorded`: as they were
    known at that record number, and those alone that were."""
    rows = instruments_of(actor, organisation)
    names = SORTS[sought.sort.removeprefix("-")]
    if recorded is None:
        found = list(_matching(rows, sought).values_list("pk", *names))
    else:
        otherwise = said_otherwise(recorded).filter(instrument__in=rows)
        same = rows.exclude(pk__in=otherwise.values("instrument"))
        found = list(_matching(same, sought).values_list("pk", *names))
        found += _matching(otherwise, sought).values_list("instrument", *names)
        known = on_record_at([Reference("instrument", pk) for pk, *_said in found], recorded)
        found = [one for one in found if Reference("instrument", one[0]) in known]
    is_falling = sought.sort.startswith("-")
    found.sort(key=lambda one: _place(one, is_falling=is_falling), reverse=is_falling)
    return [pk for pk, *_said in found]


def _matching[Said: Model](rows: QuerySet[Said], sought: Sought) -> QuerySet[Said]:
    """Of instruments, or of what they said once."""
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.body:
        rows = rows.filter(body=sought.body)
    if sought.text:
        number = Q(number__icontains=sought.text) | Q(source__icontains=sought.text)
        rows = rows.filter(has_words("title", sought.text) | number)
    return rows


def _place(found: Sequence[Any], *, is_falling: bool) -> list[tuple[bool, Any]]:
    pk, *said = found
    return [((one is None) != is_falling, one) for one in (*said, pk)]


def effects_counted(actor: Actor, instruments: list[int], recorded: int) -> dict[int, int]:
    """How many effects rest on each instrument, as known at the record number."""
    rows = Effect.objects.filter(instrument__in=instruments, record__lte=recorded)
    rows = rows.exclude(kind__in=hidden_kinds(actor))
    counted = rows.values("instrument").annotate(count=Count("pk")).order_by()
    return dict(counted.values_list("instrument", "count"))


def rests_on(
    actor: Actor, now: Snapshot, instrument: Instrument, most: int | None = EFFECTS_MOST
) -> RestsOn:
    """The effects of an instrument as they were recorded, each under the thing it is about; all of
    them where `most` is None."""
    recorded = now.coordinates.recorded
    count = effects_counted(actor, [instrument.pk], recorded).get(instrument.pk, 0)
    told = told_of(effects_under(instrument.pk, recorded, most or count, hidden_kinds(actor)))
    grouped: dict[Reference, list[Told]] = defaultdict(list)
    for one in told:
        grouped[_thing(one.effect.subject, one.effect.fields, now)].append(one)
    pairs = [(one.effect.subject.kind, one.effect.fields) for one in told]
    names = called([each for each in grouped if each.kind in ("unit", "post")], now)
    things = [Resting(names.get(each), tuple(listed)) for each, listed in grouped.items()]
    return RestsOn(tuple(things), referred(actor, now, pairs), count, len(told))


def _thing(subject: Reference, fields: Mapping[str, Value], now: Snapshot) -> Reference:
    """The unit or post an effect is about; what hangs on one counts to it."""
    if subject.kind in ("unit", "post"):
        return subject
    rows = now.columns.versions_of(subject)
    said = rows[-1].fields if rows else fields
    if subject.kind in ("block", "engagement"):
        return Reference("unit", int(said["unit"] or 0))
    if subject.kind == "succession":
        return Reference(str(said["subject_kind"]), int(said["predecessor"] or 0))
    return Reference("post", int(said["post"] or 0))
