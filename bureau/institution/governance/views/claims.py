"""Claims of a case: the page with their evidence, claiming by form, withdrawing."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.claims import ClaimKind
from bureau.documents.tables import Column
from bureau.institution.governance.forms.claims import ClaimForm, Offered
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.claim_choices import claim_choices
from bureau.institution.governance.queries.comments import counts_of
from bureau.institution.governance.queries.pages import drawn_unit, names_of_set
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    submission_of,
)
from bureau.institution.governance.services.claims import add_claim, withdraw_claim
from bureau.institution.governance.texts.claims import GROUPS, KINDS
from bureau.institution.governance.texts.claims_told import ClaimTold, claims_of_case
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.lines import action_lines
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    look_up_own,
    may_edit,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@require_safe
def claims(request: Asking, reorganisation: int) -> HttpResponseBase:
    """All of them with verdict, evidence and what each rests on; also as a file."""
    with reading():
        seen = look_up(request, reorganisation)
        previewed = preview(seen)
        lines = claims_of_case(request.actor, seen, previewed)
        recorded = request.reading.recorded_now
        unit = drawn_unit(previewed, recorded, organisation_of_case(seen).opens_at)
        submission = submission_of(seen.row.pk)
        comments = counts_of(request.actor, seen)
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, seen, lines)
    verdict = request.GET.get("verdict", "")
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(seen, "reorganisation-claims", unit, talks=comments.reads),
        "claims": [one for one in lines if verdict in ("", one.now.code)],
        "count": len(lines),
        "verdict": verdict,
        "verdicts": list({one.now.code: one.now for one in lines}.values()),
        "is_draft": seen.is_draft,
        "submission": submission,
        "comments": comments,
        "may_edit": may_edit(request, seen),
        "key": new_key(),
        "exports": [Entry(f"?format={form}", form.upper()) for form in exports.TABLE_FORMATS],
    }
    return render(request, "governance/claims.html", context)


def _export(
    request: Asking, format: str, seen: Seen, lines: Sequence[ClaimTold]
) -> HttpResponseBase:
    """Kinds and verdicts keep their names in every language."""
    kept = _("When claimed") if seen.is_draft else _("As submitted")
    columns: list[Column[ClaimTold]] = [
        Column("place", _("Number"), lambda one: one.claim.place),
        Column("kind", _("Kind"), lambda one: one.claim.kind.value),
        Column("claim", _("Claim"), lambda one: one.sentence),
        Column("kept", kept, lambda one: one.kept.code),
        Column("now", _("As of now"), lambda one: one.now.code),
        Column("evidence", _("Evidence"), _evidence),
    ]
    return exports.dated_table_response(
        format, f"claims-{seen.row.reference}", columns, lines, request.reading
    )


def _evidence(one: ClaimTold) -> str:
    return "\n".join(each.sentence for each in one.now.evidence)


def new(request: Asking, reorganisation: int) -> HttpResponse:
    """First the kind, where it is not in the address; then what the claim names."""
    seen = look_up_own(request, reorganisation)
    kind = request.GET.get("kind", "")
    if not kind:
        groups = [(heading, [(one, KINDS[one]) for one in of]) for heading, of in GROUPS]
        context: dict[str, Any] = {"seen": seen, "groups": groups, "crumbs": _crumbs(seen)}
        return render(request, "governance/choose_claim.html", context)
    if kind not in {each.value for each in ClaimKind}:
        raise Http404
    return _add(request, seen, ClaimKind(kind))


def _add(request: Asking, seen: Seen, kind: ClaimKind) -> HttpResponse:
    form = ClaimForm(kind, _offered(request, seen), request.POST or None)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            place = add_claim(
                form.asked(request.actor),
                reorganisation=seen.row.pk,
                kind=kind.value,
                named=form.named(),
            )
            messages.success(request, _("Claim {place} is made.").format(place=place))
            return redirect(_at(seen, place))
    context = {
        "form": form,
        "seen": seen,
        "heading": KINDS[kind],
        "crumbs": _crumbs(seen),
        "verb": _("Claim it"),
    }
    return render(request, "governance/claim_new.html", context, status=status_of(form))


def _offered(request: Asking, seen: Seen) -> Offered:
    previewed = preview(seen)
    around = around_set(request, seen, previewed)
    picks = choices(request.actor, seen.row.organisation_id, around)
    actions = actions_before(seen)
    names = names_of_set(request.actor, previewed, actions)
    told = [(line.action.id, line.told) for line in action_lines(seen, actions, names)]
    return Offered(claim_choices(seen.row.organisation_id, picks, list(told)))


@require_POST
def withdraw(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    seen = look_up_own(request, reorganisation)
    return pressed(
        request,
        lambda asked: withdraw_claim(asked, reorganisation=reorganisation, place=place),
        _at(seen),
        _("Claim {place} is withdrawn.").format(place=place),
    )


def _at(seen: Seen, place: int | None = None) -> str:
    address = reverse("reorganisation-claims", args=[seen.row.pk])
    return f"{address}#claim-{place}" if place else address


def _crumbs(seen: Seen) -> list[Entry]:
    return [*crumbs_to_case(seen), Entry(_at(seen), _("Claims"))]
