"""Legal holds: on whom, by which order, placed by one person and lifted by two."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.core.actors import Actor
from bureau.core.proposals import has_lapsed
from bureau.core.reasons import Reason
from bureau.record.accounts.queries import told
from bureau.record.erasure.forms import HoldForm
from bureau.record.erasure.models import LegalHold
from bureau.record.erasure.permissions import may_hold, may_lift_hold
from bureau.record.erasure.queries import concerned_by_lifting, why_not_lifted
from bureau.record.erasure.services import requests as services
from bureau.record.erasure.texts import sentence
from bureau.record.erasure.views.requests import crumbs
from bureau.record.journal.services import Asked
from bureau.web.formats import as_date
from bureau.web.registers import Deed, Line, Register, barred, perform, register_page
from bureau.web.requests import Asking

ONLY_THEY = gettext_lazy("Only auditors and administrators may look at this and change it.")


def holds(request: Asking) -> HttpResponseBase:
    return register_page(request, HOLDS, crumbs())


@require_POST
def ask_to_lift_hold(request: Asking, hold: int) -> HttpResponse:
    done = _("The request is saved. Another person must lift the hold.")
    return _done(request, hold, services.ask_to_lift_hold, done)


@require_POST
def lift_hold(request: Asking, hold: int) -> HttpResponse:
    return _done(request, hold, services.lift_hold, _("The hold is lifted."))


def _done(request: Asking, hold: int, service: Callable[..., None], done: str) -> HttpResponse:
    if not may_hold(request.actor):
        return barred(request, ONLY_THEY)
    if not LegalHold.objects.filter(pk=hold).exists():
        raise Http404
    return perform(
        request, lambda key: service(Asked(request.actor, key), hold=hold), sentence, done
    )


def _lines(request: Asking, rows: Sequence[LegalHold]) -> list[Line]:
    concerned = concerned_by_lifting({row.person_id for row in rows})
    return [
        Line(
            row.pk,
            (
                told(row.person),
                row.ground,
                row.placed_by.name,
                as_date(row.placed_at),
                as_date(row.lifted_at) if row.lifted_at else None,
            ),
            deeds=() if row.lifted_at else (_deed(request.actor, row, concerned[row.person_id]),),
            note=_("{person} asks to lift it").format(person=told(row.lift_asked_by))
            if _is_asked(row)
            else "",
        )
        for row in rows
    ]


def _is_asked(row: LegalHold) -> bool:
    """Whether somebody asks to lift a hold that stands, and another may still do so."""
    return row.lifted_at is None and not has_lapsed(row.lift_asked_at, timezone.now())


def _deed(actor: Actor, row: LegalHold, concerned: Collection[int]) -> Deed:
    """To ask, or to lift what another asked for."""
    may = may_lift_hold(actor, concerned)
    if not _is_asked(row):
        why = "" if may else _("Another person must ask to lift the hold.")
        return Deed(reverse("ask-to-lift-hold", args=[row.pk]), _("Ask to lift the hold"), why)
    why = "" if may else _("Another person must lift the hold.")
    if row.lift_asked_by_id == actor.person:
        why = sentence(Reason(why_not_lifted(row, timezone.now().date())))
    return Deed(reverse("lift-hold", args=[row.pk]), _("Lift the hold"), why)


def _place(request: Asking, key: str, said: dict[str, Any]) -> object:
    return services.place_hold(Asked(request.actor, key), **said)


HOLDS = Register(
    name="holds",
    title=gettext_lazy("Legal holds"),
    says=gettext_lazy("While a hold stands, nothing of the person is erased, whoever asks."),
    done=gettext_lazy("The hold stands."),
    barred=ONLY_THEY,
    may=may_hold,
    columns={
        "person": gettext_lazy("Person"),
        "ground": gettext_lazy("Ground"),
        "placed_by": gettext_lazy("Placed by"),
        "placed": gettext_lazy("Placed on"),
        "lifted": gettext_lazy("Lifted on"),
    },
    rows=lambda request: LegalHold.objects.select_related(
        "person", "placed_by", "lift_asked_by"
    ).order_by("-pk"),
    lines=_lines,
    form=lambda request, data: HoldForm(data),
    add=_place,
    sentence=sentence,
    verb=gettext_lazy("Place a hold"),
)
