"""A reorganisation as papers tell it: read once, from the record, as it was put forward."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind, from_json
from bureau.core.claims import Claim
from bureau.core.papers.kinds.case import CaseSaid
from bureau.core.papers.kinds.job_description import JobDescription
from bureau.core.papers.kinds.parts import (
    AlternativeSaid,
    ChangeSaid,
    Chart,
    Claimed,
    Costs,
    PostCost,
)
from bureau.core.references import Reference
from bureau.core.structure.difference import difference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.amended import applied
from bureau.institution.governance.queries.claims_named import ClaimNames, names_of_claims
from bureau.institution.governance.queries.frozen_words import with_words_of
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.pages import Sides, drawn_unit, sides
from bureau.institution.governance.queries.previews import (
    Preview,
    names_in,
    preview,
    preview_beside,
)
from bureau.institution.governance.queries.put_forward import claims_then, known_at
from bureau.institution.governance.queries.reorganisations import KIND, Seen, seen_by, submission_of
from bureau.institution.governance.queries.scenarios import (
    Way,
    considered_in,
    known_then,
    previewed,
    ways_beside,
    ways_of,
)
from bureau.institution.governance.store import CASE
from bureau.institution.governance.texts.claims import claim_sentence
from bureau.institution.governance.texts.drafted import change_sentence
from bureau.institution.governance.texts.papers.alternatives import alternative_of, costs_of
from bureau.institution.governance.texts.papers.charts import chart_of, marks_between
from bureau.institution.governance.texts.papers.descriptions import description_of
from bureau.institution.governance.texts.papers.steps import steps_taken
from bureau.institution.governance.texts.papers.telling import (
    Heard,
    Names,
    NamesOfClaims,
    Say,
    in_all_languages,
)
from bureau.institution.organisation.models import Organisation
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of, case_as_opened, case_on_record
from bureau.record.journal.queries import record_number_now
from bureau.web.formats import labelled


class CaseUnseenError(LookupError):
    """There is no such case for this reader."""


@dataclass(frozen=True)
class CaseRead:
    """What papers on a case are gathered from. `said` is the case laid over the structure as it was
    known when it was put forward (`known` is that record number), `now` as it is judged today;
    `beside` are the ways that are not proposed. `submission` is what was put forward and is told
    here, `is_amended` as a body adopted it; None of a draft. `namer` is asked in place of the actor
    where names of people are told."""

    actor: Actor
    seen: Seen
    said: Preview
    now: Preview
    known: int | None
    beside: tuple[Way, ...] = ()
    submission: Submission | None = None
    is_amended: bool = False
    namer: Actor | None = None
    is_as_submitted: bool = False

    @classmethod
    def of(cls, actor: Actor, reorganisation: int, version: int | None = None) -> "CaseRead":
        """As it stands; with `version` as it was put forward then."""
        seen = seen_by(actor, [reorganisation]).get(reorganisation)
        if seen is None:
            raise CaseUnseenError(reorganisation)
        if version is not None:
            return cls._put_forward(actor, seen, version)
        return cls.as_seen(actor, seen)

    @classmethod
    def as_seen(cls, actor: Actor, seen: Seen) -> "CaseRead":
        now = preview(seen)
        said = now if seen.is_draft else previewed(seen, ways_of(seen)[0])
        submission = None if seen.is_draft else submission_of(seen.row.pk)
        return cls(
            actor,
            seen,
            said,
            now,
            known_then(seen),
            tuple(ways_beside(seen)),
            submission,
            is_amended=submission is not None and bool(applied(submission)),
        )

    @classmethod
    def as_submitted(cls, actor: Actor, row: Submission) -> "CaseRead":
        """As it was the moment it was put forward, with no act since; its sessions and the
        numbers of its documents are those of today. The actor put it forward and is not
        asked to see it still."""
        on_record = case_on_record(Reference(KIND, row.reorganisation_id))
        read = cls._put_forward(actor, Seen(row.reorganisation, on_record), row.version)
        said = replace(read.said, claims=claims_then(row, ()))
        then = replace(read.seen, case=case_as_opened(row.round))
        return replace(read, seen=then, said=said, now=said, is_as_submitted=True)

    @property
    def acts(self) -> list[ProcedureAct]:
        """All on the case until then."""
        acts = acts_of(Reference(KIND, self.seen.row.pk))
        if not self.is_as_submitted or self.seen.case is None:
            return acts
        number = self.seen.case.round.number
        return [act for act in acts if act.round.number < number]

    def without_names(self) -> "CaseRead":
        """As it is told to whoever sees no names of people."""
        return replace(self, namer=replace(self.actor, person=None))

    @classmethod
    def _put_forward(cls, actor: Actor, seen: Seen, version: int) -> "CaseRead":
        """Its actions, words and claims of then, as things were known then. The way it takes, with
        sessions and numbers of documents are those of today."""
        row = Submission.objects.filter(reorganisation=seen.row, version=version).first()
        if row is None:
            raise CaseUnseenError(seen.row.pk)
        known = known_at(row)
        said = preview_beside(seen, from_json(row.actions), known)
        said = replace(said, claims=claims_then(row, preview(seen).claims))
        then = replace(seen, row=with_words_of(seen.row, row.words[CASE]))
        return cls(actor, then, said, said, known, tuple(considered_in(seen.row, row)), row)

    @cached_property
    def organisation(self) -> Organisation:
        return Organisation.objects.get(pk=self.seen.row.organisation_id)

    @cached_property
    def recorded(self) -> int:
        return record_number_now() if self.known is None else self.known

    @cached_property
    def sides(self) -> Sides:
        first = min((action.day for action in self.said.actions), default=self.said.day)
        return sides(self.said.overlay, self.recorded, first, self.said.day)

    @cached_property
    def names(self) -> Names:
        """What the changes speak of."""
        return Names.of(names_in(self.namer or self.actor, self.said))

    @property
    def described(self) -> tuple[Action, ...]:
        """The actions that adopt a description."""
        return tuple(
            one
            for one in self.said.actions
            if one.kind is ActionKind.ADOPT_DESCRIPTION and one.values.get("description")
        )

    @cached_property
    def original(self) -> str:
        return str(self.seen.row.title.original)

    def told(self, prompted: Sequence[Text]) -> CaseSaid:
        """The case without its draft decision."""
        former, new = self.charts
        return CaseSaid(
            prompted=tuple(prompted),
            background=(self.seen.row.background,) if self.seen.row.background else (),
            changes=self.changes,
            claims=self.claims,
            costs=self.costs,
            alternatives=self.alternatives,
            steps=steps_taken(self.seen, self.said.route),
            former=former,
            new=new,
            descriptions=self.descriptions,
            reference=self.seen.row.reference,
            is_draft=self.seen.is_draft,
            version=self.submission.version if self.submission else 1,
            is_amended=self.is_amended,
        )

    @cached_property
    def alternatives(self) -> tuple[AlternativeSaid, ...]:
        return tuple(
            alternative_of(self.seen, way, self.known, self.recorded) for way in self.beside
        )

    @cached_property
    def descriptions(self) -> tuple[JobDescription, ...]:
        """What the actions that adopt one adopt, each post as it stands with the set."""
        numbers = (int(action.values["description"] or 0) for action in self.described)
        after, organisation = self.sides.after, self.organisation
        return tuple(description_of(number, after, organisation) for number in numbers)

    @cached_property
    def changes(self) -> tuple[ChangeSaid, ...]:
        return tuple(said for _, said in self.changes_by_places)

    @cached_property
    def changes_by_places(self) -> tuple[tuple[frozenset[int], ChangeSaid], ...]:
        """In order of their days, each with the places of the actions that it tells of."""
        sentences = sorted(self.said.sentences, key=lambda one: one.day)

        def prepare(language: str, heard: Heard) -> list[Say]:
            names = self.names.spoken(language, heard)
            return [partial(change_sentence, one, names) for one in sentences]

        texts = in_all_languages(prepare)
        return tuple(
            (frozenset(one.actions), ChangeSaid(date.fromordinal(one.day), text))
            for one, text in zip(sentences, texts, strict=True)
        )

    @cached_property
    def claims(self) -> tuple[Claimed, ...]:
        """Each with the verdict of today, as the page of the case shows it."""
        claims = self.now.claims

        found = names_of_claims(self.actor, claims, self.said.overlay, self.seen)
        if self.namer:
            other = names_of_claims(self.namer, claims, self.said.overlay, self.seen)
            found = replace(found, structure=other.structure)
        read = NamesOfClaims.of(self.actor, found)

        def prepare(language: str, heard: Heard) -> list[Say]:
            names, called = read.spoken(language, heard), self.names.spoken(language, heard)
            return [partial(self._claimed, one.claim, names, called) for one in claims]

        texts = in_all_languages(prepare)
        return tuple(
            Claimed(one.claim.kind, text, one.now.verdict)
            for one, text in zip(claims, texts, strict=True)
        )

    def _claimed(self, claim: Claim, names: ClaimNames, called: Naming) -> str:
        """What is claimed of one action, with the sentence of that: here it has no number."""
        action = claim.number("action") if "action" in claim.named else 0
        named = {name: value for name, value in claim.named.items() if name != "action"}
        said = claim_sentence(replace(claim, named=named), names)
        changes = (one for one in self.said.sentences if action in one.actions)
        change = next(changes, None)
        if change is None:
            return claim_sentence(claim, names)
        return labelled(said.rstrip(".。 "), change_sentence(change, called))

    @cached_property
    def costs(self) -> tuple[Costs, ...]:
        """By currency; one that cannot be told where a standard cost is missing."""
        lines: dict[str, list[PostCost]] = {}
        for post, first, full in self.said.cost.each():
            for currency in {**(first or {}), **(full or {})}:
                amounts = ((one or {}).get(currency, 0) for one in (first, full))
                lines.setdefault(currency, []).append(PostCost(self._number(post), *amounts))
        return tuple(
            replace(one, posts=tuple(lines.get(one.currency, ())))
            for one in costs_of(self.said.cost)
        )

    @cached_property
    def charts(self) -> tuple[Chart | None, Chart | None]:
        """Before the first and on the last day of the set; none where no unit is touched."""
        touched = {one.kind for one in self.said.overlay.touched}
        if "unit" not in touched:
            return None, None
        top = drawn_unit(self.said, self.recorded, self.organisation.opens_at)
        if top is None:
            return None, None
        around = self.sides
        changes = difference(around.start, around.after)

        def drawn(side: Snapshot, *, is_after: bool) -> Chart | None:
            marks = marks_between(changes, is_after=is_after)
            return chart_of(side, top, self.organisation.pk, marks)

        return drawn(around.start, is_after=False), drawn(around.after, is_after=True)

    def post_of(self, action: Action) -> str:
        """The number of the post that an action is about."""
        return self._number(action.subject.id)

    def _number(self, post: int) -> str:
        found = (side.post(post) for side in self.sides.each())
        return next((one.number for one in found if one), "")
