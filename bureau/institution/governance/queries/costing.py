"""What a set changes in posts that money depends on."""

from collections.abc import Iterator, Mapping, Sequence

from bureau.core.changes.actions import Action
from bureau.core.changes.expand import progress_of
from bureau.core.changes.world import World
from bureau.core.costs import Costed, PostChange
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value


def post_changes(actions: Sequence[Action], world: World) -> tuple[PostChange, ...]:
    """Each day on which a post begins, ends, or changes its grade, place or time."""
    return tuple(_post_changes(actions, world))


def _post_changes(actions: Sequence[Action], world: World) -> Iterator[PostChange]:
    progress = progress_of(actions, world)
    written = {
        (effect.subject.id, effect.day)
        for effect in progress.pending
        if effect.subject.kind == "post"
    }
    for post, day in sorted(written):
        subject = Reference("post", post)
        was, now = progress.fields_before(subject, day), progress.fields(subject, day)
        before, after = _costed(was), _costed(now)
        if before != after:
            yield PostChange(post, day, before, after)


def _costed(fields: Mapping[str, Value] | None) -> Costed | None:
    if fields is None:
        return None
    return Costed(str(fields["grade"]), str(fields["duty_station"]), int(fields["fte"] or 0))
