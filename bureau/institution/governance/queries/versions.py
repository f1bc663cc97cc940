"""The state of a case as one hash: of its actions and words, as a submission would freeze them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import actions_hash, canonical
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import Seen, submission_of
from bureau.institution.governance.store import (
    Words,
    actions_of,
    claims_of,
    claims_words,
    words_hashes,
    words_of,
)
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OnRecord


def drafted_words(row: models.Reorganisation) -> Words:
    """What a draft says, by part, as a submission would freeze it."""
    claims = claims_words(one.claim for one in claims_of(row.pk))
    return words_of(row, actions_of(row.pk)) | claims


def drafted_hashes(row: models.Reorganisation) -> dict[str, Any]:
    """Of the draft as it is now: of its actions, and of its words by part."""
    words = words_hashes(drafted_words(row))
    return {"actions": actions_hash(actions_of(row.pk)), "words": words}


def state_hash(hashes: Mapping[str, Any]) -> str:
    """One hash over those of actions and words."""
    return sha256(canonical(dict(hashes)).encode()).hexdigest()


def state_put_forward(case: OnRecord) -> str:
    """Of a case on its route, as it was last amended."""
    return state_hash(case.hashes())


def state_cited(act: ProcedureAct) -> str:
    """The state that an act had before it: what its round froze, as amended before."""
    before = {name: act.hashes[name] for name in ("actions", "words")}
    if act.amended is None and "amended" in act.hashes:
        before["amended"] = act.hashes["amended"]
    return state_hash(before)


def state_put_to_vote(ballot: models.Ballot) -> str:
    """The state that the votes of a ballot are on: what its round froze, as amended before."""
    frozen = ballot.round.hashes
    is_amended = ballot.seen != frozen["actions"]
    return state_hash({**frozen, **({"amended": ballot.seen} if is_amended else {})})


def state_seen(seen: Seen) -> str:
    """What its readers have before them: the draft, or what was put forward last, as amended."""
    if seen.is_draft or seen.case is None:
        return state_hash(drafted_hashes(seen.row))
    return state_put_forward(seen.case)


def state_submitted(row: models.Submission) -> str:
    """What stood before its readers when it was put forward."""
    return state_hash({"actions": row.actions_hash, "words": row.words_hashes})


def version_of(seen: Seen) -> int:
    """How often it was put forward."""
    submission = submission_of(seen.row.pk)
    return submission.version if submission else 0
