"""Adding, changing, moving and removing the actions of a draft; no page needs a script."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.changes.expand import overridden
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.governance.forms.actions import ActionForm, initial_of
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.pages import names_of_set, texts_of
from bureau.institution.governance.queries.previews import Preview, preview
from bureau.institution.governance.queries.reorganisations import KIND, Seen, actions_before
from bureau.institution.governance.queries.rules import kinds_without_rule
from bureau.institution.governance.services.actions import (
    accept_what_stands,
    add_action,
    change_action,
    remove_action,
    reorder_actions,
)
from bureau.institution.governance.services.edits import stood_before
from bureau.institution.governance.texts.actions import object_in_words
from bureau.institution.governance.texts.amended import action_in_words
from bureau.institution.governance.texts.labels import ACTIONS, GROUPS
from bureau.institution.governance.texts.rules import OF_PEOPLE, WITHOUT_RULE
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.drawings import Offer, new_action
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import CONFLICT, pressed, refused_in_full
from bureau.institution.organisation.queries.templates import templates_of
from bureau.web.leading import LedOn
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.refusing import status_of
from bureau.web.requests import Asking

PEOPLE = (ActionKind.APPOINT, ActionKind.END_INCUMBENCY)
CARRIED = (
    *("parent", "unit", "into", "head", "post", "description"),
    *("name", "code", "title", "number", "grade", "superior"),
)


@dataclass(frozen=True, slots=True)
class OfferGroup:
    heading: str
    offers: list[Offer]


def new(request: Asking, reorganisation: int) -> HttpResponse:
    """First the kind, where it is not in the address; then the form of that kind."""
    seen = look_up_own(request, reorganisation)
    kind = request.GET.get("kind", "")
    if not kind:
        return _choose(request, seen)
    if kind not in {each.value for each in ActionKind}:
        raise Http404
    return _add(request, seen, ActionKind(kind))


def _choose(request: Asking, seen: Seen) -> HttpResponse:
    """All kinds of action, or those that may be done to the thing named by ?on=."""
    on = _reference(request.GET.get("on", ""))
    without = kinds_without_rule(seen.row.organisation_id, KIND, request.reading.today)
    groups = [
        OfferGroup(str(heading), offers)
        for heading, kinds in GROUPS
        if (offers := _offers(seen, kinds, on, without))
    ]
    if on:
        groups += _writing(seen, on)
    if on is None or on.kind == "unit":
        groups += _from_templates(seen, on)
    context = {
        "seen": seen,
        "groups": groups,
        "on": _on(request, seen, on) if on else "",
        "crumbs": crumbs_to_case(seen),
    }
    return render(request, "governance/choose_action.html", context)


def _writing(seen: Seen, on: Reference) -> list[OfferGroup]:
    """For a post: to write a job description of it."""
    if on.kind != "post":
        return []
    address = reverse("reorganisation-description-new", args=[seen.row.pk, on.id])
    return [OfferGroup(_("Job description"), [Offer(_("Write a job description"), address)])]


def _from_templates(seen: Seen, under: Reference | None) -> list[OfferGroup]:
    """To establish a unit with all that a template has."""
    below = f"?parent={under.id}" if under else ""
    offers = [
        Offer(
            here(row.name), reverse("reorganisation-template", args=[seen.row.pk, row.pk]) + below
        )
        for row in templates_of(seen.row.organisation_id)
    ]
    return [OfferGroup(_("A unit from a template"), offers)] if offers else []


def _offers(
    seen: Seen, kinds: Iterable[ActionKind], on: Reference | None, without: Collection[ActionKind]
) -> list[Offer]:
    """The kinds that may be done to the thing; those `without` a rule with the reason beside."""
    return [
        Offer(
            str(ACTIONS[kind]),
            new_action(seen.row.pk, kind=kind, subject=on.id if on else None),
            str(OF_PEOPLE if kind in PEOPLE else WITHOUT_RULE) if kind in without else "",
        )
        for kind in kinds
        if on is None or (DEFINITIONS[kind].subject == on.kind and not kind.startswith("establish"))
    ]


def _on(request: Asking, seen: Seen, on: Reference) -> str:
    previewed = preview(seen)
    asked = Action(0, ActionKind.FREEZE_POST, on, previewed.day)
    return names_of_set(request.actor, previewed, [asked]).thing(on)


def _add(request: Asking, seen: Seen, kind: ActionKind) -> HttpResponse:
    previewed = preview(seen)
    around = around_set(request, seen, previewed)
    picks = choices(request.actor, seen.row.organisation_id, around)
    initial = _initial(request, seen, previewed)
    if kind is ActionKind.MOVE_UNIT and not initial["parent"]:
        initial["parent"] = _parent_of(initial["subject"], around.after)
    form = ActionForm(kind, picks, request.POST or None, initial=initial)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            place = add_action(
                form.asked(request.actor),
                reorganisation=seen.row.pk,
                kind=kind,
                subject=form.subject_id(),
                day=form.day_number(),
                values=form.values(),
                words=form.words(),
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("Action {place} is added.").format(place=place))
            return redirect(_at(seen, place))
    context = {
        "form": form,
        "seen": seen,
        "heading": ACTIONS[kind],
        "crumbs": crumbs_to_case(seen),
        "verb": _("Add the action"),
        "write": _write_description(request, seen, kind),
    }
    return render(request, "governance/action.html", context, status=status_of(form))


def _write_description(request: Asking, seen: Seen, kind: ActionKind) -> str:
    """Where a new description is written, for the kind of action that adopts one."""
    if kind is not ActionKind.ADOPT_DESCRIPTION:
        return ""
    post = number_asked(request.GET.get("subject", ""))
    if post is not None:
        return reverse("reorganisation-description-new", args=[seen.row.pk, post])
    return reverse("reorganisation-description-begin", args=[seen.row.pk])


def _initial(request: Asking, seen: Seen, previewed: Preview) -> dict[str, Any]:
    """What the address knows, on the day on which the draft changes anything last."""
    found: dict[str, Any] = {name: request.GET.get(name, "") for name in ("subject", *CARRIED)}
    day = previewed.day if previewed.actions else request.reading.today.toordinal()
    found["day"] = date.fromordinal(day)
    found["reason"] = previewed.actions[-1].reason if previewed.actions else ""
    return found


def _parent_of(unit: str, now: Snapshot) -> int | None:
    """The unit above one that the address names: where it is until another is chosen."""
    number = number_asked(unit)
    found = now.unit(number) if number is not None else None
    return found.parent if found else None


def change(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    seen = look_up_own(request, reorganisation)
    action = _action(seen, place)
    previewed = preview(seen)
    around = around_set(request, seen, previewed)
    picks = choices(request.actor, seen.row.organisation_id, around)
    initial = initial_of(action, DEFINITIONS[action.kind], texts_of(action))
    form = ActionForm(action.kind, picks, request.POST or None, initial=initial, action=action)
    refusing, status = refused_in_full(form, request.actor), status_of(form)
    if form.is_valid():
        with refusing:
            change_action(
                form.asked(request.actor),
                reorganisation=reorganisation,
                place=place,
                day=form.day_number(),
                values=form.values(),
                words=form.words(),
                reason=form.cleaned_data["reason"],
                began=form.cleaned_data["began"],
            )
            messages.success(request, _("Action {place} is changed.").format(place=place))
            return redirect(_at(seen, place))
    if any(one.code == "changed_since_seen" for one in refusing.reasons):
        status, action, previewed = CONFLICT, _action(seen, place), preview(seen)
        form.go_on_from(action)
    names = names_of_set(request.actor, previewed, [action])
    context = {
        "form": form,
        "seen": seen,
        "action": action,
        "heading": ACTIONS[action.kind],
        "what": object_in_words(action, names),
        "meanwhile": action_in_words(action, names) if status == CONFLICT else [],
        "crumbs": crumbs_to_case(seen),
        "verb": _("Change the action"),
        "key": new_key(),
    }
    return render(request, "governance/action.html", context, status=status)


@require_POST
def remove(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    seen = look_up_own(request, reorganisation)
    return pressed(
        request,
        lambda asked: remove_action(asked, reorganisation=reorganisation, place=place),
        _at(seen),
        _("Action {place} is removed.").format(place=place),
    )


@require_POST
def accept(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    """Let an action expect what stands now, after something else was decided."""
    seen = look_up_own(request, reorganisation)
    return pressed(
        request,
        lambda asked: accept_what_stands(asked, reorganisation=reorganisation, place=place),
        _at(seen),
        then=_at(seen, place),
    )


@require_POST
def override(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    """Let an action replace a later decided effect that it would otherwise leave standing."""
    seen = look_up_own(request, reorganisation)
    action = _action(seen, place)
    effect = number_asked(request.POST.get("effect", ""))
    if effect is None:
        return redirect(_at(seen, place))
    named = sorted({*overridden(action), effect})
    return pressed(
        request,
        lambda asked: change_action(
            asked,
            reorganisation=reorganisation,
            place=place,
            day=action.day,
            values={**action.values, "overrides": " ".join(map(str, named))},
            reason=action.reason,
        ),
        _at(seen),
        _("Action {place} now replaces the later decision.").format(place=place),
        then=_at(seen, place),
    )


@require_POST
def move(request: Asking, reorganisation: int, place: int) -> HttpResponse:
    """One place up or down; the day of an action comes before its place."""
    seen = look_up_own(request, reorganisation)
    order = [action.id for action in actions_before(seen)]
    step = -1 if request.POST.get("direction") == "up" else 1
    if place not in order:
        return redirect(_at(seen, place))
    here = order.index(place)
    there = min(max(here + step, 0), len(order) - 1)
    order[here], order[there] = order[there], order[here]
    return pressed(
        request,
        lambda asked: reorder_actions(asked, reorganisation=reorganisation, order=tuple(order)),
        _at(seen),
        then=_at(seen, sorted(order)[there]),
    )


def _action(seen: Seen, place: int) -> Action:
    found = {action.id: action for action in actions_before(seen)}
    if place not in found:
        if stood_before(seen.row, place):
            told = _("Action {place} is not in the draft any more: nothing was changed.")
            raise LedOn(told.format(place=place), _at(seen))
        raise Http404
    return found[place]


def _at(seen: Seen, place: int | None = None) -> str:
    address = reverse("reorganisation", args=[seen.row.pk])
    return f"{address}?action={place}#action-{place}" if place else f"{address}#actions"


def _reference(text: str) -> Reference | None:
    try:
        return Reference.parse(text) if text else None
    except ValueError:
        raise Http404 from None
