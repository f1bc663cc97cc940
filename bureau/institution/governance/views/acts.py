"""Recording an act on a step: the form, then what it will do, then the act; and withdrawing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.changes.amendments import difference_hash
from bureau.core.procedures.acts import CONDITIONAL
from bureau.core.procedures.case import Step
from bureau.core.procedures.deciding import Way
from bureau.core.procedures.kinds import ActKind, WhoKind
from bureau.core.procedures.rules import DECIDING
from bureau.core.procedures.stand_ins import NOT_REACHED
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.forms.acts import ActForm
from bureau.institution.governance.queries.amended import AsAmended
from bureau.institution.governance.queries.amending import (
    amended_so_far,
    is_final,
    new_findings,
    routed_amendment,
)
from bureau.institution.governance.queries.choices import citable_of, last_meeting, meetings_of
from bureau.institution.governance.queries.deciding import chair_may
from bureau.institution.governance.queries.outlooks import Outlook, outlook, preview_after
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.previews import preview, preview_of
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    actions_before,
    entries_into_force,
    submission_of,
)
from bureau.institution.governance.queries.rules import nameable
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.queries.versions import state_put_forward
from bureau.institution.governance.services import amending, steps
from bureau.institution.governance.texts.claims_told import claims_of_case
from bureau.institution.governance.texts.deciding import verb_alone
from bureau.institution.governance.texts.labels import ACTS, CONTRARY, HEADINGS
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.act_lines import (
    condition_said,
    role_in_words,
    short_hash,
)
from bureau.institution.governance.views.amendments import rows_so_far
from bureau.institution.governance.views.effects import Effect, effects_of_act
from bureau.institution.governance.views.findings import answered_lines
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.manner import deciders
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.governance.views.steps_gone import to_its_case
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures.queries.cases import OnRecord, OpenStep, open_steps
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.record.accounts.services.sent_late import OF_THE_PAGE
from bureau.record.accounts.services.to_review import (
    drop_reviewed,
    fill_in_typed,
    keep_for_review,
    typed,
)
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking

SERVICES: dict[ActKind, Callable[..., int]] = {
    ActKind.RECOMMEND: steps.recommend,
    ActKind.APPROVE: steps.approve,
    ActKind.DECIDE: steps.decide,
    ActKind.ADOPT_AS_AMENDED: amending.adopt_as_amended,
    ActKind.TAKE_NOTE: steps.take_note,
    ActKind.DETERMINE: steps.determine,
    ActKind.FULFIL: steps.fulfil,
    ActKind.DEFER: steps.defer,
    ActKind.REFER_BACK: steps.refer_back,
    ActKind.REJECT: steps.reject,
}


@dataclass(frozen=True, slots=True)
class AskedAct:
    """The act that the address asks for, on a step that is open to the reader.

    `amended` is the set as it is put together so far, where the act adopts it as amended;
    `is_alone` says that the reader decides it as the chair of the body, alone.
    """

    seen: Seen
    case: OnRecord
    step: Step
    kind: ActKind
    amended: AsAmended | None
    is_alone: bool = False

    def said(self, form: ActForm) -> Said:
        """The act as the form has it."""
        return self.with_amendment(form.act_said(self.step.key))

    def with_amendment(self, said: Said) -> Said:
        if self.amended is None:
            return said
        return replace(
            said,
            amendment=routed_amendment(self.seen.row, self.amended),
            cites={"amendment": difference_hash(self.amended.difference)},
        )


def record(request: Asking, reorganisation: int) -> HttpResponse:
    """GET the form; POST it to come to the page of what the act will do; POST that to do it."""
    seen = look_up(request, reorganisation)
    if gone := to_its_case(request, seen):
        return gone
    if beyond := _beyond(request, seen):
        messages.warning(request, beyond)
        return redirect("reorganisation-route", reorganisation)
    asked = _asked(request, seen)
    lines = _lines(request, asked)
    said = typed(request)
    form = _form(request, asked, lines, said)
    if said is not None and form.is_valid():
        with refused_in_full(form, request.actor):
            if "confirm" in request.POST:
                _perform(request, asked, form)
                drop_reviewed(request)
                return _done(request, seen)
            found = outlook(request.actor, seen, asked.said(form), asked.amended)
            if request.method == "POST" and (review := keep_for_review(request)):
                return redirect(review)
            return _confirm(request, asked, form, found, lines)
    looked = _as_asked(request, asked)
    context = {
        **_context(request, asked, looked),
        "effects": _effects(request, asked, looked, lines) if looked else [],
        "form": form,
    }
    return render(request, "governance/act.html", context, status=status_of(form))


def _form(
    request: Asking, asked: AskedAct, lines: dict[int, ActionLine], said: QueryDict | None
) -> ActForm:
    amended = asked.amended
    touched = (amended.touched | amended.left_out) if amended else frozenset[int]()
    always = touched & asked.step.actions()
    parts = [(id, lines[id].told) for id in sorted(asked.step.actions() - always) if id in lines]
    decides = asked.step.gated_actions(*DECIDING) and asked.kind in CONDITIONAL
    closes = amended is None or is_final(asked.step)
    meetings = _meetings(request, asked)
    at = last_meeting((int(number) for number, _name in meetings), request.reading.today)
    form = ActForm(
        asked.kind,
        asked.step,
        parts,
        meetings,
        said,
        citable=citable_of(int(number) for number, _name in meetings),
        names=nameable(asked.seen.row.organisation_id) if decides and closes else None,
        always=always,
        asks=closes and amended is not None and _asks_anew(request, asked, amended),
        deciders=deciders(
            asked.case,
            asked.step,
            asked.kind,
            request.reading.today,
            is_alone=asked.is_alone,
            amendment=difference_hash(amended.difference) if amended else "",
        ),
        initial={
            "meeting": at[0] if at else None,
            "day": at[1] if at else request.reading.today,
            "seen": asked.case.seen(),
            "seen_amendment": difference_hash(amended.difference) if amended else "",
        },
    )
    fill_in_typed(request, form)
    return form


def _asks_anew(request: Asking, asked: AskedAct, amended: AsAmended) -> bool:
    return bool(new_findings(asked.seen.row, asked.case, amended, request.reading.today).asks)


def _perform(request: Asking, asked: AskedAct, form: ActForm) -> None:
    more = form.amended() if asked.kind is ActKind.ADOPT_AS_AMENDED else {}
    SERVICES[asked.kind](
        form.asked(request.actor),
        reorganisation=asked.seen.row.pk,
        step=asked.step.key,
        day=form.day(),
        **form.cited(),
        **more,
    )


def _done(request: Asking, seen: Seen) -> HttpResponse:
    """Back to the route; where something came into force, with the two pages to see next."""
    address = reverse("reorganisation-route", args=[seen.row.pk])
    entered = entries_into_force(seen.row.pk)
    if entered and entered[-1].record > request.reading.recorded_now:
        return redirect(f"{address}?entered={entered[-1].record}")
    messages.success(request, _("The act is on record."))
    return redirect(address)


def _confirm(
    request: Asking,
    asked: AskedAct,
    form: ActForm,
    found: Outlook,
    lines: dict[int, ActionLine],
) -> HttpResponse:
    """What it will do, on what was chosen and on what must go with it."""
    chosen = asked.step.actions() if found.parts is None else found.parts
    context = {
        **_context(request, asked, found),
        "effects": _effects(request, asked, found, lines),
        "is_barred": bool(found.bars),
        "form": form,
        "sent": list(sent_again(found, form)),
        "said": form.said(),
        "chosen": [lines[id] for id in sorted(chosen) if id in lines],
    }
    return render(request, "governance/act_confirm.html", context)


def sent_again(found: Outlook, form: ActForm) -> Iterable[tuple[str, str]]:
    """What was filled in, to be sent again, with the parts as they must be."""
    data: Any = form.data
    for name, values in data.lists():
        if name not in OF_THE_PAGE | {"parts"}:
            yield from ((name, value) for value in values)
    if "parts" in form.fields:
        parts = form.all_parts if found.parts is None else found.parts - form.always
        yield from (("parts", str(place)) for place in sorted(parts))


def _effects(
    request: Asking, asked: AskedAct, found: Outlook, lines: dict[int, ActionLine]
) -> list[Effect]:
    is_contrary = asked.kind in CONTRARY
    return effects_of_act(request, asked.seen, found, lines, is_contrary=is_contrary)


def _as_asked(request: Asking, asked: AskedAct) -> Outlook | None:
    """What the act would do on all of its parts, before anything is filled in."""
    day = request.reading.today
    said = Said(
        asked.kind,
        day,
        asked.step.key,
        answer=False if asked.kind is ActKind.DETERMINE else None,
        until=day + timedelta(days=1),
        document="-",
    )
    if asked.kind is ActKind.DETERMINE:
        return None
    try:
        said = asked.with_amendment(said)
        return outlook(request.actor, asked.seen, said, asked.amended, is_decided=False)
    except Refused:
        return None


def claims_after(request: Asking, seen: Seen, found: Outlook | None) -> dict[str, Any]:
    """As they would stand once it is done; as they stand where it goes back to its author, or
    what it does is not known yet."""
    if found is None or found.is_back:
        return {"claims": claims_of_case(request.actor, seen, preview(seen))}
    told = claims_of_case(request.actor, seen, preview_after(seen, found))
    return {"claims": told, "claims_heading": _("Claims, as they would stand after it")}


def _amended(request: Asking, asked: AskedAct) -> dict[str, Any]:
    """The typed difference, and the hash of the set with it, where that is adopted."""
    if asked.amended is None:
        return {}
    rows = rows_so_far(request, asked.seen, asked.amended)
    return {"amended_rows": rows, "amended_hash": short_hash(asked.amended.hash)}


def _context(request: Asking, asked: AskedAct, found: Outlook | None) -> dict[str, Any]:
    who = role_in_words(asked.step.who.kind, named([asked.step]).who(asked.step.who))
    submission = submission_of(asked.seen.row.pk)
    return {
        "seen": asked.seen,
        "title": here(asked.seen.row.title),
        "crumbs": crumbs_to_case(asked.seen),
        "step": asked.step,
        **claims_after(request, asked.seen, found),
        **_amended(request, asked),
        "answered": answered_lines(request, asked.seen),
        "kind": asked.kind,
        "heading": str(HEADINGS[asked.step.act]).format(who=who),
        "condition": condition_said(asked.case.acts, asked.step),
        "verb": verb_alone(asked.kind) if asked.is_alone else str(ACTS[asked.kind]),
        "version": submission.version if submission else "",
        "hash": short_hash(state_put_forward(asked.case)),
        "is_contrary": asked.kind in CONTRARY,
    }


def _asked(request: Asking, seen: Seen) -> AskedAct:
    """404 where no such step is open to this reader: the page would have nothing to offer."""
    key, kind = request.GET.get("step", ""), request.GET.get("act", "")
    for opened in _opened(request, seen):
        if opened.step.key == key and kind in {str(each) for each in opened.acts & SERVICES.keys()}:
            is_alone = request.GET.get("way") == Way.CHAIR_ALONE
            if seen.case is not None and _may_open(
                request, seen.case, opened, ActKind(kind), is_alone=is_alone
            ):
                is_amending = kind == ActKind.ADOPT_AS_AMENDED
                found = amended_so_far(seen.row, seen.case, key) if is_amending else None
                asked = ActKind(kind)
                return AskedAct(seen, seen.case, opened.step, asked, found, is_alone)
    raise Http404


def _beyond(request: Asking, seen: Seen) -> str:
    """Why the act that the address asks for lies beyond what was delegated to the reader; empty
    where it does not, or is none of theirs. A chair who decides alone was delegated nothing."""
    if request.GET.get("way") == Way.CHAIR_ALONE:
        return ""
    key, kind = request.GET.get("step", ""), request.GET.get("act", "")
    for opened in _opened(request, seen):
        if opened.step.key == key and kind in {str(each) for each in opened.acts}:
            act = ActKind(kind)
            left_out = opened.judged_for(act).excluded if not opened.of(request.actor, act) else ()
            mine = (one.code for one in left_out if one.person == request.actor.person)
            codes = [code for code in mine if code in NOT_REACHED]
            return sentence(Reason("may_not_act", {"because": codes})) if codes else ""
    return ""


def _may_open(
    request: Asking, case: OnRecord, opened: OpenStep, kind: ActKind, *, is_alone: bool
) -> bool:
    """Whoever records for the body; alone, its chair."""
    if not is_alone:
        return opened.of(request.actor, kind) is not None
    day = request.reading.today
    return chair_may(request.actor, case, opened.step, kind, day) is not None


def _opened(request: Asking, seen: Seen) -> list[OpenStep]:
    return open_steps(seen.case, request.reading.today) if seen.case else []


def _lines(request: Asking, asked: AskedAct) -> dict[int, ActionLine]:
    """The whole set, as amended where the act amends it."""
    seen, amended = asked.seen, asked.amended
    previewed, actions = preview(seen), actions_before(seen)
    if amended is not None:
        known = world(seen.row.organisation_id)
        route = asked.case.route
        previewed = preview_of(amended.left_after, known, route)
        out = [action for action in actions if action.id in amended.left_out]
        actions = tuple(sorted([*amended.whole, *out], key=lambda action: action.id))
    names = names_of_set(request.actor, previewed, actions)
    return {line.action.id: line for line in action_lines(seen, actions, names)}


def _meetings(request: Asking, asked: AskedAct) -> list[tuple[int | str, str]]:
    """The sessions at which the body can have done it since it was put forward."""
    who = asked.step.who
    if who.kind is not WhoKind.BODY:
        return []
    bodies, today = (int(one) for one in who.ids), request.reading.today
    return meetings_of(bodies, today, min(today, asked.case.round.submitted))
