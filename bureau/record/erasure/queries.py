"""Requests, holds, what is held of whom, and the register that a restore replays."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, product
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.core.actors import Actor, Grant
from bureau.core.reasons import Reason
from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import factors_kept_of, holders_on, sessions_kept_of
from bureau.record.erasure.models import ErasureRequest, LegalHold
from bureau.record.erasure.permissions import may_hold, may_request_erasure
from bureau.record.journal.models import Content, Entry, Subject
from bureau.record.journal.queries.heads import verified_until
from bureau.record.journal.store import contents_of_columns, instant_text
from bureau.web import kinds
from bureau.web.answers import Personal

ASKED, SETTLED = "erasure.request_erasure", "erasure.settle_erasure"
PLACED, LIFTED = "erasure.place_hold", "erasure.lift_hold"
REPLAYED = "erasure.replay_erasures"

type Named = dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the register: who was erased, by which entry each was made, and when.

    A number alone would name somebody else once the record went another way after a restore.
    """

    person: int
    made: int
    hash: str
    at: str

    @classmethod
    def read(cls, said: dict[str, Any]) -> "Erased":
        """KeyError, TypeError or ValueError where it is no line of a register."""
        return cls(int(said["person"]), int(said["made"]), str(said["hash"]), str(said["at"]))


def held_up(people: Collection[int]) -> dict[int, LegalHold]:
    """Those of these people on whom a legal hold stands."""
    rows = LegalHold.objects.filter(person__in=people, lifted_by__isnull=True)
    return {row.person_id: row for row in rows}


def why_held(actor: Actor, people: Collection[int]) -> Reason | None:
    """Why nothing of these people is taken away, where a legal hold stands; the ground is told to
    whoever may look at holds."""
    for hold in held_up(people).values():
        return Reason("legal_hold", {"ground": hold.ground if may_hold(actor) else ""})
    return None


def requests_seen(actor: Actor) -> QuerySet[ErasureRequest]:
    """The requests about those whose erasure the actor may ask for."""
    rows = ErasureRequest.objects.select_related("person", "requested_by", "settled_by")
    if actor.is_administrator():
        return rows
    people = set(ErasureRequest.objects.values_list("person", flat=True))
    within = organisations_within(people)
    mine = [one for one in people if may_request_erasure(actor, within[one])]
    return rows.filter(person__in=mine)


def concerned_by_lifting(people: Collection[int]) -> dict[int, set[int]]:
    """Of each of these people who are held: themselves, and whoever asks that they be erased."""
    found = {person: {person} for person in people}
    asked = ErasureRequest.objects.filter(person__in=found, settled_by__isnull=True)
    for person, by in asked.values_list("person", "requested_by"):
        found[person].add(by)
    return found


def why_not_lifted(hold: LegalHold, day: date) -> str:
    """Why who asks to lift a hold does not lift it: a code. Administrators and auditors lift it
    whom it does not concern, and there may be no other than who asks."""
    may = holders_on(day, *Grant) - concerned_by_lifting([hold.person_id])[hold.person_id]
    return "two_persons_needed" if may - {hold.lift_asked_by_id} else "second_keeper_missing"


def are_erased(people: Collection[int]) -> set[int]:
    return set(erased_at(people))


def erased_at(people: Collection[int]) -> dict[int, str]:
    """When each of these people was erased last, by a request or again after a restore; who was
    not is left out."""
    rows = _confirmed().filter(person__in=people)
    again = _replayed().filter(number__in=people)
    found: dict[int, str] = {}
    for person, at in chain(
        rows.values_list("person", "settled_at"), again.values_list("number", "entry__at")
    ):
        found[person] = max(found.get(person, ""), instant_text(at) if at else "")
    return found


def has_erased_since(sequence: int) -> bool:
    """Whether anybody was erased by an entry behind this one."""
    return Entry.objects.filter(act__in=(SETTLED, REPLAYED), sequence__gt=sequence).exists()


def unerased(rows: QuerySet[Person]) -> QuerySet[Person]:
    """These people without those who were erased: lists offer nobody else to be named anew."""
    confirmed, replayed = _confirmed().values("person"), _replayed().values("number")
    return rows.exclude(pk__in=confirmed).exclude(pk__in=replayed)


def _confirmed() -> QuerySet[ErasureRequest]:
    return ErasureRequest.objects.filter(is_confirmed=True)


def _replayed() -> QuerySet[Subject]:
    return Subject.objects.filter(kind="person", entry__act=REPLAYED)


def personal_of_people(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: a person's own row, the way to sign in, what entries commit to."""
    logins = set(User.objects.filter(person__in=people).values_list("person", flat=True))
    factors, sessions = factors_kept_of(people), sessions_kept_of(people)
    counts = Counter(person for person, _content in contents_about(people))
    found = {}
    rows = Person.objects.filter(pk__in=people)
    for person, *said in rows.values_list("pk", "name", "transliteration", "email"):
        is_gone = said == [name_erased(person), "", ""]
        listed = [] if is_gone else [Personal(_("name, mail address and language"), 1)]
        if person in logins:
            listed.append(Personal(_("the way to sign in"), 1))
        if count := factors.get(person, 0):
            text = ngettext(
                "{count} passkey, code or identity", "{count} passkeys, codes or identities", count
            )
            listed.append(Personal(text.format(count=count), count))
        if count := sessions.get(person, 0):
            text = ngettext("{count} session", "{count} sessions", count)
            listed.append(Personal(text.format(count=count), count))
        if count := counts[person]:
            text = ngettext(
                "{count} content of the journal", "{count} contents of the journal", count
            )
            listed.append(Personal(text.format(count=count), count))
        found[person] = listed
    return found


def name_erased(person: int) -> str:
    """What stands in place of the name of whoever was erased."""
    return f"#{person}"


def contents_about(people: Collection[int]) -> list[tuple[int, int]]:
    """Pairs of person and content: what entries about these people commit to of them.

    Fields that end with their number; and why they were to be erased or held.
    """
    rows = Content.objects.filter(
        Q(entry__act__startswith="accounts.") | Q(entry__act__startswith="erasure."),
        entry__subjects__kind="person",
        entry__subjects__number__in=people,
    )
    listed = rows.values_list("pk", "field", "entry__subjects__number")
    found = {(person, pk) for pk, field, person in listed if _is_about(field, person)}
    of_columns = Content.objects.filter(field__in=contents_of_columns(sorted(people)))
    for pk, field in of_columns.values_list("pk", "field"):
        found.add((int(field.rpartition("_")[2]), pk))
    return sorted(found)


def _is_about(field: str, person: int) -> bool:
    name, _, number = field.partition("_")
    return name in ("reason", "ground") or number == str(person)


def register_of_erasures() -> list[Erased]:
    """All that was carried out, oldest first, as it is kept outside the database.

    The journal says it, as far as it verifies. A row that no entry stands behind counts for
    nothing: whoever can write rows could have anybody erased by the next restore.
    """
    listed = list(_settled(verified_until()))
    made = _made(person for person, _at in listed)
    return [Erased(person, *made[person], at) for person, at in listed if person in made]


def _settled(until: int) -> Iterator[tuple[int, str]]:
    """Who was erased, and when, by the entries up to one: asked for by one, confirmed by another,
    while no legal hold stood."""
    asked: dict[int, tuple[frozenset[int], int | None]] = {}
    held: dict[int, int] = {}
    for entry, named in _entries_of(ASKED, SETTLED, PLACED, LIFTED, until=until):
        people, requests = named["person"], named["erasure_request"]
        if entry.act == ASKED:
            asked |= dict.fromkeys(requests, (people, entry.person))
        elif entry.act != SETTLED:
            _keep_hold(held, entry, named)
        elif entry.details.get("is_confirmed"):
            for about, by in (asked[number] for number in requests if number in asked):
                if by != entry.person:
                    free = sorted((people & about) - set(held.values()))
                    yield from ((person, instant_text(entry.at)) for person in free)


def held_since() -> dict[int, str]:
    """Everybody on whom a legal hold stands, by its row or by the journal, and since when: a row
    that no entry stands behind has always stood."""
    held: dict[int, int] = {}
    placed: dict[int, str] = {}
    for entry, named in _entries_of(PLACED, LIFTED):
        _keep_hold(held, entry, named)
        placed |= dict.fromkeys(named["legal_hold"], instant_text(entry.at))
    standing = LegalHold.objects.filter(lifted_by__isnull=True).values_list("pk", "person")
    return {person: placed.get(hold, "") for hold, person in (held | dict(standing)).items()}


def _keep_hold(held: dict[int, int], entry: Entry, named: Named) -> None:
    for hold in named["legal_hold"]:
        if entry.act == LIFTED:
            held.pop(hold, None)
        else:
            held |= dict(product([hold], named["person"]))


def _entries_of(*acts: str, until: int | None = None) -> Iterator[tuple[Entry, Named]]:
    """The entries of these acts in order, each with the numbers that it names of each kind."""
    rows = Entry.objects.filter(act__in=acts).order_by("sequence").prefetch_related("subjects")
    if until is not None:
        rows = rows.filter(sequence__lte=until)
    kinds_of = ("person", "erasure_request", "legal_hold")
    for entry in rows.iterator(500):
        pairs = [(each.kind, each.number) for each in entry.subjects.all()]
        yield entry, {kind: frozenset(n for k, n in pairs if k == kind) for kind in kinds_of}


def held_against(register: Iterable[Erased]) -> list[int]:
    """Of those on a register, the people on whom a legal hold stands that was placed before they
    were erased."""
    since = held_since()
    return sorted({one.person for one in register if since.get(one.person, one.at) < one.at})


def still_there(register: Iterable[Erased]) -> list[int]:
    """Of those on a register, the people who stand in this database unerased."""
    listed = list(register)
    wanted = {one.person: (one.made, one.hash) for one in listed}
    found = {person for person, made in _made(wanted).items() if made == wanted[person]}
    return sorted(found & not_erased_since(listed))


def not_erased_since(register: Iterable[Erased]) -> set[int]:
    """The people on a register whose last erasure there this database does not know of."""
    last: dict[int, str] = {}
    for one in register:
        last[one.person] = max(one.at, last.get(one.person, ""))
    known = erased_at(last)
    return {person for person, at in last.items() if known.get(person, "") < at}


def _made(people: Iterable[int]) -> dict[int, tuple[int, str]]:
    """The first entry about each of these people, with its hash."""
    listed = list(people)
    rows = Subject.objects.filter(kind="person", number__in=listed).values_list("number")
    first = dict(rows.annotate(Min("entry")).order_by())
    hashes = dict(Entry.objects.filter(pk__in=first.values()).values_list("pk", "hash"))
    return {person: (entry, hashes[entry]) for person, entry in first.items()}


def organisations_of(person: int) -> frozenset[int]:
    """The organisations that a person was ever in, as the wiring table answers."""
    return organisations_within([person])[person]


def organisations_within(people: Collection[int]) -> dict[int, frozenset[int]]:
    """The same of each of these people."""
    answers = [each(people) for each in kinds.functions(kinds.kind("person"), "within")]
    return {
        person: frozenset(chain(*(answer.get(person, ()) for answer in answers)))
        for person in people
    }
