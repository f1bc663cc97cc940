"""Requests to erase a person: what would be erased, what holds it up, who settles it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.core.actors import Actor
from bureau.record.accounts.queries import told
from bureau.record.erasure.forms import RequestForm
from bureau.record.erasure.models import ErasureRequest, LegalHold
from bureau.record.erasure.permissions import may_hold, may_request_erasure, may_settle_erasure
from bureau.record.erasure.queries import held_up, requests_seen
from bureau.record.erasure.services import requests as services
from bureau.record.erasure.texts import STATES, held, sentence
from bureau.record.journal.services import Asked
from bureau.web import kinds
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.registers import Deed, Line, Register, barred, register_page, settle
from bureau.web.requests import Asking

ONLY_THEY = gettext_lazy("Only human resources and administrators may look at this and change it.")


def erasures(request: Asking) -> HttpResponseBase:
    return register_page(request, ERASURES, crumbs())


@require_POST
def settle_erasure(request: Asking, erasure: int, verdict: str) -> HttpResponse:
    """Carry a request out or turn it down."""
    if not may_request_erasure(request.actor):
        return barred(request, ONLY_THEY)
    if not requests_seen(request.actor).filter(pk=erasure).exists():
        raise Http404
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_erasure(
            Asked(request.actor, key), request=erasure, is_confirmed=is_confirmed
        ),
        sentence,
        (_("The person is erased."), _("The request is closed. Nothing was erased.")),
    )


def crumbs() -> list[Entry]:
    return [Entry(reverse("settings"), _("Settings"))]


def _lines(request: Asking, rows: Sequence[ErasureRequest]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                told(row.person),
                told(row.requested_by),
                as_date(row.requested_at),
                told(row.settled_by),
                str(STATES[_state(row)]),
            ),
        )
        for row in rows
    ]


def _state(row: ErasureRequest) -> str:
    if row.settled_by_id is None:
        return "open"
    return "done" if row.is_confirmed else "refused"


def _proposed(request: Asking) -> list[Line]:
    rows = list(requests_seen(request.actor).filter(settled_by__isnull=True).order_by("pk"))
    people = [row.person_id for row in rows]
    holds, personal = held_up(people), kinds.personal(people)
    return [
        Line(
            row.pk,
            (
                told(row.person),
                told(row.requested_by),
                as_date(row.requested_at),
                "",
                ", ".join(one.what for one in personal.get(row.person_id, ())),
            ),
            deeds=_deeds(request.actor, row, holds.get(row.person_id)),
        )
        for row in rows
    ]


def _deeds(actor: Actor, row: ErasureRequest, hold: LegalHold | None) -> tuple[Deed, ...]:
    may_settle = may_settle_erasure(actor, row.requested_by_id, row.person_id)
    why = "" if may_settle else _("Another person must confirm the request.")
    why = held(hold.ground if may_hold(actor) else "") if hold else why
    is_own = row.requested_by_id == actor.person
    closing = _("Withdraw request") if is_own else _("Refuse request")
    return (
        Deed(reverse("settle-erasure", args=[row.pk, "confirmation"]), _("Erase now"), why),
        Deed(reverse("settle-erasure", args=[row.pk, "refusal"]), closing),
    )


def _request(request: Asking, key: str, said: dict[str, Any]) -> object:
    return services.request_erasure(Asked(request.actor, key), **said)


ERASURES = Register(
    name="erasures",
    title=gettext_lazy("Erasure of people"),
    says=gettext_lazy(
        "What is held of a person is erased when two persons say so; the record still verifies."
    ),
    done=gettext_lazy("The request is saved. Another person must confirm it."),
    barred=ONLY_THEY,
    may=may_request_erasure,
    columns={
        "person": gettext_lazy("Person"),
        "requested_by": gettext_lazy("Asked by"),
        "requested": gettext_lazy("Asked on"),
        "settled_by": gettext_lazy("Settled by"),
        "state": gettext_lazy("State, or what would be erased"),
    },
    rows=lambda request: (
        requests_seen(request.actor).filter(settled_by__isnull=False).order_by("-pk")
    ),
    lines=_lines,
    form=lambda request, data: RequestForm(data),
    add=_request,
    sentence=sentence,
    verb=gettext_lazy("Ask for an erasure"),
    proposed=_proposed,
)
