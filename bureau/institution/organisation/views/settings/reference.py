"""Settings of grades, places and offices: dated, with no recorded axis."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.core.days import last_day
from bureau.institution.organisation.forms.reference import (
    GradeForm,
    KeptGradeForm,
    KeptNameForm,
    PlaceForm,
    until,
)
from bureau.institution.organisation.models import (
    Grade,
    Place,
)
from bureau.institution.organisation.permissions import (
    may_keep_reference_data,
)
from bureau.institution.organisation.queries.grades import is_in_use
from bureau.institution.organisation.services import keeping, reference
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.settings.parts import (
    ONLY_OFFICERS,
    crumbs,
    organisation_here,
)
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import (
    Kept,
    Line,
    Register,
    register_page,
    row_page,
)
from bureau.web.requests import Asking


def grades(request: Asking) -> HttpResponseBase:
    return register_page(request, GRADES, crumbs())


def grade(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, GRADES, row, crumbs(GRADES.title, "settings-grades"))


def places(request: Asking) -> HttpResponseBase:
    return register_page(request, PLACES, crumbs())


def place(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, PLACES, row, crumbs(PLACES.title, "settings-places"))


def _add_grade(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return reference.add_grade(Asked(request.actor, key), organisation=organisation, **said)


def _grade_lines(request: Asking, rows: Sequence[Grade]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                row.code,
                word_for(row.grade_class, "category"),
                row.order,
                row.valid_from,
                last_day(row.valid_until),
            ),
            change=reverse("settings-grade", args=[row.pk]),
        )
        for row in rows
    ]


def _kept_grade(request: Asking, row: Grade, data: QueryDict | None) -> KeptGradeForm:
    held = {
        "grade_class": row.grade_class,
        "order": row.order,
        "last_day": last_day(row.valid_until),
    }
    return KeptGradeForm(data, initial=held, is_in_use=is_in_use(row))


def _keep_grade(request: Asking, key: str, row: Grade, said: dict[str, Any]) -> object:
    ends = until(said)
    return keeping.keep_grade(Asked(request.actor, key), grade=row.pk, valid_until=ends, **said)


GRADES = Register(
    name="grades",
    title=_("Grades"),
    says=_("Every grade with its class and its place in the order."),
    done=_("The grade is added."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "code": _("Code"),
        "grade_class": _("Class"),
        "order": _("Place in the order"),
        "valid_from": _("First day"),
        "last_day": _("Last day"),
    },
    rows=lambda request: Grade.objects.filter(organisation=organisation_here(request)).order_by(
        "-order", "pk"
    ),
    lines=_grade_lines,
    form=lambda request, data: GradeForm(data, initial={"valid_from": request.reading.today}),
    add=_add_grade,
    sentence=sentence,
    verb=_("Add a grade"),
    orders={"code": ("code",), "grade_class": ("grade_class", "order"), "order": ("order",)},
    kept=Kept(_kept_grade, _keep_grade, _("The grade is kept.")),
)


def _add_place(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return reference.add_place(Asked(request.actor, key), organisation=organisation, **said)


def _place_lines(request: Asking, rows: Sequence[Place]) -> list[Line]:
    return [
        Line(
            row.pk,
            (row.code, here(row.name), row.valid_from, last_day(row.valid_until)),
            change=reverse("settings-place", args=[row.pk]),
        )
        for row in rows
    ]


def _kept_place(request: Asking, row: Place, data: QueryDict | None) -> KeptNameForm:
    return KeptNameForm(data, initial={"name": row.name, "last_day": last_day(row.valid_until)})


def _keep_place(request: Asking, key: str, row: Place, said: dict[str, Any]) -> object:
    ends = until(said)
    return keeping.keep_place(Asked(request.actor, key), place=row.pk, valid_until=ends, **said)


PLACES = Register(
    name="places",
    title=_("Places"),
    says=_("Duty stations, by their code."),
    done=_("The place is added."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "code": _("Code"),
        "name": _("Name"),
        "valid_from": _("First day"),
        "last_day": _("Last day"),
    },
    rows=lambda request: Place.objects.filter(organisation=organisation_here(request)).order_by(
        "code", "pk"
    ),
    lines=_place_lines,
    form=lambda request, data: PlaceForm(data, initial={"valid_from": request.reading.today}),
    add=_add_place,
    sentence=sentence,
    verb=_("Add a place"),
    orders={"code": ("code",), "valid_from": ("valid_from",)},
    kept=Kept(_kept_place, _keep_place, _("The place is kept.")),
)
