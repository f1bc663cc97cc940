"""What everything is called that claims and their evidence speak of: read once for all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.changes.actions import ActionKind
from bureau.core.changes.sentences import Sentence
from bureau.core.claims import Evidence, Judged
from bureau.core.references import Reference
from bureau.core.structure.overlay import Overlay
from bureau.institution.governance.queries.claims import ClaimSeen
from bureau.institution.governance.queries.naming import Naming, naming
from bureau.institution.governance.queries.reorganisations import Seen, actions_before
from bureau.institution.organisation.models import Office, Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.record.journal.queries import record_number_now
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.multilingual import here

OF_FIELD = {
    "parent": "unit",
    "unit": "unit",
    "into": "unit",
    "head": "post",
    "superior": "post",
    "name": "wording",
    "title": "wording",
    "description": "description",
}
"""The kind of thing whose number a field holds."""
NAMED_HERE = ("unit", "post", "block", "person", "wording")
"""Kinds that `naming` names; others by their labels."""


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """Names of structure as with the set, and labels with addresses of whatever has a page."""

    structure: Naming
    labels: Mapping[Reference, Label]
    offices: Mapping[int, str]
    actions: Mapping[int, ActionKind]

    def thing(self, reference: Reference) -> str:
        """A unit by its code, a post by number and title, a person by name, others as labelled."""
        match reference.kind:
            case "unit":
                return self.structure.unit(reference.id)
            case "post":
                return self._post(reference)
            case "block":
                return self.structure.block(reference.id)
            case "wording":
                return self.structure.wording(reference.id)
            case "person":
                return self.structure.person(reference.id)
            case "office":
                return self.offices.get(reference.id, "")
        label = self.labels.get(reference)
        return label.name if label else ""

    def before(self, unit: Reference) -> str:
        """What a unit was called before the set; as it is called with it where it is new."""
        found = self.structure.seen[-1].unit(unit.id) if self.structure.seen else None
        return found.code if found else self.thing(unit)

    def _post(self, reference: Reference) -> str:
        found = (seen.post(reference.id) for seen in self.structure.seen)
        post = next((one for one in found if one), None)
        if post is None:
            return ""
        title = self.structure.wording(post.title)
        return (
            _("{number} ({title})").format(number=post.number, title=title)
            if title
            else post.number
        )

    def address(self, reference: Reference | None) -> str:
        label = self.labels.get(reference) if reference else None
        return label.address if label else ""


def names_of_claims(
    actor: Actor, claims: Sequence[ClaimSeen], overlay: Overlay, seen: Seen
) -> ClaimNames:
    """Names for the claims of a case, as they stand on its days and today."""
    organisation = Organisation.objects.get(pk=seen.row.organisation_id)
    days = {today(organisation).toordinal(), *(action.day for action in actions_before(seen))}
    kinds_of_actions = {action.id: action.kind for action in actions_before(seen)}
    return claims_named(actor, claims, overlay, days, kinds_of_actions)


def claims_named(
    actor: Actor,
    claims: Iterable[ClaimSeen],
    overlay: Overlay,
    days: Iterable[int],
    actions: Mapping[int, ActionKind],
) -> ClaimNames:
    """In a fixed number of reads; `days` are those of the set, and today."""
    judged = [one for each in claims for one in (each.kept, each.now)]
    named = set(_named(judged))
    numbers = sorted({one.id for one in named if one.kind in NAMED_HERE})
    said = [Sentence("claims", 0, {"named": numbers})]
    structure = naming(actor, overlay, days, record_number_now(), said)
    labels = kinds.describe(actor, {one for one in named if one.kind != "wording"})
    offices = Office.objects.filter(pk__in=[one.id for one in named if one.kind == "office"])
    names = {row.pk: here(row.name) for row in offices}
    return ClaimNames(structure, labels, names, actions)


def _named(judged: Iterable[Judged]) -> Iterator[Reference]:
    for one in judged:
        yield from one.claim.things()
        yield from (rest.read.of for rest in one.rests_on)
        for evidence in one.evidence:
            if evidence.about:
                yield evidence.about
            yield from references_in(evidence)


def references_in(evidence: Evidence) -> Iterator[Reference]:
    """The things that the facts of an evidence name by number."""
    facts = evidence.facts
    if isinstance(facts.get("on"), str):
        yield Reference.parse(facts["on"])
    if isinstance(facts.get("line"), int):
        yield Reference("budget_line", facts["line"])
    if isinstance(facts.get("into"), int):
        yield Reference("unit", facts["into"])
    kind = OF_FIELD.get(str(facts.get("field")))
    if kind:
        for name in ("before", "after", "value"):
            yield from (Reference(kind, number) for number in _numbers(facts.get(name)))


def _numbers(value: Any) -> Iterator[int]:
    """A number; or of several pairs the first of each, as superiors stand with their manner."""
    if isinstance(value, list):
        yield from (one[0] for one in value)
    elif isinstance(value, int):
        yield value
