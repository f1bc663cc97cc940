"""Drafted actions into core actions and back, the words of a set by part, frozen sets."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bureau.core.changes.actions import Action, ActionKind, canonical, words_hash
from bureau.core.changes.check import Answer, Finding
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.changes.expand import overlay
from bureau.core.changes.world import World
from bureau.core.claims import Claim, Judged
from bureau.core.claims.verdicts import claim_data, judged_data, judged_from
from bureau.core.procedures.deciding import (
    Ballot,
    Base,
    BodySeat,
    Choice,
    DecisionRule,
    Majority,
    Outcome,
    Quorum,
    SeatRole,
    Tally,
    Way,
)
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.structure.overlay import Overlay
from bureau.institution.governance import models
from bureau.institution.instruments.queries.citations import citations_open, target_of
from bureau.institution.instruments.queries.plans import lines_of_elements
from bureau.institution.instruments.queries.provisions import cited
from bureau.institution.organisation.models import JobDescription, Wording

CASE, CLAIMS, ALTERNATIVES = "case", "claims", "alternatives"
OF_CASE = ("title", "purpose", "background")
"""The free texts that the case itself holds."""

type Words = dict[str, dict[str, Any]]


def action_of(row: models.DraftAction) -> Action:
    kind = ActionKind(row.kind)
    return Action(
        id=row.place,
        kind=kind,
        subject=Reference(DEFINITIONS[kind].subject, row.subject),
        day=row.day,
        values=row.values,
        expects=row.expects,
        reason=row.reason,
    )


def row_of(reorganisation: int, action: Action) -> models.DraftAction:
    return models.DraftAction(
        reorganisation_id=reorganisation,
        place=action.id,
        kind=action.kind,
        subject=action.subject.id,
        day=action.day,
        values=dict(action.values),
        expects=dict(action.expects),
        reason=action.reason,
    )


def actions_of(reorganisation: int) -> tuple[Action, ...]:
    """The draft as it stands, by place."""
    rows = models.DraftAction.objects.filter(reorganisation=reorganisation).order_by("place")
    return tuple(action_of(row) for row in rows)


def answers_of(reorganisation: int) -> tuple[Answer, ...]:
    rows = models.FindingAnswer.objects.filter(reorganisation=reorganisation).order_by("pk")
    return tuple(
        Answer(row.code, Reference(row.subject_kind, row.subject), row.reason) for row in rows
    )


def answers_data(answers: Iterable[Answer]) -> list[list[str]]:
    return [[answer.code, str(answer.subject), answer.reason] for answer in answers]


def answers_from(data: Iterable[list[str]]) -> tuple[Answer, ...]:
    return tuple(Answer(code, Reference.parse(subject), reason) for code, subject, reason in data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Against(Reason):
    """A finding as the reason of a refusal; `texts.refusals` tells it in full.

    `overlay` is what the set that is refused lays on the structure: what it establishes stands
    nowhere else, and is called by it.
    """

    finding: Finding
    overlay: Overlay


def reasons_against(
    code: str, findings: Iterable[Finding], actions: Collection[Action], known: World
) -> list[Reason]:
    """A reason for each of the findings on what these actions do to the structure known."""
    listed = list(findings)
    laid = overlay(actions, known) if listed else Overlay(frozenset(), ())
    return [Against(code, _facts_of(one), finding=one, overlay=laid) for one in listed]


def _facts_of(finding: Finding) -> dict[str, Any]:
    facts = {"finding": finding.code, "subject": str(finding.subject), "day": finding.day}
    return {**facts, "facts": dict(finding.facts)}


def words_of(reorganisation: models.Reorganisation, actions: Iterable[Action]) -> Words:
    """By part ("case", or the place of an action): the language, its texts by name, and in
    "languages" by name which texts of the case are in another, where any are."""
    said = {name: getattr(reorganisation, name) for name in OF_CASE}
    parts = {name: text.in_original for name, text in said.items() if text}
    parts |= cited_words(reorganisation.pk)
    language = reorganisation.title.original
    found: Words = {CASE: {"language": language, "parts": parts}}
    others = {
        name: text.original for name, text in said.items() if text and text.original != language
    }
    if others:
        found[CASE]["languages"] = others
    listed = list(actions)
    wordings = _wordings(listed)
    descriptions = _descriptions(listed)
    for action in listed:
        texts, language = dict[str, str](), ""
        for name, id in named(action, Sort.WORDING):
            language, texts[name] = wordings[id]
        for name, id in named(action, Sort.DESCRIPTION):
            language, described = descriptions[id]
            texts |= {f"{name}.{place}": text for place, text in described.items()}
        if texts:
            found[str(action.id)] = {"language": language, "parts": texts}
    return found


def cited_words(reorganisation: int) -> dict[str, str]:
    """What the case cites, each by the original words of what it cites, and why."""
    rows = citations_open(Reference("reorganisation", reorganisation))
    provisions = cited({row.provision_id for row in rows if row.provision_id})
    elements = lines_of_elements({row.element_id for row in rows if row.element_id})
    found = {}
    for row in rows:
        name = f"cites.{target_of(row)}"
        if row.provision_id:
            one = provisions[row.provision_id]
            title = one.instrument.title
            found[name] = ", ".join([title.in_original, *one.labels])
        else:
            line = elements[row.element_id or 0]
            found[name] = f"{line.code} {line.name.in_original}".strip()
        found[f"{name}.why"] = row.reason
    return found


def words_hashes(words: Words) -> dict[str, str]:
    return {part: _hash_of(said) for part, said in words.items()}


def _hash_of(said: Mapping[str, Any]) -> str:
    """Languages are hashed only where they are named: what was frozen without keeps its hash."""
    parts = said["parts"]
    if languages := said.get("languages"):
        parts = {**parts, "languages": canonical(languages)}
    return words_hash(said["language"], parts)


def claims_of(reorganisation: int) -> tuple[Judged, ...]:
    """What is claimed of the draft, by place, as it was judged when it was claimed."""
    rows = models.DraftClaim.objects.filter(reorganisation=reorganisation).order_by("place")
    return judged_from(rows.values_list("said", flat=True))


def claim_row(reorganisation: int, judged: Judged) -> models.DraftClaim:
    (said,) = judged_data([judged])
    return models.DraftClaim(reorganisation_id=reorganisation, place=judged.claim.place, said=said)


def claims_words(claims: Iterable[Claim]) -> Words:
    """What is claimed, as a part of the words of a set; nothing where nothing is."""
    parts = {str(claim.place): canonical(claim_data(claim)) for claim in claims}
    return {CLAIMS: {"language": "", "parts": parts}} if parts else {}


def substance(action: Action) -> Mapping[str, Any]:
    """What an action does, apart from how it is worded: changed words are no changed action."""
    sorts = DEFINITIONS[action.kind].values
    worded = (Sort.WORDING, Sort.DESCRIPTION)
    return {
        "kind": action.kind,
        "subject": action.subject,
        "day": action.day,
        "values": {
            name: value for name, value in action.values.items() if sorts[name] not in worded
        },
    }


def named(action: Action, sort: Sort) -> list[tuple[str, int]]:
    """The wordings or descriptions that an action names, by the name of the value."""
    sorts = DEFINITIONS[action.kind].values
    return [
        (name, value)
        for name, value in sorted(action.values.items())
        if sorts.get(name) is sort and isinstance(value, int)
    ]


def _wordings(actions: Iterable[Action]) -> dict[int, tuple[str, str]]:
    ids = {id for action in actions for _, id in named(action, Sort.WORDING)}
    rows = Wording.objects.filter(pk__in=ids)
    return {row.pk: (row.original_language, row.original) for row in rows}


def _descriptions(actions: Iterable[Action]) -> dict[int, tuple[str, dict[str, str]]]:
    """Each description's language and texts: title, direction, duties and lines by place."""
    ids = {id for action in actions for _, id in named(action, Sort.DESCRIPTION)}
    rows = JobDescription.objects.filter(pk__in=ids).select_related("title", "direction")
    found = {}
    for row in rows.prefetch_related("duties__wording", "lines__wording"):
        texts = {"title": row.title.original}
        if row.direction:
            texts["direction"] = row.direction.original
        for duty in row.duties.all():
            above = f"{duty.under_id}." if duty.under_id else ""
            texts[f"duty.{above}{duty.pk}"] = duty.wording.original
        for line in row.lines.all():
            texts[f"{line.section}.{line.place}"] = line.wording.original
        found[row.pk] = (row.title.original_language, texts)
    return found


def seat_of(row: models.Seat) -> BodySeat:
    """The core's seat that a row holds."""
    until = row.valid_until.toordinal() if row.valid_until else None
    return BodySeat(row.pk, SeatRole(row.role), row.valid_from.toordinal(), until, row.post)


def decision_rule_of(row: models.DecisionRule) -> DecisionRule:
    """The core's rule of how a body decides."""
    return DecisionRule(
        id=row.pk,
        ways=frozenset(map(Way, row.ways)),
        majority=Majority(row.majority),
        valid_from=row.valid_from.toordinal(),
        valid_until=row.valid_until.toordinal() if row.valid_until else None,
        base=Base(row.base),
        quorum=Quorum(row.quorum_number, Fraction(row.quorum_share or 0)),
        days=row.days,
        reports_to=row.reports_to_id,
        report_days=row.report_days,
    )


def ballot_of(row: models.Ballot, votes: Iterable[models.Vote]) -> Ballot:
    """The core's ballot: while it is open it has neither a count nor votes."""
    kind, parts = ActKind(row.kind), frozenset(row.parts)
    amendment = row.amendment.difference_hash if hasattr(row, "amendment") else ""
    if not hasattr(row, "end"):
        return Ballot(row.pk, row.body_id, kind, parts, amendment=amendment)
    names_votes = row.rule.shown != models.Shown.NUMBERS
    return Ballot(
        row.pk,
        row.body_id,
        kind,
        parts,
        Tally(**row.end.tally),
        Outcome(row.end.outcome),
        tuple((one.seat_id, Choice(one.choice)) for one in votes) if names_votes else (),
        row.end.day.toordinal(),
        amendment,
    )


def submission_line(row: models.Submission) -> dict[str, Any]:
    """What was submitted, by whom and under which hashes, as evidence shows it and its entry binds
    it."""
    return {
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


def force_line(row: models.EntryIntoForce) -> dict[str, Any]:
    """What entered into force, by which act, as evidence shows it and its entry binds it."""
    return {
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
