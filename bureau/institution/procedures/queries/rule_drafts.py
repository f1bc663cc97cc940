"""Drafts of rules as they stand: what they change, what is wrong with the set, who may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import NoReverseMatch, reverse

from bureau.core.actors import Actor, Role
from bureau.core.changes.actions import canonical
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.rule_sets import Draft, House, Judged, Path, Subject, as_drafted, judged
from bureau.core.procedures.rules import Rule
from bureau.institution.organisation.models import Grade
from bureau.institution.organisation.queries.roles_held import actors_with
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.procedures import models
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.store import draft_of, rule_of
from bureau.record.journal.queries import record_number_now
from bureau.web.answers import Label, Telling
from bureau.web.formats import as_date
from bureau.web.kinds import routed
from bureau.web.multilingual import data_of, here


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with its lines, the rules on record beside it, and the set that would come of it."""

    row: models.RuleDraft
    lines: tuple[models.RuleDraftLine, ...]
    rows: tuple[models.Rule, ...]
    draft: Draft
    rules: tuple[Rule, ...]
    drafted: tuple[Rule, ...]

    @property
    def is_open(self) -> bool:
        return not self.row.outcome

    @property
    def is_empty(self) -> bool:
        return not self.lines

    def former(self) -> dict[str, models.Rule]:
        """By key, the version on record that each line ends, where there is one."""
        return {row.key: row for row in self.rows if row.pk in self.draft.ended}

    def keys(self) -> dict[int, str]:
        """The keys of rules by id, those of the draft's own below zero."""
        own = {-line.pk: line.key for line in self.lines}
        return {row.pk: row.key for row in self.rows} | own


def drafts_of(organisation: int) -> list[models.RuleDraft]:
    """Every draft, the newest first."""
    return list(models.RuleDraft.objects.filter(organisation=organisation))


def drafted(row: models.RuleDraft) -> Drafted:
    """In two reads."""
    lines = tuple(row.lines.select_related("instrument", "provision"))
    rows = models.Rule.objects.filter(organisation=row.organisation_id).order_by("pk")
    found = tuple(rows.select_related("instrument", "provision"))
    draft = draft_of(row, lines, _former(row, lines, found))
    rules = tuple(map(rule_of, found))
    return Drafted(row, lines, found, draft, rules, as_drafted(rules, draft))


def judged_draft(of: Drafted) -> Judged:
    """The gaps and overlaps of the set that would come of a draft."""
    house = house_of(of.row.organisation_id, of.drafted, of.draft.day)
    return judged(of.drafted, house, of.draft.day)


def house_of(organisation: int, rules: Collection[Rule], day: int) -> House:
    """What rules are judged in on a day: every kind that goes by rules, the grades from the lowest
    up, and the units that rules name."""
    grades = Grade.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=as_date(day)), organisation=organisation
    )
    codes = dict.fromkeys(grades.order_by("order").values_list("code", flat=True))
    named = sorted({unit for rule in rules for unit in rule.units or ()})
    return House(organisation, subjects(), tuple(codes), _paths(named, day))


def subjects() -> tuple[Subject, ...]:
    """The kinds whose cases go by rules, with their closed lists of actions."""
    return tuple(
        Subject(
            kind,
            {code: each.has_grade for code, each in of.actions.items()},
            frozenset(code for code, each in of.actions.items() if each.may_lack),
            frozenset(code for code, each in of.actions.items() if each.is_costly),
            of.has_audience,
            of.may_be_free,
        )
        for kind, of in routed().items()
    )


def what_is_tried(of: Drafted) -> str:
    """The hash of all that a trial rests on: the draft, the rules on record and the cases."""
    rounds = models.Round.objects.filter(organisation=of.row.organisation_id)
    said = {
        "day": of.draft.day,
        "lines": [_line_data(line) for line in sorted(of.lines, key=lambda line: line.key)],
        "rules": [[row.pk, str(row.valid_from), str(row.valid_until)] for row in of.rows],
        "rounds": sorted(rounds.values_list("pk", flat=True)),
    }
    return sha256(canonical(said).encode()).hexdigest()


def latest_trial(of: Drafted) -> models.RuleTrial | None:
    """The newest trial of a draft, whether or not the draft still is what was tried."""
    return of.row.trials.first()


def drafts_for_a_second(actor: Actor) -> list[models.RuleDraft]:
    """Open drafts that were tried and found whole, in which the actor had no hand."""
    if actor.person is None or not may_keep_rules(actor):
        return []
    return [row for row in _found_whole() if _is_for(actor, row)]


def drafts_tell(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: to every officer who may put one in force as the second person."""
    rows = [row for row in _found_whole() if ids is None or row.pk in ids]
    officers = actors_with(Role.ORGANISATION_OFFICER, {row.organisation_id for row in rows})
    return [
        Telling(
            number=row.pk,
            person=actor.person or 0,
            key="second",
            code="draft_waits",
            address=address_of_draft(row.pk),
            due=row.valid_from,
        )
        for row in rows
        for actor in officers
        if _is_for(actor, row)
    ]


def _is_for(actor: Actor, row: models.RuleDraft) -> bool:
    return actor.person not in row.authors and may_keep_rules(actor, row.organisation_id)


def _found_whole() -> list[models.RuleDraft]:
    trials = models.RuleTrial.objects.filter(draft=OuterRef("pk")).order_by("-pk")
    rows = models.RuleDraft.objects.filter(outcome="").annotate(
        gaps=Subquery(trials.values("gaps")[:1]), overlaps=Subquery(trials.values("overlaps")[:1])
    )
    return list(rows.filter(gaps=0, overlaps=0).order_by("valid_from", "pk"))


def drafts_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To whoever keeps the rules of the organisation, and to the auditor."""
    rows = models.RuleDraft.objects.filter(pk__in=ids).values_list("pk", "organisation")
    return {number for number, of in rows if may_keep_rules(actor, of) or actor.is_auditor()}


def drafts_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    rows = models.RuleDraft.objects.filter(pk__in=ids).values_list("pk", "title")
    is_kept = may_keep_rules(actor)
    return {
        number: Label(here(title), address_of_draft(number) if is_kept else "")
        for number, title in rows
    }


def address_of_draft(draft: int) -> str:
    """The page of a draft, where the installation has one."""
    try:
        return reverse("rule-draft", args=[draft])
    except NoReverseMatch:
        return ""


def _former(
    row: models.RuleDraft,
    lines: Collection[models.RuleDraftLine],
    rules: Collection[models.Rule],
) -> list[models.Rule]:
    """The versions of the rules named that are not ended by the draft's day."""
    named = {line.key for line in lines}
    return [
        each
        for each in rules
        if each.key in named and (each.valid_until is None or each.valid_until > row.valid_from)
    ]


def _paths(units: Collection[int], day: int) -> tuple[Path, ...]:
    seen = snapshot(Coordinates(day, record_number_now())) if units else None
    found = (tuple(each.id for each in seen.path(unit)) for unit in units) if seen else ()
    return tuple(path or (unit,) for path, unit in zip(found, units, strict=False))


def _line_data(line: models.RuleDraftLine) -> list[Any]:
    return [
        line.key,
        line.subject,
        line.definition,
        data_of(line.name) if line.name else None,
        line.instrument_id,
        line.provision_id,
        line.is_practice,
        data_of(line.note) if line.note else None,
    ]
