"""Settings of people: who is enrolled, and who holds a direct grant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.actors import Actor
from bureau.core.days import last_day_held
from bureau.core.proposals import has_lapsed
from bureau.record.accounts import services
from bureau.record.accounts.forms.lists import COLUMNS
from bureau.record.accounts.forms.people import GrantForm, PersonForm
from bureau.record.accounts.models import DirectGrant, GrantProposal, NameProposal, Person
from bureau.record.accounts.permissions import may_grant, may_manage_people, may_settle
from bureau.record.accounts.queries import administrators_on, closed_among, logins_of, told
from bureau.record.accounts.texts import GRANTS, proposal_is_over, sentence
from bureau.record.journal.services import Asked
from bureau.web.frame import Entry
from bureau.web.registers import (
    Change,
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

ONLY_ADMINISTRATORS = gettext_lazy("Only an administrator may look at this and change it.")


def people(request: Asking) -> HttpResponseBase:
    return register_page(request, PEOPLE, _crumbs())


def grants(request: Asking) -> HttpResponseBase:
    return register_page(request, DIRECT_GRANTS, _crumbs())


@require_POST
def settle_name(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm another name of a person or turn it down."""
    if not may_manage_people(request.actor):
        return barred(request, ONLY_ADMINISTRATORS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_name(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


@require_POST
def settle_grant(request: Asking, proposal: int, verdict: str) -> HttpResponse:
    """Confirm a proposed grant or turn it down."""
    if not may_grant(request.actor):
        return barred(request, ONLY_ADMINISTRATORS)
    return settle(
        request,
        verdict,
        lambda key, is_confirmed: services.settle_grant(
            Asked(request.actor, key), proposal=proposal, is_confirmed=is_confirmed
        ),
        sentence,
        (_("It is confirmed."), _("The proposal is closed. Nothing was changed.")),
    )


@require_POST
def end_grant(request: Asking, grant: int) -> HttpResponse:
    """Propose that a direct grant is taken back from today on, or before it begins."""
    if not may_grant(request.actor):
        return barred(request, ONLY_ADMINISTRATORS)
    held = get_object_or_404(DirectGrant, pk=grant)
    return perform(
        request,
        lambda key: services.propose_end_of_grant(
            Asked(request.actor, key), grant=grant, on=max(request.reading.today, held.valid_from)
        ),
        sentence,
        _("The end is proposed; another administrator confirms it."),
    )


def _crumbs() -> list[Entry]:
    return [Entry("/settings/", _("Settings"))]


def _people_found(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(name__icontains=text) | Q(transliteration__icontains=text))


def _people_lines(request: Asking, rows: Sequence[Person]) -> list[Line]:
    logins = logins_of(row.pk for row in rows)
    closed = f"({pgettext('account', 'closed')})"  # no login, should it be taken in from a file
    logins |= dict.fromkeys(closed_among(row.pk for row in rows), closed)
    return [
        Line(
            row.pk,
            (
                row.name,
                row.transliteration,
                logins.get(row.pk, ""),
                row.email,
                get_language_info(row.language)["name_local"],
            ),
            address=reverse("sign-in-of", args=[row.pk]),
        )
        for row in rows
    ]


def _names_proposed(request: Asking) -> list[Line]:
    administrators = administrators_on(request.reading.today)
    rows = list(NameProposal.objects.select_related("person", "proposed_by").order_by("pk"))
    lines = _people_lines(request, [row.person for row in rows])
    return [
        replace(
            line,
            address="",
            deeds=_name_deeds(request.actor, row, administrators),
            proposer=told(row.proposed_by),
            changes=[
                Change(COLUMNS[name], getattr(row.person, name), getattr(row, name))
                for name in ("name", "transliteration")
                if getattr(row.person, name) != getattr(row, name)
            ],
        )
        for row, line in zip(rows, lines, strict=True)
    ]


def _name_deeds(actor: Actor, row: NameProposal, administrators: int) -> tuple[Deed, ...]:
    asked = (actor, row.proposed_by_id, administrators)
    is_mine = may_settle(*asked, is_for_them=row.person_id == actor.person)
    why = "" if is_mine else _("Another administrator must confirm it.")
    why = proposal_is_over() if has_lapsed(row.proposed_at, timezone.now()) else why
    return (
        Deed(reverse("settle-name", args=[row.pk, "confirmation"]), _("Confirm"), why),
        refusing(
            reverse("settle-name", args=[row.pk, "refusal"]),
            is_own=row.proposed_by_id == actor.person,
        ),
    )


def _enrol(request: Asking, key: str, said: dict[str, Any]) -> object:
    password = services.Secret(said["password"]) if said["password"] else None
    return services.enrol_person(Asked(request.actor, key), **{**said, "password": password})


def _person_form(request: Asking, data: QueryDict | None) -> PersonForm:
    return PersonForm(data)


PEOPLE = Register(
    name="people",
    title=gettext_lazy("People"),
    says=gettext_lazy("Whoever acts, holds a post or is written to; a login lets them sign in."),
    done=gettext_lazy("The person is enrolled."),
    barred=ONLY_ADMINISTRATORS,
    may=may_manage_people,
    columns=COLUMNS,
    rows=lambda request: Person.objects.filter(merged_into__isnull=True).order_by("name", "pk"),
    lines=_people_lines,
    form=_person_form,
    add=_enrol,
    sentence=sentence,
    verb=gettext_lazy("Enrol a person"),
    orders={"name": ("name",), "language": ("language", "name")},
    search=_people_found,
    proposed=_names_proposed,
)


def _grant_lines(request: Asking, rows: Sequence[DirectGrant]) -> list[Line]:
    return [
        Line(
            row.pk,
            (
                told(row.person),
                str(GRANTS[row.grant]),
                row.valid_from,
                last_day_held(row.valid_until, row.ended_at),
                told(row.given_by),
                told(row.confirmed_by),
            ),
            deeds=(Deed(f"/settings/grants/{row.pk}/end/", _("Propose its end")),)
            if request.reading.today < row.valid_until
            else (),
        )
        for row in rows
    ]


def _grants_proposed(request: Asking) -> list[Line]:
    administrators = administrators_on(request.reading.today)
    rows = GrantProposal.objects.filter(settled_by__isnull=True).order_by("pk")
    return [
        Line(
            row.pk,
            (
                told(row.person),
                str(GRANTS[row.grant]),
                row.valid_from,
                row.valid_until - timedelta(days=1),
                told(row.proposed_by),
                "",
            ),
            deeds=_grant_deeds(request.actor, row, administrators),
            note=_("to end") if row.ends_id else _("to give"),
        )
        for row in rows.select_related("person", "proposed_by")
    ]


def _grant_deeds(actor: Actor, row: GrantProposal, administrators: int) -> tuple[Deed, ...]:
    address = f"/settings/grants/{row.pk}"
    is_for_them = row.ends_id is None and row.person_id == actor.person
    asked = (actor, row.proposed_by_id, administrators)
    is_mine = may_settle(*asked, is_for_them=is_for_them)
    why = "" if is_mine else _("Another administrator must confirm it.")
    why = proposal_is_over() if row.is_over(timezone.now()) else why
    return (
        Deed(f"{address}/confirmation/", _("Confirm"), why),
        refusing(f"{address}/refusal/", is_own=row.proposed_by_id == actor.person),
    )


def _grant_form(request: Asking, data: QueryDict | None) -> GrantForm:
    return GrantForm(data)


def _propose_grant(request: Asking, key: str, said: dict[str, Any]) -> object:
    return services.propose_grant(
        Asked(request.actor, key),
        person=said["login"],
        grant=said["grant"],
        valid_from=said["valid_from"],
        valid_until=said["last_day"] + timedelta(days=1),
    )


DIRECT_GRANTS = Register(
    name="grants",
    title=gettext_lazy("Direct grants"),
    says=gettext_lazy(
        "Auditor and administrator are granted to a person by two administrators, until a day."
    ),
    done=gettext_lazy("The grant is proposed; another administrator confirms it."),
    barred=ONLY_ADMINISTRATORS,
    may=may_grant,
    columns={
        "person": gettext_lazy("Person"),
        "grant": gettext_lazy("Grant"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
        "proposed_by": gettext_lazy("Proposed by"),
        "confirmed_by": gettext_lazy("Confirmed by"),
    },
    rows=lambda request: DirectGrant.objects.select_related(
        "person", "given_by", "confirmed_by"
    ).order_by("-pk"),
    lines=_grant_lines,
    form=_grant_form,
    add=_propose_grant,
    sentence=sentence,
    verb=gettext_lazy("Propose a grant"),
    orders={"person": ("person__name",), "last_day": ("valid_until",)},
    proposed=_grants_proposed,
)
