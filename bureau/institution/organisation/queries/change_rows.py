"""What happened between two coordinates as plain rows for files and for the shell."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bureau.core.references import Reference
from bureau.core.structure.difference import Change
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Engagement
from bureau.documents.comparisons import ChangeRow, Comparison, Told
from bureau.documents.linked_data import Stand
from bureau.documents.organigrams import Became
from bureau.documents.tables import Column, Table
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.called import Called
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.exports import by_language, identity
from bureau.institution.organisation.queries.items import ENDINGS
from bureau.web.formats import as_date


def comparison_of(
    organisation: Organisation, compared: Compared, said: Called, sides: tuple[Side, Side]
) -> Comparison:
    """All that a file of a comparison holds."""
    changes, carried = compared.difference.changes, compared.difference.carried
    events = list(_events(compared, [change for change in changes if _is_of_unit(change)]))
    return Comparison(
        identity=identity(),
        organisation=organisation.code,
        unit=said.code(compared.unit),
        before=_stand(sides[0]),
        after=_stand(sides[1]),
        changes=[row_of(change, said) for change in changes],
        carried=[row_of(change, said) for change in carried],
        events=events,
        units=_units(compared, said, events),
    )


def row_of(change: Change, said: Called) -> ChangeRow:
    """A change in codes, numbers and words."""
    compared = said.compared
    kind = change.subject.kind
    post = compared.post_of_change(change)
    subject = said.code(change.subject.id) if kind == "unit" else said.number(post or 0)
    if kind == "block" and (block := compared.block_of(change.subject.id)):
        subject = f"{said.code(block.unit)} · {block.grade} · {said.wording(block.title)}"
    if kind == "engagement":
        subject = said.code(_unit_of(compared, change))
    return ChangeRow(
        change.change,
        kind,
        subject,
        _told(change, change.before, compared.before, said),
        _told(change, change.after, compared.after, said),
    )


def _unit_of(compared: Compared, change: Change) -> int:
    """The unit in which somebody is engaged."""
    held = compared.after.view(change.subject) or compared.before.view(change.subject)
    return held.unit if isinstance(held, Engagement) else 0


def _told(change: Change, value: Told, side: Snapshot, said: Called) -> Told:
    """A value as people call it, on its own side."""
    if value is None:
        return None
    match _means(change), value:
        case "unit", int():
            return said.code(value, side)
        case "post", int():
            return said.number(value, side)
        case "wording", int():
            return said.wording(value)
        case "person", int():
            return said.people.get(value)
        case "description", int():
            return said.versions.get(value)
        case "hundredths", int():
            return value / 100
    return value


def _means(change: Change) -> str:
    """What the values of a change are."""
    kind = change.subject.kind
    match change.change, change.field:
        case (("established" | "abolished" | "merged" | "split" | "replaced"), _):
            return kind
        case "moved", _:
            return "post" if kind == "incumbency" else "unit"
        case (("headed" | "reporting_changed" | "supervisor_changed"), _):
            return "post"
        case _, ("name" | "title"):
            return "wording"
        case (("appointed" | "ended" | "engaged" | "released" | "person_changed"), _):
            return "person"
        case (("adopted" | "adoption_ended"), _):
            return "description"
        case (("fte_changed" | "share_changed"), _):
            return "hundredths"
    return "value"


def _stand(side: Side) -> Stand:
    return Stand(as_date(side.at.valid), side.at.recorded, side.plan_name or None)


def _is_of_unit(change: Change) -> bool:
    told = {"established", "renamed", "moved", *ENDINGS}
    return change.subject.kind == "unit" and change.change in told


def _events(compared: Compared, changes: Iterable[Change]) -> Iterator[Became]:
    """Events of units, each on its day."""
    for change in changes:
        unit = change.subject.id
        day = as_date(_day_of(compared, change))
        match change.change:
            case "established":
                yield Became(day, change.change, (), (unit,))
            case "abolished":
                yield Became(day, change.change, (unit,), ())
            case "merged" | "split" | "replaced" if isinstance(change.after, int):
                yield Became(day, change.change, (unit,), (change.after,))
            case _:
                yield Became(day, change.change, (unit,), (unit,))


def _day_of(compared: Compared, change: Change) -> int:
    """The day on which it took effect: where several did, the last of them."""
    was = compared.before.view(change.subject)
    now = compared.after.view(change.subject)
    if change.change == "established":
        return _first_day(compared.after, change.subject)
    if now is not None:
        return now.valid_from
    return (was.valid_until if was else None) or compared.after.coordinates.valid


def _first_day(side: Snapshot, subject: Reference) -> int:
    overlay = side.overlay
    if overlay and subject in overlay.touched:
        rows = [row for row in overlay.versions if row.subject == subject]
    else:
        recorded = side.coordinates.recorded
        rows = [
            row
            for row in side.columns.versions_of(subject)
            if row.recorded_from <= recorded
            and (row.recorded_until is None or recorded < row.recorded_until)
        ]
    return min((row.valid_from for row in rows), default=side.coordinates.valid)


def _units(
    compared: Compared, said: Called, events: Sequence[Became]
) -> dict[int, tuple[str, dict[str, str]]]:
    named = {unit for event in events for unit in (*event.original, *event.resulting)}
    found = {}
    for id in named:
        unit = compared.after.unit(id) or compared.before.unit(id)
        text = said.words.get(unit.name) if unit else None
        code = unit.code if unit else said.code(id)
        found[id] = (code, by_language(text) if text else {})
    return found


def changes_table(shown: Comparison, notes: Sequence[str]) -> Table[tuple[ChangeRow, bool]]:
    """One row a change; what was only carried along says so."""
    before, after = shown.before, shown.after
    columns: list[Column[tuple[ChangeRow, bool]]] = [
        Column("change", pgettext("comparison", "Change"), lambda of: of[0].change),
        Column("kind", pgettext("comparison", "Kind"), lambda of: of[0].kind),
        Column("subject", pgettext("comparison", "Subject"), lambda of: of[0].subject),
        Column("before", pgettext("comparison", "Before"), lambda of: of[0].before),
        Column("after", pgettext("comparison", "After"), lambda of: of[0].after),
        Column("carried", pgettext("comparison", "Carried along"), lambda of: of[1]),
        Column("organisation", _("Organisation"), lambda of: shown.organisation),
        Column("before_valid", _("Before: valid day"), lambda of: before.valid),
        Column("before_recorded", _("Before: recorded"), lambda of: before.recorded),
        Column("before_plan", _("Before: plan"), lambda of: before.plan),
        Column("after_valid", _("After: valid day"), lambda of: after.valid),
        Column("after_recorded", _("After: recorded"), lambda of: after.recorded),
        Column("after_plan", _("After: plan"), lambda of: after.plan),
    ]
    told = [(row, False) for row in shown.changes] + [(row, True) for row in shown.carried]
    return Table(pgettext("sheet", "Changes"), columns, told, notes)
