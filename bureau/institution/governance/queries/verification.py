"""What entered into force checked against what was put forward: expanded again, hash by hash."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict

from bureau.core.changes.actions import Action, actions_hash, from_json
from bureau.core.changes.amendments import (
    amended,
    difference_from,
    difference_hash,
    postponed,
)
from bureau.core.changes.expand import expand
from bureau.core.changes.pending import effects_hash
from bureau.core.procedures.deciding import Choice, Outcome, tally_of
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect, Role
from bureau.institution.finance.models import Voted
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import applied, standing_actions
from bureau.institution.governance.queries.corrections import pending_effect
from bureau.institution.governance.queries.deciding import counted_votes
from bureau.institution.governance.queries.proposed_lines import lines_frozen, lines_hash
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.store import effects_recorded, effects_unreadable


def differing() -> Iterator[str]:
    """Every set put forward that is not the one under its hash, decided or not; every entry into
    force, and every vote on a budget, that is not what its submission says. A line of English
    each."""
    for submission in models.Submission.objects.order_by("pk"):
        if actions_hash(from_json(submission.actions)) != submission.actions_hash:
            how = "the actions put forward are not those under their hash"
            yield f"submission {submission.pk}: {how}"
    if not effects_unreadable():  # else the structure's own check names them
        yield from _effects_differing()
    yield from _budgets_differing()
    yield from _ballots_differing()


def _effects_differing() -> Iterator[str]:
    """Entries into force, personnel actions and corrections whose effects are not those cited."""
    entries = models.EntryIntoForce.objects.select_related("submission__reorganisation", "act")
    for entry in entries.order_by("record"):
        for how in _differences(entry):
            yield f"entry into force {entry.pk}, record {entry.record}: {how}"
    personnel = models.PersonnelAction.objects.values_list("record", "effects_hash")
    confirmed = models.Confirmation.objects.values_list("record", "effects_hash")
    for what, rows in (("personnel action", personnel), ("correction", confirmed)):
        for record, promised in rows.order_by("record"):
            if effects_hash(effects_recorded(record)) != promised:
                yield f"{what}, record {record}: its effects are not those under its hash"
    confirmations = models.Confirmation.objects.select_related("correction__effect")
    for confirmation in confirmations.order_by("record"):
        if effects_hash([pending_effect(confirmation.correction)]) != confirmation.effects_hash:
            yield f"correction, record {confirmation.record}: its effect is not the proposed one"


def _budgets_differing() -> Iterator[str]:
    """Lines of budget proposals that are not those under their hash, and votes on other amounts."""
    for submission in models.BudgetSubmission.objects.select_related("round").order_by("pk"):
        if lines_hash(lines_frozen(submission)) != submission.round.hashes["actions"]:
            yield f"budget submission {submission.pk}: the lines are not those under their hash"
    for entry in models.BudgetEntry.objects.select_related("submission").order_by("pk"):
        lines = lines_frozen(entry.submission)
        proposed = {
            (line.given.code, year): amount
            for line in lines
            if line.place in entry.places
            for year, amount in line.given.voted.items()
        }
        voted = Voted.objects.filter(instrument=entry.instrument_id)
        for code, year, amount in voted.values_list("line__code", "year", "amount_minor"):
            if proposed.get((code, year)) != amount:
                yield f"budget entry {entry.pk}: line {code}, {year}, was voted otherwise"


def _ballots_differing() -> Iterator[str]:
    """Ballots whose tally is not that of the last vote of each seat, but for those left out."""
    ends = models.BallotEnd.objects.exclude(outcome=Outcome.CALLED_OFF)
    for end in ends.prefetch_related("ballot__votes").order_by("ballot"):
        tally = tally_of(Choice(vote.choice) for vote in counted_votes(end.ballot))
        if asdict(tally) != end.tally:
            yield f"ballot {end.pk}: the tally is not that of its votes"


def carried_out(entry: models.EntryIntoForce) -> tuple[Action, ...]:
    """The actions of an entry as they took effect: as amended, none before a condition was met."""
    standing = standing_actions(entry.submission, entry.act_id)
    not_before = {int(place): day for place, day in entry.not_before.items()}
    return postponed([one for one in standing if one.id in entry.actions], not_before)


def world_before(entry: models.EntryIntoForce) -> "Replayed":
    """The structure just before an entry, which gives again the identities that it made."""
    organisation = entry.submission.reorganisation.organisation_id
    recorded = effects_recorded(entry.record)
    return Replayed(organisation, entry.record - 1, carried_out(entry), recorded)


def _differences(entry: models.EntryIntoForce) -> Iterator[str]:
    submission = entry.submission
    if entry.actions_hash != submission.actions_hash:
        yield "it names the hash of other actions than were put forward"
    if entry.act.hashes["actions"] != entry.actions_hash:
        yield "the act that let it come into force cites other actions"
    yield from _differing_amendments(entry)
    recorded = effects_recorded(entry.record)
    if effects_hash(recorded) != entry.effects_hash:
        yield "its effects are not those under its hash"
    if effects_hash(expand(carried_out(entry), world_before(entry))) != entry.effects_hash:
        yield "its actions, expanded again, have other effects"


def _differing_amendments(entry: models.EntryIntoForce) -> Iterator[str]:
    """What bodies amended before it, each under the hashes that its act cites."""
    actions, hash = from_json(entry.submission.actions), ""
    for row in applied(entry.submission, entry.act_id):
        difference = difference_from(row.difference)
        if difference_hash(difference) != row.difference_hash:
            yield f"amendment {row.pk} is not the one under its hash"
        actions = amended(actions, difference)
        hash = actions_hash(actions)
        cited = row.act.hashes.get("amendment"), row.act.hashes.get("amended")
        if hash != row.actions_hash or cited != (row.difference_hash, hash):
            yield f"amendment {row.pk} leaves other actions than its act cites"
    if entry.amended_hash != hash or entry.act.hashes.get("amended", "") != hash:
        yield "it carries out other actions than were amended"


class Replayed:
    """The world just before a record, which gives again the identities that were made then."""

    def __init__(
        self, organisation: int, recorded: int, actions: Sequence[Action], effects: Sequence[Effect]
    ) -> None:
        self._world = world(organisation, recorded)
        self.organisation, self.recorded = organisation, recorded
        given = {
            (name, value)
            for action in actions
            for name, value in ((action.subject.kind, action.subject.id), *action.values.items())
        }
        self._made: defaultdict[str, list[int]] = defaultdict(list)
        for effect in effects:
            subject = effect.subject
            if effect.role is Role.ESTABLISH and (subject.kind, subject.id) not in given:
                self._made[subject.kind].append(subject.id)

    @property
    def columns(self) -> Columns:
        return self._world.columns

    def effects_of(self, subjects: Collection[Reference]) -> Mapping[Reference, Sequence[Effect]]:
        return self._world.effects_of(subjects)

    def own(self, units: Collection[int]) -> frozenset[int]:
        return self._world.own(units)

    def new_id(self, kind: str) -> int:
        """The next identity of that kind, in turn, so that each expansion is given the same.

        0 where none was made, which no effect has.
        """
        if not self._made[kind]:
            return 0
        self._made[kind].append(self._made[kind].pop(0))
        return self._made[kind][-1]
