"""Settings of staffing tables as adopted: each under its instrument, for its period."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.days import last_day
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.forms.adopted import AdoptedTableForm
from bureau.institution.organisation.forms.reference import until
from bureau.institution.organisation.models import AdoptedTable
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services.adopted import adopt_staffing_table
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.views.settings.parts import (
    crumbs,
    organisation_here,
    unit_by_code,
)
from bureau.record.journal.services import Asked
from bureau.web.formats import as_date
from bureau.web.multilingual import here
from bureau.web.registers import Line, Register, register_page
from bureau.web.requests import Asking

INSTRUMENTS_MOST = 300


def tables(request: Asking) -> HttpResponseBase:
    return register_page(request, TABLES, crumbs())


def _form(request: Asking, data: QueryDict | None) -> AdoptedTableForm:
    organisation = organisation_here(request).pk
    rows = Instrument.objects.filter(organisation=organisation).order_by("-day", "-pk")
    return AdoptedTableForm(
        data,
        instruments=[(str(row.pk), here(row.title)) for row in rows[:INSTRUMENTS_MOST]],
        grades=[(grade, grade) for grade in grade_order(organisation)],
        find_unit=lambda code: unit_by_code(code, organisation),
        initial={"valid_from": request.reading.today},
    )


def _add(request: Asking, key: str, said: dict[str, Any]) -> object:
    return adopt_staffing_table(
        Asked(request.actor, key),
        organisation=organisation_here(request).pk,
        valid_until=until(said),
        **said,
    )


def _lines(request: Asking, rows: Sequence[AdoptedTable]) -> list[Line]:
    now = today_in_force()
    return [
        Line(
            row.pk,
            (
                here(row.instrument.title),
                unit.code if (unit := now.unit(row.unit)) else str(row.unit),
                row.valid_from,
                last_day(row.valid_until),
                as_date(row.read_valid) if row.read_valid else _("counts"),
            ),
            address=f"{reverse('as-adopted')}?table={row.pk}",
        )
        for row in rows
    ]


TABLES = Register(
    name="adopted-tables",
    title=gettext_lazy("Staffing tables as adopted"),
    says=gettext_lazy("What a body adopted, for its period, to be laid beside what stands."),
    done=gettext_lazy("The table is on the register."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "instrument": gettext_lazy("Instrument"),
        "unit": gettext_lazy("Unit"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
        "read_on": gettext_lazy("Read on"),
    },
    rows=lambda request: (
        AdoptedTable.objects.filter(organisation=organisation_here(request))
        .select_related("instrument")
        .order_by("-valid_from", "-pk")
    ),
    lines=_lines,
    form=_form,
    add=_add,
    sentence=sentence,
    verb=gettext_lazy("Add a table"),
    orders={"valid_from": ("valid_from",)},
)
