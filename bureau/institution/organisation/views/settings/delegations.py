"""Delegates and assistants: whom the holder of a post names for it, and for which days."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bureau.institution.organisation.forms import DelegationForm, until
from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.permissions import may_delegate
from bureau.institution.organisation.queries.holders import people_in_posts
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.texts.words import sentence, word_for
from bureau.institution.organisation.views.settings.parts import organisation_here, post_told
from bureau.record.journal.services import Asked
from bureau.web.registers import Deed, Line, Register, barred, perform, register_page
from bureau.web.requests import Asking

ONLY_HOLDERS = gettext_lazy("Only the holder of a post names a delegate or an assistant for it.")


def delegations(request: Asking) -> HttpResponseBase:
    return register_page(request, DELEGATIONS, [])


@require_POST
def end_delegation(request: Asking, delegation: int) -> HttpResponse:
    """Take a delegation back from today on."""
    if not may_delegate(request.actor):
        return barred(request, ONLY_HOLDERS)
    if not _rows(request).filter(pk=delegation).exists():
        raise Http404
    return perform(
        request,
        lambda key: reference.end_delegation(
            Asked(request.actor, key), delegation=delegation, on=request.reading.today
        ),
        sentence,
        _("It is taken back."),
    )


def _rows(request: Asking) -> QuerySet[Delegation]:
    rows = Delegation.objects.filter(post__in=request.actor.posts)
    return rows.select_related("giver", "person").order_by("-valid_from", "-pk")


def _form(request: Asking, data: QueryDict | None) -> DelegationForm:
    now, organisation = today_in_force(), organisation_here(request).pk
    mine = sorted((str(post), post_told(now, post)) for post in request.actor.posts)
    people = [
        (str(number), name)
        for number, name in people_in_posts(now, organisation)
        if number != request.actor.person
    ]
    first = {"valid_from": request.reading.today}
    return DelegationForm(data, posts=mine, people=people, initial=first)


def _name(request: Asking, key: str, said: dict[str, Any]) -> object:
    ends = until(said)
    assert ends is not None
    return reference.delegate_post(Asked(request.actor, key), valid_until=ends, **said)


def _lines(request: Asking, rows: Sequence[Delegation]) -> list[Line]:
    now, today = today_in_force(), request.reading.today
    return [
        Line(
            row.pk,
            (
                post_told(now, row.post_id),
                row.person.name,
                word_for(row.capacity, "delegation"),
                row.valid_from,
                row.valid_until - timedelta(days=1) if row.valid_until else None,
                row.giver.name,
            ),
            deeds=(Deed(f"/settings/delegations/{row.pk}/end/", _("Take back")),)
            if row.valid_until is None or row.valid_until > today
            else (),
        )
        for row in rows
    ]


DELEGATIONS = Register(
    name="delegations",
    title=gettext_lazy("Delegates and assistants"),
    says=gettext_lazy(
        "A delegate acts for your post on the days you say; an assistant prepares, and you act."
    ),
    done=gettext_lazy("The person is named."),
    barred=ONLY_HOLDERS,
    may=may_delegate,
    columns={
        "post": gettext_lazy("Post"),
        "person": gettext_lazy("Person"),
        "capacity": gettext_lazy("As"),
        "valid_from": gettext_lazy("First day"),
        "last_day": gettext_lazy("Last day"),
        "giver": gettext_lazy("Named by"),
    },
    rows=_rows,
    lines=_lines,
    form=_form,
    add=_name,
    sentence=sentence,
    verb=gettext_lazy("Name a person"),
    orders={"valid_from": ("valid_from",)},
)
