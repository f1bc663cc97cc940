"""Who has the right to return to which post, until when, and who acts in it meanwhile."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.days import last_day
from bureau.documents.tables import Column
from bureau.institution.governance.queries.liens import Lien, liens_of
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.queries import reading
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.requests import Asking


@require_safe
def liens(request: Asking) -> HttpResponseBase:
    """Those that stand on the day looked at; ?sort=until or since, CSV and XLSX of the same."""
    if request.actor.person is None:
        raise Http404
    with reading():
        lines = liens_of(seen_organisation(request).pk, request.now)
        posts = {one.post for one in lines} | {each for one in lines for each in one.elsewhere}
        names = people_and_posts({one.person for one in lines}, posts)
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") == "since":
        lines.sort(key=lambda one: one.since)
    if sort.startswith("-"):
        lines.reverse()
    form = request.GET.get("format", "")
    if form in TABLE_FORMATS:
        return _export(request, form, lines, names)
    shown = [
        (
            one,
            names.person(one.person),
            names.post(one.post),
            [names.post(each) for each in one.elsewhere],
        )
        for one in lines
    ]
    return render(request, "governance/liens.html", {"lines": shown})


def _export(request: Asking, form: str, lines: list[Lien], names: People) -> HttpResponseBase:
    columns: list[Column[Lien]] = [
        Column("person", _("Person"), lambda one: names.person(one.person)),
        Column("post", _("Post"), lambda one: names.post(one.post)),
        Column("since", _("Since"), lambda one: one.since),
        Column("last_day", _("Last day"), lambda one: last_day(one.until)),
        Column("acting", _("Acting in it"), lambda one: one.acting),
        Column(
            "elsewhere", _("Meanwhile on"), lambda one: "; ".join(map(names.post, one.elsewhere))
        ),
    ]
    return dated_table_response(form, "liens", columns, lines, request.reading)
