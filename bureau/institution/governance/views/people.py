"""People affected: the list of a round, confirmed line by line; and what is about oneself."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bureau.core.changes.people import How
from bureau.documents.tables import Column
from bureau.institution.governance.forms.keyed import KeyedForm, new_key
from bureau.institution.governance.forms.people import AddedPersonForm, ConfirmationForm
from bureau.institution.governance.models import AffectedPerson
from bureau.institution.governance.queries.choices import people_to_name
from bureau.institution.governance.queries.frozen_words import as_put_forward
from bureau.institution.governance.queries.people import (
    PeopleList,
    about_oneself,
    counts_of,
    names_of_lines,
    people_list,
)
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.rules import nameable
from bureau.institution.governance.services.people import (
    add_affected_person,
    close_people_list,
    confirm_people,
    take_affected_person_out,
)
from bureau.institution.governance.texts.following import HOW_MARKS, HOWS
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.looking import crumbs_to_case
from bureau.institution.governance.views.people_lines import (
    PersonAffected,
    line_shown,
    lines_shown,
)
from bureau.record.journal.queries import reading
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.refusing import refused_on, refused_over, status_of
from bureau.web.requests import Asking

ORDERS = {
    "person": "person__name",
    "day": "day",
    "how": "how",
    "matched": "matched",
}


def _looked_up(request: Asking, reorganisation: int) -> PeopleList:
    found = people_list(request.actor, reorganisation)
    if found is None:
        raise Http404
    return found


def _to_confirm(request: Asking, reorganisation: int) -> None:
    found = _looked_up(request, reorganisation)
    if not found.may_confirm and found.is_open:
        raise PermissionDenied


@require_safe
def people(request: Asking, reorganisation: int) -> HttpResponseBase:
    """A page of the list, narrowed to one kind (?how=), to what is left (?state=left) or to what
    is otherwise since it was confirmed (?state=changed)."""
    with reading():
        found = _looked_up(request, reorganisation)
        rows = _narrowed(request, found.lines)
        form = request.GET.get("format", "")
        if form in TABLE_FORMATS:
            return _export(request, form, lines_shown(list(rows), found.before()))
        page = slice_of(list(rows.values_list("pk", flat=True)), request.GET.get("page", ""))
        if page is None:
            raise Http404
        context = _context(request, found, list(rows[page.start : page.end]))
    context |= {"page": page, "how": request.GET.get("how", "")}
    context |= {"state": request.GET.get("state", ""), "key": new_key()}
    return render(request, "governance/people_list.html", context)


def _context(request: Asking, found: PeopleList, rows: Sequence[AffectedPerson]) -> dict[str, Any]:
    counts, before = counts_of(found.lines), found.before()
    fallen = found.fallen()
    seen = seen_by(request.actor, [found.row.pk]).get(found.row.pk)
    case = found.row.pk if seen else None
    return {
        "found": found,
        "title": here(found.row.title),
        "crumbs": crumbs_to_case(seen),
        "lines": lines_shown(rows, before, case),
        "changed": found.changed.count() if found.confirmed else 0,
        "fallen": lines_shown(fallen, before, case, are_gone=True),
        "counts": [(how, HOW_MARKS[how], HOWS[how], count) for how, count in counts.items()],
        "total": sum(counts.values()),
        "left": found.lines.filter(how="").count(),
        "hows": [*HOWS.items()],
    }


def _crumbs(request: Asking, found: PeopleList) -> list[Entry]:
    """To the case too, for whoever may see more of it than this list."""
    seen = seen_by(request.actor, [found.row.pk]).get(found.row.pk)
    return crumbs_to_case(seen)


def _narrowed(request: Asking, rows: QuerySet[AffectedPerson]) -> QuerySet[AffectedPerson]:
    if (how := request.GET.get("how", "")) in set(How):
        rows = rows.filter(how=how) | rows.filter(how="", matched=how)
    if request.GET.get("state") == "left":
        rows = rows.filter(how="")
    elif request.GET.get("state") == "changed":
        rows = rows.filter(confirmed_in=None)
    sort = request.GET.get("sort", "")
    order = ORDERS.get(sort.removeprefix("-"), "person__name")
    sign = "-" if sort.startswith("-") else ""
    return rows.order_by(f"{sign}{order}", "pk")


def _export(request: Asking, form: str, lines: Sequence[PersonAffected]) -> HttpResponseBase:
    columns: list[Column[PersonAffected]] = [
        Column("person", _("Person"), lambda line: line.name),
        Column("post", _("Post"), lambda line: line.post),
        Column("to", _("Comes to"), lambda line: line.to),
        Column("day", _("First day"), lambda line: line.day),
        Column("matched", _("As the rule has it"), lambda line: line.row.matched),
        Column("how", _("As confirmed"), lambda line: line.row.how),
        Column("reason", _("Why"), lambda line: line.row.reason),
        Column("by", _("Confirmed by"), lambda line: line.by),
        Column("was", _("As confirmed before"), lambda line: line.was.code if line.was else ""),
        Column("changed", _("Changed by"), lambda line: line.act),
    ]
    return dated_table_response(form, "people-affected", columns, lines, request.reading)


@require_POST
def confirm(request: Asking, reorganisation: int) -> HttpResponse:
    """One line as it says; without a line all that are left, as the rule has them."""
    _to_confirm(request, reorganisation)
    is_one = "line" in request.POST
    form = ConfirmationForm(request.POST) if is_one else KeyedForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with refused_over(request, sentence):
            count = confirm_people(
                form.asked(request.actor),
                reorganisation=reorganisation,
                lines=(said["line"],) if is_one else (),
                how=said.get("how", ""),
                reason=said.get("reason", ""),
            )
            told = ngettext("{count} line is confirmed.", "{count} lines are confirmed.", count)
            messages.success(request, told.format(count=count))
    return _back(request, reorganisation)


def add(request: Asking, reorganisation: int) -> HttpResponse:
    """Somebody whom the rule did not find."""
    _to_confirm(request, reorganisation)
    found = _looked_up(request, reorganisation)
    if not found.may_add:
        raise Http404
    numbers = nameable(found.row.organisation_id).posts
    form = AddedPersonForm(
        people_to_name(request.actor, []),
        {number.casefold(): post for post, number in numbers.items()},
        request.POST or None,
        initial={"day": request.reading.today},
    )
    back = reverse("reorganisation-people", args=[reorganisation])
    if form.is_bound and form.is_valid():
        with refused_on(form, sentence):
            add_affected_person(
                form.asked(request.actor), reorganisation=reorganisation, **form.said()
            )
            messages.success(request, _("The person is on the list."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Add a person"),
        "says": _("Somebody whom the rule did not find: they are told as all others on the list."),
        "verb": _("Put on the list"),
        "back": back,
        "crumbs": [*_crumbs(request, found), Entry(back, _("People affected"))],
    }
    return render(request, "governance/rule_form.html", context, status=status_of(form))


@require_POST
def take_out(request: Asking, reorganisation: int) -> HttpResponse:
    """A line that was added by hand."""
    _to_confirm(request, reorganisation)
    form = KeyedForm(request.POST)
    line = number_asked(request.POST.get("line", ""))
    if form.is_valid() and line is not None:
        with refused_over(request, sentence):
            take_affected_person_out(
                form.asked(request.actor), reorganisation=reorganisation, line=line
            )
            messages.success(request, _("The person is off the list."))
    return _back(request, reorganisation)


@require_POST
def close(request: Asking, reorganisation: int) -> HttpResponse:
    _to_confirm(request, reorganisation)
    form = KeyedForm(request.POST)
    if form.is_valid():
        with refused_over(request, sentence):
            close_people_list(form.asked(request.actor), reorganisation=reorganisation)
            messages.success(request, _("The list is confirmed and kept as it is."))
    return _back(request, reorganisation)


def _back(request: Asking, reorganisation: int) -> HttpResponse:
    """To the list as it was looked at."""
    query = request.POST.get("back", "")
    answer = redirect("reorganisation-people", reorganisation)
    if query.startswith("?"):
        answer["Location"] += query
    return answer


@require_safe
def about_me(request: Asking) -> HttpResponse:
    """What was put forward about oneself; the case is linked for whoever may see it."""
    if request.actor.person is None:
        raise Http404
    with reading():
        rows = about_oneself(request.actor)
        names = names_of_lines(rows)
        cases = {row.submission.reorganisation_id for row in rows}
        seen = seen_by(request.actor, cases)
        told = as_put_forward(row.submission.reorganisation for row in rows)
        lines = [
            line_shown(
                row,
                names,
                here(told[case].title),
                f"/reorganisations/{case}/" if case in seen else "",
            )
            for row in rows
            for case in [row.submission.reorganisation_id]
        ]
    return render(request, "governance/about_me.html", {"lines": lines})
