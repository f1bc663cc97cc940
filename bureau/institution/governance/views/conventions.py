"""Settings of deadlines: how each body counts its last days."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.days import last_day
from bureau.institution.governance.forms.conventions import ConventionForm
from bureau.institution.governance.models import DeadlineConvention
from bureau.institution.governance.services.conventions import set_deadline_convention
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.rules import ONLY_KEEPERS
from bureau.institution.organisation.views.settings.parts import (
    body_choices,
    crumbs,
    organisation_here,
)
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import Line, Register, register_page
from bureau.web.requests import Asking


def conventions(request: Asking) -> HttpResponseBase:
    return register_page(request, CONVENTIONS, crumbs())


def _form(request: Asking, data: QueryDict | None) -> ConventionForm:
    initial = {"zone": organisation_here(request).zone, "valid_from": request.reading.today}
    return ConventionForm(data, bodies=body_choices(request), initial=initial)


def _add(request: Asking, key: str, said: dict[str, Any]) -> object:
    return set_deadline_convention(
        Asked(request.actor, key), organisation=organisation_here(request).pk, **said
    )


def _lines(request: Asking, rows: Sequence[DeadlineConvention]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                here(row.body.name) if row.body else _("every step without one of its own"),
                row.valid_from,
                last_day(row.valid_until),
                row.zone,
                row.closes or _("end of the day"),
                row.stand_in_after,
                row.superior_after,
                here(row.source),
            ),
        )
        for row in rows
    ]


CONVENTIONS = Register(
    name="deadline-conventions",
    title=gettext_lazy("Deadlines of bodies"),
    says=gettext_lazy(
        "In which zone and at which hour a last day is over, and who hears of delay."
    ),
    done=gettext_lazy("The convention is set."),
    barred=ONLY_KEEPERS,
    may=may_keep_rules,
    columns={
        "body": gettext_lazy("Body"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
        "zone": gettext_lazy("Time zone"),
        "closes": gettext_lazy("Closes at"),
        "stand_in_after": gettext_lazy("Stand-in told after days"),
        "superior_after": gettext_lazy("Superior told after days"),
        "source": gettext_lazy("Where it stands"),
    },
    rows=lambda request: (
        DeadlineConvention.objects.filter(organisation=organisation_here(request))
        .select_related("body")
        .order_by("-valid_from", "pk")
    ),
    lines=_lines,
    form=_form,
    add=_add,
    sentence=sentence,
    verb=gettext_lazy("Set a convention"),
    orders={"valid_from": ("valid_from",), "zone": ("zone",)},
)
