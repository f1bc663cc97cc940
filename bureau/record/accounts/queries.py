"""People by number, and what each holds directly."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from bureau.core.actors import Grant
from bureau.record.accounts.models import DirectGrant, Person, User


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """People by the number asked for; a merged row answers with the person it was merged into."""
    rows = Person.objects.select_related("merged_into").filter(pk__in=set(ids))
    return {row.pk: row.merged_into or row for row in rows}


def people_named(text: str) -> list[int]:
    """The numbers of those whose name, as written or transliterated, has the text in it."""
    found = Person.objects.filter(Q(name__icontains=text) | Q(transliteration__icontains=text))
    return list(found.values_list("pk", flat=True))


def person_of_user(user_id: int) -> Person:
    return User.objects.select_related("person").get(pk=user_id).person


def user_of_person(person: int) -> User | None:
    return User.objects.filter(person=person, is_active=True).first()


def people_who_sign_in() -> list[tuple[str, Person]]:
    """Logins with their people, in the order in which they were made."""
    users = User.objects.select_related("person").filter(is_active=True).order_by("pk")
    return [(user.login, user.person) for user in users]


def grants_of(person: int, on: date) -> frozenset[Grant]:
    """The direct grants of a person that hold on the day."""
    held = DirectGrant.objects.filter(person=person, valid_from__lte=on, valid_until__gt=on)
    return frozenset(Grant(grant) for grant in held.values_list("grant", flat=True))


def administrators_on(day: date) -> int:
    """How many people are administrators on the day."""
    held = DirectGrant.objects.filter(valid_from__lte=day, valid_until__gt=day)
    return held.filter(grant=Grant.ADMINISTRATOR).values("person").distinct().count()


def person_by_login(login: str) -> Person | None:
    user = User.objects.select_related("person").filter(login__iexact=login).first()
    return user.person if user else None


def logins_of(people: Iterable[int]) -> dict[int, str]:
    """How these people sign in; who cannot is left out."""
    rows = User.objects.filter(person__in=set(people), is_active=True)
    return dict(rows.values_list("person", "login"))


def has_administrator(on: date) -> bool:
    held = DirectGrant.objects.filter(valid_from__lte=on, valid_until__gt=on)
    return held.filter(grant=Grant.ADMINISTRATOR).exists()


def grants_that_end(first: date, until: date) -> list[DirectGrant]:
    """Direct grants whose first day without them lies in the half-open span."""
    rows = DirectGrant.objects.filter(valid_until__gte=first, valid_until__lt=until)
    return list(rows.select_related("person").order_by("valid_until", "pk"))
