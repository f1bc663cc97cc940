"""What no draft may hold: values that make no action, strange things, days beyond all reckoning."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from bureau.core.changes.actions import Action
from bureau.core.changes.definitions import DEFINITIONS, Sort, named, problems
from bureau.core.days import is_reckoned
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import models
from bureau.institution.organisation.models import JobDescription, Wording
from bureau.institution.organisation.store import IDENTITIES
from bureau.record.accounts.models import Person


def refuse_malformed(
    row: models.Reorganisation, actions: Sequence[Action], before: Sequence[Action] = ()
) -> None:
    """What does not make an action; but what was wrong `before` may be mended piece by piece."""
    reasons = _malformed(row, actions)
    stood = _malformed(row, before) if reasons and before else []
    new = [reason for reason in reasons if reason not in stood]
    if new:
        raise Refused(*new)


def _malformed(row: models.Reorganisation, actions: Sequence[Action]) -> list[Reason]:
    """Values that do not make an action, things of other organisations, people not on record."""
    reasons = [reason for action in actions for reason in problems(action)]
    days = [day for one in actions for day in (one.day, one.values.get("until"))]
    if not all(is_reckoned(day) for day in days if isinstance(day, int)):
        reasons.append(Reason("day_out_of_range"))
    meant = {(one.kind, one.id) for action in actions for one in named(action)}
    for kind in ("unit", "post", "incumbency", "engagement"):
        rows = IDENTITIES[kind]._default_manager.filter(organisation=row.organisation_id)
        reasons += _unknown(kind, {id for of, id in meant if of == kind}, rows)
    described = JobDescription.objects.filter(post__organisation=row.organisation_id)
    reasons += _unknown("description", _values_of(actions, Sort.DESCRIPTION), described)
    worded = Wording.objects.filter(organisation=row.organisation_id)
    reasons += _unknown("wording", _values_of(actions, Sort.WORDING), worded)
    reasons += _unknown("person", _values_of(actions, Sort.PERSON), Person.objects.all())
    return reasons


def _values_of(actions: Sequence[Action], sort: Sort) -> set[int]:
    return {
        value
        for action in actions
        for name, value in action.values.items()
        if DEFINITIONS[action.kind].values.get(name) is sort and isinstance(value, int)
    }


def _unknown(kind: str, ids: set[int], rows: QuerySet[Any]) -> list[Reason]:
    known = set(rows.filter(pk__in=ids).values_list("pk", flat=True))
    return [Reason("of_another_organisation", {"kind": kind, "id": id}) for id in ids - known]
