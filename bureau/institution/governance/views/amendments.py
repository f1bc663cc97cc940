"""An amendment beside what was put forward and the draft of today; the author may accept it."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bureau.core.changes.actions import Action
from bureau.core.changes.amendments import Amending, Amendment, amended, difference_from
from bureau.institution.governance import models
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.queries.amended import (
    AsAmended,
    amendment_to_accept,
    standing_actions,
)
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import preview, preview_of
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    in_force,
    submission_of,
)
from bureau.institution.governance.services.accepting import accept_amendment
from bureau.institution.governance.texts.amended import differences_in_words
from bureau.institution.governance.views.act_lines import short_hash
from bureau.institution.governance.views.lines import action_lines
from bureau.institution.governance.views.looking import (
    crumbs_to_case,
    look_up,
    look_up_own,
    may_edit,
)
from bureau.institution.governance.views.refusals import pressed
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures.models import ProcedureAct
from bureau.web.multilingual import here
from bureau.web.requests import Asking

WORDS = {
    Amending.CHANGE: ("moved", gettext_lazy("changed")),
    Amending.LEAVE_OUT: ("gone", gettext_lazy("left out")),
    Amending.ADD: ("added", gettext_lazy("added")),
}


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One action as it was put forward, as the body has it, and as the draft has it now."""

    place: int
    mark: str
    word: str
    before: str
    after: str
    now: str
    differences: list[str]


@require_safe
def amendment(request: Asking, reorganisation: int, act: int) -> HttpResponse:
    seen = look_up(request, reorganisation)
    row = _amendment(seen, act)
    base = standing_actions(row.submission, row.act_id - 1)
    difference = difference_from(row.difference)
    names = _names(request, seen, difference, base)
    is_to_accept = _is_to_accept(seen, row)
    context = {
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
        "row": row,
        "hash": short_hash(row.difference_hash),
        "rows": _rows(seen, difference, base, names, with_draft=is_to_accept),
        "with_draft": is_to_accept,
        "may_accept": is_to_accept and may_edit(request, seen),
        "key": new_key(),
    }
    return render(request, "governance/amendment.html", context)


@require_POST
def accept(request: Asking, reorganisation: int) -> HttpResponse:
    """Put it into the draft, from where it goes forward again."""
    look_up_own(request, reorganisation)
    return pressed(
        request,
        lambda asked: accept_amendment(asked, reorganisation=reorganisation),
        reverse("reorganisation", args=[reorganisation]),
        _("What the body amended is in the draft."),
    )


def rows_voted_on(request: Asking, seen: Seen, row: models.BallotAmendment) -> list[ThreeWay]:
    """What a ballot would adopt in other words, beside the set as it stood when it was opened."""
    ballot = row.ballot
    submission = seen.row.submissions.get(round=ballot.round_id)
    acts = ProcedureAct.objects.filter(round=ballot.round_id, at__lte=ballot.at)
    until = acts.order_by("-pk").values_list("pk", flat=True).first()
    base, difference = standing_actions(submission, until or 0), difference_from(row.difference)
    names = _names(request, seen, difference, base)
    return _rows(seen, difference, base, names, with_draft=False)


def rows_so_far(request: Asking, seen: Seen, found: AsAmended) -> list[ThreeWay]:
    """What is put together on a step to be adopted in other words, beside the set as it stands."""
    names = _names(request, seen, found.difference, found.base)
    return _rows(seen, found.difference, found.base, names, with_draft=False)


def _amendment(seen: Seen, act: int) -> models.Amendment:
    rows = models.Amendment.objects.filter(submission__reorganisation=seen.row, act=act)
    found = rows.select_related("submission", "act").first()
    if found is None:
        raise Http404
    return found


def _is_to_accept(seen: Seen, row: models.Amendment) -> bool:
    latest = amendment_to_accept(submission_of(seen.row.pk)) if seen.is_draft else None
    return latest is not None and latest.pk == row.pk


def _names(
    request: Asking, seen: Seen, difference: tuple[Amendment, ...], base: tuple[Action, ...]
) -> Naming:
    """For the set before and after it, and for the draft of today."""
    organisation, away = seen.row.organisation_id, in_force(seen.row.pk)
    whole = amended(base, difference)
    left = [action for action in whole if action.id not in away]
    shown = preview_of(left, world(organisation), preview(seen).route)
    every = [*whole, *base, *actions_before(seen)]
    return names_of_set(request.actor, shown, every)


def _rows(
    seen: Seen,
    difference: tuple[Amendment, ...],
    base: tuple[Action, ...],
    names: Naming,
    *,
    with_draft: bool,
) -> list[ThreeWay]:
    was = {action.id: action for action in base}
    now = {action.id: action for action in actions_before(seen)} if with_draft else {}
    return [
        ThreeWay(
            place=one.place,
            mark=WORDS[one.manner][0],
            word=str(WORDS[one.manner][1]),
            before=_told(seen, was.get(one.place), names),
            after=_told(seen, one.action, names),
            now=_told(seen, now.get(one.place), names),
            differences=_differing(was.get(one.place), one.action, names),
        )
        for one in difference
    ]


def _differing(before: Action | None, after: Action | None, names: Naming) -> list[str]:
    if before is None or after is None:
        return []
    return differences_in_words(before, after, names) or [_("follows from the other changes")]


def _told(seen: Seen, action: Action | None, names: Naming) -> str:
    if action is None:
        return "–"
    (line,) = action_lines(seen, [action], names)
    return line.told_with_day
