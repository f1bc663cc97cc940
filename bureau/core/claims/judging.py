"""Judging a claim: what its predicate reads is noted, and the verdict holds until it differs."""

from collections.abc import Callable, Mapping

from bureau.core.claims import money, procedural, structural
from bureau.core.claims.facts import Facts
from bureau.core.claims.kinds import Claim, ClaimKind
from bureau.core.claims.reading import Found, Reading
from bureau.core.claims.verdicts import Evidence, Judged, Verdict, digest_of

type Predicate = Callable[[Claim, Reading], Found]

PREDICATES: Mapping[ClaimKind, Predicate] = {
    ClaimKind.UNIT_UNCHANGED: structural.unit_unchanged,
    ClaimKind.DUTIES_UNCHANGED: structural.duties_unchanged,
    ClaimKind.UNIT_ESTABLISHED: structural.unit_established,
    ClaimKind.UNIT_MERGED: structural.unit_merged,
    ClaimKind.UNIT_MOVED: structural.unit_moved,
    ClaimKind.UNIT_RENAMED: structural.unit_renamed,
    ClaimKind.HEAD_IS: structural.head_is,
    ClaimKind.POST_IN: structural.post_in,
    ClaimKind.POST_GRADED: structural.post_graded,
    ClaimKind.NOBODY_WITHOUT_POST: structural.nobody_without_post,
    ClaimKind.NOTHING_WITHOUT_OWNER: structural.nothing_without_owner,
    ClaimKind.NO_POST_ABOVE: procedural.no_post_above,
    ClaimKind.POST_FUNDED: money.post_funded,
    ClaimKind.COST_WITHIN: money.cost_within,
    ClaimKind.CREDITS_KEPT: money.credits_kept,
    ClaimKind.RECOMMENDED: procedural.recommended,
    ClaimKind.APPROVED: procedural.approved,
    ClaimKind.NOTED: procedural.noted,
}


def judge(claim: Claim, facts: Facts) -> Judged:
    """The verdict on a claim; of a set without actions nothing can be told."""
    if not facts.moments:
        return Judged(claim, Verdict.UNKNOWN, (Evidence("nothing_drafted"),))
    read = Reading(facts)
    verdict, evidence = PREDICATES[claim.kind](claim, read)
    return Judged(claim, verdict, tuple(evidence), read.rests_on())


def judged_again(kept: Judged, facts: Facts) -> Judged:
    """The very same while everything it rests on reads as it did; else the claim judged anew."""
    holds = bool(kept.rests_on) and bool(facts.moments)
    if holds and all(digest_of(facts.answer(rest.read)) == rest.digest for rest in kept.rests_on):
        return kept
    return judge(kept.claim, facts)
