"""After the decision: the checklist of what follows, with who does it by when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.references import Reference
from bureau.core.structure.views import Post
from bureau.documents.tables import Column
from bureau.institution.governance.forms.following import (
    AddedForm,
    DropForm,
    ProposalForm,
)
from bureau.institution.governance.forms.keyed import KeyedForm, new_key
from bureau.institution.governance.models import Assignment
from bureau.institution.governance.permissions import may_close_assignment, may_follow_up
from bureau.institution.governance.queries.chasing import Chased, answers_for, chased
from bureau.institution.governance.queries.comments import reads_comments
from bureau.institution.governance.queries.following import (
    FollowUp,
    Proposed,
    assignments_visible,
    assignments_with,
    follow_up,
    names_of_subjects,
)
from bureau.institution.governance.queries.pages import drawn_unit
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.services import following
from bureau.institution.governance.texts.following import (
    STATE_MARKS,
    STATES,
    WHATS,
    words_of,
)
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    organisation_of_case,
    tabs_of,
)
from bureau.institution.organisation.views.settings.parts import post_by_number
from bureau.record.journal.queries import reading
from bureau.web.exports import TABLE_FORMATS, dated_table_response
from bureau.web.formats import labelled
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE, refused_on, refused_over
from bureau.web.requests import Asking

ORDERS: Mapping[str, Callable[["Line"], Any]] = {
    "what": lambda line: line.words.casefold(),
    "owner": lambda line: line.owner,
    "due": lambda line: line.due or date.max,
    "state": lambda line: list(STATES).index(line.state),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that follows: proposed by the rule, or an assignment."""

    words: str
    address: str
    owner: str
    due: date | None
    state: str
    row: Assignment | None = None
    proposed: Proposed | None = None
    may_close: bool = False
    by: str = ""
    number: str = ""

    @property
    def mark(self) -> str:
        return STATE_MARKS[self.state]

    @property
    def word(self) -> str:
        return str(STATES[self.state])


def _looked_up(request: Asking, reorganisation: int) -> FollowUp:
    found = follow_up(request.actor, reorganisation)
    if found is None:
        raise Http404
    return found


def _kept(request: Asking, reorganisation: int) -> FollowUp:
    found = _looked_up(request, reorganisation)
    if not found.may_keep:
        raise PermissionDenied
    return found


@require_safe
def checklist(request: Asking, reorganisation: int) -> HttpResponseBase:
    """All that follows, narrowed by ?state=; CSV and XLSX of the same."""
    return _page(request, reorganisation)


def _page(request: Asking, reorganisation: int, added: AddedForm | None = None) -> HttpResponseBase:
    """With what was typed and refused, where something was."""
    with reading():
        found = follow_up(request.actor, reorganisation)
        if found is None:
            return _own_page(request, reorganisation)
        every = _lines(request, found.assignments, found.proposed)
        opens_at = organisation_of_case(found.seen).opens_at
        unit = drawn_unit(preview(found.seen), request.reading.recorded_now, opens_at)
    state = request.GET.get("state", "")
    lines = [line for line in every if not state or line.state == state]
    sort = request.GET.get("sort", "")
    if order := ORDERS.get(sort.removeprefix("-")):
        lines.sort(key=order, reverse=sort.startswith("-"))
    form = request.GET.get("format", "")
    if form in TABLE_FORMATS:
        return _export(request, form, lines)
    context = {
        "seen": found.seen,
        "title": here(found.seen.row.title),
        "crumbs": crumbs_to_case(found.seen),
        "tabs": tabs_of(
            found.seen,
            "reorganisation-follow-up",
            unit,
            talks=reads_comments(request.actor, found.seen),
        ),
        "lines": lines,
        "is_empty": not every,
        "state": state,
        "states": [*STATES.items()],
        "may_keep": found.may_keep,
        "added": added or AddedForm(find_post=_finder(found)),
        "key": new_key(),
    }
    status = UNPROCESSABLE if added else 200
    return render(request, "governance/follow_up.html", context, status=status)


def _own_page(request: Asking, reorganisation: int) -> HttpResponse:
    """To whoever does not see the case: what of it is theirs to do, or came to them."""
    lines = _lines(request, assignments_with(request.actor, reorganisation))
    if not lines:
        raise Http404
    case = lines[0].row.reorganisation.reference if lines[0].row else ""
    context = {"lines": lines, "case": case, "key": new_key()}
    return render(request, "governance/follow_up_own.html", context)


def _lines(
    request: Asking, assignments: QuerySet[Assignment], proposed: Sequence[Proposed] = ()
) -> list[Line]:
    rows = chased(assignments)
    things = {Reference(one.row.subject_kind, one.row.subject) for one in rows if one.row.subject}
    names = names_of_subjects(things | {one.subject for one in proposed})
    people = people_and_posts(
        {one.row.settled_by for one in rows},
        {one.row.owner for one in rows} | {one.owner for one in proposed},
    )
    now = request.now
    lines = [_of_proposal(one, names, people, now.post(one.owner or 0)) for one in proposed]
    return lines + [_of_row(request, one, names, people) for one in rows]


def _of_proposal(
    one: Proposed, names: Mapping[Reference, str], people: People, owner: Post | None
) -> Line:
    return Line(
        labelled(str(WHATS[one.what]), names.get(one.subject, "")),
        f"/{one.subject.kind}s/{one.subject.id}/",
        people.post(one.owner),
        one.due,
        "proposed",
        proposed=one,
        number=owner.number if owner else "",
    )


def _of_row(
    request: Asking,
    one: Chased,
    names: Mapping[Reference, str],
    people: People,
) -> Line:
    row, answers = one.row, one.is_answered_by(request.actor)
    is_open = row.state == Assignment.State.OPEN
    may_close = may_close_assignment(request.actor, row.reorganisation, answers=answers)
    return Line(
        words_of(row, names),
        f"/{row.subject_kind}s/{row.subject}/" if row.subject else "",
        people.post(row.owner),
        row.due,
        "late" if is_open and one.is_late else row.state,
        row=row,
        may_close=is_open and may_close,
        by=people.person(row.settled_by),
    )


def _export(request: Asking, form: str, lines: Sequence[Line]) -> HttpResponseBase:
    columns: list[Column[Line]] = [
        Column("assignment", _("Assignment"), lambda line: line.row.pk if line.row else None),
        Column("what", _("What is to be done"), lambda line: line.words),
        Column("owner", _("Post"), lambda line: line.owner),
        Column("due", _("Done by"), lambda line: line.due),
        Column("state", _("State"), lambda line: line.state),
        Column("reason", _("Why not"), lambda line: line.row.reason if line.row else ""),
    ]
    return dated_table_response(form, "follow-up", columns, lines, request.reading)


def _finder(found: FollowUp) -> Callable[[str], int | None]:
    return lambda word: post_by_number(word, found.seen.row.organisation_id)


@require_POST
def confirm(request: Asking, reorganisation: int) -> HttpResponseBase:
    """A proposal becomes an assignment; without one, words of one's own do."""
    found = _kept(request, reorganisation)
    if "proposal" not in request.POST:
        return _add(request, reorganisation, found)
    form = ProposalForm(request.POST, find_post=_finder(found))
    if not form.is_valid():
        return _not_valid(request, form, reorganisation)
    said = {"proposal": form.cleaned_data["proposal"], **form.said()}
    return _done(
        request,
        reorganisation,
        lambda: following.confirm_assignment(
            form.asked(request.actor), reorganisation=reorganisation, **said
        ),
        _("It is assigned."),
    )


def _add(request: Asking, reorganisation: int, found: FollowUp) -> HttpResponseBase:
    """What was typed stays where it is refused."""
    form = AddedForm(request.POST, find_post=_finder(found))
    if form.is_valid():
        said = {"words": form.cleaned_data["words"], **form.said()}
        with refused_on(form, sentence):
            following.add_assignment(
                form.asked(request.actor), reorganisation=reorganisation, **said
            )
            messages.success(request, _("It is assigned."))
            return _back(request, reorganisation)
    return _page(request, reorganisation, form)


@require_POST
def drop_proposed(request: Asking, reorganisation: int) -> HttpResponse:
    _kept(request, reorganisation)
    form = DropForm(request.POST)
    if not form.is_valid():
        return _not_valid(request, form, reorganisation)
    said = form.cleaned_data
    return _done(
        request,
        reorganisation,
        lambda: following.drop_proposal(
            form.asked(request.actor),
            reorganisation=reorganisation,
            proposal=said["proposal"],
            reason=said["reason"],
        ),
        _("It is dropped, with its reason."),
    )


@require_POST
def close(request: Asking, assignment: int) -> HttpResponse:
    row = _assignment(request, assignment)
    answers = answers_for(request.actor, row.pk)
    if not may_close_assignment(request.actor, row.reorganisation, answers=answers):
        raise PermissionDenied
    form = KeyedForm(request.POST)
    if not form.is_valid():
        return _not_valid(request, form, row.reorganisation_id)
    return _done(
        request,
        row.reorganisation_id,
        lambda: following.close_assignment(form.asked(request.actor), assignment=row.pk),
        _("It is done."),
    )


@require_POST
def drop(request: Asking, assignment: int) -> HttpResponse:
    row = _assignment(request, assignment)
    if not may_follow_up(request.actor, row.reorganisation):
        raise PermissionDenied
    form = DropForm(request.POST)
    if not form.is_valid():
        return _not_valid(request, form, row.reorganisation_id)
    return _done(
        request,
        row.reorganisation_id,
        lambda: following.drop_assignment(
            form.asked(request.actor), assignment=row.pk, reason=form.cleaned_data["reason"]
        ),
        _("It is dropped, with its reason."),
    )


def _assignment(request: Asking, assignment: int) -> Assignment:
    if assignment not in assignments_visible(request.actor, [assignment]):
        raise Http404
    return Assignment.objects.get(pk=assignment)


def _not_valid(request: Asking, form: KeyedForm, reorganisation: int) -> HttpResponse:
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        for error in errors:
            messages.error(request, labelled(label, error) if label else str(error))
    return _back(request, reorganisation)


def _done(
    request: Asking, reorganisation: int, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        with refused_over(request, sentence):
            act()
            messages.success(request, done)
    except ObjectDoesNotExist:
        raise Http404 from None
    return _back(request, reorganisation)


def _back(request: Asking, reorganisation: int) -> HttpResponse:
    """To the list; to home for whoever may not see the case."""
    if follow_up(request.actor, reorganisation) is None:
        return redirect("home")
    return redirect("reorganisation-follow-up", reorganisation)
