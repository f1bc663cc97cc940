"""What the persons, posts and units that a pack names by number are called."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import batched

from bureau.core.changes.actions import action_from
from bureau.core.changes.definitions import named
from bureau.core.references import Reference
from bureau.core.structure.kinds import KINDS
from bureau.institution.governance.queries.evidence.story import Story
from bureau.institution.governance.queries.naming import post_called
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.organisation.models import UnitVersion
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.structure import day_there
from bureau.institution.organisation.store import effects_recorded
from bureau.record.accounts.queries import people_called

AT_ONCE = 10_000
"""As many are asked for at once: an opening record may name a hundred thousand."""


def names_in(story: Story) -> dict[str, dict[str, str]]:
    """Posts and units as they were called on the day of the last act, of the last entry where
    nobody acted, whenever the pack is made; what did not stand yet as it was called first."""
    moments = [one.at for one in story.acts or story.entries]
    on = day_there(max(moments), story.there()) if moments else None
    ids: dict[str, set[int]] = {kind: set() for kind in ("person", "post", "unit")}
    ids["person"] |= story.persons | {act.person for act in story.acts}
    ids["post"] |= {post for post in story.posts if post}
    ids["post"] |= {post for act in story.acts for post in act.posts if post}
    for one in _mentioned(story):
        if one.kind in ids:
            ids[one.kind].add(one.id)
    return {
        "persons": _by_number(ids["person"], people_called),
        "posts": _by_number(ids["post"], lambda some: _posts(some, on)),
        "units": _by_number(ids["unit"], lambda some: _units(some, on)),
    }


def _by_number(
    ids: Collection[int], called: Callable[[Collection[int]], Mapping[int, str]]
) -> dict[str, str]:
    found = [called(some).items() for some in batched(sorted(ids), AT_ONCE)]
    return {str(id): name for names in found for id, name in sorted(names)}


def _mentioned(story: Story) -> Iterator[Reference]:
    """What the actions and claims that were put forward and the effects that were written name."""
    for frozen in story.frozen:
        for kind, id in re.findall(r'"([a-z]+):(\d+)"', json.dumps(frozen.claims)):
            yield Reference(kind, int(id))
        for row in json.loads(frozen.actions):
            if "kind" in row:  # what a correction proposes is fields, and written as an effect
                yield from named(action_from(row))
    for written in story.written:
        for effect in effects_recorded(written.record):
            yield effect.subject
            for name, value in effect.fields.items():
                kind = KINDS[effect.subject.kind].field(name).refers_to
                if kind and value:
                    yield Reference(kind, int(value))


def _posts(ids: Collection[int], on: date | None) -> dict[int, str]:
    names = people_and_posts((), ids, on)
    return {id: names.post(id) for id in names.posts}


def _units(ids: Collection[int], on: date | None) -> dict[int, str]:
    rows = UnitVersion.objects.filter(subject__in=ids, recorded_until__isnull=True)
    rows = rows.order_by("subject", "valid_from")
    words = wordings(row.name_id for row in rows)
    found: dict[int, str] = {}
    for row in rows:
        if row.subject_id not in found or (on and row.valid_from <= on.toordinal()):
            found[row.subject_id] = post_called(row.code, words.get(row.name_id, ""))
    return found
