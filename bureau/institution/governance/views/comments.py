"""The comments of a case: the list with its filters, also as a file; and one thread by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bureau.core.comments import CommentKind
from bureau.documents.tables import Column
from bureau.institution.governance.forms.comments import (
    CommentForm,
    ReplyForm,
    ResolutionForm,
    SaidForm,
)
from bureau.institution.governance.forms.keyed import KeyedForm, new_key
from bureau.institution.governance.permissions import may_put_forward, may_see_readings
from bureau.institution.governance.queries.comments import (
    Said,
    Standing,
    Threaded,
    people_of_case,
    standing_of,
    threads_of,
)
from bureau.institution.governance.queries.pages import drawn_unit, names_of_set
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services import comments as services
from bureau.institution.governance.texts.comments import (
    KINDS,
    STATE_MARKS,
    STATES,
    Things,
    about_in_words,
    grouped,
    things_of_case,
)
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
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

SHOWN = {
    "open": gettext_lazy("Open"),
    "resolved": gettext_lazy("Resolved"),
    "carried": gettext_lazy("Carried into the record"),
    "questions": gettext_lazy("Questions"),
    "mine": gettext_lazy("Mine"),
}


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread as the pages show it."""

    thread: Threaded
    about: str
    kind: str
    mark: str
    state: str


@dataclass(frozen=True, slots=True)
class Talk:
    """All there is to say of the comments of one case to one reader."""

    seen: Seen
    how: Standing
    things: Things
    lines: list[ThreadLine]
    unit: int | None


@require_safe
def comments(request: Asking, reorganisation: int) -> HttpResponseBase:
    with reading():
        talk = _talk(request, reorganisation)
        state = state_seen(talk.seen) if talk.how.writes else ""
    show, about = request.GET.get("show", ""), request.GET.get("about", "")
    shown = [one for one in talk.lines if _is_shown(request, one.thread, show, about)]
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        return _export(request, format, talk.seen, shown)
    number = talk.seen.row.pk
    context = {
        "seen": talk.seen,
        "title": here(talk.seen.row.title),
        "crumbs": crumbs_to_case(),
        "tabs": tabs_of(talk.seen, "reorganisation-comments", talk.unit, talks=True),
        "lines": shown,
        "count": len(talk.lines),
        "show": show if show in SHOWN else "",
        "shown": list(SHOWN.items()),
        "about": about,
        "about_told": next((one.about for one in shown), "") if about else "",
        "standing": talk.how,
        "state": state,
        "is_author": may_put_forward(request.actor, talk.seen.row),
        "may_see_readings": may_see_readings(request.actor, talk.seen.row),
        "key": new_key(),
        "exports": _exports(request),
        "here_now": reverse("reorganisation-comments", args=[number]),
    }
    return render(request, "governance/comments.html", context)


def new(request: Asking, reorganisation: int) -> HttpResponse:
    """Say or ask something of one thing of the case."""
    talk = _talk(request, reorganisation)
    if not talk.how.writes:
        raise Http404
    initial = {"about": request.GET.get("about", "case"), "seen": state_seen(talk.seen)}
    people = _others(request, talk.seen)
    form = CommentForm(grouped(talk.things), people, request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        with refused_in_full(form, request.actor):
            number = services.comment_on(
                form.asked(request.actor),
                reorganisation=reorganisation,
                about=said["about"],
                kind=said["kind"],
                said=said["said"],
                mentions=form.mentioned(),
                seen=said["seen"],
            )
            messages.success(request, _("It is said."))
            return redirect("reorganisation-comment", reorganisation, number)
    context = {"form": form, "seen": talk.seen, "crumbs": _crumbs(talk.seen)}
    return render(request, "governance/comment_new.html", context, status=status_of(form))


def thread(request: Asking, reorganisation: int, comment: int) -> HttpResponse:
    """One thread with all that was replied; a POST replies."""
    talk, line = _one(request, reorganisation, comment)
    people = _others(request, talk.seen)
    form = ReplyForm(people, request.POST or None, initial={"seen": state_seen(talk.seen)})
    if request.method == "POST" and not line.thread.may_reply:
        raise Http404
    if form.is_valid():
        with refused_in_full(form, request.actor):
            services.reply_to(
                form.asked(request.actor),
                comment=comment,
                said=form.cleaned_data["said"],
                mentions=form.mentioned(),
                seen=form.cleaned_data["seen"],
            )
            return redirect("reorganisation-comment", reorganisation, comment)
    context = {
        "form": form,
        "seen": talk.seen,
        "line": line,
        "crumbs": _crumbs(talk.seen),
        "key": new_key(),
    }
    return render(request, "governance/comment.html", context, status=status_of(form))


def words(request: Asking, reorganisation: int, comment: int) -> HttpResponse:
    """Say otherwise what one said, as long as nobody answered."""
    talk = _talk(request, reorganisation)
    said = {
        one.row.pk: (line, one)
        for line in talk.lines
        for one in (line.thread.first, *line.thread.replies)
    }
    line, one = said.get(comment, (None, None))
    if line is None or one is None or not one.may_change:
        raise Http404
    form = SaidForm(request.POST or None, initial={"said": one.words})
    back = reverse("reorganisation-comment", args=[reorganisation, line.thread.number])
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            services.change_comment(
                form.asked(request.actor), comment=comment, said=form.cleaned_data["said"]
            )
            return redirect(back)
    heading = _("Say it otherwise")
    return _small(request, talk.seen, form, heading, _("Keep these words"), back)


def resolution(request: Asking, reorganisation: int, comment: int) -> HttpResponse:
    """Settle a thread, with a word."""
    talk, line = _one(request, reorganisation, comment)
    if not line.thread.may_resolve:
        raise Http404
    form = ResolutionForm(request.POST or None)
    back = reverse("reorganisation-comment", args=[reorganisation, comment])
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            services.resolve_comment(
                form.asked(request.actor), comment=comment, said=form.cleaned_data["said"]
            )
            messages.success(request, _("It is resolved."))
            return redirect(back)
    return _small(request, talk.seen, form, _("Resolve it"), _("Resolve it"), back)


@require_POST
def reopen(request: Asking, reorganisation: int, comment: int) -> HttpResponse:
    """Undo of settling."""
    _one(request, reorganisation, comment)
    back = reverse("reorganisation-comment", args=[reorganisation, comment])
    said = _("It is open again.")
    return pressed(
        request, lambda asked: services.reopen_comment(asked, comment=comment), back, said
    )


def _small(
    request: Asking, seen: Seen, form: KeyedForm, heading: str, verb: str, back: str
) -> HttpResponse:
    context = {
        "form": form,
        "seen": seen,
        "heading": heading,
        "verb": verb,
        "back": back,
        "crumbs": _crumbs(seen),
    }
    return render(request, "governance/comment_words.html", context, status=status_of(form))


def _talk(request: Asking, reorganisation: int) -> Talk:
    """The case with its comments, for who may read them; for everybody else there is nothing."""
    seen = look_up(request, reorganisation)
    how = standing_of(request.actor, seen)
    if not how.reads:
        raise Http404
    previewed = preview(seen)
    actions, recorded = actions_before(seen), request.reading.recorded_now
    names = names_of_set(request.actor, previewed, actions)
    things = things_of_case(request.actor, seen, previewed, actions, names)
    unit = drawn_unit(previewed, recorded, organisation_of_case(seen).opens_at)
    lines = [_line(one, things) for one in threads_of(request.actor, seen, how)]
    return Talk(seen, how, things, lines, unit)


def _one(request: Asking, reorganisation: int, comment: int) -> tuple[Talk, ThreadLine]:
    talk = _talk(request, reorganisation)
    line = next((one for one in talk.lines if one.thread.number == comment), None)
    if line is None:
        raise Http404
    return talk, line


def _line(one: Threaded, things: Things) -> ThreadLine:
    kind = str(KINDS[CommentKind(one.first.row.kind)])
    told = about_in_words(one.about, things)
    return ThreadLine(one, told, kind, STATE_MARKS[one.state], str(STATES[one.state]))


def _is_shown(request: Asking, one: Threaded, show: str, about: str) -> bool:
    if about and str(one.about) != about:
        return False
    match show:
        case "open" | "resolved" | "carried":
            return one.state == show
        case "questions":
            return one.is_question
        case "mine":
            return one.involves(request.actor.person)
    return True


def _others(request: Asking, seen: Seen) -> dict[int, str]:
    people = people_of_case(seen)
    return {id: name for id, name in people.items() if id != request.actor.person}


def _exports(request: Asking) -> list[Entry]:
    query = request.GET.copy()
    found = []
    for form in exports.TABLE_FORMATS:
        query["format"] = form
        found.append(Entry(f"?{query.urlencode()}", form.upper()))
    return found


def _export(
    request: Asking, format: str, seen: Seen, lines: Sequence[ThreadLine]
) -> HttpResponseBase:
    """A line for each comment and reply; kinds and states keep their names in every language."""
    columns: list[Column[tuple[ThreadLine, Said]]] = [
        Column("thread", _("Thread"), lambda of: of[0].thread.number),
        Column("kind", _("Kind"), lambda of: of[1].row.kind),
        Column("about", _("About"), lambda of: of[0].about),
        Column("state", _("State"), lambda of: of[0].thread.state),
        Column("by", _("By"), lambda of: of[1].by),
        Column("at", _("At"), lambda of: of[1].row.at.isoformat(timespec="minutes")),
        Column("said", _("What was said"), lambda of: of[1].words),
        Column("resolution", _("How it is settled"), lambda of: _resolution(of[0].thread)),
    ]
    said = [(line, one) for line in lines for one in (line.thread.first, *line.thread.replies)]
    return exports.dated_table_response(
        format, f"comments-{seen.row.reference}", columns, said, request.reading
    )


def _resolution(thread: Threaded) -> str:
    return thread.resolved.said if thread.resolved else ""


def _crumbs(seen: Seen) -> list[Entry]:
    address = reverse("reorganisation-comments", args=[seen.row.pk])
    return [*crumbs_to_case(seen), Entry(address, _("Comments"))]
