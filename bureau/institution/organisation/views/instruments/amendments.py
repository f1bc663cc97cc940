"""What amends what: told on pages of instruments, recorded and withdrawn by who keeps them."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.instruments.amendments import MARKS, AmendmentKind
from bureau.core.references import Reference
from bureau.institution.instruments.models import Amendment, Instrument
from bureau.institution.instruments.queries.amendments import (
    amendments_around,
    provisions_named,
)
from bureau.institution.instruments.queries.provisions import Cited, cited
from bureau.institution.instruments.services.amendments import (
    record_amendment,
    withdraw_amendment,
)
from bureau.institution.organisation.forms.instruments import AmendmentForm
from bureau.institution.organisation.queries.instruments import instruments_of
from bureau.institution.organisation.views.instruments.parts import (
    by_button,
    crumbs_to,
    day_of,
    form_page,
    instrument_called,
    instrument_choices,
    instrument_seen,
    not_kept,
    part_choices,
)
from bureau.record.journal.forms import new_key
from bureau.web import kinds
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.requests import Asking

BY, ON = "by", "on"


@dataclass(frozen=True, slots=True)
class End:
    """An instrument, or a provision of it, as a link names it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class AmendmentLine:
    """One link as one of its ends tells it: what it does (`is_doing`), or what is done to it."""

    row: Amendment
    mark: str
    own_part: str
    other: End
    is_doing: bool
    is_to_come: bool


def amendment_lines(
    request: Asking, instrument: int, provision: int | None = None
) -> list[AmendmentLine]:
    """The links around an instrument (or one provision of it) whose other end may be seen."""
    rows = amendments_around([instrument])
    if provision is not None:
        rows = [row for row in rows if provision in (row.by_provision_id, row.on_provision_id)]
    parts = cited(provisions_named(rows))
    wholes = {Reference("instrument", one) for row in rows for one in (row.by_id, row.on_id)}
    seen = kinds.visible(request.actor, wholes)
    day = day_of(request)
    found = []
    for row in rows:
        is_doing = row.by_id == instrument
        other = row.on_id if is_doing else row.by_id
        if Reference("instrument", other) in seen:
            found.append(_line(row, parts, day, is_doing=is_doing))
    return found


def _line(row: Amendment, parts: dict[int, Cited], day: date, *, is_doing: bool) -> AmendmentLine:
    by, on = (row.by, row.by_provision_id), (row.on, row.on_provision_id)
    own, other = (by, on) if is_doing else (on, by)
    own_part = parts[own[1]].path if own[1] else ""
    return AmendmentLine(
        row,
        MARKS[AmendmentKind(row.kind)],
        own_part,
        _end(*other, parts),
        is_doing,
        is_to_come=row.day > day,
    )


def _end(whole: Instrument, part: int | None, parts: dict[int, Cited]) -> End:
    if part:
        return End(parts[part].name, reverse("provision", args=[part]))
    return End(here(whole.title), reverse("instrument", args=[whole.pk]))


def amendments(request: Asking, instrument: int) -> HttpResponse:
    """The links there are; ?other= names the instrument to link with, by a form."""
    row = instrument_seen(request, instrument)
    if refusal := not_kept(request, row.organisation):
        return refusal
    other = _other(request, row)
    context = {
        "instrument": row,
        "lines": amendment_lines(request, instrument),
        "crumbs": crumbs_to(row),
        "key": new_key(),
        "other": other,
        "choices": [
            (pk, name) for pk, name in instrument_choices(row.organisation) if pk != str(row.pk)
        ],
        "title": _("What amends what"),
        "verb": _("Record the link"),
        "back": reverse("instrument", args=[instrument]),
        "done": _("The link is recorded."),
    }
    template = "organisation/register/amendments.html"
    if other is None:
        return render(request, template, context)
    form = _form(request, row, other)

    def save(form: AmendmentForm) -> str:
        _record(request, form, row, other)
        return reverse("instrument-amendments", args=[instrument])

    return form_page(request, form, save, context, template)


@require_POST
def withdraw(request: Asking, amendment: int) -> HttpResponse:
    found = Amendment.objects.filter(pk=amendment).first()
    if found is None:
        raise Http404
    row = instrument_seen(request, found.on_id)
    if refusal := not_kept(request, row.organisation):
        return refusal
    return by_button(
        request,
        lambda form: withdraw_amendment(form.asked(request.actor), amendment=amendment),
        _("The link is taken back: it counts no more."),
        reverse("instrument", args=[found.on_id]),
    )


def _other(request: Asking, row: Instrument) -> Instrument | None:
    asked = number_asked(request.GET.get("other", ""))
    if asked is None or asked == row.pk:
        return None
    return instruments_of(request.actor, row.organisation).filter(pk=asked).first()


def _form(request: Asking, row: Instrument, other: Instrument) -> AmendmentForm:
    own, far = instrument_called(row), instrument_called(other)
    return AmendmentForm(
        request.POST if request.method == "POST" else None,
        directions=[
            (ON, _("“{other}” acts on this instrument").format(other=far)),
            (BY, _("“{own}” acts on the other").format(own=own)),
        ],
        own=part_choices(row.pk),
        other=part_choices(other.pk),
        initial={"direction": ON, "day": other.day or request.reading.today},
    )


def _record(request: Asking, form: AmendmentForm, row: Instrument, other: Instrument) -> None:
    said = form.cleaned_data
    own, far = _reference(row, said["own"]), _reference(other, said["other"])
    by, on = (own, far) if said["direction"] == BY else (far, own)
    record_amendment(
        form.asked(request.actor), kind=AmendmentKind(said["kind"]), by=by, on=on, day=said["day"]
    )


def _reference(row: Instrument, part: str) -> Reference:
    return Reference("provision", int(part)) if part else Reference("instrument", row.pk)
