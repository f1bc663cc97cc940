"""The story of a case: submissions, acts on its route, entries into force."""

from collections.abc import Mapping, Sequence
from typing import Any

from bureau.institution.governance import models
from bureau.institution.governance.queries.ballots import ballots_of, why_called_off
from bureau.institution.governance.queries.deciding import is_told
from bureau.institution.governance.queries.evidence.story import (
    Acted,
    Amended,
    Frozen,
    Story,
    Written,
    entries_about,
    text_said,
)
from bureau.institution.governance.queries.frozen_words import as_put_forward
from bureau.institution.governance.queries.reorganisations import (
    entries_into_force,
    is_open_in,
    reference_of,
    told_of,
)
from bureau.institution.governance.store import force_line, submission_line
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OnRecord, act_line, acts_of, case_on_record
from bureau.record.journal.models import Entry
from bureau.web.multilingual import here


def story_of_case(row: models.Reorganisation, until: int | None = None) -> Story:
    """What was done after `until` is left out, and what the author drafted since it was put forward
    last."""
    row, case = as_put_forward([row])[row.pk], case_on_record(reference_of(row.pk))
    entries = told_of(case, entries_about([reference_of(row.pk)], until))
    done = written_of(entries)
    acts = [one for one in acts_of(reference_of(row.pk)) if one.pk in done]
    made = [one for one in entries_into_force(row.pk) if one.act_id in done]
    return Story(
        about=reference_of(row.pk),
        organisation=row.organisation_id,
        title=f"{row.reference}: {here(row.title)}",
        said=_case(row),
        entries=entries,
        frozen=[_submission(one) for one in _submissions(entries)],
        acts=[acted(one, done[one.pk]) for one in acts],
        written=[_entry_into_force(one) for one in made],
        instruments=[one.instrument for one in made],
        persons=frozenset({row.author_id}),
        posts=frozenset({row.author_post}),
        kept={**said_of(acts, case), **_said_in_ballots(row.pk)},
        amendments=[_amendment(one) for one in _amendments(acts)],
    )


def written_of(entries: Sequence[Entry]) -> dict[int, Entry]:
    """By act on a route, the entry in which it was done."""
    found = {entry.details.get("procedure_act"): entry for entry in entries}
    return {number: entry for number, entry in found.items() if number is not None}


def said_of(acts: Sequence[ProcedureAct], case: OnRecord | None) -> Mapping[str, str]:
    """What was said of acts, asked of the author and answered by what was put forward since, with
    the field that binds it.

    An answer that was given anew is bound by the last entry; what was said before is gone.
    """
    found = {f"note_{one.pk}": one.note.said for one in acts if hasattr(one, "note")}
    for question in (each for one in acts for each in one.questions.all()):
        found[f"question_{question.pk}"] = question.said
        if hasattr(question, "answer") and not (case and is_open_in(case, question)):
            found[f"answer_{question.pk}"] = question.answer.said
    for dissent in (each for one in acts for each in one.dissents.all()):
        found[f"dissent_{dissent.pk}"] = dissent.said
    return found


def _said_in_ballots(reorganisation: int) -> dict[str, str]:
    """How each voted and what they said, once counted and where the rule lets it be known; and why
    a ballot was called off."""
    found: dict[str, str] = {}
    for ballot in ballots_of(reorganisation):
        if why := why_called_off(ballot):
            found[f"called_off_{ballot.pk}"] = why
        if is_told(ballot):
            for vote in ballot.votes.all():
                found[f"vote_{vote.pk}"] = vote.choice
                found[f"vote_words_{vote.pk}"] = vote.words.said if hasattr(vote, "words") else ""
    return found


def acted(row: ProcedureAct, entry: Entry) -> Acted:
    said = {
        **act_line(row),
        "dissents": [[one.pk, one.seat] for one in row.dissents.all()],
        "questions": [each.pk for each in row.questions.all()],
        "entry": entry.pk,
    }
    return Acted(row.pk, row.person, (row.post, row.on_behalf), row.at, said)


def _submissions(entries: Sequence[Entry]) -> list[models.Submission]:
    touched = (subject for entry in entries for subject in entry.subjects.all())
    numbers = [subject.number for subject in touched if subject.kind == "submission"]
    rows = models.Submission.objects.filter(pk__in=numbers).select_related("round")
    return list(rows.order_by("version"))


def _case(row: models.Reorganisation) -> dict[str, Any]:
    return {
        "kind": "reorganisation",
        "id": row.pk,
        "organisation": row.organisation_id,
        "reference": row.reference,
        "title": text_said(row.title),
        "purpose": text_said(row.purpose) if row.purpose else None,
        "background": text_said(row.background) if row.background else None,
        "author": row.author_id,
        "author_post": row.author_post,
        "rescinds": _rescinded(row),
    }


def _rescinded(row: models.Reorganisation) -> dict[str, Any] | None:
    """What the case is to undo: the record number of an entry into force, and its case."""
    rows = models.Rescission.objects.filter(reorganisation=row).select_related("entry__submission")
    told = [
        {
            "record": one.entry.record,
            "case": str(reference_of(one.entry.submission.reorganisation_id)),
            "from_day": one.from_day.isoformat(),
        }
        for one in rows
    ]
    return told[0] if told else None


def _amendments(acts: Sequence[ProcedureAct]) -> list[models.Amendment]:
    rows = models.Amendment.objects.filter(act__in=[one.pk for one in acts])
    return list(rows.select_related("submission").order_by("act"))


def _amendment(row: models.Amendment) -> Amended:
    said = {
        "act": row.pk,
        "submission": row.submission.version,
        "actions_hash": row.actions_hash,
        "answers": row.answers,
        "applies": row.applies,
    }
    return Amended(row.pk, row.difference, row.words, said)


def _submission(row: models.Submission) -> Frozen:
    said = submission_line(row)
    return Frozen(row.version, row.actions, row.words, said, row.claims or ())


def _entry_into_force(row: models.EntryIntoForce) -> Written:
    return Written(row.record, force_line(row))
