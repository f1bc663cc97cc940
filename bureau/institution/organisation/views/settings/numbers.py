"""Settings of numbers of posts: how they are written, and those that are kept for posts to come."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.core.days import last_day
from bureau.core.numbers import PARTS
from bureau.institution.organisation.forms.reference import (
    NumberPatternForm,
    ReservationForm,
    until,
)
from bureau.institution.organisation.models import Grade, NumberPattern, ReservedNumber
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.numbers import reservations_seen, with_states
from bureau.institution.organisation.queries.posts import place_names
from bureau.institution.organisation.services import numbers as services
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.settings.parts import (
    crumbs,
    organisation_here,
)
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.services import Asked
from bureau.web.registers import Deed, Line, Register, barred, perform, register_page
from bureau.web.requests import Asking


def patterns(request: Asking) -> HttpResponseBase:
    return register_page(request, PATTERNS, crumbs())


def numbers(request: Asking) -> HttpResponseBase:
    return register_page(request, NUMBERS, crumbs())


@require_POST
def release(request: Asking, reservation: int) -> HttpResponse:
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    return perform(
        request,
        lambda key: services.release_number(Asked(request.actor, key), reservation=reservation),
        sentence,
        _("The number is released."),
    )


def _pattern_form(request: Asking, data: QueryDict | None) -> NumberPatternForm:
    organisation = organisation_here(request).pk
    classes = Grade.objects.filter(organisation=organisation).order_by("grade_class")
    named = dict.fromkeys(classes.values_list("grade_class", flat=True))
    return NumberPatternForm(
        data,
        places=list(place_names(organisation).items()),
        classes=[(each, each) for each in named],
        initial={"valid_from": request.reading.today, "first_serial": 1},
    )


def _set_pattern(request: Asking, key: str, said: dict[str, Any]) -> object:
    return services.set_number_pattern(
        Asked(request.actor, key),
        organisation=organisation_here(request).pk,
        text=said.pop("pattern"),
        valid_until=until(said),
        **said,
    )


def _pattern_lines(request: Asking, rows: Sequence[NumberPattern]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                row.pattern,
                row.place or _("all"),
                row.grade_class or _("all"),
                row.first_serial,
                row.valid_from,
                last_day(row.valid_until),
            ),
        )
        for row in rows
    ]


PATTERNS = Register(
    name="number-patterns",
    title=gettext_lazy("Patterns of post numbers"),
    says=gettext_lazy("How numbers of posts are written; the serial is counted by Bureau."),
    done=gettext_lazy("The pattern is set."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "pattern": gettext_lazy("Pattern"),
        "place": gettext_lazy("Duty station"),
        "grade_class": gettext_lazy("Class of grades"),
        "first_serial": gettext_lazy("First serial"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
    },
    rows=lambda request: NumberPattern.objects.filter(
        organisation=organisation_here(request)
    ).order_by("-valid_from", "-pk"),
    lines=_pattern_lines,
    form=_pattern_form,
    add=_set_pattern,
    sentence=sentence,
    verb=gettext_lazy("Set a pattern"),
    orders={"pattern": ("pattern",), "valid_from": ("valid_from",)},
)


def _number_form(request: Asking, data: QueryDict | None) -> ReservationForm:
    organisation = organisation_here(request).pk
    return ReservationForm(
        data,
        grades=[(grade, grade) for grade in grade_order(organisation)],
        places=list(place_names(organisation).items()),
        initial={"last_day": request.reading.today + timedelta(days=90), "count": 1},
    )


def _reserve(request: Asking, key: str, said: dict[str, Any]) -> object:
    asked, organisation = Asked(request.actor, key), organisation_here(request).pk
    valid_until, reason = until(said), said["reason"]
    assert valid_until is not None
    if number := said["number"].strip():
        return services.reserve_number(
            asked,
            organisation=organisation,
            number=number,
            reason=reason,
            valid_until=valid_until,
            reuses=said["reuses"],
        )
    return services.reserve_next_numbers(
        asked,
        organisation=organisation,
        asked=[{part: said[part].strip() for part in PARTS}] * said["count"],
        reason=reason,
        valid_until=valid_until,
    )


def _number_lines(request: Asking, rows: Sequence[ReservedNumber]) -> list[Line]:
    people = people_by_id(row.reserved_by_id for row in rows)
    return [
        Line(
            one.row.pk,
            (
                one.row.number,
                word_for(one.state, "reserved_number"),
                one.row.valid_until - timedelta(days=1),
                one.row.reason,
                people[one.row.reserved_by_id].name,
            ),
            deeds=(Deed(f"/settings/numbers/{one.row.pk}/release/", _("Release")),)
            if one.is_open
            else (),
        )
        for one in with_states(rows, request.reading.today)
    ]


NUMBERS = Register(
    name="numbers",
    title=gettext_lazy("Reserved numbers"),
    says=gettext_lazy("Numbers kept for posts to come. A draft offers them where a post is made."),
    done=gettext_lazy("It is kept."),
    barred=ONLY_OFFICERS,
    may=may_keep_reference_data,
    columns={
        "number": gettext_lazy("Number"),
        "state": gettext_lazy("State"),
        "last_day": gettext_lazy("Kept until"),
        "reason": gettext_lazy("Reason"),
        "reserved_by": gettext_lazy("By"),
    },
    rows=lambda request: reservations_seen(request.actor, organisation_here(request).pk).order_by(
        "-pk"
    ),
    lines=_number_lines,
    form=_number_form,
    add=_reserve,
    sentence=sentence,
    verb=gettext_lazy("Reserve numbers"),
    orders={"number": ("number",), "last_day": ("valid_until",)},
    search=lambda rows, text: rows.filter(number__icontains=text),
)
