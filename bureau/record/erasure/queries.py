"""Requests, holds, what is held of whom, and the register that a restore replays."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.record.accounts.models import Person, User
from bureau.record.accounts.queries import factors_kept_of, sessions_kept_of
from bureau.record.erasure.models import ErasureRequest, LegalHold
from bureau.record.journal.models import Content, Entry, Subject
from bureau.record.journal.store import contents_of_columns, instant_text
from bureau.web import kinds
from bureau.web.answers import Personal


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


def are_erased(people: Collection[int]) -> set[int]:
    rows = ErasureRequest.objects.filter(person__in=people, is_confirmed=True)
    return set(rows.values_list("person", flat=True))


def personal_of_people(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: a person's own row, the way to sign in, what entries commit to."""
    logins = set(User.objects.filter(person__in=people).values_list("person", flat=True))
    factors, sessions = factors_kept_of(people), sessions_kept_of(people)
    counts = Counter(person for person, _content in contents_about(people))
    found = {}
    for person in Person.objects.filter(pk__in=people).values_list("pk", flat=True):
        listed = [Personal(_("name, mail address and language"), 1)]
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
    """All that was carried out, oldest first, as it is kept outside the database."""
    rows = ErasureRequest.objects.filter(is_confirmed=True).order_by("settled_at", "pk")
    listed = [(row.person_id, row.settled_at) for row in rows]
    made = _made(person for person, _at in listed)
    return [
        Erased(person, *made[person], instant_text(at))
        for person, at in listed
        if person in made and at is not None
    ]


def still_there(register: Iterable[Erased]) -> list[int]:
    """Of those on a register, the people who stand in this database unerased."""
    wanted = {one.person: (one.made, one.hash) for one in register}
    found = {person for person, made in _made(wanted).items() if made == wanted[person]}
    return sorted(found - are_erased(found))


def _made(people: Iterable[int]) -> dict[int, tuple[int, str]]:
    """The first entry about each of these people, with its hash."""
    listed = list(people)
    rows = Subject.objects.filter(kind="person", number__in=listed).values_list("number")
    first = dict(rows.annotate(Min("entry")).order_by())
    hashes = dict(Entry.objects.filter(pk__in=first.values()).values_list("pk", "hash"))
    return {person: (entry, hashes[entry]) for person, entry in first.items()}


def organisations_of(person: int) -> frozenset[int]:
    """The organisations that a person was ever in, as the wiring table answers."""
    answers = (each([person]) for each in kinds.functions(kinds.kind("person"), "within"))
    return frozenset(one for answer in answers for one in answer.get(person, ()))
