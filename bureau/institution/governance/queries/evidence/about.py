"""The story behind an instrument that an act made: told by the kind of that act."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import canonical, from_json, to_json
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.evidence.cases import (
    acted,
    story_of_case,
    written_of,
)
from bureau.institution.governance.queries.evidence.story import (
    Acted,
    Frozen,
    Story,
    Written,
    entries_about,
    text_said,
)
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import EngagementVersion, IncumbencyVersion
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.models import Entry
from bureau.web.multilingual import here

CORRECTED = ("effect", "manner", "role", "day", "fields")


def story_of_instrument(instrument: Instrument, until: int | None = None) -> Story | None:
    """None where no act made it: it is on the register alone, and nothing rests on it."""
    in_force = models.EntryIntoForce.objects.filter(instrument=instrument).first()
    if in_force is not None:
        return story_of_case(in_force.submission.reorganisation, until)
    personnel = models.PersonnelAction.objects.filter(instrument=instrument).first()
    if personnel is not None:
        return _of_personnel_action(instrument, personnel, until)
    confirmed = models.Confirmation.objects.filter(instrument=instrument).first()
    if confirmed is not None:
        return _of_correction(instrument, confirmed, until)
    return _of_opening(instrument, until)


def _of_personnel_action(
    instrument: Instrument, row: models.PersonnelAction, until: int | None
) -> Story:
    """One act under a rule; it may not be of the person whom it is about."""
    entries = entries_about([Reference("instrument", instrument.pk)], until)
    act, entry = ProcedureAct.objects.get(pk=row.act_id), written_of(entries).get(row.act_id)
    round_, about = act.round, _person_of(row)
    put_forward = [replace(one, expects={}) for one in from_json(row.action)]
    frozen = {
        "version": 1,
        "round": round_.pk,
        "submitted": round_.submitted.isoformat(),
        "person": act.person,
        "post": act.post,
        "authors": [about],
        "actions_hash": round_.hashes["actions"],
        "words_hashes": round_.hashes["words"],
        "answers": [],
    }
    made = {
        "record": row.record,
        "act": row.act_id,
        "actions": [1],
        "actions_hash": round_.hashes["actions"],
        "effects_hash": row.effects_hash,
        "instrument": instrument.pk,
    }
    return _story(
        instrument,
        entries,
        frozen=[Frozen(1, to_json(put_forward), {}, frozen)] if entry else [],
        acts=[acted(act, entry)] if entry else [],
        written=[Written(row.record, made)] if entry else [],
    )


def _of_correction(instrument: Instrument, row: models.Confirmation, until: int | None) -> Story:
    """What one person proposed, and another confirmed."""
    proposal = row.correction
    about = Reference("correction", proposal.pk)
    entries = entries_about([about], until)
    by_act = {entry.act.rpartition(".")[2]: entry for entry in entries}
    confirmed = by_act.get("confirm_correction")
    proposed = by_act.get("propose_correction") or by_act.get("propose_rescission")
    said = {name: getattr(proposal, name) for name in CORRECTED if name != "effect"}
    actions = canonical([{"effect": proposal.effect_id, **said}])
    words = {"document": text_said(proposal.document)}
    hashes = {"actions": _hash(actions), "words": {"document": _hash(canonical(words["document"]))}}
    frozen = {
        "version": 1,
        "round": proposal.pk,
        "submitted": proposal.at.date().isoformat(),
        "person": proposal.person,
        "post": proposal.post,
        "authors": [proposal.person],
        "actions_hash": hashes["actions"],
        "words_hashes": hashes["words"],
        "answers": [],
        "entry": proposed.pk if proposed else None,
    }
    made = {"record": row.record, "act": row.pk, "actions": [1], "actions_hash": hashes["actions"]}
    made |= {"effects_hash": row.effects_hash, "instrument": instrument.pk}
    act = _plain_act(row.pk, confirmed, "confirm") if confirmed else None
    reason = getattr(proposal, "reason", None)
    return replace(
        _story(
            instrument,
            entries,
            frozen=[Frozen(1, actions, words, frozen)] if proposed else [],
            acts=[_on(act, proposal.pk, hashes)] if act else [],
            written=[Written(row.record, made)] if act else [],
        ),
        persons=frozenset({proposal.person}),
        posts=frozenset({proposal.post}),
        kept=_reason_told(proposal.pk, reason.said) if reason else {},
    )


def _reason_told(correction: int, said: str) -> dict[str, str]:
    """By the name of its content, today's and that of former entries."""
    return {f"correction_{correction}": said, f"reason_{correction}": said}


def _of_opening(instrument: Instrument, until: int | None) -> Story | None:
    """What an installation began with: written by one act, or by the portions of an import."""
    entries = entries_about([Reference("instrument", instrument.pk)], until)
    writing = [entry for entry in entries if "effects_hash" in entry.details]
    if not writing:
        return None
    made = [
        Written(
            entry.record_number or 0,
            {
                "record": entry.record_number,
                "act": entry.pk,
                "effects_hash": entry.details["effects_hash"],
                "instrument": instrument.pk,
            },
        )
        for entry in writing
    ]
    acts = [_plain_act(entry.pk, entry, "record") for entry in writing]
    return _story(instrument, entries, acts=acts, written=made)


def _story(instrument: Instrument, entries: list[Entry], **told: Any) -> Story:
    return Story(
        about=Reference("instrument", instrument.pk),
        organisation=instrument.organisation,
        title=here(instrument.title),
        said={
            "kind": instrument.kind,
            "id": instrument.pk,
            "organisation": instrument.organisation,
            "title": text_said(instrument.title),
        },
        entries=entries,
        instruments=[instrument],
        **told,
    )


def _plain_act(number: int, entry: Entry, kind: str) -> Acted:
    """An act that no route asked for, as the journal has it."""
    said = {
        "id": number,
        "round": None,
        "kind": kind,
        "day": entry.at.date().isoformat(),
        "person": entry.person,
        "post": entry.post,
        "capacity": "",
        "entry": entry.pk,
    }
    return Acted(number, entry.person or 0, (entry.post,), entry.at, said)


def _on(act: Acted, round_: int, hashes: dict[str, Any]) -> Acted:
    return replace(act, said={**act.said, "round": round_, "hashes": hashes, "capacity": "holder"})


def _person_of(row: models.PersonnelAction) -> int:
    """Whom a personnel action is about."""
    for table in (IncumbencyVersion, EngagementVersion):
        if (held := table.objects.filter(subject=row.subject).first()) is not None:
            return held.person
    raise LookupError(row.subject)


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
