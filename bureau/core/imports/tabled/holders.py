"""Holders of tables: persons on record, on posts that stand, never more than one whole a post."""

from collections.abc import Iterable, Iterator, Sequence

from bureau.core.imports import cells
from bureau.core.imports.halves import Left
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import Named, Step
from bureau.core.imports.tabled.book import Book
from bureau.core.imports.tabled.ground import Cell, Held, Tabled, Told
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import FULL, INCUMBENCY_MANNERS

HOLDER, LIEN = INCUMBENCY_MANNERS[0], "lien"

type Span = tuple[Day, Day | None]


def lay_holders(book: Book, tables: Iterable[Tabled]) -> None:
    """In the order of tables and rows; what would be more than the whole post is left out, and
    what says a hold that there is says nothing new."""
    held: dict[Named | int, list[Held]] = {}
    by_person = _by_person(book)
    for one in _rows(tables):
        post = book.stands("post", one.name, one.day)
        person = _person(book, one)
        share, span = _share(book, one), _span(book, one, post)
        manner = key_of(one.text("manner")) or HOLDER
        if manner not in INCUMBENCY_MANNERS:
            book.faults.append(one.fault("manner", "manner_unknown"))
        elif post is None:
            book.faults.append(one.fault("number", "post_unknown", cell=one.name))
        elif person and share and span:
            hold = Held(person, manner, share, *span, span)
            if _put(book, held, one, post, hold):
                _tell_of_more(book, one, by_person.setdefault(person, []), hold)


def _rows(tables: Iterable[Tabled]) -> Iterator[Told]:
    """Each row by itself: one post may have several holders."""
    for table in tables:
        for wish in table.read.wishes if table.kind == "holders" else ():
            said = {name: Cell(text, table, wish.row) for name, text in wish.said.items()}
            yield Told(wish.said["number"], table.day, said, Cell(wish.key, table, wish.row))


def _person(book: Book, one: Told) -> int | None:
    found = book.ground.people.get(key_of(one.text("holder")), frozenset())
    if len(found) == 1:
        return next(iter(found))
    book.faults.append(one.fault("holder", "person_ambiguous" if found else "person_unknown"))
    return None


def _share(book: Book, one: Told) -> int | None:
    share = cells.share(one.text("share")) if "share" in one else FULL
    if share is None:
        book.faults.append(one.fault("share", "share_unknown", text=one.text("share")))
    return share


def _span(book: Book, one: Told, post: Named | int | None) -> Span | None:
    """From when to when; not before the post stands."""
    since = cells.day(one.text("since")) if "since" in one else one.day
    last = cells.day(one.text("last_day")) if "last_day" in one else None
    for column, day in (("since", since), ("last_day", last)):
        if column in one and day is None:
            book.faults.append(one.fault(column, "day_unknown"))
            return None
    began = _began(book, one, post)
    if since is None or (last is not None and last < max(since, began or since)):
        book.faults.append(one.fault("last_day", "ends_before_it_begins"))
        return None
    if began is not None and since < began:
        book.faults.append(one.fault("since", "post_stands_later", Left.VALUE, day=began))
        since = began
    return since, None if last is None else last + 1


def _began(book: Book, one: Told, post: Named | int | None) -> Day | None:
    """Of a post that tables only tell of again the day on which it began indeed."""
    days = [book.began(post) if isinstance(post, Named) else None]
    days.append(book.ground.began.get(_otherwise(book, one, post) or 0))
    return min((day for day in days if day is not None), default=None)


def _otherwise(book: Book, one: Told, post: Named | int | None) -> int | None:
    """The number of the post where it stands otherwise than by tables."""
    return book.ground.number("post", post.key, one.day) if isinstance(post, Named) else post


def _put(
    book: Book,
    held: dict[Named | int, list[Held]],
    one: Told,
    post: Named | int,
    hold: Held,
) -> bool:
    """Whether it is one more."""
    key = key_of(one.name), str(hold.person), str(hold.since)
    thing = Named("incumbency", "\t".join(key))
    if thing in book.steps:
        return False
    stood = book.ground.held.get(_otherwise(book, one, post) or 0, ())
    others = held.setdefault(post, list(stood))
    if any(_is_said(one, hold, other) for other in others):
        return False
    if hold.manner != LIEN and _most(others, hold.run)[0] + hold.share > FULL:
        book.faults.append(one.fault("holder", "post_held_already"))
        return False
    others.append(hold)
    fields = {"post": post, "person": hold.person, "share": hold.share, "manner": hold.manner}
    book.put(thing, hold.since, fields, one.source)
    if hold.until is not None:
        book.steps[thing].append(Step(hold.until, Role.END, {}, one.source))
    return True


def _by_person(book: Book) -> dict[int, list[Held]]:
    """What people hold otherwise than by tables."""
    found: dict[int, list[Held]] = {}
    for holds in book.ground.held.values():
        for hold in holds:
            found.setdefault(hold.person, []).append(hold)
    return found


def _tell_of_more(book: Book, one: Told, others: list[Held], hold: Held) -> None:
    """Nobody has more than one whole post of their own; it may be so, and is said."""
    if hold.manner != HOLDER:
        return
    most, day = _most([other for other in others if other.manner == HOLDER], hold.run)
    if most + hold.share > FULL:
        book.faults.append(one.fault("holder", "person_holds_more", Left.NOTHING, day=day))
    others.append(hold)


def _is_said(one: Told, hold: Held, other: Held) -> bool:
    """Whether a row says a hold that there is; what it leaves out may be as it is there."""
    days = zip(("since", "last_day"), hold.run, other.run, strict=True)
    return (
        (hold.person, hold.manner) == (other.person, other.manner)
        and ("share" not in one or hold.share == other.share)
        and ("since" in one or other.is_on(one.day))
        and all(ours == theirs for column, ours, theirs in days if column in one)
    )


def _most(holds: Sequence[Held], span: Span) -> tuple[int, Day]:
    """The most that is held on any day of a span, and the first such; a lien is no part of it."""
    since, until = span
    begun = {one.since for one in holds if one.since > since}
    days = {since} | {day for day in begun if until is None or day < until}
    counting = [one for one in holds if one.manner != LIEN]
    sums = ((sum(one.share for one in counting if one.is_on(day)), day) for day in days)
    return max(sums, key=lambda found: (found[0], -found[1]))
