"""Settings of roles: what posts may do, proposed by one administrator and settled by another."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.core.days import last_day_held
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.tables import Cell
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.organisation.forms.reference import RoleForm, until
from bureau.institution.organisation.models import PostRole, RoleProposal
from bureau.institution.organisation.permissions import may_give_roles
from bureau.institution.organisation.queries.lineage import known_version
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services import roles as services
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.settings.parts import (
    ONLY_ADMINISTRATORS,
    body_choices,
    crumbs,
    organisation_here,
    post_by_number,
    post_told,
    unit_by_code,
)
from bureau.record.accounts.permissions import may_settle
from bureau.record.accounts.queries import administrators_on, told
from bureau.record.journal.services import Asked
from bureau.web.multilingual import here
from bureau.web.registers import (
    Deed,
    Line,
    Register,
    barred,
    perform,
    refusing,
    register_page,
    settle,
)
from bureau.web.requests import Asking


def roles(request: Asking) -> HttpResponseBase:
    return register_page(request, ROLES, crumbs())


@require_POST
def settle_role(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm a proposed role, or its end, or turn the proposal down."""
    if not may_give_roles(request.actor):
        return barred(request, ONLY_ADMINISTRATORS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_role(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


@require_POST
def end_role(request: Asking, post_role: int) -> HttpResponse:
    """Propose that a post carries a role no more from today on, or never does."""
    if not may_give_roles(request.actor):
        return barred(request, ONLY_ADMINISTRATORS)
    first = get_object_or_404(PostRole, pk=post_role).valid_from
    return perform(
        request,
        lambda key: services.propose_end_of_role(
            Asked(request.actor, key), post_role=post_role, on=max(request.reading.today, first)
        ),
        sentence,
        _("The end is proposed; another administrator confirms it."),
    )


def _form(request: Asking, data: QueryDict | None) -> RoleForm:
    organisation = organisation_here(request).pk
    return RoleForm(
        data,
        find_post=lambda number: post_by_number(number, organisation),
        find_unit=lambda code: unit_by_code(code, organisation),
        bodies=body_choices(request),
        initial={"valid_from": request.reading.today},
    )


def _propose(request: Asking, key: str, said: dict[str, Any]) -> object:
    unit, body = said.pop("unit"), said.pop("body")
    valid_until = until(said)
    scope = Reference("unit", unit) if unit else Reference("body", int(body)) if body else None
    asked = Asked(request.actor, key)
    return services.propose_role(asked, scope=scope, valid_until=valid_until, **said)


def _lines(request: Asking, rows: Sequence[PostRole]) -> list[Line]:
    now, bodies = today_in_force(), _body_names(request)
    today = request.reading.today
    return [
        Line(
            row.pk,
            _cells(row, now, bodies, told(row.given_by)),
            deeds=(Deed(f"/settings/roles/{row.pk}/end/", _("Propose its end")),)
            if row.valid_until is None or row.valid_until > today
            else (),
        )
        for row in rows
    ]


def _proposed(request: Asking) -> list[Line]:
    now, bodies = today_in_force(), _body_names(request)
    administrators = administrators_on(request.reading.today)
    rows = RoleProposal.objects.filter(
        settled_by__isnull=True, post__organisation=organisation_here(request)
    )
    found = []
    for row in rows.select_related("proposed_by").order_by("pk"):
        address = f"/settings/roles/proposals/{row.pk}"
        asked = (request.actor, row.proposed_by_id, administrators)
        is_for_them = row.ends_id is None and row.post_id in request.actor.posts
        is_mine = may_settle(*asked, is_for_them=is_for_them)
        why = "" if is_mine else _("Another administrator must confirm it.")
        deeds = (
            Deed(f"{address}/confirmation/", _("Confirm"), why),
            refusing(f"{address}/refusal/", is_own=row.proposed_by_id == request.actor.person),
        )
        cells = _cells(row, now, bodies, told(row.proposed_by))
        note = _("to end") if row.ends_id else _("to give")
        found.append(Line(row.pk, cells, deeds=deeds, note=note))
    return found


def _cells(
    row: PostRole | RoleProposal, now: Snapshot, bodies: dict[int, str], by: str
) -> tuple[Cell, ...]:
    return (
        post_told(now, row.post_id),
        word_for(row.role, "role"),
        scope_told(row, now, bodies),
        row.valid_from,
        last_day_held(row.valid_until, row.ended_at if isinstance(row, PostRole) else None),
        by,
    )


def scope_told(row: PostRole | RoleProposal, now: Snapshot, bodies: dict[int, str]) -> str:
    if row.scope is None:
        return _("the whole")
    if row.scope_kind == "unit":
        unit = known_version(Reference("unit", row.scope), now)
        code = str(unit.fields["code"]) if unit else ""
        return code or _("number {id}").format(id=row.scope)
    return bodies.get(row.scope, _("number {id}").format(id=row.scope))


def _body_names(request: Asking) -> dict[int, str]:
    return {row.pk: here(row.name) for row in bodies_of(organisation_here(request).pk)}


ROLES = Register(
    name="roles",
    title=gettext_lazy("Roles of posts"),
    says=gettext_lazy(
        "A role belongs to a post, never to a person; two administrators give and take it."
    ),
    done=gettext_lazy("The role is proposed; another administrator confirms it."),
    barred=ONLY_ADMINISTRATORS,
    may=may_give_roles,
    columns={
        "post": gettext_lazy("Post"),
        "role": gettext_lazy("Role"),
        "scope": gettext_lazy("Over"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
        "by": gettext_lazy("Proposed by"),
    },
    rows=lambda request: (
        PostRole.objects.filter(post__organisation=organisation_here(request))
        .select_related("given_by")
        .order_by("role", "post", "pk")
    ),
    lines=_lines,
    form=_form,
    add=_propose,
    sentence=sentence,
    verb=gettext_lazy("Propose a role"),
    orders={"role": ("role",), "valid_from": ("valid_from",)},
    proposed=_proposed,
)
