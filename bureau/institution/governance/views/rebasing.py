"""Bringing a draft up to what stands: each field as expected, as decided, and as drafted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.changes.rebase import Compared
from bureau.institution.governance.forms.rebasing import Asked, RebaseForm
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.rebasing import (
    Standing,
    names_of_lines,
    standing_of,
)
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.services.rebasing import rebase_draft
from bureau.institution.governance.texts.amended import field_in_words
from bureau.institution.governance.texts.conflicts import (
    STATE_MARKS,
    STATES,
    mine_in_words,
    theirs_in_words,
)
from bureau.institution.governance.texts.labels import ACTIONS
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.lines import action_lines
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    look_up_own,
    may_edit,
)
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.texts.words import word_for
from bureau.record.journal.queries import reading
from bureau.web.formats import listed
from bureau.web.multilingual import here
from bureau.web.refusing import UNPROCESSABLE
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class LineTold:
    """One field: base, theirs, mine, and the choices where a person must say what is meant."""

    place: int
    verb: str
    field: str
    base: str
    theirs: str
    mine: str
    mark: str
    word: str
    by: str
    take: forms.BoundField | None
    other: forms.BoundField | None


@dataclass(frozen=True, slots=True)
class ObjectTold:
    """A unit, post or hold with its lines; `is_open` where any of them waits for a choice."""

    name: str
    lines: list[LineTold]

    @property
    def is_open(self) -> bool:
        return any(line.take is not None for line in self.lines)


def rebase(request: Asking, reorganisation: int) -> HttpResponse:
    """The comparison for whoever may read the case; the choices for its author."""
    seen = (look_up_own if request.method == "POST" else look_up)(request, reorganisation)
    editable = may_edit(request, seen)
    with reading():
        standing = standing_of(seen)
        names = names_of_lines(request.actor, seen, standing, request.reading.recorded_now)
    form = _form(request, seen, standing) if editable else None
    status = 200
    if request.method == "POST" and form is not None:
        status = UNPROCESSABLE
        if form.is_valid() and _done(request, seen, form):
            return redirect("reorganisation-rebase", reorganisation)
    objects = _objects(seen, standing, names, form)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "form": form,
        "objects": [one for one in objects if one.is_open or (form is None and _moved(one))],
        "others": [one for one in objects if not (one.is_open or (form is None and _moved(one)))],
        "open_count": len(standing.open),
        "count": len(standing.lines),
        "is_on_route": seen.row.submitted and not seen.is_draft,
    }
    return render(request, "governance/rebase.html", context, status=status)


def _moved(one: ObjectTold) -> bool:
    return any(line.by or line.mark in ("moved", "no") for line in one.lines)


def _form(request: Asking, seen: Seen, standing: Standing) -> RebaseForm:
    around = around_set(request, seen, preview(seen))
    picks = choices(request.actor, seen.row.organisation_id, around)
    return RebaseForm(standing.open, picks, request.POST or None)


def _done(request: Asking, seen: Seen, form: RebaseForm) -> bool:
    with refused_in_full(form, request.actor):
        left = rebase_draft(
            form.asked(request.actor), reorganisation=seen.row.pk, chosen=form.chosen()
        )
        messages.success(request, _told(len(left)))
        return True
    return False


def _told(left: int) -> str:
    if not left:
        return _("The draft is brought up to what stands.")
    told = ngettext(
        "A part is settled; {count} action is still open.",
        "A part is settled; {count} actions are still open.",
        left,
    )
    return told.format(count=left)


def _objects(
    seen: Seen, standing: Standing, names: Naming, form: RebaseForm | None
) -> list[ObjectTold]:
    """The lines by the thing they are about, in the order of the first action on it."""
    asked = {one.line.line: one for one in form.asked_lines()} if form else {}
    told = {line.action.id: line.what for line in action_lines(seen, standing.actions, names)}
    found: dict[str, list[LineTold]] = {}
    for line in standing.lines:
        name = names.thing(line.subject) if line.stands else told[line.action.id]
        found.setdefault(name, []).append(_line(line, asked.get(line.line), standing, names))
    return [ObjectTold(name, lines) for name, lines in found.items()]


def _line(line: Compared, asked: Asked | None, standing: Standing, names: Naming) -> LineTold:
    return LineTold(
        place=line.action.id,
        verb=str(ACTIONS[line.action.kind]),
        field=word_for(line.field, "field") if line.field else "",
        base=field_in_words(line.field, line.base, names),
        theirs=theirs_in_words(line, names) if line.field else "–",
        mine=mine_in_words(line, names),
        mark=STATE_MARKS[line.state],
        word=str(STATES[line.state]),
        by=listed(_instruments(line, standing)),
        take=asked.take if asked else None,
        other=asked.other if asked else None,
    )


def _instruments(line: Compared, standing: Standing) -> Sequence[str]:
    """What decided for later, each once."""
    titles = (standing.instruments.get(later.instrument, "") for later in line.later)
    return list(dict.fromkeys(title for title in titles if title))
