"""Putting a reorganisation forward: from here its actions and words are frozen under hashes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action, actions_hash, to_json
from bureau.core.changes.expand import progress_of
from bureau.core.claims import Judged
from bureau.core.claims.verdicts import judged_data
from bureau.core.procedures.rules import RoutedAction
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.permissions import (
    may_put_forward,
    may_start_reorganisation_in_person,
)
from bureau.institution.governance.queries.amended import (
    standing_actions,
    standing_words,
)
from bureau.institution.governance.queries.claims import Laid, claims_seen
from bureau.institution.governance.queries.clearance import findings_of_clearance
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.previews import outcome, with_claims
from bureau.institution.governance.queries.reorganisations import (
    KIND,
    Seen,
    in_force,
    reference_of,
    submission_of,
)
from bureau.institution.governance.queries.routing import route_of_draft, routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.services.comments import carry_threads, settle_threads
from bureau.institution.governance.services.drafts import drafted, is_reference_taken
from bureau.institution.governance.services.papers import keep_submitted_later
from bureau.institution.governance.services.people import match_people
from bureau.institution.governance.services.refusing import refuse_role_bearers
from bureau.institution.governance.services.scenarios import (
    alternatives_words,
    considered,
    freeze_alternatives,
)
from bureau.institution.governance.store import (
    ALTERNATIVES,
    CASE,
    CLAIMS,
    Words,
    actions_of,
    answers_data,
    answers_of,
    claims_words,
    reasons_against,
    submission_line,
    substance,
    words_hashes,
    words_of,
)
from bureau.institution.instruments.services.citations import put_citations_forward
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.procedures.queries.cases import OnRecord, case_on_record
from bureau.institution.procedures.services.cases import open_round
from bureau.record.journal.services import Act, service, takes

OF_ALL = {CASE, CLAIMS, ALTERNATIVES}
"""Parts of the words that are of no single action."""


class Hashes(TypedDict):
    """What every act on a submission cites."""

    actions: str
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is put forward, each under its hash."""

    actions: Sequence[Action]
    words: Words
    hashes: Hashes
    claims: Sequence[Judged]


@service(
    "governance.submit_reorganisation",
    pgettext_lazy("act in the journal", "Submit a reorganisation"),
)
@takes(1_000)
def submit_reorganisation(
    act: Act,
    *,
    reorganisation: int,
    day: date | None = None,
    resolved: Collection[tuple[int, str]] = (),
    carried: Collection[int] = (),
) -> int:
    """Put the draft forward, or forward again; refused while a finding bars or asks, or while the
    author has not said what becomes of a comment: `resolved` with a word, or `carried` along.

    `day` is the one on which it was put forward, where it is recorded only now. Returns the number
    of the submission. Sent back and put forward again, what changed voids the acts on it: changed
    actions all acts on what is undecided, changed words those on that part.
    """
    row = _to_submit(act, reorganisation)
    actions = actions_of(row.pk)
    refuse_role_bearers(row, actions)
    claims = _refuse_open_findings(act, row, actions)
    before = submission_of(row.pk)
    case = case_on_record(Reference(KIND, row.pk)) if row.submitted else None
    settled = case.route.settled() if case else frozenset()
    beside = considered(row)
    settle_threads(act, Seen(row, case), resolved, carried)
    words = words_of(row, actions) | claims_words(one.claim for one in claims)
    words |= alternatives_words(beside, row.title.original)
    hashes: Hashes = {"actions": actions_hash(actions), "words": words_hashes(words)}
    opened = open_round(
        act,
        subject=Reference(KIND, row.pk),
        organisation=row.organisation_id,
        actions=_routed(row, actions, case, settled),
        hashes=hashes,
        authors=authors_of(row),
        actions_changed=_changed_actions(actions, before),
        words_changed=_changed_words(actions, words_hashes(words), before) - settled,
        day=day,
    )
    models.Reorganisation.objects.filter(pk=row.pk).update(submitted=True)
    models.DraftEdit.objects.filter(reorganisation=row).delete()
    put_citations_forward(act, reference_of(row.pk))
    frozen = Frozen(actions, words, hashes, claims)
    submission = _write(act, row, frozen, opened, before.version + 1 if before else 1)
    freeze_alternatives(act, submission, beside, row.title.original)
    done = in_force(row.pk)
    match_people(act, submission, [one for one in actions if one.id not in done], before)
    carry_threads(act, submission, carried)
    act.details.update(version=submission.version, hashes=hashes)
    return submission.pk


def _to_submit(act: Act, reorganisation: int) -> models.Reorganisation:
    """The draft, locked, where the actor may put it forward now."""
    row = drafted(act, reorganisation)
    if not may_put_forward(act.actor, row):
        raise Refused(Reason("prepares_only"))
    if not may_start_reorganisation_in_person(act.actor, row.organisation_id):
        raise Refused(Reason("officer_no_more"))
    return row


def _write(
    act: Act, row: models.Reorganisation, frozen: Frozen, opened: int, version: int
) -> models.Submission:
    """The row; the worker keeps the papers on it."""
    submission = models.Submission.objects.create(
        reorganisation=row,
        version=version,
        round_id=opened,
        actions=to_json(frozen.actions),
        actions_hash=frozen.hashes["actions"],
        words=frozen.words,
        words_hashes=frozen.hashes["words"],
        answers=answers_data(answers_of(row.pk)),
        claims=judged_data(frozen.claims),
        person=act.actor.person or 0,
        post=row.author_post,
        at=act.at,
    )
    act.touch("submission", submission.pk)
    act.bind("submission", submission_line(submission))
    keep_submitted_later(act, submission.pk)
    return submission


def _refuse_open_findings(
    act: Act, row: models.Reorganisation, actions: Sequence[Action]
) -> tuple[Judged, ...]:
    """Refused with every reason; else what is claimed, as it is judged now."""
    done = in_force(row.pk)
    left = [action for action in actions if action.id not in done]
    if not left:
        raise Refused(Reason("nothing_to_submit"))
    known = world(row.organisation_id)
    day = today(Organisation.objects.get(pk=row.organisation_id))
    progress = progress_of(left, known)
    found_route = route_of_draft(left, progress, row.organisation_id, KIND, day)
    found = outcome(left, known, day, answers_of(row.pk), found_route).findings
    seen = Seen(row, case_on_record(Reference(KIND, row.pk)) if row.submitted else None)
    claims = claims_seen(seen, Laid(progress.overlay(), found_route, day))
    told = with_claims(found, claims, day, seen)
    told = told.with_more(findings_of_clearance(row, left, progress, day))
    still = [one for one in told if one.is_open]
    reasons = reasons_against("finding_open", still, left, known)
    if is_reference_taken(act, row.organisation_id, row.reference, own=row.pk):
        reasons.append(Reason("reference_taken", {"reference": row.reference}))
    if reasons:
        raise Refused(*reasons)
    return tuple(one.now for one in claims)


def _routed(
    row: models.Reorganisation,
    actions: Sequence[Action],
    case: OnRecord | None,
    settled: frozenset[int],
) -> tuple[RoutedAction, ...]:
    """As rules read the actions; what is settled stays as it was read when it was decided."""
    kept = [one for one in case.case.actions if one.id in settled] if case else []
    left = [action for action in actions if action.id not in settled]
    known = world(row.organisation_id)
    progress = progress_of(left, known)
    fresh = with_amounts(routed(left, progress, row.organisation_id), left, known)
    return tuple(sorted([*kept, *fresh], key=lambda one: one.id))


def _changed_actions(actions: Sequence[Action], before: models.Submission | None) -> frozenset[int]:
    """Places whose action does something else than it did, is new, or is gone."""
    if before is None:
        return frozenset()
    was = {action.id: substance(action) for action in standing_actions(before)}
    now = {action.id: substance(action) for action in actions}
    return frozenset(place for place in was.keys() | now.keys() if was.get(place) != now.get(place))


def _changed_words(
    actions: Sequence[Action], hashes: Mapping[str, str], before: models.Submission | None
) -> frozenset[int]:
    """Places whose words are others; those of the case, of claims and alternatives concern all."""
    if before is None:
        return frozenset()
    was = standing_words(before)
    if any(was.get(part) != hashes.get(part) for part in OF_ALL):
        return frozenset(action.id for action in actions)
    places = (was.keys() | hashes.keys()) - OF_ALL
    return frozenset(int(place) for place in places if was.get(place) != hashes.get(place))
