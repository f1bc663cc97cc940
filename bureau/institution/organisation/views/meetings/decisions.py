"""The register of decisions: what bodies decided, who sees to it, and what became of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bureau.core.meetings.decisions import FollowUpState
from bureau.documents.tables import Column
from bureau.institution.instruments.models import FollowUp, Instrument
from bureau.institution.instruments.queries.decisions import (
    DECIDED,
    Followed,
    decided_at,
    decisions_of,
    followed,
)
from bureau.institution.instruments.services.decisions import follow_decision
from bureau.institution.instruments.texts.words import (
    DECISION_MARKS,
    DECISIONS,
    FOLLOW_UP_MARKS,
    FOLLOW_UP_STATES,
)
from bureau.institution.organisation.forms.meetings import FollowUpForm
from bureau.institution.organisation.views.instruments.parts import (
    body_choices,
    body_code,
    day_of,
    form_page,
    session_name,
)
from bureau.institution.organisation.views.meetings.parts import (
    ONLY_SECRETARIES,
    crumbs_to,
    is_found,
    ordered,
    organisation_read,
    post_finder,
    post_number,
    posts_called,
    sent,
    serves,
    session_seen,
    session_tabs,
)
from bureau.record.accounts.queries import people_by_id
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.answers import Label
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.registers import barred
from bureau.web.requests import Asking
from bureau.web.saved import saveable


@dataclass(frozen=True, slots=True)
class DecisionLine:
    one: Followed
    owner: Label | None

    @property
    def mark(self) -> str:
        return DECISION_MARKS[self.one.told]

    @property
    def word(self) -> str:
        return str(DECISIONS[self.one.told])


ORDERS: Mapping[str, Callable[[Followed], Any]] = {
    "title": lambda one: here(one.row.title).casefold(),
    "body": lambda one: here(one.row.body.name).casefold() if one.row.body else None,
    "day": lambda one: one.row.day,
    "state": lambda one: list(DECISIONS).index(one.told),
    "due": lambda one: one.due,
}


@saveable
@require_safe
def decisions(request: Asking) -> HttpResponseBase:
    """Of all bodies of the organisation."""
    organisation_read(request)
    return _register(request, {"crumbs": crumbs_to(), "bodies": _bodies(request)})


@saveable
@require_safe
def of_session(request: Asking, meeting: int) -> HttpResponseBase:
    session = session_seen(request, meeting)
    context = {
        "session": session,
        "tabs": session_tabs(request, session),
        "crumbs": crumbs_to(session.body),
    }
    return _register(request, context, session.pk)


def _register(
    request: Asking, context: dict[str, object], session: int | None = None
) -> HttpResponseBase:
    body, state = request.GET.get("body", ""), request.GET.get("state", "")
    is_overdue, text = request.GET.get("overdue", "") == "1", request.GET.get("text", "").strip()
    with reading():
        rows = decisions_of(organisation_read(request).pk)
        if session is not None:
            rows = rows.filter(decided_at(session))
        if (number := number_asked(body)) is not None:
            rows = rows.filter(body=number)
        found = [
            one
            for one in followed(rows, day_of(request))
            if (not state or one.told == state)
            and (not is_overdue or one.is_overdue)
            and is_found(text, one.row.number, here(one.row.title))
        ]
        found = ordered(found, request.GET.get("sort", ""), ORDERS)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, _lines(request, found))
        page = slice_of([one.row.pk for one in found], request.GET.get("page", ""))
        if page is None:
            raise Http404
        context |= {
            "lines": _lines(request, found[page.start : page.end]),
            "page": page,
            "body": body,
            "text": text,
            "total": len(found),
            "overdue": sum(one.is_overdue for one in found),
            "state": state,
            "is_overdue": is_overdue,
            "states": DECISIONS.items(),
        }
    return render(request, "organisation/meetings/decisions.html", context)


def _bodies(request: Asking) -> list[tuple[str, str]]:
    return body_choices(organisation_read(request).pk)


def _lines(request: Asking, found: Sequence[Followed]) -> list[DecisionLine]:
    posts = posts_called(request, (one.owner for one in found))
    return [DecisionLine(one, posts.get(one.owner or 0)) for one in found]


def _export(request: Asking, format: str, lines: Sequence[DecisionLine]) -> HttpResponseBase:
    columns: list[Column[DecisionLine]] = [
        Column("instrument", _("Number of the row"), lambda line: line.one.row.pk),
        Column("number", _("Number"), lambda line: line.one.row.number),
        Column(
            "title", pgettext("of an instrument", "Title"), lambda line: here(line.one.row.title)
        ),
        Column("body", _("Body"), lambda line: body_code(line.one.row)),
        Column("session", _("Session or meeting"), lambda line: session_name(line.one.row)),
        Column("day", _("Day"), lambda line: line.one.row.day),
        Column("state", _("State"), lambda line: line.one.told),
        Column("owner", _("Who sees to it"), lambda line: line.owner.name if line.owner else ""),
        Column("due", _("To be done by"), lambda line: line.one.due),
    ]
    return exports.dated_table_response(format, "decisions", columns, lines, request.reading)


@dataclass(frozen=True, slots=True)
class WordLine:
    row: FollowUp
    mark: str
    word: str
    who: str
    owner: Label | None


@require_safe
def decision(request: Asking, instrument: int) -> HttpResponse:
    """What was said of one decision, newest first."""
    with reading():
        row = _decision_seen(request, instrument)
        (one,) = followed([row], day_of(request))
        words = list(row.words.order_by("-day", "-pk"))
        people = people_by_id({word.person for word in words})
        posts = posts_called(request, [one.owner, *(word.owner for word in words)])
        context = {
            "row": row,
            "line": DecisionLine(one, posts.get(one.owner or 0)),
            "words": [
                WordLine(
                    word,
                    FOLLOW_UP_MARKS[word.state],
                    str(FOLLOW_UP_STATES[word.state]),
                    people[word.person].name if word.person in people else "",
                    posts.get(word.owner or 0),
                )
                for word in words
            ],
            "follows": _may_follow(request, row),
            "crumbs": [*crumbs_to(row.body), Entry(reverse("decisions"), _("Decisions"))],
        }
    return render(request, "organisation/meetings/decision.html", context)


def follow(request: Asking, instrument: int) -> HttpResponse:
    """Say how a decision stands from a day on."""
    row = _decision_seen(request, instrument)
    if not _may_follow(request, row):
        return barred(request, ONLY_SECRETARIES)
    back = reverse("decision", args=[instrument])

    def save(form: FollowUpForm) -> str:
        follow_decision(form.asked(request.actor), instrument=instrument, **form.said())
        return back

    last = row.words.last()
    form = FollowUpForm(
        sent(request),
        find_post=post_finder(row.organisation),
        initial={
            "day": request.reading.today,
            "state": last.state if last else FollowUpState.UNDER_WAY,
            "post": post_number(last.owner) if last else "",
            "due": last.due if last else None,
        },
    )
    words = {
        "title": _("How the decision stands"),
        "sub": here(row.title),
        "verb": _("Put it on record"),
        "back": back,
        "crumbs": [*crumbs_to(row.body), Entry(reverse("decisions"), _("Decisions"))],
        "done": _("How the decision stands is on record."),
    }
    return form_page(request, form, save, words)


def _decision_seen(request: Asking, instrument: int) -> Instrument:
    organisation = organisation_read(request).pk
    rows = Instrument.objects.select_related("body", "meeting", "meeting__under")
    decided = rows.filter(organisation=organisation, body__isnull=False, kind__in=DECIDED)
    found = decided.filter(pk=instrument).first()
    if found is None:
        raise Http404
    return found


def _may_follow(request: Asking, row: Instrument) -> bool:
    """The secretary of the body, and whoever holds the post that sees to it by the last word."""
    last = row.words.last()
    is_theirs = last is not None and last.owner in request.actor.posts
    return is_theirs or (row.body is not None and serves(request, row.body))
