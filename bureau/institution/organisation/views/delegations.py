"""The register of personal delegations: one list with filters, also as a file."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from bureau.core.days import day_read, last_day
from bureau.documents.tables import Column
from bureau.institution.organisation.permissions import may_see_delegations
from bureau.institution.organisation.queries.delegations import Delegated, delegations_of
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.texts.delegations import limit_in_words, reach_in_words
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.paging import slice_of
from bureau.web.requests import Asking

STATES = {
    "holds": gettext_lazy("holds"),
    "to_come": gettext_lazy("not begun yet"),
    "ended": pgettext_lazy("state of a delegation", "ended"),
    "lapsed": gettext_lazy("lapsed: the giver no longer holds the post"),
}
MARKS = {"holds": "ok", "to_come": "wait", "ended": "off", "lapsed": "no"}
SORTS = {
    "post": lambda one: one.post.short if one.post else "",
    "giver": lambda one: one.giver.casefold(),
    "person": lambda one: one.person.casefold(),
    "since": lambda one: one.row.valid_from,
}


@require_safe
@login_required
def register(request: Asking) -> HttpResponseBase:
    """All of the organisation for who keeps it; for everyone else, what concerns them."""
    organisation = organisation_of(request.actor)
    if organisation is None:
        raise Http404
    day = _day(request)
    person, post = request.GET.get("person", "").strip(), request.GET.get("post", "").strip()
    whole = request.GET.get("show") == "all"
    with reading():
        found = delegations_of(
            request.actor, organisation.pk, day, whole=whole, person=person, post=post
        )
    sort = request.GET.get("sort", "")
    if order := SORTS.get(sort.removeprefix("-")):
        found.sort(key=order, reverse=sort.startswith("-"))
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, found)
    page = slice_of([one.row.pk for one in found], request.GET.get("page", ""))
    if page is None:
        raise Http404
    context = {
        "lines": [
            (
                one,
                MARKS[one.state],
                str(STATES[one.state]),
                reach_in_words(one.row),
                limit_in_words(one.row),
            )
            for one in found[page.start : page.end]
        ],
        "page": page,
        "day": day,
        "person": person,
        "post": post,
        "whole": whole,
        "is_filtered": bool(person or post),
        "sees_all": may_see_delegations(request.actor),
        "crumbs": [Entry("/standing-in/", _("Who acts for you"))],
    }
    return render(request, "organisation/delegations.html", context)


def _day(request: Asking) -> date:
    try:
        return day_read(request.GET.get("day", ""))
    except ValueError:
        return request.reading.today


def _export(request: Asking, format: str, found: Sequence[Delegated]) -> HttpResponseBase:
    """Acts, kinds of case and states keep their names in every language."""
    columns: list[Column[Delegated]] = [
        Column("row", _("Number of the row"), lambda one: one.row.pk),
        Column("post", _("Post"), lambda one: one.post.short if one.post else ""),
        Column("giver", _("Given by"), lambda one: one.giver),
        Column("person", _("To"), lambda one: one.person),
        Column("acts", _("Acts"), lambda one: " ".join(one.row.acts or ())),
        Column("subjects", _("On"), lambda one: " ".join(one.row.subjects or ())),
        Column("ceiling_minor", _("Up to, in minor units"), lambda one: one.row.ceiling_minor),
        Column("currency", _("Currency"), lambda one: one.row.currency),
        Column("first_day", _("First day"), lambda one: one.row.valid_from),
        Column("last_day", _("Last day"), lambda one: last_day(one.until)),
        Column("state", _("State"), lambda one: one.state),
    ]
    return exports.dated_table_response(format, "delegations", columns, found, request.reading)
