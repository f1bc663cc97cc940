"""Correcting the record: one person proposes, with reason and document, another confirms.

A correction names the effect it replaces and restates it whole; a rescission replaces with nothing.
What a body decided is on record as its act says, and only a new decision changes it; so is what an
office decided under a ceiling, where a correction would cost more.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.changes.check import Severity, check_effects
from bureau.core.changes.definitions import CODES
from bureau.core.changes.holds import held_anew
from bureau.core.changes.pending import PendingEffect, effects_hash
from bureau.core.lookalikes import fault
from bureau.core.reasons import Reason, Refused
from bureau.core.structure.effects import Manner, Role
from bureau.core.structure.kinds import KINDS, Value
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.permissions import (
    may_confirm_correction,
    may_correct_record,
    may_withdraw_correction,
)
from bureau.institution.governance.queries.corrected_costs import passes_ceiling
from bureau.institution.governance.queries.corrected_posts import Concerned, concerned_by
from bureau.institution.governance.queries.corrections import (
    decided_by_bodies,
    later_facts,
    pending_effect,
)
from bureau.institution.governance.queries.own_cases import posts_before, things_changed
from bureau.institution.governance.queries.wiring import descriptions_visible
from bureau.institution.governance.queries.worded import wordings_readable
from bureau.institution.governance.services.refusing import LISTS, unlisted
from bureau.institution.governance.store import reasons_against
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import (
    Effect,
    IncumbencyVersion,
    JobDescription,
    Replacement,
    Wording,
)
from bureau.institution.organisation.queries.actors import as_second_person
from bureau.institution.organisation.queries.structure import World, today, world
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.standing_in import is_in_post
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Act, service, takes


@service(
    "governance.propose_correction", pgettext_lazy("act in the journal", "Propose a correction")
)
def propose_correction(
    act: Act,
    *,
    effect: int,
    document: Text,
    reason: str,
    day: date | None = None,
    fields: Mapping[str, Value] | None = None,
) -> int:
    """Propose what should stand in place of an effect: another day, other fields, or both.

    Fields not named are restated as they are. `document` is the title of what shows what was
    decided. Returns the number of the proposal.
    """
    row = _correctable(act, effect, reason)
    restated = {**row.fields, **(fields or {})}
    ordinal = day.toordinal() if day else row.day
    _refuse_unfit(act, row, restated, ordinal)
    return _propose(
        act, row, Manner.CORRECTION, Role(row.role), ordinal, restated, document, reason
    )


@service(
    "governance.propose_rescission", pgettext_lazy("act in the journal", "Propose a rescission")
)
def propose_rescission(act: Act, *, effect: int, document: Text, reason: str) -> int:
    """Propose that an effect never was decided: it is replaced with nothing."""
    row = _correctable(act, effect, reason)
    return _propose(act, row, Manner.RESCISSION, Role.CHANGE, row.day, {}, document, reason)


@service(
    "governance.confirm_correction", pgettext_lazy("act in the journal", "Confirm a correction")
)
@takes(1_000)
def confirm_correction(act: Act, *, correction: int, later: Collection[int] = ()) -> int:
    """Confirm another person's proposal, which puts it on record; returns the record number.

    `later` are the effects on the same object that the person was shown as later facts; refused
    where there are others by now, or where the object could not stand as it then would.
    """
    (row,) = act.lock(models.Correction, correction)
    if not may_confirm_correction(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    second = as_second_person(act.actor, [row.person], today(row.organisation))
    may_confirm = may_confirm_correction(second, row.organisation_id)
    if act.actor.person == row.person or not may_confirm:
        raise Refused(Reason("two_persons_needed"))
    _refuse_settled(row)
    act.refuse_edited(models.Correction, row.pk)
    _refuse_own_post(act, row)
    number = act.record_number()
    _refuse_later(row, later)
    pending, known = pending_effect(row), world(row.organisation_id, number - 1)
    _refuse_costlier(row, pending, known)
    day = today(row.organisation)
    _refuse_barred(pending, known, day)
    _put_on_record(act, row, pending, day)
    return number


@service(
    "governance.withdraw_correction",
    pgettext_lazy("act in the journal", "Withdraw a proposed correction"),
)
def withdraw_correction(act: Act, *, correction: int, reason: str) -> None:
    """Take one's own proposal back, while nobody has confirmed it."""
    (row,) = act.lock(models.Correction, correction)
    if not may_withdraw_correction(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    _refuse_settled(row)
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    withdrawal = models.Withdrawal.objects.create(
        correction=row, person=act.actor.person or 0, post=act.actor.post, at=act.at
    )
    models.WithdrawalReason.objects.create(withdrawal=withdrawal, said=reason)
    act.touch("correction", row.pk)


def _refuse_settled(row: models.Correction) -> None:
    if models.Confirmation.objects.filter(correction=row).exists():
        raise Refused(Reason("confirmed_already"))
    if models.Withdrawal.objects.filter(correction=row).exists():
        raise Refused(Reason("withdrawn_already"))


def _refuse_own_post(act: Act, row: models.Correction) -> None:
    """Nobody proposes or confirms what gives them a post, takes one away or changes theirs, puts
    theirs above others, says otherwise who decides on a case of theirs, or is what that changes.
    Nor is a proposal confirmed whose proposer has such a case by now."""
    concerned = concerned_by(row)
    if act.actor.person in concerned.people or any(
        _is_or_will_be_held(act, post) for post in concerned.posts
    ):
        raise Refused(Reason("own_post"))
    _refuse_own_case(act.actor, concerned, "before_own_case", "changed_by_own_case")
    if row.person != act.actor.person:
        code = "before_case_of_proposer"
        _refuse_own_case(Actor(person=row.person), concerned, code, code)


def _refuse_own_case(actor: Actor, concerned: Concerned, before: str, changed: str) -> None:
    """By these codes, what says otherwise who decides on a case of the person, or what such a case
    changes itself."""
    if concerned.before and concerned.before & posts_before(actor):
        raise Refused(Reason(before))
    if concerned.things & things_changed(actor):
        raise Refused(Reason(changed))


def _is_or_will_be_held(act: Act, post: int) -> bool:
    """Whether the actor has the post today, also in place of somebody, or will have it."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=act.at.date().toordinal())
    rows = IncumbencyVersion.objects.filter(still, recorded_until__isnull=True, post=post)
    mine = rows.filter(person=act.actor.person or 0)
    return is_in_post(act.actor, post) or mine.exists()


def _refuse_costlier(row: models.Correction, pending: PendingEffect, known: World) -> None:
    """What was decided under a ceiling costs no more by being corrected or rescinded."""
    if passes_ceiling(pending, known, row.organisation_id):
        raise Refused(Reason("costlier_under_ceiling"))


def _refuse_barred(pending: PendingEffect, known: World, day: date) -> None:
    """What could not stand beside the rest of the record: whoever proposes it is told already."""
    found = check_effects([pending], known, today=day.toordinal())
    if bars := [one for one in found if one.severity is Severity.BARS]:
        raise Refused(*reasons_against("conflict", bars, (), known))


def _put_on_record(act: Act, row: models.Correction, pending: PendingEffect, day: date) -> None:
    instrument = make_instrument(
        act,
        organisation=row.organisation_id,
        kind="correction",
        title=row.document,
        day=day,
    )
    record = put_on_record(
        act, organisation=row.organisation_id, effects=[pending], instrument=instrument
    )
    models.Confirmation.objects.create(
        correction=row,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
        instrument_id=instrument,
        effects_hash=effects_hash([pending]),
        record=record,
    )
    act.touch("correction", row.pk)


def _correctable(act: Act, effect: int, reason: str) -> Effect:
    row = Effect.objects.get(pk=effect)
    if not may_correct_record(act.actor, row.organisation_id):
        raise Refused(Reason("not_yours_to_do"))
    reasons = []
    if not reason.strip():
        reasons.append(Reason("reason_missing"))
    if Replacement.objects.filter(replaced=row).exists():
        reasons.append(Reason("replaced_already"))
    if decided_by_bodies([row.pk]):
        reasons.append(Reason("decided_as_written", {"instrument": row.instrument_id}))
    if reasons:
        raise Refused(*reasons)
    return row


def _refuse_unfit(act: Act, row: Effect, fields: Mapping[str, Value], day: int) -> None:
    """What stands as it stood is not judged: an import may have brought what nobody may type."""
    kind, was = KINDS[row.kind], row.fields
    changed = {
        name: value
        for name, value in fields.items()
        if name not in was or (type(value), value) != (type(was[name]), was[name])
    }
    reasons = [
        Reason("value_wrong", {"value": name})
        for name, value in changed.items()
        if name not in kind.defaults or not _fits(row.kind, name, value)
    ]
    reasons += [
        Reason(why, {"value": name, "code": value})
        for name, value in changed.items()
        if name in CODES and isinstance(value, str) and (why := fault(value))
    ]
    reasons += _of_others(act, row, changed)
    named = {(name, str(changed[name]), day) for name in LISTS if changed.get(name)}
    reasons += unlisted(row.organisation_id, named)
    if not changed and day == row.day:
        reasons.append(Reason("nothing_changes"))
    if reasons:
        raise Refused(*reasons)


def _of_others(act: Act, row: Effect, changed: Mapping[str, Value]) -> list[Reason]:
    """What is named anew and is not there, for whoever proposes it; units and posts are looked at
    with all else that could not stand."""
    kind, own = KINDS[row.kind], row.organisation_id
    named: dict[str, set[int]] = {}
    for name, value in changed.items():
        sort = kind.field(name).refers_to if name in kind.defaults else None
        if sort and isinstance(value, int):
            named.setdefault(sort, set()).add(value)
    act.name_anew(*named.get("person", ()))
    worded = named.get("wording", set())
    described = descriptions_visible(act.actor, named.get("description_version", set()))
    known: dict[str, QuerySet[Any]] = {
        "person": Person.objects.all(),
        "wording": Wording.objects.filter(pk__in=wordings_readable(act.actor, own, worded)),
        "description_version": JobDescription.objects.filter(
            pk__in=described, post__organisation=own
        ),
    }
    return [
        Reason("of_another_organisation", {"kind": sort, "id": value})
        for sort, rows in known.items()
        for value in named.get(sort, set())
        if not rows.filter(pk=value).exists()
    ]


def _fits(kind: str, name: str, value: Value) -> bool:
    field = KINDS[kind].field(name)
    if value is None:
        return field.optional
    return field.takes(value)


def _propose(
    act: Act,
    row: Effect,
    manner: Manner,
    role: Role,
    day: int,
    fields: Mapping[str, Value],
    document: Text,
    reason: str,
) -> int:
    correction = models.Correction(
        organisation_id=row.organisation_id,
        effect=row,
        manner=manner,
        role=role,
        day=day,
        fields=dict(fields),
        document=document,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    own = row.organisation_id
    _refuse_own_post(act, correction)
    pending, known, now = pending_effect(correction), world(own), today(correction.organisation)
    _refuse_costlier(correction, pending, known)
    _refuse_barred(pending, known, now)
    act.name_anew(*held_anew([pending], known, now.toordinal()))
    correction.save(force_insert=True)
    models.CorrectionReason.objects.create(correction=correction, said=reason)
    act.touch("correction", correction.pk)
    act.touch(row.kind, row.subject)
    act.details.update(effect=row.pk, manner=manner, day=day, fields=dict(fields))
    return correction.pk


def _refuse_later(row: models.Correction, later: Collection[int]) -> None:
    if Replacement.objects.filter(replaced=row.effect_id).exists():
        raise Refused(Reason("replaced_already"))
    unseen = {effect.id for effect in later_facts(row)} - set(later)
    if unseen:
        raise Refused(Reason("later_facts_exist", {"effects": sorted(unseen)}))
