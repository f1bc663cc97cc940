"""What is refused of actions before they are kept: what makes none, what is not theirs to name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.definitions import Sort, named, problems
from bureau.core.changes.expand import overridden
from bureau.core.days import is_end_reckoned, is_reckoned
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import FULL, KINDS, Value
from bureau.institution.governance import models
from bureau.institution.governance.queries.choices import grades_on, places_on
from bureau.institution.governance.queries.reorganisations import in_force
from bureau.institution.governance.queries.wiring import descriptions_visible
from bureau.institution.governance.queries.worded import Said, numbers_of, wordings_readable
from bureau.institution.organisation.models import (
    Effect,
    JobDescription,
    Office,
    PostRole,
    Wording,
)
from bureau.institution.organisation.queries.organisations import first_day_on_record
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.store import IDENTITIES, VERSIONS
from bureau.record.accounts.models import Person
from bureau.record.journal.services import Act

LISTS = {"grade": (grades_on, "grade_unknown"), "duty_station": (places_on, "place_unknown")}
"""What of a post is named from a list of its organisation: what is on it, and the refusal."""


def refuse_unreadable(
    act: Act, organisation: int, said: Collection[Said], known: Collection[Said] = ()
) -> None:
    """Wordings and descriptions named by number that the actor could not read, as those that are
    not there: else a draft would tell what another's says. `known` is what they have before them.
    """
    worded, described = (
        numbers_of(said, sort) - numbers_of(known, sort)
        for sort in (Sort.WORDING, Sort.DESCRIPTION)
    )
    reasons = _not_among("wording", worded, wordings_readable(act.actor, organisation, worded))
    reasons += _not_among("description", described, descriptions_visible(act.actor, described))
    if reasons:
        raise Refused(*reasons)


def refuse_malformed(
    act: Act, row: models.Reorganisation, actions: Sequence[Action], before: Sequence[Action] = ()
) -> None:
    """What does not make an action; those that say what they said `before` are not asked again, so
    that what was wrong may be mended piece by piece."""
    stood = {_said(one) for one in before}
    anew = [one for one in actions if _said(one) not in stood]
    if reasons := _malformed(row, anew):
        raise Refused(*reasons)
    act.name_anew(*numbers_of([(one.kind, one.values) for one in anew], Sort.PERSON))


def _said(action: Action) -> tuple[object, ...]:
    """What of an action is judged here, apart from its place."""
    return action.kind, action.subject, action.day, repr(sorted(action.values.items()))


def _malformed(row: models.Reorganisation, actions: Sequence[Action]) -> list[Reason]:
    """Values that do not make an action, things of other organisations, people not on record."""
    reasons = [reason for action in actions for reason in problems(action)]
    ends = [action.values.get("until") for action in actions]
    if not (
        all(is_reckoned(action.day) for action in actions)
        and all(is_end_reckoned(end) for end in ends if isinstance(end, int))
    ):
        reasons.append(Reason("day_out_of_range"))
    else:
        reasons += unlisted(row.organisation_id, _named_anew(actions))
    begins = first_day_on_record(row.organisation_id)
    if begins is not None and any(action.day < begins for action in actions):
        first = date.fromordinal(begins).isoformat()
        reasons.append(Reason("day_before_record", {"begins": first}))
    reasons += _more_than_full(actions)
    reasons += _not_replaceable(actions)
    meant = {(one.kind, one.id) for action in actions for one in named(action)}
    for kind in ("unit", "post", "incumbency", "engagement", "block"):
        rows = IDENTITIES[kind]._default_manager.filter(organisation=row.organisation_id)
        reasons += _unknown(kind, {id for of, id in meant if of == kind}, rows)
    said = [(action.kind, action.values) for action in actions]
    described = JobDescription.objects.filter(post__organisation=row.organisation_id)
    reasons += _unknown("description", numbers_of(said, Sort.DESCRIPTION), described)
    worded = Wording.objects.filter(organisation=row.organisation_id)
    reasons += _unknown("wording", numbers_of(said, Sort.WORDING), worded)
    reasons += _unknown("person", numbers_of(said, Sort.PERSON), Person.objects.all())
    return reasons


def _more_than_full(actions: Sequence[Action]) -> list[Reason]:
    """A post begins with full time at most; one that an organogram brought with more may come back
    as it was."""
    more = {
        one.subject.id
        for one in actions
        if one.kind is ActionKind.ESTABLISH_POST
        and isinstance(fte := one.values.get("fte"), int)
        and fte > FULL
    }
    had = VERSIONS["post"]._default_manager.filter(subject__in=more, fte__gt=FULL)
    is_new = more - set(had.values_list("subject", flat=True))
    return [Reason("more_than_full_time", {"value": "fte"})] if is_new else []


def _not_replaceable(actions: Sequence[Action]) -> list[Reason]:
    """An action replaces what was decided of its own subject; of another it would tell."""
    named = {(effect, one.subject) for one in actions for effect in overridden(one)}
    rows = Effect.objects.filter(pk__in={effect for effect, _subject in named})
    own = rows.values_list("pk", "kind", "subject")
    is_other = named - {(pk, Reference(kind, subject)) for pk, kind, subject in own}
    return [Reason("value_wrong", {"value": "overrides"})] if is_other else []


def _named_anew(actions: Sequence[Action]) -> set[tuple[str, str, Day]]:
    """The grades and places named, each from a day, but for those that the post, or the block of
    counted posts, once had on record: they may come back to it."""
    had = {name: set(_once_had(actions, name)) for name in LISTS}
    return {
        (name, str(value), one.day)
        for one in actions
        for name in LISTS
        if (value := one.values.get(name)) and (one.subject, value) not in had[name]
    }


def _once_had(actions: Sequence[Action], name: str) -> Iterator[tuple[Reference, Value]]:
    """What the posts and blocks of these actions had in a field at any time."""
    for kind in ("post", "block"):
        if name in KINDS[kind].defaults:
            subjects = {one.subject.id for one in actions if one.subject.kind == kind}
            rows = VERSIONS[kind]._default_manager.filter(subject__in=subjects)
            for subject, value in rows.values_list("subject", name).distinct():
                yield Reference(kind, subject), value


def unlisted(organisation: int, named: Collection[tuple[str, str, Day]]) -> list[Reason]:
    """The grades and places, each with the day from which it is named, that the organisation does
    not have then."""
    known = {
        (name, day): dict(LISTS[name][0](organisation, date.fromordinal(day)))
        for name, day in {(name, day) for name, _value, day in named}
    }
    return [
        Reason(LISTS[name][1], {"value": value})
        for name, value, day in sorted(named)
        if value not in known[name, day]
    ]


def _unknown(kind: str, ids: set[int], rows: QuerySet[Any]) -> list[Reason]:
    return _not_among(kind, ids, set(rows.filter(pk__in=ids).values_list("pk", flat=True)))


def _not_among(kind: str, ids: set[int], known: set[int]) -> list[Reason]:
    return [Reason("of_another_organisation", {"kind": kind, "id": id}) for id in ids - known]


def refuse_role_bearers(row: models.Reorganisation, actions: Iterable[Action]) -> None:
    """Asked again when a draft is put forward: a post may have got a role since it was drafted.
    What is in force stands already."""
    done = in_force(row.pk)
    posts = {
        one.subject.id
        for one in actions
        if one.kind is ActionKind.ESTABLISH_POST and one.id not in done
    }
    refuse_bearers(row, posts)


def refuse_bearers(row: models.Reorganisation, posts: Collection[int]) -> None:
    """No post is established with a role, office or seat that the case does not decide on."""
    if posts and _hangs_on_posts(posts, today(row.organisation)):
        raise Refused(Reason("post_bears_rights"))


def _hangs_on_posts(posts: Collection[int], day: date) -> bool:
    """Whether a role, an office or a seat that lasts beyond a day belongs to one of these posts."""
    has_not_ended = Q(valid_until=None) | Q(valid_until__gt=day)
    return any(
        rows.objects.filter(has_not_ended, post__in=posts).exists()
        for rows in (PostRole, Office, models.Seat)
    )
