"""Claims as lines: the sentence, the verdict then and now, and the evidence with its links."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from bureau.core.actors import Actor
from bureau.core.claims import Claim, Evidence, Judged
from bureau.institution.governance.queries.claims_named import ClaimNames, names_of_claims
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.texts.claims import BEFORE, VERDICTS, claim_sentence
from bureau.institution.governance.texts.claims_evidence import evidence_sentence, rest_sentence
from bureau.web.formats import as_date

OF_ROUTE = ("act_recorded", "act_awaited", "not_put_forward", "way_not_known", "not_asked")


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
    route = reverse("reorganisation-route", args=[seen.row.pk])
    return [
        ClaimTold(
            claim=one.claim,
            sentence=claim_sentence(one.claim, names),
            subject=_subject(one.claim, names),
            kept=_verdict(one.kept, names, route),
            now=_verdict(one.now, names, route),
            has_turned=one.has_turned,
            holds=one.now is one.kept,
            rests_on=tuple(rest_sentence(rest, names) for rest in one.now.rests_on),
        )
        for one in previewed.claims
    ]


def _address(evidence: Evidence, names: ClaimNames, route: str) -> str:
    """An act stands on the route; a unit or post is shown on the day that is spoken of."""
    if evidence.code in OF_ROUTE:
        return route
    address, day = names.address(evidence.about), evidence.facts.get("day")
    is_of_structure = evidence.about is not None and evidence.about.kind in ("unit", "post")
    if address and day and is_of_structure and evidence.code != "went":
        return f"{address}?{urlencode({'valid': as_date(day).isoformat()})}"
    return address


def _subject(claim: Claim, names: ClaimNames) -> str:
    """What it is about, as its sentence calls it; empty where it is about the set as a whole."""
    if claim.about is None:
        return ""
    is_before = claim.about.kind == "unit" and claim.kind in BEFORE
    return names.before(claim.about) if is_before else names.thing(claim.about)


def _verdict(judged: Judged, names: ClaimNames, route: str) -> VerdictTold:
    mark, word = VERDICTS[judged.verdict]
    evidence = tuple(
        Shown(evidence_sentence(one, names), _address(one, names, route)) for one in judged.evidence
    )
    return VerdictTold(judged.verdict.value, mark, str(word), evidence)
