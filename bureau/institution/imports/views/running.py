"""What is done with an import: renames settled, what follows written or taken back."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.institution.imports.forms import RenameForm
from bureau.institution.imports.models import Becomes, Import, State
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.outlook import Proposal
from bureau.institution.imports.queries.pages import import_seen
from bureau.institution.imports.queries.second_person import takes_two
from bureau.institution.imports.services.outlooks import LEAVING, OUTLOOK, looked_up
from bureau.institution.imports.services.proposing import propose_import, withdraw_import
from bureau.institution.imports.services.renames import settle_rename
from bureau.institution.imports.services.running import start_applying, start_undoing
from bureau.institution.imports.texts.offers import ONLY_IMPORTERS
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.imports.texts.words import thing_in_words
from bureau.institution.imports.views.parts import summary_awaited
from bureau.institution.organisation.views.settings.parts import crumbs
from bureau.record.journal.forms import KeyedForm
from bureau.record.journal.services import Asked
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.refusing import refused_over
from bureau.web.registers import barred
from bureau.web.requests import Asking

HELD_SHOWN = 50
"""How many of what stays are named on the page; all are counted."""


@require_POST
def application(request: Asking, number: int) -> HttpResponse:
    start = partial(start_applying, is_meant="is_meant" in request.POST)
    return _started(request, number, start, _("It is being written."))


@require_POST
def proposal(request: Asking, number: int) -> HttpResponse:
    """Propose that it be written, or withdraw what is proposed."""
    if "withdraw" in request.POST:
        return _started(request, number, withdraw_import, _("The proposal is withdrawn."))
    if "undoes" in request.POST:
        undo = partial(propose_import, undoes=True)
        asked = _("Taking it back is proposed. A second person must confirm it.")
        return _started(request, number, undo, asked)
    propose = partial(propose_import, is_meant="is_meant" in request.POST)
    told = _("The import is proposed. It is written once a second person confirms it.")
    return _started(request, number, propose, told)


def undoing(request: Asking, number: int) -> HttpResponse:
    """What taking an import back would do; sent, it is begun."""
    if request.method == "GET":
        return _undoing_shown(request, number)
    return _started(request, number, start_undoing, _("It is being taken back."))


def _undoing_shown(request: Asking, number: int) -> HttpResponse:
    row = import_seen(request.actor, number)
    if row is None:
        raise Http404
    if not may_stage(request.actor):
        return barred(request, ONLY_IMPORTERS)
    if row.state not in (State.APPLIED, State.FAILED) or row.becomes != Becomes.RECORD:
        return redirect("import", number)
    shown = looked_up(LEAVING, row)
    if shown is None:
        return summary_awaited(request, row)
    found = shown.content
    name = _("Import {number}").format(number=number)
    context = {
        "row": row,
        "title": _("Take back import {number}?").format(number=number),
        "found": found,
        "shown": shown,
        "held": list(kinds.describe(request.actor, found.held[:HELD_SHOWN]).values()),
        "gone": [(thing_in_words(kind), count) for kind, count in found.gone.items()],
        "button": KeyedForm(),
        "takes_two": takes_two(request.actor, row),
        "crumbs": [
            *crumbs(),
            Entry(reverse("imports"), _("Imports")),
            Entry(reverse("import", args=[number]), name),
        ],
    }
    return render(request, "imports/undoing.html", context)


def _started(request: Asking, number: int, start: Callable[..., object], told: str) -> HttpResponse:
    if import_seen(request.actor, number) is None:
        raise Http404
    if not may_stage(request.actor):
        return barred(request, ONLY_IMPORTERS)
    form = KeyedForm(request.POST)
    if form.is_valid():
        _done(request, told, lambda: start(form.asked(request.actor), number=number))
    return redirect("import", number)


@require_POST
def settle(request: Asking, number: int) -> HttpResponse:
    """A proposed rename is accepted or refused."""
    row = import_seen(request.actor, number)
    if row is None:
        raise Http404
    if not may_stage(request.actor):
        return barred(request, ONLY_IMPORTERS)
    form = RenameForm(request.POST)
    if form.is_valid():
        is_accepted = form.cleaned_data["verdict"] == "accept"
        found = _proposed(row, form.cleaned_data["pair"])
        if found is None:
            raise Http404
        told = (
            _("It is one unit under a new name.")
            if is_accepted
            else _("They are two units: one ended, one began.")
        )
        asked: Asked = form.asked(request.actor)
        _done(
            request,
            told,
            lambda: settle_rename(
                asked,
                department=found.department,
                before=found.rename.before,
                after=found.rename.after,
                is_accepted=is_accepted,
            ),
        )
    return redirect("import", number)


def _proposed(row: Import, pair: str) -> Proposal | None:
    """The rename that was proposed under this name on the page that was shown last."""
    shown = looked_up(OUTLOOK, row)
    proposals = shown.content.proposals if shown else ()
    return next((each for each in proposals if each.pair == pair), None)


def _done(request: Asking, told: str, deed: Callable[[], object]) -> None:
    with refused_over(request, sentence):
        deed()
        messages.success(request, told)
