"""What the pages of a reorganisation read besides the set itself: names, states, what is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.changes.sentences import Sentence
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.permissions import is_in_authoring_post
from bureau.institution.governance.queries.entered import Entered
from bureau.institution.governance.queries.naming import Naming, naming
from bureau.institution.governance.queries.previews import Preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.queries import people_by_id


@dataclass(frozen=True, slots=True)
class Sides:
    """The structure around a set: on a day with it, the same day without, and before it began."""

    after: Snapshot
    before: Snapshot
    start: Snapshot

    def each(self) -> tuple[Snapshot, Snapshot, Snapshot]:
        return self.after, self.before, self.start


def sides(overlay: Overlay | None, recorded: int, first: Day, last: Day) -> Sides:
    at = Coordinates(last, recorded)
    start = snapshot(Coordinates(first - 1, recorded))
    return Sides(snapshot(at, overlay), snapshot(at), start)


def names_of_set(actor: Actor, previewed: Preview, actions: Sequence[Action]) -> Naming:
    """Names for all that a set's actions, sentences and findings speak of, as they were called at
    the record number over which it is laid."""
    told = [Sentence(one.kind, one.day, _said(one), (one.id,)) for one in actions]
    touched = [
        Sentence(
            "affected", previewed.day, {"post": one.post, "subject": one.subject.id, "n": told}
        )
        for one in previewed.affected
        for told in [[{change.aspect: (change.before, change.after)} for change in one.changes]]
    ]
    return naming(
        actor,
        previewed.overlay,
        {one.day for one in actions} | {previewed.day},
        previewed.recorded,
        [*previewed.sentences, *told, *touched],
        previewed.findings,
        organisation=previewed.organisation,
    )


def _said(action: Action) -> dict[str, Any]:
    return {"subject": action.subject.id, "values": action.values, "expects": action.expects}


def state_of_case(seen: Seen, done: Entered) -> str:
    """Where a reorganisation stands, in one word; `texts.labels.STATES` has them all."""
    match seen.phase:
        case None:
            return "draft"
        case Phase.REJECTED:
            return "rejected"
        case Phase.WITHDRAWN:
            return "withdrawn"
        case Phase.LAPSED:
            return "lapsed"
    if done.today:
        is_whole = seen.is_settled and not done.to_come and not seen.is_cut
        return "in_force" if is_whole else "partly_in_force"
    if seen.phase is Phase.WITH_AUTHOR:
        return "sent_back"
    here_now = seen.case.here() if seen.case else ()
    if here_now and all(step.act is ActKind.FULFIL for step in here_now):
        return "conditional"
    if not seen.is_settled:
        is_partly = done.to_come or (seen.case and seen.case.route.settled())
        return "partly_decided" if is_partly else "under_way"
    return "to_come" if done.to_come else "decided"


def unit_to_draw(around: Sides, overlay: Overlay, opens_at: int | None) -> int | None:
    """The lowest unit that has all units and posts that are touched below it, before and after;
    else the one at which the chart opens."""
    paths = [path for path in _paths_above(around, overlay) if path]
    shared: list[int] = []
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    if shared:
        return shared[-1]
    if opens_at and around.after.unit(opens_at):
        return opens_at
    return next((root.id for root in around.after.roots()), None)


def _paths_above(around: Sides, overlay: Overlay) -> Iterator[list[int]]:
    """The units above each unit, and each unit of a post, from the root, as they stand with the
    set."""
    for one in overlay.touched:
        if one.kind == "unit":
            path = _path(around, one.id)
            yield _standing(around, path[:-1] or path)
    for unit in _units_of_posts(around, overlay):
        yield _standing(around, _path(around, unit))


def _units_of_posts(around: Sides, overlay: Overlay) -> set[int]:
    posts, found = overlay.touched_ids("post"), set[int]()
    for side in around.each() if len(posts) else ():
        standing = side.standing("post")
        places = standing.positions(posts)
        found.update(standing.field("unit", places[places != NULL]).tolist())
    return found


def _path(around: Sides, unit: int) -> list[int]:
    paths = ([each.id for each in side.path(unit)] for side in around.each())
    return next((path for path in paths if path), [])


def _standing(around: Sides, path: Iterable[int]) -> list[int]:
    return [id for id in path if around.after.unit(id)]


def has_undo(seen: Seen) -> bool:
    return models.DraftEdit.objects.filter(reorganisation=seen.row.pk).exists()


def readers_of(actor: Actor, seen: Seen) -> list[tuple[int, str]]:
    """The people whom the author named, by name; nobody but the author is told."""
    if not is_in_authoring_post(actor, seen.row):
        return []
    ids = [reader.person_id for reader in seen.row.readers.all()]
    people = people_by_id(ids)
    return sorted(((id, people[id].name) for id in ids), key=lambda one: one[1])


def texts_of(action: Action) -> dict[int, Text]:
    """The texts that an action words, by number, as they were written."""
    sorts = DEFINITIONS[action.kind].values
    ids = [int(id or 0) for name, id in action.values.items() if sorts.get(name) is Sort.WORDING]
    return {row.pk: row.said for row in Wording.objects.filter(pk__in=ids)}


def drawn_unit(previewed: Preview, recorded: int, opens_at: int | None) -> int | None:
    """The unit at whose chart the set is best looked at, on its last day."""
    first = min((action.day for action in previewed.actions), default=previewed.day)
    around = sides(previewed.overlay, recorded, first, previewed.day)
    return unit_to_draw(around, previewed.overlay, opens_at)
