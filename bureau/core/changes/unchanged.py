"""What a set leaves as it was, though it stands beside what changes: said, so that nobody asks."""

from collections.abc import Iterator

from bureau.core.changes.progress import Progress
from bureau.core.changes.sentences import Sentence
from bureau.core.changes.world import snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.snapshot import Snapshot


def unchanged(progress: Progress) -> Iterator[Sentence]:
    """Heads that stay on units renamed or enlarged, then the units beside that stay whole."""
    if progress.pending:
        day = max(effect.day for effect in progress.pending)
        yield from _heads(progress, day)
        yield from _units(progress, day)


def _heads(progress: Progress, day: Day) -> Iterator[Sentence]:
    for unit in sorted(_renamed(progress) | _enlarged(progress)):
        before, after = progress.fields_before(unit, day), progress.fields(unit, day)
        if before and after and after["head"] is not None and before["head"] == after["head"]:
            facts = {"unit": unit.id, "unit_code": after["code"], "post": after["head"]}
            yield Sentence("head_unchanged", day, facts)


def _renamed(progress: Progress) -> set[Reference]:
    return {
        effect.subject
        for effect in progress.pending
        if effect.subject.kind == "unit"
        and effect.role is Role.CHANGE
        and effect.fields.keys() & {"name", "code"}
    }


def _enlarged(progress: Progress) -> set[Reference]:
    """Units that another is merged into."""
    return {
        Reference("unit", int(effect.fields["successor"] or 0))
        for effect in progress.pending
        if effect.fields.get("manner") == "merged"
    }


def _units(progress: Progress, day: Day) -> Iterator[Sentence]:
    before = snapshot(progress.world, day)
    after = snapshot(progress.world, day, progress.overlay())
    touched = {subject for subject in progress.touched if subject.kind == "unit"}
    parents = {
        unit.parent for seen in (before, after) for one in touched if (unit := seen.unit(one.id))
    }
    posts = _touched_posts(progress)
    for parent in sorted(parent for parent in parents if parent is not None):
        for unit in after.children(parent):
            is_same = before.unit(unit.id) == unit
            if is_same and _is_whole(before, after, unit.id, touched, posts):
                yield Sentence("unit_unchanged", day, {"unit": unit.id, "unit_code": unit.code})


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
