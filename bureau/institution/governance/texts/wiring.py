"""What the wiring table says of reorganisations in words: what each is called, what waits."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureau.core.actors import Actor, Role
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.reasons import Reason
from bureau.institution.governance.permissions import may_ask_for_rights
from bureau.institution.governance.queries.opening import has_effects
from bureau.institution.governance.queries.pages import state_of_case, with_entries
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    going_on_for,
    seen_by,
)
from bureau.institution.governance.queries.rules import rules_in_force
from bureau.institution.governance.queries.wiring import address_of, how_came_back
from bureau.institution.governance.texts.labels import STATE_MARKS, STATES
from bureau.institution.organisation.permissions import may_record_opening
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.cases import OnRecord, cases_open, steps_waiting
from bureau.web.answers import Label, Owned, Tab, Waiting
from bureau.web.multilingual import here


def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    return _labels(seen_by(actor, ids))


def plans(actor: Actor) -> dict[int, Label]:
    """Those to look through: drafts, and what is on its way as long as not all is in force."""
    going_on = going_on_for(actor).items()
    return _labels({number: seen for number, seen in going_on if not seen.is_over})


def _labels(found: Mapping[int, Seen]) -> dict[int, Label]:
    return {
        number: Label(f"{seen.row.reference} · {here(seen.row.title)}", address_of(number))
        for number, seen in found.items()
    }


def waiting(actor: Actor) -> list[Waiting]:
    """The steps that the actor may close, and what came back to them as its author."""
    steps = [one for one in steps_waiting(actor) if one.subject.kind == KIND]
    back = how_came_back([one for one in cases_open(KIND) if _is_back_with(one, actor)])
    labels = describe(actor, {*back, *(one.subject.id for one in steps)})
    lines = [
        (one.subject.id, one.due, sentence(Reason(f"step_{one.step.act}")), verb(one.step.act))
        for one in steps
    ]
    lines += [(number, None, sentence(Reason(how)), _("Go on")) for number, how in back.items()]
    return [
        Waiting(when, labels[number].name, why, said, labels[number].address)
        for number, when, why, said in lines
        if number in labels
    ]


def owned(actor: Actor) -> list[Owned]:
    """What was begun in the actor's posts and is not over."""
    mine = {
        number: seen
        for number, seen in going_on_for(actor).items()
        if seen.row.author_post in actor.posts and not seen.is_over
    }
    entered = with_entries(mine)
    states = {
        number: state_of_case(seen, has_entries=number in entered) for number, seen in mine.items()
    }
    return [
        Owned(
            name=f"{seen.row.reference} · {here(seen.row.title)}",
            address=address_of(number),
            mark=STATE_MARKS[states[number]],
            state=str(STATES[states[number]]),
        )
        for number, seen in mine.items()
    ]


def _is_back_with(on_record: OnRecord, actor: Actor) -> bool:
    is_back = on_record.case.phase is Phase.WITH_AUTHOR
    return is_back and actor.person in on_record.round.authors


def sentence(reason: Reason) -> str:
    """Why a reorganisation waits for somebody, in the language of the page."""
    return {
        "step_determine": _("A question is yours to answer."),
        "step_recommend": _("A recommendation is yours to record."),
        "step_approve": _("It waits for your approval."),
        "step_decide": _("A decision is yours to record."),
        "step_take_note": _("That it was noted is yours to record."),
        "step_fulfil": _("It is yours to say that a condition is met."),
        "came_back": _("It was referred back to you."),
        "came_back_asked": _("It was referred back to you with questions."),
        "came_back_amended": _("A body amended it: look at what it changed."),
        "condition_lapsed": _("A condition was not met in time: what waited for it fell."),
    }.get(reason.code, _("It waits for you."))


def verb(act: ActKind) -> str:
    """The act as a button says it."""
    return {
        ActKind.DETERMINE: pgettext("act", "Determine"),
        ActKind.RECOMMEND: pgettext("act", "Recommend"),
        ActKind.APPROVE: pgettext("act", "Approve"),
        ActKind.DECIDE: pgettext("act", "Decide"),
        ActKind.TAKE_NOTE: pgettext("act", "Take note"),
        ActKind.CONFIRM: pgettext("act", "Confirm"),
        ActKind.FULFIL: pgettext("act", "Say that it is met"),
    }.get(act, pgettext("act", "Act"))


def settings_of_organisations(actor: Actor, ids: Collection[int]) -> dict[int, list[Tab]]:
    """Pages of settings that this app keeps for an organisation; a note says what is there."""
    return {number: _settings(actor, number) for number in ids}


def _settings(actor: Actor, organisation: int) -> list[Tab]:
    found = []
    if may_record_opening(actor, has_effects=False):
        note = _("It is on record.") if has_effects(organisation) else ""
        found.append(Tab(_("Opening record"), reverse("opening"), note))
    if may_ask_for_rights(actor):
        note = _("On any day, in which post, and what gave the right.")
        found.append(Tab(_("Who could do what"), reverse("rights"), note))
    if actor.has(Role.BODY_SECRETARY) or may_ask_for_rights(actor):
        note = _("What chairs of bodies decided alone, and by when it is reported.")
        found.append(Tab(_("Reports owed"), reverse("reports-owed"), note))
    if may_keep_rules(actor, organisation):
        count = rules_in_force(organisation)
        note = ngettext("{count} rule in force", "{count} rules in force", count)
        told = note.format(count=count) if count else ""
        found.append(Tab(_("Rules of procedure"), reverse("rules"), told))
        note = _("Up to how much a rule may be used in a period.")
        found.append(Tab(_("Ceilings of delegations"), reverse("settings-ceilings"), note))
        note = _("Who sits in a body: members, the chair, the secretary.")
        found.append(Tab(_("Seats of bodies"), reverse("settings-seats"), note))
        note = _("By which rule: in session, by correspondence, by the chair alone.")
        found.append(Tab(_("How bodies decide"), reverse("settings-deciding"), note))
        note = _("Every use of a year, with the sum so far: the report to the governing body.")
        found.append(Tab(_("Uses of delegations"), reverse("delegations"), note))
    return found
