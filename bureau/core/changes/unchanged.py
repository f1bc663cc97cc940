"""What a set leaves as it was, though it stands beside what changes: said, so that nobody asks."""

from collections.abc import Iterable, Iterator

from bureau.core.changes.progress import Progress
from bureau.core.changes.sentences import Sentence
from bureau.core.changes.world import snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.snapshot import Snapshot


def unchanged(progress: Progress) -> Iterator[Sentence]:
    """Heads that stay on units renamed or enlarged, then the units beside that stay whole.

    Each is so after the whole set, and told on the last day of what it stands beside.
    """
    if progress.pending:
        day = max(effect.day for effect in progress.pending)
        yield from _heads(progress, day)
        yield from _units(progress, day)


def _heads(progress: Progress, day: Day) -> Iterator[Sentence]:
    days = _days_of(_renamed_or_enlarged(progress))
    for unit in sorted(days):
        before, after = progress.fields_before(unit, day), progress.fields(unit, day)
        if before and after and after["head"] is not None and before["head"] == after["head"]:
            facts = {"unit": unit.id, "unit_code": after["code"], "post": after["head"]}
            yield Sentence("head_unchanged", days[unit], facts)


def _renamed_or_enlarged(progress: Progress) -> Iterator[tuple[Reference, Day]]:
    """Units whose name changes, and those that another is merged into, with the day of each."""
    for effect in progress.pending:
        is_of_unit = effect.subject.kind == "unit" and effect.role is Role.CHANGE
        if is_of_unit and effect.fields.keys() & {"name", "code"}:
            yield effect.subject, effect.day
        if effect.fields.get("manner") == "merged":
            yield Reference("unit", int(effect.fields["successor"] or 0)), effect.day


def _days_of[Key](found: Iterable[tuple[Key, Day]]) -> dict[Key, Day]:
    """The last day of each."""
    days: dict[Key, Day] = {}
    for key, day in found:
        days[key] = max(day, days.get(key, day))
    return days


def _units(progress: Progress, day: Day) -> Iterator[Sentence]:
    before = snapshot(progress.world, day)
    after = snapshot(progress.world, day, progress.overlay())
    touched = {subject for subject in progress.touched if subject.kind == "unit"}
    effects = [effect for effect in progress.pending if effect.subject in touched]
    parents = _days_of(
        (unit.parent, effect.day)
        for seen in (before, after)
        for effect in effects
        if (unit := seen.unit(effect.subject.id)) and unit.parent is not None
    )
    posts = _touched_posts(progress)
    for parent in sorted(parents):
        for unit in after.children(parent):
            is_same = before.unit(unit.id) == unit
            if is_same and _is_whole(before, after, unit.id, touched, posts):
                facts = {"unit": unit.id, "unit_code": unit.code}
                yield Sentence("unit_unchanged", parents[parent], facts)


def _is_whole(
    before: Snapshot, after: Snapshot, unit: int, units: set[Reference], posts: set[int]
) -> bool:
    """Nothing in the unit or below it is touched, by then or before."""
    return not any(
        units & {Reference("unit", one) for one in seen.subtree(unit)}
        or posts & {post.id for post in seen.posts_under(unit)}
        for seen in (before, after)
    )


def _touched_posts(progress: Progress) -> set[int]:
    """Posts touched themselves, or by what is on them."""
    posts = {subject.id for subject in progress.touched if subject.kind == "post"}
    for subject in progress.touched:
        for span in progress.timeline(subject):
            if isinstance(post := span.fields.get("post"), int):
                posts.add(post)
    return posts
