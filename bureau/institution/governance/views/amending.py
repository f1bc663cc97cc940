"""What a body amends, put together place by place by whoever records its act; no script needed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check import Finding
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import Way
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.forms.actions import ActionForm, initial_of
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.queries.amended import AsAmended
from bureau.institution.governance.queries.amending import (
    amended_so_far,
    is_final,
    new_findings,
    step_to_amend,
)
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.deciding import deciding_today, is_voted_on
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import names_of_set, sides, texts_of
from bureau.institution.governance.queries.previews import Preview, preview_of
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.queries.rules import kinds_without_rule
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.services import amending
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.amended import differences_in_words
from bureau.institution.governance.texts.findings import finding_sentence
from bureau.institution.governance.texts.labels import ACTIONS, GROUPS, HEADINGS
from bureau.institution.governance.views.act_lines import role_in_words
from bureau.institution.governance.views.lines import (
    ActionLine,
    action_lines,
    common_day,
    cost_of,
    what_changes,
)
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.governance.views.steps import address_of_act
from bureau.institution.governance.views.steps_gone import leads_to_its_case
from bureau.institution.organisation.queries.structure import World, world
from bureau.institution.procedures.queries.cases import OnRecord
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class _At:
    """A step that the reader may record a body's amendment on, and the set so far."""

    seen: Seen
    case: OnRecord
    step: Step
    found: AsAmended

    def address(self, name: str = "reorganisation-amending", *more: int, **query: str) -> str:
        asked = {"step": self.step.key, **query}
        return reverse(name, args=[self.seen.row.pk, *more], query=asked)

    def previewed(self) -> tuple[Preview, World]:
        """The set as amended, as it would be were all of it decided."""
        organisation = self.seen.row.organisation_id
        known = world(organisation)
        return preview_of(self.found.left_after, known, self.case.route), known


@dataclass(frozen=True, slots=True)
class AmendingLine:
    """One action of the step and how it stands in the amendment."""

    line: ActionLine
    state: str
    word: str
    differences: list[str]
    change: str
    leave_out: str
    take_back: str


@require_safe
@leads_to_its_case
def workspace(request: Asking, reorganisation: int) -> HttpResponse:
    at = _at(request, reorganisation)
    previewed, known = at.previewed()
    names = _names(request, at, previewed)
    new = new_findings(at.seen.row, at.case, at.found, request.reading.today)
    finding_names = _names(request, at, _with(previewed, (*new.bars, *new.asks)))
    context = {
        **_context(at),
        "lines": _lines(at, names),
        "offers": _offers(request, at),
        "is_amended": bool(at.found.difference),
        "is_final": is_final(at.step),
        "bars": [finding_sentence(one, finding_names) for one in new.bars],
        "asks": [finding_sentence(one, finding_names) for one in new.asks],
        "sentences": what_changes(request, previewed, names),
        "common_day": common_day(action.day for action in previewed.actions),
        "cost": cost_of(request, previewed, names),
        "vote": _address_of_vote(request, at),
        "is_voted_on": is_voted_on(at.case, at.step.key),
        "go_on": address_of_act(
            reverse("reorganisation-act-new", args=[at.seen.row.pk]),
            at.step.key,
            ActKind.ADOPT_AS_AMENDED,
        ),
        "key": new_key(),
    }
    return render(request, "governance/amending.html", context)


@leads_to_its_case
def change(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    """One action in other words: its day, values, reason."""
    at = _at(request, reorganisation)
    action = next((one for one in at.found.left_after if one.id == place), None)
    if action is None or place not in at.step.actions():
        raise Http404
    initial = initial_of(action, DEFINITIONS[action.kind], texts_of(action))
    form = _form(request, at, action.kind, initial, action)
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            amending.amend_action(
                form.asked(request.actor),
                reorganisation=reorganisation,
                step=at.step.key,
                place=place,
                day=form.day_number(),
                values=form.values(),
                words=form.words(),
                reason=form.cleaned_data["reason"],
            )
            return redirect(f"{at.address()}#action-{place}")
    previewed, _known = at.previewed()
    what = object_in_words(action, _names(request, at, previewed))
    return _page(request, at, form, ACTIONS[action.kind], _("Put down the change"), what)


@leads_to_its_case
def add(request: Asking, reorganisation: int) -> HttpResponse:
    """An action that the body added, of the kind in the address."""
    at = _at(request, reorganisation)
    asked = request.GET.get("kind", "")
    if asked not in {kind.value for kind in ActionKind}:
        raise Http404
    kind = ActionKind(asked)
    form = _form(request, at, kind, {"day": _last_day(at)})
    if request.method == "POST" and form.is_valid():
        with refused_in_full(form, request.actor):
            place = amending.amend_by_adding(
                form.asked(request.actor),
                reorganisation=reorganisation,
                step=at.step.key,
                kind=kind,
                subject=form.subject_id(),
                day=form.day_number(),
                values=form.values(),
                words=form.words(),
                reason=form.cleaned_data["reason"],
            )
            return redirect(f"{at.address()}#action-{place}")
    return _page(request, at, form, ACTIONS[kind], _("Put down what was added"))


@require_POST
@leads_to_its_case
def leave_out(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    return _mark(request, reorganisation, place, amending.leave_out_action)


@require_POST
@leads_to_its_case
def take_back(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    return _mark(request, reorganisation, place, amending.take_back_amendment)


def _address_of_vote(request: Asking, at: _At) -> str:
    """Where it is put to the vote; "" where the body does not decide by correspondence."""
    deciding = deciding_today(at.case, at.step, request.reading.today)
    if deciding is None or Way.BY_CORRESPONDENCE not in deciding.rule.ways:
        return ""
    return at.address("reorganisation-ballot-new", act=ActKind.ADOPT_AS_AMENDED)


def _mark(request: Asking, reorganisation: int, place: int, service: Any) -> HttpResponse:
    at = _at(request, reorganisation)
    of = {"reorganisation": reorganisation, "step": at.step.key, "place": place}
    then = f"{at.address()}#action-{place}"
    said = _("It is put down.")
    return pressed(request, lambda asked: service(asked, **of), at.address(), said, then=then)


def _at(request: Asking, reorganisation: int) -> _At:
    """404 where the step in the address is not open to the reader for amending."""
    seen = look_up(request, reorganisation)
    case, key = seen.case, request.GET.get("step", "")
    day = request.reading.today
    opened = step_to_amend(case, key, day, request.actor, taking_back=True) if case else None
    found = amended_so_far(seen.row, case, key) if case and opened else None
    if case is None or opened is None or found is None:
        raise Http404
    return _At(seen, case, opened.step, found)


def _context(at: _At) -> dict[str, Any]:
    who = role_in_words(at.step.who.kind, named([at.step]).who(at.step.who))
    return {
        "seen": at.seen,
        "title": here(at.seen.row.title),
        "crumbs": crumbs_to_case(at.seen),
        "heading": str(HEADINGS[at.step.act]).format(who=who),
        "step": at.step,
    }


def _names(request: Asking, at: _At, previewed: Preview) -> Naming:
    """For the set as it was put forward and as it is amended."""
    actions = [*at.found.whole, *at.found.base]
    return names_of_set(request.actor, previewed, actions)


def _with(previewed: Preview, findings: tuple[Finding, ...]) -> Preview:
    return replace(previewed, findings=previewed.findings.with_more(findings))


def _lines(at: _At, names: Naming) -> list[AmendingLine]:
    """The actions of the step, then those added, each with what may be done to it."""
    base = {action.id: action for action in at.found.base}
    out = [base[place] for place in at.found.left_out if place in base]
    shown = [
        action
        for action in (*at.found.left_after, *out)
        if action.id in at.step.holds_back() or action.id in at.found.touched
    ]
    ordered = sorted(shown, key=lambda action: action.id)
    lines = action_lines(at.seen, ordered, names)
    return [_line(at, line, base.get(line.action.id), names) for line in lines]


def _line(at: _At, line: ActionLine, before: Action | None, names: Naming) -> AmendingLine:
    place, state, word = line.action.id, "same", ""
    if place in at.found.left_out:
        state, word = "gone", _("left out")
    elif before is None:
        state, word = "added", _("added")
    elif place in at.found.touched:
        state, word = "moved", _("changed")
    is_same = state == "same"
    return AmendingLine(
        line=line,
        state=state,
        word=word,
        differences=(
            differences_in_words(before, line.action, names) if state == "moved" and before else []
        ),
        change=(
            at.address("reorganisation-amending-action", place)
            if before is not None and state != "gone"
            else ""
        ),
        leave_out=at.address("reorganisation-amending-omission", place) if is_same else "",
        take_back="" if is_same else at.address("reorganisation-amending-removal", place),
    )


@dataclass(frozen=True, slots=True)
class _Offers:
    heading: str
    offers: list[tuple[str, str]]


def _offers(request: Asking, at: _At) -> list[_Offers]:
    """Kinds of action that may be added, of those that some rule lets decide; by the rules another
    may have to decide some of them."""
    without = kinds_without_rule(at.seen.row.organisation_id, KIND, request.reading.today)
    return [
        _Offers(
            str(heading),
            [
                (str(ACTIONS[kind]), at.address("reorganisation-amending-new", kind=kind))
                for kind in kinds
                if kind not in without
            ],
        )
        for heading, kinds in GROUPS
        if not without.issuperset(kinds)
    ]


def _form(
    request: Asking,
    at: _At,
    kind: ActionKind,
    initial: dict[str, Any],
    action: Action | None = None,
) -> ActionForm:
    previewed, known = at.previewed()
    first = min((one.day for one in previewed.actions), default=previewed.day)
    around = sides(previewed.overlay, known.recorded, first, previewed.day)
    picks = choices(request.actor, at.seen.row.organisation_id, around)
    return ActionForm(kind, picks, request.POST or None, initial=initial, action=action)


def _last_day(at: _At) -> date:
    return date.fromordinal(max(one.day for one in at.found.base))


def _page(
    request: Asking, at: _At, form: ActionForm, heading: Any, verb: str, what: str = ""
) -> HttpResponse:
    context = {
        **_context(at),
        "form": form,
        "heading": heading,
        "what": what,
        "verb": verb,
        "back": at.address(),
    }
    return render(request, "governance/amending_action.html", context, status=status_of(form))
