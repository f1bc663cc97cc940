"""What ends in a span of days: holds of posts, posts, their money, units, engagements, powers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.endings import Ended, objects_ending, values_ending
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post
from bureau.institution.organisation.models import Absence, Delegation, PostRole
from bureau.institution.organisation.permissions import may_keep_reference_data, may_see_names
from bureau.institution.organisation.queries.actors import TO_CONFIRM
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import belonging, snapshot
from bureau.record.accounts.queries import people_told
from bureau.web.requests import Reading

type Days = tuple[date, date]
ABSENCE = "absence"

DAYS, DAYS_MOST = 90, 3660
"""So many days are looked at where nobody says how many, and at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """One ending of the structure: `what` is its code, `on` the thing whose page tells of it.

    `detail` is what ends of it: a person's name, a source of money, a role; "" where the thing
    itself does.
    """

    day: date
    what: str
    on: Reference
    short: str
    name: str
    detail: str = ""
    unit: int | None = None
    owner: int | None = None


def endings_of_posts(actor: Actor, days: Days, reading: Reading) -> list[Found]:
    """Holds, posts and money of posts of the actor's organisation that end in the span."""
    organisation = organisation_of(actor)
    if organisation is None or not may_see_names(actor):
        return []
    now = snapshot(reading.at, reading.overlay)
    asked = now.columns, reading.at.recorded, _span(days), reading.overlay
    columns, recorded, span, overlay = asked
    found = [
        *_of("incumbency", objects_ending(columns, "incumbency", recorded, span, overlay)),
        *_of("post", objects_ending(columns, "post", recorded, span, overlay)),
        *_of("funding", values_ending(columns, "post", "funding", recorded, span, overlay)),
    ]
    mine = set(belonging("post", {post for post, *_ in found}, organisation.pk))
    kept = [one for one in found if one[0] in mine]
    titles = wordings(_title(now, post, ended) for post, _what, ended in kept)
    people = people_told(_person(ended) for _post, what, ended in kept if what == "incumbency")
    return [_told(now, post, what, ended, titles, people) for post, what, ended in kept]


def _span(days: Days) -> tuple[int, int]:
    return days[0].toordinal(), days[1].toordinal()


def _of(what: str, endings: Iterable[Ended]) -> Iterator[tuple[int, str, Ended]]:
    for each in endings:
        of_hold = int(each.last.fields.get("post") or 0)
        yield of_hold if what == "incumbency" else each.last.subject.id, what, each


def _person(ended: Ended) -> int:
    return int(ended.last.fields["person"] or 0)


def _title(now: Snapshot, post: int, ended: Ended) -> int:
    found = now.post(post)
    return found.title if found else int(ended.last.fields.get("title") or 0)


def _told(
    now: Snapshot,
    post: int,
    what: str,
    ended: Ended,
    titles: dict[int, str],
    people: dict[int, str],
) -> Found:
    fields = ended.last.fields
    view = now.post(post)
    above = now.superior(post)
    detail = ""
    if what == "incumbency":
        what = str(fields["manner"])
        detail = people.get(_person(ended), "")
    elif what == "funding":
        detail = str(fields["funding"])
    elif fields.get("contract") == "temporary":
        what = "temporary_post"
    return Found(
        day=date.fromordinal(ended.day),
        what=what,
        on=Reference("post", post),
        short=view.number if view else str(fields.get("number") or post),
        name=titles.get(_title(now, post, ended), ""),
        detail=detail,
        unit=view.unit if view else None,
        owner=above.id if above else None,
    )


def endings_of_units(actor: Actor, days: Days, reading: Reading) -> list[Found]:
    """Units of the actor's organisation that end in the span."""
    organisation = organisation_of(actor)
    if organisation is None or not may_see_names(actor):
        return []
    now = snapshot(reading.at, reading.overlay)
    ended = objects_ending(now.columns, "unit", reading.at.recorded, _span(days), reading.overlay)
    mine = set(belonging("unit", [one.last.subject.id for one in ended], organisation.pk))
    kept = [one for one in ended if one.last.subject.id in mine]
    names = wordings(int(one.last.fields["name"] or 0) for one in kept)
    return [
        Found(
            day=date.fromordinal(one.day),
            what="unit",
            on=one.last.subject,
            short=str(one.last.fields["code"]),
            name=names.get(int(one.last.fields["name"] or 0), ""),
            unit=one.last.subject.id,
            owner=int(one.last.fields["head"] or 0) or None,
        )
        for one in kept
    ]


def endings_of_engagements(actor: Actor, days: Days, reading: Reading) -> list[Found]:
    """Engagements beside posts that end in the span; the post that supervises owns each."""
    organisation = organisation_of(actor)
    if organisation is None or not may_see_names(actor):
        return []
    now = snapshot(reading.at, reading.overlay)
    ended = objects_ending(
        now.columns, "engagement", reading.at.recorded, _span(days), reading.overlay
    )
    mine = set(belonging("engagement", [one.last.subject.id for one in ended], organisation.pk))
    kept = [one for one in ended if one.last.subject.id in mine]
    people = people_told(map(_person, kept))
    units = called([Reference("unit", _unit(one)) for one in kept], now)
    found = []
    for one in kept:
        unit = Reference("unit", _unit(one))
        view = now.unit(unit.id)
        supervisor = int(one.last.fields["supervisor"] or 0) or (view.head if view else None)
        found.append(
            Found(
                day=date.fromordinal(one.day),
                what=str(one.last.fields["manner"]),
                on=unit,
                short=units[unit].short,
                name=units[unit].name,
                detail=people[_person(one)],
                unit=unit.id,
                owner=supervisor,
            )
        )
    return found


def _unit(ended: Ended) -> int:
    return int(ended.last.fields["unit"] or 0)


def endings_of_powers(actor: Actor, days: Days, reading: Reading) -> list[Found]:
    """Roles of posts, delegations and absences that end: to who keeps them, and to their posts."""
    organisation = organisation_of(actor)
    if organisation is None or not may_see_names(actor):
        return []
    all_of_it = may_keep_reference_data(actor, organisation.pk) or actor.is_auditor()
    ending = {"valid_until__gte": days[0], "valid_until__lt": days[1]}
    own = {"post__organisation": organisation, **ending}
    roles = list(_seen(PostRole.objects.filter(**own), actor, all_of_it))
    delegations = list(_seen(Delegation.objects.filter(**own), actor, all_of_it))
    away = Absence.objects.filter(**own).exclude(TO_CONFIRM)
    absences = list(_seen(away, actor, all_of_it))
    now = snapshot(reading.at, reading.overlay)
    posts = {row.post_id: now.post(row.post_id) for row in (*roles, *delegations, *absences)}
    titles = wordings(post.title for post in posts.values() if post)
    people = people_told(row.person_id for row in (*delegations, *absences))
    of_people = [(row.capacity, row) for row in delegations] + [(ABSENCE, row) for row in absences]
    found = [_power(row.post_id, posts, titles, row.valid_until, "role", row.role) for row in roles]
    return found + [
        _power(row.post_id, posts, titles, row.valid_until, what, people[row.person_id])
        for what, row in of_people
    ]


def _seen(rows: QuerySet, actor: Actor, all_of_it: bool) -> QuerySet:  # type: ignore[type-arg]
    return rows if all_of_it else rows.filter(post__in=actor.posts)


def _power(
    number: int,
    posts: dict[int, Post | None],
    titles: dict[int, str],
    until: date | None,
    what: str,
    detail: str,
) -> Found:
    post = posts[number]
    return Found(
        day=until or date.max,
        what=what,
        on=Reference("post", number),
        short=post.number if post else str(number),
        name=titles.get(post.title, "") if post else "",
        detail=detail,
        unit=post.unit if post else None,
        owner=number,
    )
