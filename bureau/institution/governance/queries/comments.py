"""The comments of a case as one reader may read them, in threads, and where each stands."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from bureau.core import comments as core
from bureau.core.actors import Actor
from bureau.core.comments import About, CommentKind
from bureau.institution.governance import models
from bureau.institution.governance.permissions import (
    drafts_along,
    may_comment,
    may_read_comments,
)
from bureau.institution.governance.queries.clearing import clearing_for
from bureau.institution.governance.queries.left import authors_of
from bureau.institution.governance.queries.reorganisations import Seen, on_route, seen_by
from bureau.record.accounts.queries import people_by_id
from bureau.web.answers import Telling

DAYS_TOLD = 30
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reader stands to the comments of a case: may they read them, those made while it was
    drafted too, and may they write."""

    reads: bool = False
    drafts: bool = False
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One comment or reply with its words of now; `by` is empty where the person was erased."""

    row: models.Comment
    by: str
    words: str
    versions: tuple[tuple[datetime, str], ...]
    mentions: tuple[str, ...]
    may_change: bool

    @property
    def is_from_outside(self) -> bool:
        return self.row.invitation_id is not None


@dataclass(frozen=True, slots=True)
class Settled:
    """What a thread was settled with before it was opened again."""

    words: str
    by: str
    at: datetime
    reopened_by: str
    reopened_at: datetime


@dataclass(frozen=True, slots=True)
class Threaded:
    """A comment or question, what was replied, and where it stands."""

    about: About
    first: Said
    replies: tuple[Said, ...]
    core: core.Thread
    resolved: models.Resolution | None
    resolved_by: str
    former: tuple[Settled, ...]
    carried: int | None
    may_resolve: bool
    may_reopen: bool
    may_reply: bool

    @property
    def number(self) -> int:
        return self.first.row.pk

    @property
    def is_question(self) -> bool:
        return self.first.row.kind == CommentKind.QUESTION

    @property
    def state(self) -> str:
        if self.core.is_carried:
            return "carried"
        return "resolved" if self.core.is_resolved else "open"

    def involves(self, person: int | None) -> bool:
        """Whether the person wrote in it or is named in it."""
        said = (self.first, *self.replies)
        wrote = any(one.row.person == person for one in said)
        named = any(m.person_id == person for one in said for m in one.row.mentions.all())
        return person is not None and (wrote or named)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many threads there are on each thing of a case, and how many of them are open."""

    open: Mapping[str, int] = field(default_factory=dict)
    all: Mapping[str, int] = field(default_factory=dict)
    writes: bool = False
    reads: bool = False

    @property
    def open_in_all(self) -> int:
        return sum(self.open.values())

    @property
    def in_all(self) -> int:
        return sum(self.all.values())


def standing_of(actor: Actor, seen: Seen) -> Standing:
    return standings_of(actor, [seen])[seen.row.pk]


def standings_of(actor: Actor, found: Collection[Seen]) -> dict[int, Standing]:
    """Of many cases that the actor may see, in a few reads."""
    drafts = [one.row.pk for one in found if one.is_with_author]
    clearing = clearing_for(actor, drafts) if drafts else frozenset()
    on = on_route(actor, [one for one in found if not one.is_with_author])
    return {one.row.pk: _standing(actor, one, clearing, on) for one in found}


def _standing(actor: Actor, seen: Seen, clearing: Collection[int], on: Collection[int]) -> Standing:
    row, number = seen.row, seen.row.pk
    readers = [each.person_id for each in row.readers.all()]
    drafts = drafts_along(actor, row, readers=readers) or (
        seen.is_with_author and number in clearing
    )
    return Standing(
        reads=may_read_comments(actor, row, drafts=drafts, is_on_route=number in on),
        drafts=drafts,
        writes=may_comment(
            actor,
            drafts=drafts,
            is_on_route=number in on,
            is_draft=seen.is_with_author,
            is_over=seen.is_over,
        ),
    )


def reads_comments(actor: Actor, seen: Seen) -> bool:
    """Whether the actor may read what is said of a case."""
    return standing_of(actor, seen).reads


def threads_of(actor: Actor, seen: Seen, standing: Standing | None = None) -> list[Threaded]:
    """All that the actor may read, oldest first, in a constant number of reads."""
    how = standing or standing_of(actor, seen)
    rows = _rows_read(seen, how)
    if not rows:
        return []
    replies: dict[int, list[models.Comment]] = {}
    for row in rows:
        if row.thread_id is not None:
            replies.setdefault(row.thread_id, []).append(row)
    names = _names(rows)
    authors = authors_of(seen.row)
    return [
        _threaded(actor, row, replies.get(row.pk, []), names, authors, how)
        for row in rows
        if row.thread_id is None
    ]


def counts_of(actor: Actor, seen: Seen) -> Counts:
    """How many threads stand on each thing, as the actor may read them."""
    how = standing_of(actor, seen)
    rows = [row for row in _rows_read(seen, how, briefly=True) if row.thread_id is None]
    still = [row for row in rows if core_thread(row, ()).is_open]
    return Counts(
        open=Counter(row.about for row in still),
        all=Counter(row.about for row in rows),
        writes=how.writes,
        reads=how.reads,
    )


def threads_open(reorganisation: int) -> list[core.Thread]:
    """Every open thread of a case, whoever reads it: the author says what becomes of each."""
    rows = models.Comment.objects.filter(reorganisation=reorganisation, thread__isnull=True)
    found = [core_thread(row, ()) for row in rows.select_related("resolution", "carried")]
    return [one for one in found if one.is_open]


def core_thread(row: models.Comment, replies: Sequence[models.Comment]) -> core.Thread:
    return core.Thread(
        id=row.pk,
        asker=row.person,
        is_answered=bool(replies),
        is_resolved=hasattr(row, "resolution"),
        is_carried=hasattr(row, "carried"),
    )


def people_of_case(seen: Seen) -> dict[int, str]:
    """Whom a comment may name: the authors, whom they named, and who acts on what is on its way."""
    persons = set(authors_of(seen.row)) | {each.person_id for each in seen.row.readers.all()}
    written = models.Comment.objects.filter(reorganisation=seen.row.pk, person__isnull=False)
    persons |= {number for number in written.values_list("person", flat=True) if number}
    people = people_by_id(persons)
    return dict(sorted(((id, people[id].name) for id in people), key=lambda one: one[1]))


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: the comments of these that the actor may read."""
    rows = models.Comment.objects.filter(pk__in=ids).select_related("thread__carried", "carried")
    listed = list(rows)
    found = seen_by(actor, {row.reorganisation_id for row in listed})
    standings = standings_of(actor, list(found.values()))
    nothing = Standing()
    return {
        row.pk for row in listed if _is_read(row, standings.get(row.reorganisation_id, nothing))
    }


def _rows_read(seen: Seen, how: Standing, *, briefly: bool = False) -> list[models.Comment]:
    if not how.reads:
        return []
    rows = models.Comment.objects.filter(reorganisation=seen.row.pk)
    rows = rows.select_related("resolution", "carried__submission", "thread__carried", "invitation")
    if not briefly:
        rows = rows.prefetch_related("words", "mentions", "former_resolutions")
    return [row for row in rows.order_by("pk") if _is_read(row, how)]


def _is_read(row: models.Comment, how: Standing) -> bool:
    """Made while it was drafted, it is for who drafts along, unless it went into the record."""
    first = row.thread or row
    return how.reads and (how.drafts or not first.in_draft or hasattr(first, "carried"))


def _names(rows: Iterable[models.Comment]) -> dict[int, str]:
    persons = {row.person for row in rows if row.person}
    persons |= {each.person_id for row in rows for each in row.mentions.all()}
    persons |= {row.resolution.person for row in rows if hasattr(row, "resolution")}
    for former in (one for row in rows for one in row.former_resolutions.all()):
        persons |= {former.person, former.reopened_by}
    return {id: person.name for id, person in people_by_id(persons).items()}


def _threaded(
    actor: Actor,
    row: models.Comment,
    replies: Sequence[models.Comment],
    names: Mapping[int, str],
    authors: Collection[int],
    how: Standing,
) -> Threaded:
    thread, resolved = core_thread(row, replies), getattr(row, "resolution", None)
    person = actor.person or 0
    last = replies[-1] if replies else row

    def said(one: models.Comment) -> Said:
        words = list(one.words.all())
        reasons = core.reasons_to_change(thread, one.person, person, last=one is last)
        return Said(
            row=one,
            by=names.get(one.person or 0, "") or (one.invitation.name if one.invitation else ""),
            words=words[-1].said if words else "",
            versions=tuple((each.at, each.said) for each in words[:-1]),
            mentions=tuple(names.get(each.person_id, "") for each in one.mentions.all()),
            may_change=how.writes and not reasons,
        )

    return Threaded(
        about=About.parse(row.about),
        first=said(row),
        replies=tuple(said(one) for one in replies),
        core=thread,
        resolved=resolved,
        resolved_by=names.get(resolved.person, "") if resolved else "",
        former=tuple(
            Settled(
                one.said,
                names.get(one.person, ""),
                one.at,
                names.get(one.reopened_by, ""),
                one.reopened_at,
            )
            for one in row.former_resolutions.all()
        ),
        carried=row.carried.submission.version if thread.is_carried else None,
        may_resolve=how.writes and not core.reasons_to_resolve(thread, person, authors),
        may_reopen=how.writes
        and thread.is_resolved
        and not thread.is_carried
        and person in (thread.asker, *authors),
        may_reply=how.writes and thread.is_open,
    )


def comments_told(ids: Collection[int]) -> list[models.Comment]:
    rows = models.Comment.objects.filter(pk__in=ids)
    return list(rows.select_related("reorganisation").order_by("pk"))


def questions_waiting(actor: Actor) -> list[models.Comment]:
    """Open questions of others, with no reply yet, on cases of which the actor is the author, in
    the post in which each was begun."""
    rows = _unanswered().filter(
        reorganisation__author=actor.person or 0, reorganisation__author_post__in=actor.posts
    )
    rows = rows.exclude(person=actor.person)
    return list(rows.select_related("reorganisation").order_by("pk"))


def _unanswered() -> QuerySet[models.Comment]:
    return models.Comment.objects.filter(
        kind=CommentKind.QUESTION,
        reorganisation__discarded__isnull=True,
        resolution__isnull=True,
        carried__isnull=True,
        replies__isnull=True,
    )


def words_by(people: Collection[int]) -> dict[int, int]:
    """How many comments with words there are by each of these people."""
    rows = models.Comment.objects.filter(person__in=people)
    rows = rows.filter(words__in=models.CommentWords.objects.exclude(said=""))
    counted = rows.values_list("person").annotate(Count("pk", distinct=True)).order_by()
    return {person: count for person, count in counted if person}


def tells(ids: Collection[int] | None) -> list[Telling]:
    """Who is told of what was said in the last days: the author of the case, who is named, and who
    asked what is answered. A question waits until it is answered or settled; all else is news. A
    person who may not see the comment is not written to."""
    since = timezone.now() - timedelta(days=DAYS_TOLD)
    rows = models.Comment.objects.filter(Q(at__gte=since) | Q(pk__in=_unanswered().values("pk")))
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    rows = rows.filter(reorganisation__discarded__isnull=True).select_related(
        "reorganisation", "thread"
    )
    waits = set(_unanswered().values_list("pk", flat=True))
    found: list[Telling] = []
    for row in rows.prefetch_related("mentions").order_by("pk"):
        said = {
            person: code
            for person, code in _concerned(row)
            if person != row.person
            if (row.pk in waits if code == ASKED else row.at >= since)
        }
        address = reverse(
            "reorganisation-comment", args=[row.reorganisation_id, row.thread_id or row.pk]
        )
        found += [
            Telling(
                number=row.pk,
                person=person,
                key=code,
                code=code,
                address=address,
                is_news=code != ASKED,
            )
            for person, code in sorted(said.items())
        ]
    return found


def _concerned(row: models.Comment) -> Iterator[tuple[int, str]]:
    """Each with the code that says why; what concerns a person more comes later."""
    is_question = row.kind == CommentKind.QUESTION
    yield row.reorganisation.author_id, ASKED if is_question else "commented"
    if row.thread is not None and row.thread.person:
        yield row.thread.person, "answered"
    for one in row.mentions.all():
        yield one.person_id, "mentioned"
