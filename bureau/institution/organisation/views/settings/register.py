"""Settings of the register: bodies and their meetings."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bureau.core.days import last_day
from bureau.core.references import Reference
from bureau.institution.instruments import services
from bureau.institution.instruments.models import Body, BodyNameProposal, Meeting
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.organisation.forms.reference import (
    BodyForm,
    KeptNameForm,
    MeetingForm,
    until,
)
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.views.settings.parts import (
    ONLY_REGISTRARS,
    body_choices,
    crumbs,
    organisation_here,
)
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.journal.services import Asked
from bureau.web.kinds import verbs_of
from bureau.web.multilingual import here
from bureau.web.registers import (
    Deed,
    Kept,
    Line,
    Register,
    barred,
    changes_of_text,
    refusing,
    register_page,
    row_page,
    settle,
)
from bureau.web.requests import Asking


def bodies(request: Asking) -> HttpResponseBase:
    return register_page(request, BODIES, crumbs())


def body(request: Asking, row: int) -> HttpResponseBase:
    return row_page(request, BODIES, row, crumbs(BODIES.title, "settings-bodies"))


def meetings(request: Asking) -> HttpResponseBase:
    return register_page(request, MEETINGS, crumbs())


def _add_body(request: Asking, key: str, said: dict[str, Any]) -> object:
    organisation = organisation_here(request).pk
    return services.register_body(Asked(request.actor, key), organisation=organisation, **said)


def _body_lines(request: Asking, rows: Sequence[Body]) -> list[Line]:
    offered = verbs_of(request.actor, (Reference("body", row.pk) for row in rows))
    return [
        Line(
            row.pk,
            (row.code, here(row.name), last_day(row.valid_until)),
            reverse("body", args=[row.pk]),
            change=reverse("settings-body", args=[row.pk]),
            links=offered.get(Reference("body", row.pk), ()),
        )
        for row in rows
    ]


def _kept_body(request: Asking, row: Body, data: QueryDict | None) -> KeptNameForm:
    return KeptNameForm(data, initial={"name": row.name, "last_day": last_day(row.valid_until)})


def _keep_body(request: Asking, key: str, row: Body, said: dict[str, Any]) -> object:
    ends = until(said)
    return services.keep_body(Asked(request.actor, key), body=row.pk, valid_until=ends, **said)


@require_POST
def settle_name(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm another name of a body, or turn it down."""
    if not may_keep_register(request.actor):
        return barred(request, ONLY_REGISTRARS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_body_name(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


def _proposed_names(request: Asking) -> list[Line]:
    rows = BodyNameProposal.objects.filter(
        settled_by=None, body__organisation=organisation_here(request).pk
    )
    is_alone = administrators_on(request.reading.today) < 2
    lines = []
    for row in rows.select_related("body", "proposed_by").order_by("pk"):
        is_own = row.proposed_by_id == request.actor.person and not is_alone
        why = _("Another person must confirm it: two persons are needed.") if is_own else ""
        deeds = (
            Deed(reverse("settle-body-name", args=[row.pk, "confirmation"]), _("Confirm"), why),
            refusing(
                reverse("settle-body-name", args=[row.pk, "refusal"]),
                is_own=row.proposed_by_id == request.actor.person,
            ),
        )
        cells = (row.body.code, here(row.name), last_day(row.body.valid_until))
        changes = changes_of_text(row.body.name, row.name)
        by = told(row.proposed_by)
        lines.append(Line(row.pk, cells, deeds=deeds, proposer=by, changes=changes))
    return lines


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
    kept=Kept(
        _kept_body,
        _keep_body,
        _("The body is saved. Another name applies once a second person confirms it."),
    ),
    proposed=_proposed_names,
    table="bodies-files",
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
        Line(
            row.pk,
            (here(row.name), here(row.body.name), row.valid_from, row.valid_until - day),
            reverse("meeting", args=[row.pk]),
        )
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
