"""Settings of the register: bodies, their meetings, instruments and provisions."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bureau.institution.instruments import services
from bureau.institution.instruments.models import Body, Instrument, Meeting, Provision
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.organisation.forms.reference import (
    BodyForm,
    InstrumentForm,
    KeptNameForm,
    MeetingForm,
    ProvisionForm,
    until,
)
from bureau.institution.organisation.queries.instruments import instruments_of
from bureau.institution.organisation.texts.words import sentence, word_for
from bureau.institution.organisation.views.settings.parts import (
    ONLY_REGISTRARS,
    body_choices,
    crumbs,
    organisation_here,
)
from bureau.record.journal.services import Asked
from bureau.web.frame import Entry
from bureau.web.multilingual import has_words, here
from bureau.web.registers import Kept, Line, Register, register_page, row_page
from bureau.web.requests import Asking


def bodies(request: Asking) -> HttpResponseBase:
    return register_page(request, BODIES, crumbs())


def body(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, BODIES, row, crumbs(BODIES.title, "settings-bodies"))


def meetings(request: Asking) -> HttpResponseBase:
    return register_page(request, MEETINGS, crumbs())


def instruments(request: Asking) -> HttpResponseBase:
    return register_page(request, INSTRUMENTS, crumbs())


def provisions(request: Asking, instrument: int) -> HttpResponseBase:
    """The provisions of one instrument."""
    organisation = organisation_here(request).pk
    found = Instrument.objects.filter(pk=instrument, organisation=organisation).first()
    if found is None:
        raise Http404
    way = [*crumbs(), Entry(reverse("settings-instruments"), str(INSTRUMENTS.title))]
    way.append(Entry(reverse("instrument", args=[instrument]), here(found.title)))
    return register_page(request, provisions_of(instrument), way)


def _add_body(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return services.register_body(Asked(request.actor, key), organisation=organisation, **said)


def _body_lines(request: Asking, rows: Sequence[Body]) -> list[Line]:
    address = reverse("instruments")
    return [
        Line(
            row.pk,
            (row.code, here(row.name), _last_day(row)),
            f"{address}?body={row.pk}",
            change=reverse("settings-body", args=[row.pk]),
        )
        for row in rows
    ]


def _last_day(row: Body) -> date | None:
    return row.valid_until - timedelta(days=1) if row.valid_until else None


def _kept_body(request: Asking, row: Body, data: QueryDict | None) -> KeptNameForm:
    return KeptNameForm(data, initial={"name": row.name, "last_day": _last_day(row)})


def _keep_body(request: Asking, key: str, row: Body, said: dict[str, Any]) -> object:
    ends = until(said)
    return services.keep_body(Asked(request.actor, key), body=row.pk, valid_until=ends, **said)


BODIES = Register(
    name="bodies",
    title=_("Bodies"),
    says=_("Who acts by decision of several: a council, a coordinating committee."),
    done=_("The body is on the register."),
    barred=ONLY_REGISTRARS,
    may=may_keep_register,
    columns={"code": _("Code"), "name": _("Name"), "last_day": _("Last day")},
    rows=lambda request: bodies_of(organisation_here(request).pk),
    lines=_body_lines,
    form=lambda request, data: BodyForm(data),
    add=_add_body,
    sentence=sentence,
    verb=_("Register a body"),
    orders={"code": ("code",)},
    kept=Kept(_kept_body, _keep_body, _("The body is kept.")),
)


def _meeting_form(request: Asking, data: QueryDict | None) -> MeetingForm:
    return MeetingForm(data, bodies=body_choices(request))


def _add_meeting(request: Asking, key: str, said: dict[str, Any]) -> object:
    valid_until = until(said)
    assert valid_until is not None
    body = int(said.pop("body"))
    asked = Asked(request.actor, key)
    return services.register_meeting(asked, body=body, valid_until=valid_until, **said)


def _meeting_lines(request: Asking, rows: Sequence[Meeting]) -> list[Line]:
    day = timedelta(days=1)
    return [
        Line(row.pk, (here(row.name), here(row.body.name), row.valid_from, row.valid_until - day))
        for row in rows
    ]


MEETINGS = Register(
    name="meetings",
    title=_("Meetings"),
    says=_("Meetings and sessions of bodies, by their days."),
    done=_("The meeting is on the register."),
    barred=ONLY_REGISTRARS,
    may=may_keep_register,
    columns={
        "name": _("Name"),
        "body": _("Body"),
        "valid_from": _("First day"),
        "last_day": _("Last day"),
    },
    rows=lambda request: meetings_of(organisation_here(request).pk),
    lines=_meeting_lines,
    form=_meeting_form,
    add=_add_meeting,
    sentence=sentence,
    verb=_("Register a meeting"),
    orders={"body": ("body__code", "valid_from"), "valid_from": ("valid_from",)},
)


def _instrument_form(request: Asking, data: QueryDict | None) -> InstrumentForm:
    return InstrumentForm(data, bodies=body_choices(request))


def _add_instrument(request: Asking, key: str, said: dict[str, Any]) -> object:
    body = int(said["body"]) if said["body"] else None
    return services.register_instrument(
        Asked(request.actor, key),
        organisation=organisation_here(request).pk,
        **{**said, "body": body},
    )


def _instrument_lines(request: Asking, rows: Sequence[Instrument]) -> list[Line]:
    return [
        Line(
            row.pk,
            (here(row.title), word_for(row.kind, "instrument_kind"), row.number, row.day),
            reverse("settings-provisions", args=[row.pk]),
        )
        for row in rows
    ]


def _instruments_found(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(has_words("title", text) | Q(number__icontains=text))


INSTRUMENTS = Register(
    name="instruments",
    title=_("Register of instruments"),
    says=_("What decides. An instrument leads to its provisions."),
    done=_("The instrument is on the register."),
    barred=ONLY_REGISTRARS,
    may=may_keep_register,
    columns={
        "title": _("Title"),
        "kind": _("Kind"),
        "number": _("Number"),
        "day": _("Day"),
    },
    rows=lambda request: instruments_of(request.actor, organisation_here(request).pk).order_by(
        "-day", "-pk"
    ),
    lines=_instrument_lines,
    form=_instrument_form,
    add=_add_instrument,
    sentence=sentence,
    verb=_("Register an instrument"),
    orders={"kind": ("kind",), "number": ("number",), "day": ("day",)},
    search=_instruments_found,
)


def _provision_lines(request: Asking, rows: Sequence[Provision]) -> list[Line]:
    return [
        Line(
            row.pk,
            (row.label, here(row.gist)),
            f"{reverse('instrument', args=[row.instrument_id])}#provision-{row.pk}",
            note=_("mandate") if row.is_mandate else "",
        )
        for row in rows
    ]


def provisions_of(instrument: int) -> Register:
    return Register(
        name="provisions",
        title=_("Provisions"),
        says=_("Each part that can be cited by itself, in your own words."),
        done=_("The provision is added."),
        barred=ONLY_REGISTRARS,
        may=may_keep_register,
        columns={"label": _("Label"), "gist": _("What it says")},
        rows=lambda request: Provision.objects.filter(instrument=instrument).order_by("pk"),
        lines=_provision_lines,
        form=lambda request, data: ProvisionForm(data),
        add=lambda request, key, said: services.add_provision(
            Asked(request.actor, key), instrument=instrument, **said
        ),
        sentence=sentence,
        verb=_("Add a provision"),
        orders={"label": ("label",)},
    )
