"""What a person may pick from in a form: units, posts, people, grades, places, meetings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.actors import Actor
from bureau.core.meetings.agenda import order_of
from bureau.core.references import Reference
from bureau.core.structure.views import Block, Post, Unit
from bureau.core.tokens import folded
from bureau.institution.governance.queries.pages import Sides
from bureau.institution.instruments.models import AgendaItem, Document, Meeting
from bureau.institution.organisation import models
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.names import grade_called, wordings
from bureau.institution.organisation.queries.numbers import (
    has_pattern,
    may_use,
    open_reservations,
    reservations_seen,
)
from bureau.institution.organisation.queries.people import people_elsewhere
from bureau.institution.organisation.queries.structure import today
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import people_called, told_in_latin_too
from bureau.record.erasure.queries import unerased
from bureau.web import kinds
from bureau.web.formats import hundredths_in_words, listed
from bureau.web.multilingual import here
from bureau.web.picking import LISTED_MOST, NEAR_MOST, Offer, Option

type Options = list[tuple[int | str, str]]
type Grouped = list[tuple[str, Options]]

CITED_MOST = 3
DIGITS_MOST = 9
CODED = ("funding", "category", "contract")
STEP = "\u2003"


@dataclass(frozen=True, slots=True)
class Choices:
    """`units` in the order of the chart, a step in for each level; the rest by name or number.

    `used` are the codes that posts have of what pays for them, their category and contract.
    """

    units: Options
    posts: Grouped
    incumbencies: Grouped
    engagements: Grouped
    blocks: Grouped
    people: Options | Offer
    descriptions: Grouped
    duties: Options
    grades: Options
    places: Options
    numbers: list[str]
    has_pattern: bool
    used: Mapping[str, Sequence[str]]


def choices(actor: Actor, organisation: int, around: Sides) -> Choices:
    """Everything that stands around the set, with and without it, in a fixed number of reads."""
    day = date.fromordinal(around.after.coordinates.valid)
    now = today(models.Organisation.objects.get(pk=organisation))
    units = _units_of(organisation, around)
    posts = {unit.id: _posts_of(around, unit.id) for unit, _level in units}
    blocks = {unit.id: _blocks_of(around, unit.id) for unit, _level in units}
    words = wordings(
        [
            *(unit.name for unit, _level in units),
            *(post.title for found in posts.values() for post in found),
            *(block.title for found in blocks.values() for block in found),
        ]
    )
    written = _written(actor, organisation)
    names = _names_around(actor, around, set(posts))
    shown = [(unit, posts[unit.id]) for unit, _level in units if posts[unit.id]]
    numbers = {post.id: post.number for found in posts.values() for post in found}
    return Choices(
        units=[(unit.id, _unit_label(unit, level, words)) for unit, level in units],
        posts=[
            (unit.code, [(post.id, _post_label(post, words)) for post in found])
            for unit, found in shown
        ],
        incumbencies=[
            (unit.code, options)
            for unit, found in shown
            if (options := _incumbencies(around, found, names))
        ],
        engagements=[
            (unit.code, options)
            for unit, _level in units
            if (options := _engagements(around, unit, names))
        ],
        blocks=[
            (unit.code, [(one.id, _block_label(one, unit, words)) for one in found])
            for unit, _level in units
            if (found := blocks[unit.id])
        ],
        people=people_to_name(actor, []),
        descriptions=_descriptions(written, numbers),
        duties=_duties([row.pk for row in written]),
        grades=grades_on(organisation, day),
        places=places_on(organisation, day),
        numbers=_numbers(actor, organisation, now),
        has_pattern=has_pattern(organisation, now),
        used=_used([post for found in posts.values() for post in found]),
    )


def _used(posts: Collection[Post]) -> dict[str, list[str]]:
    codes = {name: {getattr(post, name) for post in posts} for name in CODED}
    return {name: sorted(found - {""}) for name, found in codes.items()}


def _units_of(organisation: int, around: Sides) -> list[tuple[Unit, int]]:
    """Units with their level: as they stand with the set, then those that it ends."""
    own = set(models.Unit.objects.filter(organisation=organisation).values_list("pk", flat=True))
    found: dict[int, tuple[Unit, int]] = {}
    for one in (around.after, around.before):
        for root in one.roots():
            if root.id in own:
                for id in one.subtree(root.id):
                    unit = one.unit(id)
                    if unit and id not in found:
                        found[id] = (unit, len(one.path(id)) - 1)
    return list(found.values())


def _posts_of(around: Sides, unit: int) -> list[Post]:
    after = {post.id: post for post in around.after.posts_of(unit)}
    gone = [post for post in around.before.posts_of(unit) if around.after.post(post.id) is None]
    return [*after.values(), *gone]


def _blocks_of(around: Sides, unit: int) -> list[Block]:
    """As they stand with the set, where it has them in this unit, and those that it ends."""
    after = {block.id: block for block in around.after.blocks_of(unit)}
    ended = (one for one in around.before.blocks_of(unit) if not around.after.view(one.reference))
    return [*after.values(), *ended]


def _block_label(block: Block, unit: Unit, words: dict[int, str]) -> str:
    count = hundredths_in_words(block.fte)
    return listed((words.get(block.title, ""), grade_called(block.grade), unit.code, count))


def _unit_label(unit: Unit, level: int, words: dict[int, str]) -> str:
    return f"{STEP * level}{unit.code} {words.get(unit.name, '')}".rstrip()


def _post_label(post: Post, words: dict[int, str]) -> str:
    return listed((post.number, words.get(post.title, ""), grade_called(post.grade)))


def _incumbencies(around: Sides, posts: Iterable[Post], names: dict[int, str]) -> Options:
    return [
        (held.id, f"{names.get(held.person, '')}, {post.number}")
        for post in posts
        for held in _held(around, post.id)
    ]


def _held(around: Sides, post: int):  # type: ignore[no-untyped-def]
    found = {held.id: held for one in around.each() for held in one.incumbencies_of(post)}
    return found.values()


def _engagements(around: Sides, unit: Unit, names: dict[int, str]) -> Options:
    found = {one.id: one for side in around.each() for one in side.engagements_of(unit.id)}
    return [(one.id, f"{names.get(one.person, '')}, {unit.code}") for one in found.values()]


def _names_around(actor: Actor, around: Sides, units: Collection[int]) -> dict[int, str]:
    """Of those who are on a post of these units or beside their posts, before or after."""
    if not may_see_names(actor):
        return {}
    people: set[int] = set()
    for one in around.each():
        for unit in units:
            people.update(beside.person for beside in one.engagements_of(unit))
            for post in one.posts_of(unit):
                people.update(held.person for held in one.incumbencies_of(post.id))
    return people_called(people)


@dataclass(frozen=True, slots=True)
class OfPeople:
    """People by name, login or number, but for some; for bodies with too many for a list."""

    besides: frozenset[int]
    hidden: Q = Q(pk__in=())

    @property
    def hint(self) -> Promise:
        return gettext_lazy("the login, or the name in whole")

    def find(self, typed: str) -> tuple[list[Option], list[Option]]:
        rows = _people(self.hidden).exclude(pk__in=self.besides)
        called = Q(name__iexact=typed) | Q(transliteration__iexact=typed)
        own, _, latin = typed.removesuffix(")").partition(" (")  # as lists tell it
        called |= Q(name__iexact=own, transliteration__iexact=latin)
        if typed.isdecimal() and len(typed) <= DIGITS_MOST:
            called |= Q(pk=int(typed))
        login = User.objects.filter(login__iexact=typed).values("person")
        alike = Q(name__icontains=typed) | Q(transliteration__icontains=typed)
        return _listed(rows.filter(called | Q(pk__in=login))), _listed(
            rows.filter(alike)[:NEAR_MOST]
        )

    def called(self, value: int) -> str:
        """The login, which tells people of one name apart; the number where there is none."""
        if not _people(self.hidden).filter(pk=value).exists():
            return ""
        user = User.objects.filter(person=value).first()
        return user.login if user else str(value)


def _people(hidden: Q) -> QuerySet[Person]:
    """Who can be named for something new, without the `hidden`."""
    people = Person.objects.filter(~hidden, merged_into__isnull=True)
    return unerased(people).order_by("name", "pk")


def _listed(rows: QuerySet[Person]) -> Options:
    """By name, with how it is written in Latin letters where it is written otherwise, by which
    these are put in order, whatever accents they have."""
    named = [
        (latin or name, (number, told_in_latin_too(name, latin)))
        for number, name, latin in rows.values_list("pk", "name", "transliteration")
    ]
    return [option for _key, option in sorted(named, key=lambda one: folded(one[0]))]


def _written(actor: Actor, organisation: int) -> list[models.JobDescription]:
    """The descriptions that the actor may know of: what others only draft is not among them."""
    rows = models.JobDescription.objects.filter(post__organisation=organisation)
    listed = list(rows.select_related("title").order_by("post", "-version"))
    seen = kinds.visible(actor, [Reference("description", row.pk) for row in listed])
    return [row for row in listed if Reference("description", row.pk) in seen]


def _descriptions(rows: Iterable[models.JobDescription], numbers: dict[int, str]) -> Grouped:
    """Every version for a post, newest first, under the post's number."""
    found: dict[int, Options] = {}
    for row in rows:
        label = _("{title}, version {number}").format(
            title=here(row.title.said), number=row.version
        )
        found.setdefault(row.post_id, []).append((row.pk, label))
    return [(numbers[post], options) for post, options in found.items() if post in numbers]


def _duties(descriptions: list[int]) -> Options:
    """Each duty as its newest description words it."""
    rows = models.DescriptionDuty.objects.filter(description__in=descriptions)
    found: dict[int, str] = {}
    for row in rows.select_related("wording").order_by("description", "place"):
        found[row.duty_id] = here(row.wording.said)[:120]
    return list(found.items())


def _not_ended(day: date) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gt=day)


def grades_on(organisation: int, day: date) -> Options:
    """The grades that a post may be given from a day on, the highest first."""
    rows = models.Grade.objects.filter(_not_ended(day), organisation=organisation)
    codes = rows.order_by("-order").values_list("code", flat=True)
    return [(code, grade_called(code)) for code in dict.fromkeys(codes)]


def places_on(organisation: int, day: date) -> Options:
    """The places at which a post may be from a day on."""
    rows = models.Place.objects.filter(_not_ended(day), organisation=organisation).order_by("code")
    return [(row.code, f"{row.code} {here(row.name)}") for row in rows]


def _numbers(actor: Actor, organisation: int, day: date) -> list[str]:
    """The numbers that are kept for the actor's posts to come."""
    kept = open_reservations(organisation, day)
    seen = set(reservations_seen(actor, organisation).values_list("pk", flat=True))
    return sorted(each for each, row in kept.items() if may_use(actor, row) and row.pk in seen)


def meetings_of(bodies: Iterable[int], until: date, since: date = date.min) -> Options:
    """The sessions of these bodies that have begun and were not over before a day, latest first,
    each before its sittings."""
    rows = Meeting.objects.filter(
        body__in=list(bodies), valid_from__lte=until, valid_until__gt=since
    )
    listed = list(rows.order_by("-valid_from", "-pk"))
    below: dict[int, list[Meeting]] = {}
    for row in sorted(listed, key=lambda one: (one.valid_from, one.pk)):
        if row.under_id:
            below.setdefault(row.under_id, []).append(row)
    return [
        (row.pk, f"{STEP if row.under_id else ''}{here(row.name)}")
        for session in listed
        if session.under_id is None
        for row in (session, *below.get(session.pk, ()))
    ]


def last_meeting(meetings: Iterable[int], today: date) -> tuple[int, date] | None:
    """The latest of these sessions, and the last day on which an act at it can have been done."""
    sessions = Meeting.objects.filter(pk__in=list(meetings), under__isnull=True)
    row = sessions.order_by("-valid_from", "-pk").first()
    return (row.pk, min(row.valid_until - timedelta(days=1), today)) if row else None


@dataclass(frozen=True, slots=True)
class Citable:
    """What an act may cite of sessions: numbers of agenda items and documents, and what each is."""

    items: list[tuple[str, str]]
    documents: list[tuple[str, str]]


def citable_of(meetings: Iterable[int]) -> Citable:
    """Of the latest of these sessions; what is typed instead is taken as well."""
    sessions = Meeting.objects.filter(pk__in=list(meetings), under__isnull=True)
    latest = [row.pk for row in sessions.order_by("-valid_from", "-pk")[:CITED_MOST]]
    items = AgendaItem.objects.filter(meeting__in=latest).select_related("meeting")
    papers = Document.objects.filter(meeting__in=latest, withdrawn=None)
    listed = sorted(items, key=lambda row: (latest.index(row.meeting_id), order_of(row.number)))
    return Citable(
        [(row.number, f"{here(row.title)} – {here(row.meeting.name)}") for row in listed],
        [(row.number, here(row.title)) for row in papers.order_by("-meeting__valid_from", "pk")],
    )


def people_to_name(actor: Actor, besides: Iterable[int]) -> Options | Offer:
    """People who may be chosen, but for some: as a list, or to be typed where they are many.

    Nobody who stands only in a chart that the actor may not see.
    """
    if not may_see_names(actor):
        return []
    known, hidden = frozenset(besides), people_elsewhere(actor)
    found = _listed(_people(hidden).exclude(pk__in=known)[: LISTED_MOST + 1])
    return OfPeople(known, hidden) if len(found) > LISTED_MOST else found
