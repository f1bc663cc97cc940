"""An organisation of any size in the database, quickly: what benches and tests of scale stand in.

The structure is written by the same door as every other (effects under an instrument, record by
record), so `verify structure` holds. Wordings and people are put in as rows, without their acts:
for measuring only. Seeded: the same size is the same organisation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import batched
from random import Random

from bench.visitors import PASSWORD
from bureau.core.actors import NOBODY, Actor, Grant
from bureau.core.actors import Role as PostRole
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value
from bureau.core.texts import Status, Text
from bureau.institution.instruments.services import register_instrument
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identities
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant, Person, User
from bureau.record.accounts.services import Secret
from bureau.record.journal.services.founding import found_installation

OPENED = date(2015, 1, 1)
GRADES = ("G.4", "G.5", "G.6", "P.2", "P.3", "P.4", "P.5", "D.1", "D.2")
PLACES = ("GVA", "NBO", "BKK", "ADD")
AT_ONCE = 10_000
FIELDS = ("Radio", "Finance", "Planning", "Records", "Regions", "Statistics", "Training", "Law")
KINDS = ("office", "department", "division", "section")
TITLES = ("Officer", "Analyst", "Assistant", "Adviser", "Engineer", "Editor", "Clerk", "Counsel")


@dataclass(slots=True)
class Population:
    """What was made, by number; units and posts in the order in which they were made."""

    organisation: int
    administrator: Actor
    units: list[int] = field(default_factory=list)
    posts: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def populate(
    posts: int, *, units: int = 0, years: int = 8, users: int = 1, is_founded: bool = False
) -> Population:
    """Put an organisation of `posts` posts in `units` units (a tenth, where not said) on record.

    Nine posts in ten are held. In each of `years` years one post in a hundred moves or is
    reclassified and one unit in two hundred gets another code. `users` holders can sign in, as
    "user-1" and so on, by PASSWORD.
    """
    random = Random(posts)
    made = _founded(is_founded)
    count = units or max(posts // 10, 1)
    for kind, numbers, many in (("unit", made.units, count), ("post", made.posts, posts)):
        numbers += make_identities(
            made.administrator, organisation=made.organisation, kind=kind, count=many
        )
    names, titles = _wordings(made, count)
    _people(made, posts * 9 // 10)
    _record(made, "opening_record", OPENED, _opening(made, names, titles, random))
    for year in range(1, years + 1):
        day = date(OPENED.year + year, 7, 1)
        _record(made, "decision", day, _year(made, day.toordinal(), random))
    if users:
        _users(made, users)
    return made


def _founded(is_founded: bool) -> Population:
    if not is_founded:
        found_installation(NOBODY, demonstration=False)
    person = accounts.create_person(NOBODY, name="Ada Bench")
    until = date(2100, 1, 1)
    accounts.grant_directly(
        NOBODY, person=person, grant="administrator", valid_from=OPENED, valid_until=until
    )
    actor = Actor(person=person, name="Ada Bench", grants=frozenset({Grant.ADMINISTRATOR}))
    organisation = reference.create_organisation(
        actor, code="BENCH", name=_text("Bench"), chart_is_public=True
    )
    for order, code in enumerate(GRADES, 1):
        reference.add_grade(
            actor,
            organisation=organisation,
            code=code,
            grade_class=code[0],
            order=order,
            valid_from=OPENED,
        )
    return Population(organisation, actor)


def _text(english: str, arabic: str = "") -> Text:
    said = {"en": (english, Status.ORIGINAL)}
    return Text("en", said | ({"ar": (arabic, Status.REVISED)} if arabic else {}))


def _wordings(made: Population, units: int) -> tuple[list[int], list[int]]:
    names = [
        _text(f"{FIELDS[n % 8]} and {FIELDS[n // 8 % 8]} {n}", f"قسم التخطيط والسجلات {n}")
        for n in range(1, units + 1)
    ]
    titles = [_text(f"{FIELDS[n // 8]} {TITLES[n % 8]}", f"موظف {n}") for n in range(64)]
    rows = Wording.objects.bulk_create(
        (_wording(made.organisation, said) for said in (*names, *titles)), batch_size=AT_ONCE
    )
    numbers = [row.pk for row in rows]
    return numbers[:units], numbers[units:]


def _wording(organisation: int, said: Text) -> Wording:
    original = said.said["en"][0]
    return Wording(
        organisation_id=organisation,
        original_language="en",
        original=original,
        hash=sha256(f"en\n{original}".encode()).hexdigest(),
        said=said,
    )


def _people(made: Population, count: int) -> None:
    rows = (Person(name=f"Person {n} {FIELDS[n % 8]}") for n in range(1, count + 1))
    made.people = [row.pk for row in Person.objects.bulk_create(rows, batch_size=AT_ONCE)]


def _opening(
    made: Population, names: Sequence[int], titles: Sequence[int], random: Random
) -> Iterator[tuple[Reference, Role, dict[str, Value]]]:
    establish = Role.ESTABLISH
    held = make_identities(
        made.administrator,
        organisation=made.organisation,
        kind="incumbency",
        count=len(made.people),
    )
    count = len(made.units)
    homes = [n if n < count else random.randrange(count) for n in range(len(made.posts))]
    for place, (unit, name) in enumerate(zip(made.units, names, strict=True)):
        above = max((place + 1) // random.randint(2, 7) - 1, 0)
        fields: dict[str, Value] = {
            "parent": made.units[above] if place else None,
            "head": made.posts[place] if place < len(made.posts) else None,
            "name": name,
            "code": f"U{place + 1}",
            "kind": KINDS[min(place.bit_length() // 4, 3)] if place else "organisation",
            "order": place,
        }
        yield Reference("unit", unit), establish, fields
    for place, post in enumerate(made.posts):
        fields = {"unit": made.units[homes[place]], "number": f"N{place + 1}"}
        fields |= {"title": titles[random.randrange(64)], "grade": random.choice(GRADES)}
        fields |= {"duty_station": PLACES[place % 4], "funding": "regular"}
        fields |= {"frozen": place % 97 == 96}
        yield Reference("post", post), establish, fields
    for place, (number, person) in enumerate(zip(held, made.people, strict=True)):
        fields = {"post": made.posts[place], "person": person, "manner": "holder"}
        yield Reference("incumbency", number), establish, fields


def _year(
    made: Population, day: int, random: Random
) -> Iterator[tuple[Reference, Role, dict[str, Value]]]:
    """A year's decisions: posts move or are reclassified, units get another code."""
    for post in random.sample(made.posts, max(len(made.posts) // 100, 1)):
        fields: dict[str, Value] = {"grade": random.choice(GRADES)}
        if random.random() < 0.5:
            fields = {"unit": random.choice(made.units)}
        yield Reference("post", post), Role.CHANGE, fields
    for unit in random.sample(made.units, len(made.units) // 200):
        yield Reference("unit", unit), Role.CHANGE, {"code": f"V{unit}.{day % 1000}"}


def _record(
    made: Population,
    kind: str,
    day: date,
    said: Iterator[tuple[Reference, Role, dict[str, Value]]],
) -> None:
    """Write effects of one day under one instrument, a record for every AT_ONCE of them."""
    title = _text(f"{kind.replace('_', ' ').capitalize()} of {day.year}")
    instrument = register_instrument(
        made.administrator, organisation=made.organisation, kind=kind, title=title, day=day
    )
    for part in batched(said, AT_ONCE):
        effects = [
            PendingEffect(subject, day.toordinal(), role, fields, place, place)
            for place, (subject, role, fields) in enumerate(part, 1)
        ]
        put_on_record(
            made.administrator,
            organisation=made.organisation,
            effects=effects,
            instrument=instrument,
        )


def _users(made: Population, users: int) -> None:
    """Ways to sign in for the holders of the first posts, who are organisation officers."""
    for post in made.posts[:users]:
        reference.give_role(
            made.administrator, post=post, role=PostRole.ORGANISATION_OFFICER, valid_from=OPENED
        )
    for place, person in enumerate(made.people[:users], 1):
        accounts.create_user(
            made.administrator, person=person, login=f"user-{place}", password=Secret(PASSWORD)
        )


def administrator() -> User:
    """Who can sign in as the administrator of an organisation that was made here."""
    grant = DirectGrant.objects.filter(grant=Grant.ADMINISTRATOR).select_related("person")[0]
    found = User.objects.filter(person=grant.person).first()
    if found is None:
        actor = Actor(
            person=grant.person_id,
            name=grant.person.name,
            grants=frozenset({Grant.ADMINISTRATOR}),
        )
        number = accounts.create_user(
            actor, person=grant.person_id, login="administrator", password=Secret(PASSWORD)
        )
        found = User.objects.get(pk=number)
    return found
