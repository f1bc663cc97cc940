"""Corrections of the record: the standing list, a proposal by one person, the word of a second."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.actors import Actor
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.structure.effects import Effect
from bureau.institution.governance.forms.corrections import CorrectionForm, initial_of
from bureau.institution.governance.forms.keyed import KeyedForm, ReasonForm
from bureau.institution.governance.models import Correction
from bureau.institution.governance.permissions import (
    may_confirm_correction,
    may_correct_record,
    may_withdraw_correction,
)
from bureau.institution.governance.queries.choices import Choices, choices
from bureau.institution.governance.queries.corrections import (
    SETTLED,
    corrections,
    decided_by_bodies,
    later_facts,
)
from bureau.institution.governance.queries.pages import sides
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.governance.queries.records import effect_on_record, effects_as_recorded
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
    propose_rescission,
    withdraw_correction,
)
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.models import Effect as EffectRow
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.history import (
    Told,
    effects_told,
    on_post,
    told_of,
)
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.institution.organisation.queries.values import referred
from bureau.institution.organisation.views.histories import Said, said
from bureau.record.journal.queries import reading
from bureau.web.frame import Entry
from bureau.web.numbers import number_asked
from bureau.web.refusing import UNPROCESSABLE, status_of
from bureau.web.requests import Asking

AS_DECIDED = Reason("decided_as_written")


@dataclass(frozen=True, slots=True)
class EffectLine:
    """An effect with its fields in words; the name of the thing it is about."""

    told: Told
    said: tuple[Said, ...]
    thing: str


@require_safe
def standing_list(request: Asking) -> HttpResponse:
    """For the auditor and for organisation officers: what was corrected, what waits."""
    organisation = _allowed(request)
    with reading():
        rows = corrections(organisation.pk)
        lines = _effect_lines(request, effects_as_recorded([row.effect for row in rows]))
        names = people_and_posts((row.person for row in rows), [])
    context = {
        "rows": [
            (row, line, names.person(row.person)) for row, line in zip(rows, lines, strict=True)
        ],
        "may_correct": may_correct_record(request.actor, organisation.pk),
    }
    return render(request, "governance/corrections.html", context)


def choose(request: Asking) -> HttpResponse:
    """?on=unit:3 lists what is on record of a thing; ?effect=7 is the form for one of these."""
    organisation = _organisation(request).pk
    if not may_correct_record(request.actor, organisation):
        raise PermissionDenied
    effect = number_asked(request.GET.get("effect", ""))
    if effect is not None:
        return _propose(request, _effect(effect, organisation))
    subject = _subject(request.GET.get("on", ""), organisation)
    with reading():
        recorded = request.reading.recorded_now
        about = [subject]
        if subject.kind == "post":
            about += on_post(request.actor, subject.id, recorded)
        told = [one for one in effects_told(about, recorded) if one.replaced_by is None]
        lines = _effect_lines(request, [one.effect for one in told])
        things = called([subject], snapshot(request.reading.at))
    if not lines:
        raise Http404
    decided = decided_by_bodies([one.effect.id for one in told])
    context = {
        "lines": [(line, line.told.effect.id in decided) for line in lines],
        "as_decided": sentence(AS_DECIDED),
        "thing": things.get(subject),
        "crumbs": _crumbs(),
    }
    return render(request, "governance/choose_effect.html", context)


def _propose(request: Asking, effect: Effect) -> HttpResponse:
    if decided_by_bodies([effect.id]):
        owner = _owner(effect)
        back = reverse("correction-new", query={"on": str(owner)}) if owner else ""
        stop = {"sentences": [sentence(AS_DECIDED)], "back": back or reverse("corrections")}
        return render(request, "governance/refused.html", stop, status=UNPROCESSABLE)
    picks = _choices(request, effect.day)
    form = CorrectionForm(effect, picks, request.POST or None, initial=initial_of(effect))
    if form.is_valid():
        with refused_in_full(form, request.actor):
            proposed = _send(request, form, effect.id)
            messages.success(request, _("The proposal waits for a second person."))
            return redirect("correction", proposed)
    context = {
        "form": form,
        "line": _effect_lines(request, [effect])[0],
        "crumbs": _crumbs(),
    }
    return render(request, "governance/propose.html", context, status=status_of(form))


def _send(request: Asking, form: CorrectionForm, number: int) -> int:
    reason = form.cleaned_data["reason"]
    if form.is_rescission():
        return propose_rescission(
            form.asked(request.actor), effect=number, document=form.document(), reason=reason
        )
    return propose_correction(
        form.asked(request.actor),
        effect=number,
        document=form.document(),
        reason=reason,
        day=form.day(),
        fields=form.restated(),
    )


def correction(request: Asking, correction: int) -> HttpResponse:
    """What is on record, what should be; and, for a second person, the later facts to look at."""
    row = _row(request, correction)
    form = KeyedForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        ids = map(number_asked, request.POST.getlist("later"))
        seen = [id for id in ids if id is not None]
        with refused_in_full(form, request.actor):
            confirm_correction(form.asked(request.actor), correction=row.pk, later=seen)
            messages.success(request, _("The correction is on record."))
            return redirect("correction", row.pk)
        status = UNPROCESSABLE
    context = {**_context(request, row), "form": form, "crumbs": _crumbs()}
    return render(request, "governance/correction.html", context, status=status)


def _context(request: Asking, row: Correction) -> dict[str, Any]:
    (effect,) = effects_as_recorded([row.effect])
    later = later_facts(row) if row.is_open else []
    names = referred(request.actor, snapshot(request.reading.at), [(row.effect.kind, row.fields)])
    people = _people(row)
    return {
        "row": row,
        "before": _effect_lines(request, [effect])[0],
        "after": said(row.effect.kind, row.fields, names, row.day),
        "is_rescission": row.manner == "rescission",
        "later": _effect_lines(request, later),
        "proposer": people.person(row.person),
        "confirmer": people.person(row.confirmation.person) if hasattr(row, "confirmation") else "",
        "barred": _barred(request.actor, row) if row.is_open else "",
        "may_withdraw": row.is_open and may_withdraw_correction(request.actor, row),
    }


def withdraw(request: Asking, correction: int) -> HttpResponse:
    """What withdrawing means and why it is done, then the act itself; by who proposed it."""
    row = _row(request, correction)
    if not may_withdraw_correction(request.actor, row):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            withdraw_correction(
                form.asked(request.actor),
                correction=row.pk,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("The proposal is withdrawn."))
            return redirect("correction", row.pk)
    context = {"row": row, "form": form, "crumbs": _crumbs()}
    return render(request, "governance/correction_withdrawal.html", context, status=status_of(form))


def _row(request: Asking, correction: int) -> Correction:
    related = Correction.objects.select_related("effect", "reason", *SETTLED)
    return get_object_or_404(related, pk=correction, organisation=_allowed(request).pk)


def _people(row: Correction) -> People:
    confirmer = row.confirmation.person if hasattr(row, "confirmation") else None
    return people_and_posts([row.person, confirmer], [])


def _barred(actor: Actor, row: Correction) -> str:
    if not may_confirm_correction(actor, row.organisation_id):
        return _("An organisation officer or an administrator confirms it.")
    if actor.person == row.person:
        return _("You proposed it. Four eyes: another person confirms it.")
    return ""


def _effect_lines(request: Asking, effects: list[Effect]) -> list[EffectLine]:
    now = snapshot(request.reading.at)
    pairs = [(one.subject.kind, one.fields) for one in effects]
    names = referred(request.actor, now, pairs)
    owners = {one.id: _owner(one) for one in effects}
    things = called([owner for owner in owners.values() if owner], now)
    return [
        EffectLine(
            told,
            said(told.effect.subject.kind, told.effect.fields, names, told.effect.day),
            thing.short
            if (owner := owners[told.effect.id]) and (thing := things.get(owner))
            else "",
        )
        for told in told_of(effects)
    ]


def _owner(effect: Effect) -> Reference | None:
    """The unit or post that an effect is about, itself or through what is on it."""
    if effect.subject.kind in ("unit", "post"):
        return effect.subject
    post = effect.fields.get("post")
    return Reference("post", post) if isinstance(post, int) else None


def _effect(number: int, organisation: int) -> Effect:
    is_own = EffectRow.objects.filter(pk=number, organisation=organisation).exists()
    found = effect_on_record(number) if is_own else None
    if found is None:
        raise Http404
    return found


def _choices(request: Asking, day: int) -> Choices:
    around = sides(None, request.reading.recorded_now, day, day)
    return choices(request.actor, _organisation(request).pk, around)


def _allowed(request: Asking) -> Organisation:
    """The organisation whose corrections the reader may see: its officers, administrators and the
    auditor."""
    organisation = _organisation(request)
    may_confirm = may_confirm_correction(request.actor, organisation.pk)
    if not (may_confirm or request.actor.is_auditor()):
        raise PermissionDenied
    return organisation


def _organisation(request: Asking) -> Organisation:
    found = organisation_of(request.actor)
    if found is None:
        raise Http404
    return found


def _subject(text: str, organisation: int) -> Reference:
    try:
        subject = Reference.parse(text)
    except ValueError:
        raise Http404 from None
    is_thing = subject.kind in ("unit", "post")
    if not is_thing or not belonging(subject.kind, [subject.id], organisation):
        raise Http404
    return subject


def _crumbs() -> list[Entry]:
    return [Entry(reverse("corrections"), _("Corrections"))]
