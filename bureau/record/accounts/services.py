"""Making people and the ways they sign in, and granting the few direct powers."""

from datetime import date

from bureau.core.actors import Grant
from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import DirectGrant, Person, User
from bureau.record.accounts.permissions import may_grant, may_manage_people
from bureau.record.accounts.queries import has_administrator
from bureau.record.journal.services import Act, service


@service
def create_person(
    act: Act, *, name: str, transliteration: str = "", email: str = "", language: str = "en"
) -> int:
    """Make a person and return the number; by an administrator, or before there is one."""
    _allow(act, may_manage_people(act.actor))
    person = Person.objects.create(
        name=name, transliteration=transliteration, email=email, language=language
    )
    act.touch("person", person.pk)
    act.commit_to(f"name_{person.pk}", name, keep=False)
    return person.pk


@service
def create_user(act: Act, *, person: int, login: str, password: str | None) -> int:
    """Give a person a way to sign in; without a password nobody can sign in by one."""
    _allow(act, may_manage_people(act.actor))
    user = User(person_id=person, login=login)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    act.touch("person", person)
    return user.pk


@service
def grant_directly(
    act: Act,
    *,
    person: int,
    grant: str,
    valid_from: date,
    valid_until: date,
    confirmed_by: int | None = None,
) -> int:
    """Grant auditor or administrator until an end day; by two administrators but for the first."""
    _allow(act, may_grant(act.actor), on=valid_from)
    row = DirectGrant.objects.create(
        person_id=person,
        grant=Grant(grant),
        valid_from=valid_from,
        valid_until=valid_until,
        given_by_id=act.actor.person,
        confirmed_by_id=confirmed_by,
    )
    act.touch("person", person)
    act.details.update(grant=grant, valid_until=valid_until.isoformat())
    return row.pk


@service
def choose_language(act: Act, *, language: str) -> None:
    """Remember the language that a person reads Bureau in."""
    person = act.actor.person or 0
    Person.objects.filter(pk=person).update(language=language)
    act.touch("person", person)
    act.details.update(language=language)


def _allow(act: Act, allowed: bool, on: date | None = None) -> None:
    if not allowed and has_administrator(on or act.at.date()):
        raise Refused(Reason("administrator_only"))
