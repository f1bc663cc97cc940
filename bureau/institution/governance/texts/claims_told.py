"""Claims as lines: the sentence, the verdict then and now, and the evidence with its links."""

from collections.abc import Iterable
from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.core.claims import Claim, Judged
from bureau.institution.governance.queries.claims import ClaimSeen
from bureau.institution.governance.queries.claims_named import ClaimNames, names_of_claims
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.claims import VERDICTS, claim_sentence
from bureau.institution.governance.texts.claims_evidence import evidence_sentence, rest_sentence


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence, and the page of what it is about where there is one to follow."""

    sentence: str
    address: str


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """A verdict by its code, its mark and its word, with its evidence."""

    code: str
    mark: str
    word: str
    evidence: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """One claim; `holds` says that nothing it rests on is different, so it was not judged anew."""

    claim: Claim
    sentence: str
    subject: str
    kept: VerdictTold
    now: VerdictTold
    has_turned: bool
    holds: bool
    rests_on: tuple[str, ...]


def claims_of_case(actor: Actor, seen: Seen, previewed: Preview) -> list[ClaimTold]:
    """The claims of a case that the actor may see, as lines."""
    if not previewed.claims:
        return []
    names = names_of_claims(actor, previewed.claims, previewed.overlay, seen)
    return claims_told(previewed.claims, names)


def claims_told(claims: Iterable[ClaimSeen], names: ClaimNames) -> list[ClaimTold]:
    return [
        ClaimTold(
            claim=one.claim,
            sentence=claim_sentence(one.claim, names),
            subject=names.thing(one.claim.about) if one.claim.about else "",
            kept=_verdict(one.kept, names),
            now=_verdict(one.now, names),
            has_turned=one.has_turned,
            holds=one.now is one.kept,
            rests_on=tuple(rest_sentence(rest, names) for rest in one.now.rests_on),
        )
        for one in claims
    ]


def _verdict(judged: Judged, names: ClaimNames) -> VerdictTold:
    mark, word = VERDICTS[judged.verdict]
    evidence = tuple(
        Shown(evidence_sentence(one, names), names.address(one.about)) for one in judged.evidence
    )
    return VerdictTold(judged.verdict.value, mark, str(word), evidence)
