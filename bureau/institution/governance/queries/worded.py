"""Which wordings somebody may name by number: those whose words they can read without that."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import batched, product

from django.db.models import F, Q

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, ActionKind, from_json
from bureau.core.changes.amendments import difference_from
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.structure.kinds import KINDS, Value
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.store import action_of
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.store import VERSIONS

type Said = tuple[ActionKind, Mapping[str, Value]]
NAMES = sorted(
    {
        name
        for one in DEFINITIONS.values()
        for name, sort in one.values.items()
        if sort is Sort.WORDING
    }
)
"""What values that are wordings are called."""
AT_ONCE = 200
"""Numbers of one question, each with every name: SQLite joins at most 1,000 terms."""


def numbers_of(said: Iterable[Said], sort: Sort) -> set[int]:
    """What actions of these kinds with these values name of a sort."""
    return {
        value
        for kind, values in said
        for name, value in values.items()
        if DEFINITIONS[kind].values.get(name) is sort and isinstance(value, int)
    }


def wordings_of(actions: Iterable[Action]) -> set[int]:
    """The numbers of all that these actions word."""
    return numbers_of(((one.kind, one.values) for one in actions), Sort.WORDING)


def wordings_readable(actor: Actor, organisation: int, numbers: Collection[int]) -> set[int]:
    """Those of the numbers that the organisation's structure says or has said, or a case that the
    actor may see."""
    own = Wording.objects.filter(organisation=organisation, pk__in=numbers)
    asked = set(own.values_list("pk", flat=True))
    found = _in_structure(asked) if asked else set()
    if left := asked - found:
        drafted = list(_named_in_drafts(organisation, left))
        named = list(_named_in_cases(organisation, left))
        seen = seen_by(actor, {case for case, _numbers in (*drafted, *named)})
        open_drafts = {number for number, one in seen.items() if not one.hides_draft}
        for cases, known in ((open_drafts, drafted), (seen, named)):
            found |= {number for case, of in known if case in cases for number in of & left}
    return found


def _in_structure(numbers: Collection[int]) -> set[int]:
    found: set[int] = set()
    for kind, table in VERSIONS.items():
        for field in KINDS[kind].fields:
            if field.refers_to == "wording":
                rows = table._default_manager.filter(**{f"{field.name}__in": numbers})
                found |= set(rows.values_list(field.name, flat=True))
    return found


def _named_in_drafts(organisation: int, numbers: Collection[int]) -> Iterator[tuple[int, set[int]]]:
    """What of these each case names as it is drafted."""
    said = Q()
    for name in NAMES:
        said |= Q(**{f"values__{name}__in": numbers})
    drafts = models.DraftAction.objects.filter(said, reorganisation__organisation=organisation)
    for row in drafts:
        yield row.reorganisation_id, wordings_of([action_of(row)])


def _named_in_cases(organisation: int, numbers: Collection[int]) -> Iterator[tuple[int, set[int]]]:
    """What of these each case names as it was ever put forward, or as amended."""
    for some in batched(sorted(numbers), AT_ONCE):
        yield from _named_in_what_was_put_forward(organisation, some)


def _named_in_what_was_put_forward(
    organisation: int, numbers: Iterable[int]
) -> Iterator[tuple[int, set[int]]]:
    written = Q()
    for name, number in product(NAMES, numbers):
        written |= Q(text__contains=f'"{name}":{number}')
    forward = models.Submission.objects.annotate(text=F("actions")).filter(
        reorganisation__organisation=organisation
    )
    for case, text in forward.filter(written).values_list("reorganisation", "text"):
        yield case, wordings_of(from_json(text))
    amended = models.Amendment.objects.annotate(text=F("difference")).filter(
        submission__reorganisation__organisation=organisation
    )
    for case, text in amended.filter(written).values_list("submission__reorganisation", "text"):
        yield case, wordings_of(one.action for one in difference_from(text) if one.action)
