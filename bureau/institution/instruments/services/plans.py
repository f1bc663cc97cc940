"""Strategic plans: a version is written, then an instrument adopts it and it stays as it is."""

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import pgettext_lazy

from bureau.core.nesting import reasons_of_place
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.instruments.models import (
    Instrument,
    PlanElement,
    PlanLine,
    PlanVersion,
    StrategicPlan,
)
from bureau.institution.instruments.services.register import allow
from bureau.record.journal.services import Act, service


@service("instruments.begin_plan", pgettext_lazy("act in the journal", "Begin a strategic plan"))
def begin_plan(act: Act, *, organisation: int, name: Text) -> int:
    """A plan with its first version, empty."""
    allow(act, organisation)
    row = StrategicPlan.objects.create(organisation=organisation, name=name)
    PlanVersion.objects.create(plan=row, number=1)
    act.touch("strategic_plan", row.pk)
    return row.pk


@service("instruments.name_plan", pgettext_lazy("act in the journal", "Name a strategic plan"))
def name_plan(act: Act, *, plan: int, name: Text) -> None:
    row = _kept(act, plan)
    StrategicPlan.objects.filter(pk=row.pk).update(name=name.after(row.name))


@service(
    "instruments.begin_plan_version",
    pgettext_lazy("act in the journal", "Begin a version of a strategic plan"),
)
def begin_plan_version(act: Act, *, plan: int) -> int:
    """The next version, with all elements as the newest has them; one is drafted at a time."""
    row = _kept(act, plan)
    newest = row.versions.order_by("-number").first()
    if newest is not None and newest.instrument_id is None:
        raise Refused(Reason("version_is_drafted"))
    number = newest.number + 1 if newest else 1
    version = PlanVersion.objects.create(plan=row, number=number)
    copies: dict[int | None, PlanLine | None] = {None: None}
    for line in _in_order(newest.pk) if newest else ():
        copies[line.pk] = PlanLine.objects.create(
            version=version,
            element=line.element,
            kind=line.kind,
            under=copies[line.under_id],
            place=line.place,
            code=line.code,
            name=line.name,
            says=line.says,
        )
    act.details.update(version=number)
    return version.pk


@service(
    "instruments.put_plan_line",
    pgettext_lazy("act in the journal", "Put an element into a strategic plan"),
)
def put_plan_line(
    act: Act,
    *,
    version: int,
    kind: str,
    name: Text,
    code: str = "",
    says: Text | None = None,
    under: int | None = None,
    line: int | None = None,
) -> int:
    """Add an element to a drafted version, or (with `line`) place and word anew one it has."""
    drafted = _drafted(act, version)
    lines = dict(drafted.lines.values_list("pk", "under"))
    _refuse_place(lines, line, under)
    said: dict[str, Any] = {"kind": kind, "under_id": under, "code": code}
    if line is None:
        place = drafted.lines.filter(under=under).aggregate(last=Max("place"))["last"] or 0
        element = PlanElement.objects.create(plan=drafted.plan)
        row = PlanLine.objects.create(
            version=drafted, element=element, place=place + 1, name=name, says=says, **said
        )
    else:
        row = drafted.lines.get(pk=line)
        said |= {"name": name.after(row.name), "says": says.after(row.says) if says else None}
        PlanLine.objects.filter(pk=line).update(**said)
    act.touch("plan_element", row.element_id)
    return row.element_id


@service(
    "instruments.drop_plan_line",
    pgettext_lazy("act in the journal", "Leave an element out of a strategic plan"),
)
def drop_plan_line(act: Act, *, version: int, line: int) -> None:
    """Leave an element out of a drafted version, with all that stands under it."""
    drafted = _drafted(act, version)
    below = {line}
    for each in _in_order(drafted.pk):
        if each.under_id in below:
            below.add(each.pk)
    gone = drafted.lines.filter(pk__in=below)
    elements = list(gone.values_list("element", flat=True))
    if not elements:
        raise Refused(Reason("is_over"))
    gone.delete()
    act.touch("plan_element", *elements)


@service(
    "instruments.adopt_plan_version",
    pgettext_lazy("act in the journal", "Adopt a version of a strategic plan"),
)
def adopt_plan_version(
    act: Act,
    *,
    version: int,
    instrument: int,
    valid_from: date,
    valid_until: date | None = None,
) -> None:
    """From here the version is what the instrument adopted; `valid_until` is the first day after
    its period."""
    drafted = _drafted(act, version)
    organisation = drafted.plan.organisation
    reasons = []
    if not Instrument.objects.filter(pk=instrument, organisation=organisation).exists():
        reasons.append(Reason("instrument_of_another_organisation"))
    if valid_until and valid_until <= valid_from:
        reasons.append(Reason("ends_before_it_begins"))
    if not drafted.lines.exists():
        reasons.append(Reason("plan_is_empty"))
    if reasons:
        raise Refused(*reasons)
    PlanVersion.objects.filter(pk=drafted.pk).update(
        instrument=instrument, valid_from=valid_from, valid_until=valid_until
    )
    act.touch("instrument", instrument)
    act.touch("plan_element", *drafted.lines.values_list("element", flat=True))
    act.details.update(version=drafted.number, valid_from=valid_from.isoformat())


def _kept(act: Act, plan: int) -> StrategicPlan:
    (row,) = act.lock(StrategicPlan, plan)
    allow(act, row.organisation)
    act.touch("strategic_plan", row.pk)
    return row


def _drafted(act: Act, version: int) -> PlanVersion:
    row = PlanVersion.objects.select_related("plan").get(pk=version)
    _kept(act, row.plan_id)
    (row,) = act.lock(PlanVersion, version)
    if row.instrument_id is not None:
        raise Refused(Reason("version_is_adopted"))
    return row


def _in_order(version: int) -> list[PlanLine]:
    """The lines of a version, each after the one it stands under."""
    rows = list(PlanLine.objects.filter(version=version))
    found = [row for row in rows if row.under_id is None]
    for each in found:
        found += [row for row in rows if row.under_id == each.pk]
    return found


def _refuse_place(lines: dict[int, int | None], line: int | None, under: int | None) -> None:
    """Under a line of the same version, and where it may be put."""
    if {each for each in (line, under) if each} - lines.keys():
        raise Refused(Reason("no_such_provision"))
    if reasons := reasons_of_place(lines, line, under):
        raise Refused(*reasons)
