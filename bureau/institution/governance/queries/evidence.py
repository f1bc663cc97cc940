"""The evidence of a decision: all that shows how it came about, each part as it was frozen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bureau.core.changes.actions import canonical
from bureau.core.changes.pending import effect_rows
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import entries_into_force, reference_of
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.store import effects_recorded
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of
from bureau.institution.procedures.queries.rights import Right, rights_of
from bureau.record import verifier
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.queries import (
    evidence_signed,
    exported,
    head,
    head_with_paths,
    record_number_before,
)

FORMAT = 1
type Parts = dict[str, bytes]


def evidence_of(row: models.Reorganisation, readme: str, until: int | None = None) -> Parts:
    """The files of the pack by name, with a manifest that names and signs them.

    `until` is the entry whose head is shown, the newest where none is named; what was done after
    it is left out.
    """
    entries = _entries_about(reference_of(row.pk), until)
    done = {entry.details.get("procedure_act") for entry in entries}
    acts = [one for one in acts_of(reference_of(row.pk)) if one.pk in done]
    made = [one for one in entries_into_force(row.pk) if one.act_id in done]
    parts: Parts = {
        "README.txt": readme.encode(),
        "acts.json": _json([_act(one) for one in acts]),
        "case.json": _json(_case(row)),
        "instruments.json": _json([_instrument(one.instrument) for one in made]),
        "names.json": _json(_names(row, acts)),
        "rights.json": _json(_rights(row, acts, entries)),
        "verifier.py": Path(verifier.__file__).read_bytes(),
    }
    for submission in _submissions(entries):
        parts |= _submission(submission)
    for amendment in models.Amendment.objects.filter(act__in=acts).order_by("act"):
        parts |= _amendment(amendment)
    for entry in made:
        parts |= _entry_into_force(entry)
    signed_head = _journal(parts, acts, entries, until or head().sequence)
    return parts | {"manifest.json": _json(_manifest(row, parts, signed_head))}


def _entries_about(subject: Reference, until: int | None) -> list[Entry]:
    about = Entry.objects.filter(subjects__kind=subject.kind, subjects__number=subject.id)
    if until is not None:
        about = about.filter(sequence__lte=until)
    return list(about.order_by("sequence").prefetch_related("subjects", "contents"))


def _submissions(entries: Sequence[Entry]) -> list[models.Submission]:
    touched = (subject for entry in entries for subject in entry.subjects.all())
    numbers = [subject.number for subject in touched if subject.kind == "submission"]
    rows = models.Submission.objects.filter(pk__in=numbers).select_related("round")
    return list(rows.order_by("version"))


def _manifest(
    row: models.Reorganisation, parts: Parts, signed_head: dict[str, Any]
) -> dict[str, Any]:
    return evidence_signed(
        {
            "format": FORMAT,
            "case": str(reference_of(row.pk)),
            "files": {name: _hash(content) for name, content in parts.items()},
            "head": signed_head,
        }
    )


def _journal(
    parts: Parts, acts: Sequence[ProcedureAct], entries: Sequence[Entry], until: int
) -> dict[str, Any]:
    """Put the slice in, a line an entry with its way up to the head; returns the head."""
    signed_head, paths = head_with_paths([entry.pk for entry in entries], until)
    said, lines = _said(acts), []
    latest = {row.field: entry.pk for entry in entries for row in entry.contents.all()}
    for entry in entries:
        told = {field: words for field, words in said.items() if latest.get(field) == entry.pk}
        contents = {row.field: _content(row, told) for row in entry.contents.all()}
        lines.append({**exported(entry), "contents": contents, "path": paths[entry.pk]})
    parts["journal.jsonl"] = "".join(canonical(line) + "\n" for line in lines).encode()
    return signed_head


def _said(acts: Sequence[ProcedureAct]) -> dict[str, str]:
    """What was said of acts, asked of the author and answered, by the field that binds it.

    An answer that was given anew is bound by the last entry; what was said before is gone.
    """
    found = {f"note_{one.pk}": one.note.said for one in acts if hasattr(one, "note")}
    for question in (each for one in acts for each in one.questions.all()):
        found[f"question_{question.pk}"] = question.said
        if hasattr(question, "answer"):
            found[f"answer_{question.pk}"] = question.answer.said
    return found


def _content(row: Content, told: Mapping[str, str]) -> dict[str, str] | None:
    """What may be told, with what binds it; everything else is withheld."""
    said = told.get(row.field)
    return None if said is None else {"salt": row.salt, "value": said}


def _case(row: models.Reorganisation) -> dict[str, Any]:
    return {
        "kind": "reorganisation",
        "id": row.pk,
        "organisation": row.organisation_id,
        "reference": row.reference,
        "title": _text(row.title),
        "purpose": _text(row.purpose) if row.purpose else None,
        "author": row.author_id,
        "author_post": row.author_post,
        "rescinds": _rescinded(row),
    }


def _rescinded(row: models.Reorganisation) -> dict[str, Any] | None:
    """What the case is to undo: the record number of an entry into force, and its case."""
    found = models.Rescission.objects.filter(reorganisation=row).select_related("entry__submission")
    return next(
        (
            {
                "record": one.entry.record,
                "case": str(reference_of(one.entry.submission.reorganisation_id)),
                "from_day": one.from_day.isoformat(),
            }
            for one in found
        ),
        None,
    )


def _submission(row: models.Submission) -> Parts:
    where = f"submissions/{row.version}"
    said = {
        "version": row.version,
        "round": row.round_id,
        "submitted": row.round.submitted.isoformat(),
        "person": row.person,
        "post": row.post,
        "authors": row.round.authors,
        "actions_hash": row.actions_hash,
        "words_hashes": row.words_hashes,
        "answers": row.answers,
    }
    return {
        f"{where}/actions.json": row.actions.encode(),
        f"{where}/words.json": _json(row.words),
        f"{where}/submission.json": _json(said),
    }


def _amendment(row: models.Amendment) -> Parts:
    where = f"amendments/{row.pk}"
    said = {
        "act": row.pk,
        "submission": row.submission.version,
        "actions_hash": row.actions_hash,
        "answers": row.answers,
        "applies": row.applies,
    }
    return {
        f"{where}/amendment.json": _json(said),
        f"{where}/difference.json": row.difference.encode(),
        f"{where}/words.json": _json(row.words),
    }


def _entry_into_force(row: models.EntryIntoForce) -> Parts:
    where = f"entries-into-force/{row.record}"
    said = {
        "record": row.record,
        "submission": row.submission.version,
        "act": row.act_id,
        "actions": row.actions,
        "actions_hash": row.actions_hash,
        "amended_hash": row.amended_hash,
        "effects_hash": row.effects_hash,
        "not_before": row.not_before,
        "valid_from": row.valid_from.isoformat(),
        "instrument": row.instrument_id,
    }
    effects = canonical(effect_rows(effects_recorded(row.record))).encode()
    return {f"{where}/entry.json": _json(said), f"{where}/effects.json": effects}


def _act(row: ProcedureAct) -> dict[str, Any]:
    return {
        "id": row.pk,
        "round": row.round_id,
        "place": row.place,
        "kind": row.kind,
        "step": row.step,
        "parts": row.parts,
        "answer": row.answer,
        "hashes": row.hashes,
        "body": row.body_id,
        "meeting": row.meeting_id,
        "agenda_item": row.agenda_item,
        "document": row.document,
        "day": row.day.isoformat(),
        "rule": [row.rule.key, row.rule.version] if row.rule else None,
        "person": row.person or None,
        "post": row.post,
        "capacity": row.capacity,
        "on_behalf": row.on_behalf,
        "conditions": row.conditions,
        "questions": [each.pk for each in row.questions.all()],
    }


def _instrument(row: Instrument) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "number": row.number,
        "title": _text(row.title),
        "body": row.body_id,
        "day": row.day.isoformat() if row.day else None,
        "source": row.source,
    }


def _rights(
    row: models.Reorganisation, acts: Sequence[ProcedureAct], entries: Sequence[Entry]
) -> dict[str, Any]:
    """By act, every right of who acted, on that day and as known just before it."""
    written = {entry.details.get("procedure_act"): entry for entry in entries}
    zone = ZoneInfo(Organisation.objects.get(pk=row.organisation_id).zone)
    found = {}
    for act in acts:
        if act.person and (entry := written.get(act.pk)):
            day, known = act.at.astimezone(zone).date(), record_number_before(entry.pk)
            rights = rights_of(act.person, day, recorded=known, organisation=row.organisation_id)
            found[str(act.pk)] = {
                "day": day.isoformat(),
                "recorded": known,
                "rights": [_right(one) for one in rights],
            }
    return found


def _right(one: Right) -> dict[str, Any]:
    return json.loads(json.dumps(asdict(one), default=str))  # type: ignore[no-any-return]


def _names(row: models.Reorganisation, acts: Sequence[ProcedureAct]) -> dict[str, Any]:
    persons = {row.author_id, *(act.person for act in acts)}
    posts = {row.author_post, *(post for act in acts for post in (act.post, act.on_behalf))}
    names = people_and_posts(persons, posts)
    return {
        "persons": {str(one): name for one, name in sorted(names.persons.items())},
        "posts": {str(one): name for one, name in sorted(names.posts.items())},
    }


def _text(said: Text) -> dict[str, Any]:
    words = {language: words for language, (words, _status) in said.said.items()}
    return {"original": said.original, "said": words}


def _json(plain: object) -> bytes:
    written = json.dumps(plain, sort_keys=True, ensure_ascii=False, indent=1)
    return f"{written}\n".encode()


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
