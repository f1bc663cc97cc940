"""The page of one entry, and looking at one of its contents with a reason."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.organisation.texts.words import ROLES
from bureau.institution.procedures.queries.rights import Right
from bureau.record.accounts.texts import GRANTS
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.record.journal.services.exporting import reveal_content
from bureau.record.journal.texts import act_in_words
from bureau.thread.audit.forms import ReasonForm
from bureau.thread.audit.queries.one import Whole, whole_entry
from bureau.thread.audit.texts.lists import CAPACITIES, STATES
from bureau.thread.audit.texts.reasons import sentence
from bureau.thread.audit.views.journal import barred_or_none, tabs
from bureau.web.frame import Entry
from bureau.web.refusing import refused_on
from bureau.web.requests import Asking


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: Asking, entry: int) -> HttpResponse:
    """One entry; a POST puts the reason on record and comes back to show the content."""
    if refusal := barred_or_none(request):
        return refusal
    form = ReasonForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        said = form.cleaned_data
        with refused_on(form, sentence):
            reveal_content(
                Asked(request.actor, said["key"]),
                entry=entry,
                field=said["field"],
                reason=said["reason"],
            )
            return redirect(f"{reverse('journal-entry', args=[entry])}#contents")
    with reading():
        whole = whole_entry(request.actor, entry)
        if whole is None:
            raise Http404
        context = _context(whole, form)
    return render(request, "audit/entry.html", context, status=422 if form else 200)


def _context(whole: Whole, form: ReasonForm | None) -> dict[str, Any]:
    said = {name: value for name, value in whole.entry.details.items() if name != "commitments"}
    asked = form.data.get("field") if form else None
    return {
        "whole": whole,
        "entry": whole.entry,
        "act": act_in_words(whole.entry.act),
        "details": json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False) if said else "",
        "contents": [
            (one, STATES[one.state], form if one.field == asked else _blank(one.field))
            for one in whole.contents
        ],
        "rights": right_lines(whole.rights, whole.day),
        "crumbs": [Entry(reverse("journal"), _("Journal"))],
        "tabs": tabs(""),
    }


def _blank(field: str) -> ReasonForm:
    form = ReasonForm(initial={"key": uuid4().hex, "field": field})
    form.auto_id = f"id_{field}_%s"
    return form


def right_lines(rights: tuple[Right, ...], day: date) -> list[tuple[str, str, str]]:
    """For each right the post, the capacity and what it gave: roles, or a direct grant."""
    names = people_and_posts((), (post for one in rights for post in (one.post, one.instead_of)))
    return [
        (
            names.post(one.post, day),
            str(CAPACITIES[one.capacity]) if one.capacity else "",
            _gave(one),
        )
        for one in rights
    ]


def _gave(right: Right) -> str:
    if right.grant:
        return str(GRANTS[right.grant])
    return ", ".join(str(ROLES.get(role.role, role.role)) for role in right.roles)
