"""Settings of bodies: who sits in them from day to day, and by which rule they decide."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.core.days import last_day
from bureau.core.procedures.deciding import SeatRole, Way
from bureau.documents.tables import Cell
from bureau.institution.governance.forms.rules import source_options
from bureau.institution.governance.forms.seats import DecisionRuleForm, EndForm, SeatForm
from bureau.institution.governance.models import (
    ChairProposal,
    DecisionRule,
    DecisionRuleProposal,
    Seat,
)
from bureau.institution.governance.queries.deciding import seats_named
from bureau.institution.governance.queries.rules import nameable
from bureau.institution.governance.services import deciding
from bureau.institution.governance.services import decision_rules as how_decided
from bureau.institution.governance.texts.deciding import MAJORITIES, SEAT_ROLES, WAYS
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.texts.rules import ONLY_KEEPERS
from bureau.institution.organisation.forms.reference import until
from bureau.institution.organisation.permissions import may_confirm_for_post
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.views.settings.parts import (
    body_choices,
    crumbs,
    organisation_here,
    post_by_number,
    post_told,
)
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.journal.services import Asked
from bureau.web.formats import listed
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.registers import (
    Deed,
    Kept,
    Line,
    Register,
    barred,
    refusing,
    register_page,
    row_page,
    settle,
)
from bureau.web.requests import Asking

RULE_PARTS = ("body", "reports_to", "instrument", "provision")


def seats(request: Asking) -> HttpResponseBase:
    return register_page(request, SEATS, crumbs())


def seat(request: Asking, seat: int) -> HttpResponseBase:
    return row_page(request, SEATS, seat, crumbs(SEATS.title, "settings-seats"))


def decision_rules(request: Asking) -> HttpResponseBase:
    return register_page(request, DECISION_RULES, crumbs())


def decision_rule(request: Asking, rule: int) -> HttpResponseBase:
    way = crumbs(DECISION_RULES.title, "settings-deciding")
    return row_page(request, DECISION_RULES, rule, way)


def _of_body[M: (Seat, DecisionRule)](request: Asking, rows: QuerySet[M]) -> QuerySet[M]:
    """Those of one body, where the address names it."""
    asked = number_asked(request.GET.get("body", ""))
    of_here = rows.filter(body__organisation=organisation_here(request).pk)
    return of_here if asked is None else of_here.filter(body=asked)


def _initial(request: Asking) -> dict[str, Any]:
    return {"valid_from": request.reading.today, "body": request.GET.get("body", "")}


def _seat_form(request: Asking, data: QueryDict | None) -> SeatForm:
    organisation = organisation_here(request).pk
    return SeatForm(
        data,
        bodies=body_choices(request),
        find_post=lambda number: post_by_number(number, organisation),
        initial=_initial(request),
    )


def _add_seat(request: Asking, key: str, said: dict[str, Any]) -> object:
    return deciding.seat_member(Asked(request.actor, key), **SeatForm.taken(said))


def _seat_lines(request: Asking, rows: Sequence[Seat]) -> list[Line]:
    names = seats_named(rows)
    return [
        Line(
            row.pk,
            (
                here(row.body.name),
                names[row.pk],
                str(SEAT_ROLES[row.role]),
                row.valid_from,
                last_day(row.valid_until),
            ),
            change="" if row.valid_until else reverse("settings-seat", args=[row.pk]),
        )
        for row in rows
    ]


def _end_form(request: Asking, row: Seat | DecisionRule, data: QueryDict | None) -> EndForm:
    return EndForm(data, initial={"last_day": request.reading.today})


def _end_seat(request: Asking, key: str, row: Seat, said: dict[str, Any]) -> object:
    ends = until(said) or request.reading.today
    return deciding.end_seat(Asked(request.actor, key), seat=row.pk, valid_until=ends)


@require_POST
def settle_chair(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm that somebody takes a chair or leaves it, or turn it down."""
    return _settled(request, verdict, proposal, deciding.settle_chair)


@require_POST
def settle_decision_rule(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm how a body is to decide, or that its rule ends, or turn it down."""
    return _settled(request, verdict, proposal, how_decided.settle_decision_rule)


def _settled(
    request: Asking, verdict: str, proposal: int, service: Callable[..., None]
) -> HttpResponse:
    if not may_keep_rules(request.actor):
        return barred(request, ONLY_KEEPERS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: service(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


def _proposed_chairs(request: Asking) -> list[Line]:
    organisation, now = organisation_here(request).pk, today_in_force()
    rows = ChairProposal.objects.filter(settled_by=None, body__organisation=organisation)
    rows = rows.select_related("body", "ends", "proposed_by").order_by("pk")
    deeds, lines = _deeds(request, "/settings/seats/proposals/"), []
    for row in rows:
        who = row.ends or row
        cells = (
            here(row.body.name),
            post_told(now, who.post) if who.post else here(who.name),
            str(SEAT_ROLES[SeatRole.CHAIR]),
            row.valid_from,
            last_day(row.valid_until),
        )
        lines.append(
            Line(row.pk, cells, deeds=deeds(row, row.post), proposer=told(row.proposed_by))
        )
    return lines


def _deeds(
    request: Asking, address: str
) -> Callable[[ChairProposal | DecisionRuleProposal, int | None], tuple[Deed, ...]]:
    """What may be done to a proposal from which a post gains, or none."""
    organisation = organisation_here(request).pk
    administrators = administrators_on(request.reading.today)

    def deeds(row: ChairProposal | DecisionRuleProposal, post: int | None) -> tuple[Deed, ...]:
        by = (request.actor, organisation, row.proposed_by_id, post, administrators)
        is_mine = may_confirm_for_post(*by)
        why = "" if is_mine else _("Another person must confirm it: two persons are needed.")
        return (
            Deed(f"{address}{row.pk}/confirmation/", _("Confirm"), why),
            refusing(
                f"{address}{row.pk}/refusal/", is_own=row.proposed_by_id == request.actor.person
            ),
        )

    return deeds


SEATS = Register(
    name="seats",
    title=gettext_lazy("Seats of bodies"),
    says=gettext_lazy(
        "Who sits in a body from day to day, and as what: only the chair, vice-chairs and members "
        "have a vote."
    ),
    done=gettext_lazy("The seat is saved. A chair takes effect once a second person confirms it."),
    barred=ONLY_KEEPERS,
    may=may_keep_rules,
    columns={
        "body": gettext_lazy("Body"),
        "member": gettext_lazy("Who"),
        "role": gettext_lazy("Seat"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
    },
    rows=lambda request: _of_body(
        request, Seat.objects.select_related("body").order_by("body__code", "valid_from", "pk")
    ),
    lines=_seat_lines,
    form=_seat_form,
    add=_add_seat,
    sentence=sentence,
    verb=gettext_lazy("Give a seat"),
    orders={
        "body": ("body__code", "valid_from"),
        "role": ("role",),
        "valid_from": ("valid_from",),
    },
    kept=Kept(
        _end_form,
        _end_seat,
        gettext_lazy("The seat ends. A chair ends once a second person confirms it."),
    ),
    proposed=_proposed_chairs,
)


def _rule_form(request: Asking, data: QueryDict | None) -> DecisionRuleForm:
    sources = list(source_options(nameable(organisation_here(request).pk)))
    initial = {**_initial(request), "valid_from": request.reading.today + timedelta(days=1)}
    return DecisionRuleForm(data, bodies=body_choices(request), sources=sources, initial=initial)


def _add_rule(request: Asking, key: str, said: dict[str, Any]) -> object:
    asked = Asked(request.actor, key)
    return how_decided.lay_down_decision_rule(asked, **DecisionRuleForm.taken(said))


def _rule_lines(_request: Asking, rows: Sequence[DecisionRule]) -> list[Line]:
    return [
        Line(
            row.pk,
            _rule_cells(row),
            change="" if row.valid_until else reverse("settings-deciding-rule", args=[row.pk]),
        )
        for row in rows
    ]


def _rule_cells(row: DecisionRule | DecisionRuleProposal) -> tuple[Cell, ...]:
    return (
        here(row.body.name),
        listed(WAYS[way] for way in Way if way in row.ways),
        str(MAJORITIES[row.majority]),
        listed(one for one in (row.quorum_number or "", row.quorum_share) if one),
        row.days or None,
        reported_to(row),
        _source(row),
        here(row.note) if row.note else "",
        row.valid_from,
        last_day(row.valid_until),
    )


def _proposed_rules(request: Asking) -> list[Line]:
    """Rules to come, and those to end, which have a last day."""
    rows = DecisionRuleProposal.objects.filter(
        settled_by=None, body__organisation=organisation_here(request).pk
    ).select_related(*RULE_PARTS, "proposed_by")
    deeds = _deeds(request, "/settings/deciding/proposals/")
    return [
        Line(row.pk, _rule_cells(row), deeds=deeds(row, None), proposer=told(row.proposed_by))
        for row in rows.order_by("pk")
    ]


def reported_to(row: DecisionRule | DecisionRuleProposal) -> str:
    """To which body, and within how many days, what the chair decides alone is reported."""
    if row.reports_to is None:
        return ""
    return _("{body}, within {days} days").format(
        body=here(row.reports_to.name), days=row.report_days
    )


def _source(row: DecisionRule | DecisionRuleProposal) -> str:
    part = row.provision.called if row.provision else ""
    return listed((here(row.instrument.title), part))


def _end_rule(request: Asking, key: str, row: DecisionRule, said: dict[str, Any]) -> object:
    ends = until(said) or request.reading.today
    return how_decided.end_decision_rule(Asked(request.actor, key), rule=row.pk, valid_until=ends)


DECISION_RULES = Register(
    name="decision-rules",
    title=gettext_lazy("How bodies decide"),
    says=gettext_lazy(
        "A body with a rule acts only as the rule allows; without one its secretary records what "
        "it did, citing the meeting."
    ),
    done=gettext_lazy(
        "How the body decides is on record, or is so once a second person confirms it."
    ),
    barred=ONLY_KEEPERS,
    may=may_keep_rules,
    columns={
        "body": gettext_lazy("Body"),
        "ways": gettext_lazy("Ways open"),
        "majority": gettext_lazy("Majority"),
        "quorum": gettext_lazy("Quorum"),
        "days": gettext_lazy("Days of a ballot"),
        "report": gettext_lazy("Reported to"),
        "source": gettext_lazy("Rests on"),
        "note": gettext_lazy("How the rule follows from it"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
    },
    rows=lambda request: _of_body(
        request,
        DecisionRule.objects.select_related(*RULE_PARTS).order_by("body__code", "-valid_from"),
    ),
    lines=_rule_lines,
    form=_rule_form,
    add=_add_rule,
    sentence=sentence,
    verb=gettext_lazy("Lay down how a body decides"),
    orders={"body": ("body__code", "-valid_from"), "valid_from": ("valid_from",)},
    kept=Kept(
        _end_form, _end_rule, gettext_lazy("The rule ends once a second person confirms it.")
    ),
    proposed=_proposed_rules,
)
