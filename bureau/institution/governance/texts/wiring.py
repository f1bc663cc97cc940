"""What the wiring table says of reorganisations in words: what each is called, what waits."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureau.core.actors import Actor, Role
from bureau.core.procedures.deadlines import Convention
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.reasons import Reason
from bureau.institution.governance.permissions import may_ask_for_rights
from bureau.institution.governance.queries.deadlines import conventions_for
from bureau.institution.governance.queries.delegated import ceilings_proposed
from bureau.institution.governance.queries.entered import entered_of
from bureau.institution.governance.queries.opening import has_effects
from bureau.institution.governance.queries.pages import state_of_case
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    fallen_since,
    going_on_for,
    seen_by,
)
from bureau.institution.governance.queries.rules import rules_in_force
from bureau.institution.governance.queries.wiring import (
    DAYS_TOLD,
    address_of,
    how_came_back,
    late_below,
    note_of,
)
from bureau.institution.governance.texts.labels import STATE_MARKS
from bureau.institution.governance.texts.states import state_in_words
from bureau.institution.organisation.permissions import may_record_opening
from bureau.institution.organisation.queries import wiring as organisation
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    OpenStep,
    cases_open,
    steps_open,
)
from bureau.record.notices.models import Notice
from bureau.web.answers import Label, Owned, Tab, Waiting
from bureau.web.formats import day_in_words, gap_between_sentences
from bureau.web.multilingual import here

LATE_STEP = "late_step"
MOST_OF_A_REASON = 400
"""The characters of a reason that a notice carries; the page of the act has the whole."""


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
    """The steps on which the actor may act, and what came back to them as its author."""
    cases = cases_open(KIND)
    conventions = conventions_for(cases)
    steps = [(case, one, act) for case, one in steps_open(cases) if (act := one.first_for(actor))]
    back = how_came_back([one for one in cases if _is_back_with(one, actor)])
    labels = describe(actor, {*back, *(case.subject.id for case, *_ in steps)})
    lines = [
        _of_step(labels[case.subject.id], one, act, conventions.of_step(case, one))
        for case, one, act in steps
        if case.subject.id in labels
    ]
    lines += [
        Waiting(None, labels[each].name, sentence(Reason(how)), _("Go on"), labels[each].address)
        for each, how in back.items()
        if each in labels
    ]
    return sorted(lines, key=lambda one: (one.when or date.max, one.address))


def _of_step(label: Label, one: OpenStep, act: ActKind, convention: Convention) -> Waiting:
    return Waiting(
        one.due,
        label.name,
        sentence(Reason(f"step_{act}")),
        verb(act),
        label.address,
        zone=convention.zone if one.due else "",
        closes=convention.closes if one.due else "",
    )


def owned(actor: Actor) -> list[Owned]:
    """What was begun in the actor's posts and is not over; for a while what fell."""
    mine = {
        number: seen
        for number, seen in going_on_for(actor).items()
        if seen.row.author_post in actor.posts and not seen.is_over
    }
    if actor.posts:
        mine |= fallen_since(actor, (timezone.now() - timedelta(days=DAYS_TOLD)).date())
    done = entered_of(mine.values())
    states = {number: state_of_case(seen, done[number]) for number, seen in mine.items()}
    return [
        Owned(
            name=f"{seen.row.reference} · {here(seen.row.title)}",
            address=address_of(number),
            mark=STATE_MARKS[states[number]],
            state=state_in_words(states[number], done[number]),
        )
        for number, seen in mine.items()
    ]


def _is_back_with(on_record: OnRecord, actor: Actor) -> bool:
    is_back = on_record.case.phase is Phase.WITH_AUTHOR
    return is_back and actor.person in on_record.round.authors


def sentence(reason: Reason) -> str:
    """Why a reorganisation waits for somebody, in the language of the page."""
    said = reason.facts.get("since")
    since = day_in_words(date.fromisoformat(said)) if said else ""
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
        "rejected": _rejected(reason),
        "named_reader": _("Its author lets you read it while it is drafted."),
        "condition_lapsed": _("A condition was not met in time: what waited for it fell."),
        "late": _("It is late: it was due on {day}.").format(day=since),
        "late_stand_in": _("It is late since {day}, and you stand in.").format(day=since),
        "late_below": _("It was due on {day}; nobody has acted for the post.").format(day=since),
    }.get(reason.code, _("It waits for you."))


def _rejected(reason: Reason) -> str:
    """With what was said of it, while that is kept."""
    told, why = _("It was rejected, in whole or in part."), ""
    if reason.code == "rejected" and "act" in reason.facts:
        why = Truncator(note_of(reason.facts["act"])).chars(MOST_OF_A_REASON)
    return gap_between_sentences().join([told, why]) if why else told


def late_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """A late step by the post that is to act; which case it is of, this does not tell."""
    posts = organisation.posts_described(actor, ids)
    return {
        number: Label(_("A late step of {post}").format(post=label.name), label.address)
        for number, label in posts.items()
    }


def late_waiting(actor: Actor) -> list[Waiting]:
    """For the wiring table: what is late below, for who was told of it; only then it is looked
    for, since a delay that reaches the post above is rare."""
    told = Notice.objects.filter(kind=LATE_STEP, person=actor.person or 0, until=None)
    if not told.exists():
        return []
    rows = [one for one in late_below(None) if one.person == actor.person]
    labels = late_described(actor, {row.number for row in rows})
    return [
        Waiting(
            row.due,
            labels[row.number].name,
            sentence(Reason(row.code, row.facts)),
            _("Look at it"),
            row.address,
            zone=row.zone,
            closes=row.closes,
        )
        for row in rows
        if row.number in labels
    ]


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


def _ceilings_waiting(organisation: int) -> str:
    """How many ceilings are proposed and not confirmed yet; empty where none is."""
    count = ceilings_proposed(organisation).count()
    told = ngettext("{count} proposal to settle", "{count} proposals to settle", count)
    return told.format(count=count) if count else ""


def _settings(actor: Actor, organisation: int) -> list[Tab]:
    found = []
    if may_record_opening(actor, has_effects=False):
        note = _("It is on record.") if has_effects(organisation) else ""
        found.append(Tab(_("Opening record"), reverse("opening"), note))
    if may_ask_for_rights(actor):
        note = _("On any day, in which post, and what gave the right.")
        found.append(Tab(_("Who could do what"), reverse("rights"), note, "people"))
    if actor.has(Role.BODY_SECRETARY) or may_ask_for_rights(actor):
        note = _("What chairs of bodies decided alone, and by when it is reported.")
        found.append(Tab(_("Reports owed"), reverse("reports-owed"), note, "bodies"))
    if may_keep_rules(actor, organisation):
        count = rules_in_force(organisation)
        note = ngettext("{count} rule in force", "{count} rules in force", count)
        told = note.format(count=count) if count else ""
        found.append(Tab(_("Rules of procedure"), reverse("rules"), told, "procedure"))
        note = _ceilings_waiting(organisation)
        note = note or _("Up to how much a rule may be used in a period.")
        found.append(
            Tab(_("Ceilings of delegations"), reverse("settings-ceilings"), note, "procedure")
        )
        note = _("Who sits in a body: members, the chair, the secretary.")
        found.append(Tab(_("Seats of bodies"), reverse("settings-seats"), note, "bodies"))
        note = _("By which rule: in session, by correspondence, by the chair alone.")
        found.append(Tab(_("How bodies decide"), reverse("settings-deciding"), note, "bodies"))
        note = _("When a last day is over, and who hears of delay.")
        found.append(Tab(_("Deadlines of bodies"), reverse("settings-deadlines"), note, "bodies"))
        note = _("Every use of a year, with the sum so far: the report to the governing body.")
        found.append(Tab(_("Uses of delegations"), reverse("delegations"), note, "procedure"))
    return found
