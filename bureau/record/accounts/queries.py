"""People by number, and what each holds directly."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from bureau.core.actors import Actor, Grant
from bureau.core.lookalikes import fault, skeleton
from bureau.record.accounts.models import (
    DirectGrant,
    NameProposal,
    Person,
    SignInChange,
    SignInLink,
    Sitting,
    User,
)
from bureau.record.accounts.permissions import must_have_second_factor
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.queries import is_demonstration
from bureau.web.kinds import functions, kind

NAME_SOUGHT_MOST = 1000
"""Characters of a name that is looked for: SQLite refuses long patterns."""


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """People by the number asked for; a merged row answers with the person it was merged into."""
    rows = Person.objects.select_related("merged_into").filter(pk__in=set(ids))
    return {row.pk: row.merged_into or row for row in rows}


def people_called(ids: Iterable[int]) -> dict[int, str]:
    """The names of people by the number asked for, likewise."""
    return {number: name for number, (name, _latin) in people_written(ids).items()}


def people_written(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Their names, likewise, each as its bearer writes it and in Latin letters, where known."""
    fields = ("name", "transliteration")
    rows = Person.objects.filter(pk__in=set(ids)).values_list(
        "pk", *fields, *(f"merged_into__{field}" for field in fields)
    )
    return {
        number: (name, latin) if merged is None else (merged, merged_latin)
        for number, name, latin, merged, merged_latin in rows
    }


def told_in_latin_too(name: str, latin: str) -> str:
    """A name as its bearer writes it, for whoever may not read that script."""
    return f"{name} ({latin})" if latin else name


def told(person: Person | None) -> str:
    """The name of a person for a page, likewise; nothing where there is none."""
    return told_in_latin_too(person.name, person.transliteration) if person else ""


def people_told(ids: Iterable[int]) -> dict[int, str]:
    """Their names, likewise, for a page: as they are written, and in Latin letters."""
    return {number: told_in_latin_too(*written) for number, written in people_written(ids).items()}


def former_name_of(person: int) -> str:
    """The name of the content of an entry that keeps what somebody was called before it."""
    return f"former_{person}"


def former_names(person: int) -> list[tuple[datetime, str]]:
    """What somebody was called before, and until when, newest first."""
    rows = Content.objects.filter(field=former_name_of(person), value__isnull=False)
    listed = rows.order_by("-entry").values_list("entry__at", "value")
    return [(at, name or "") for at, name in listed]


def is_on_record(person: int) -> bool:
    """Whether the record names somebody: who ever acted, had a direct grant, or was on a post or
    engaged, as the wiring table answers."""
    return (
        Entry.objects.filter(person=person).exists()
        or DirectGrant.objects.filter(person=person).exists()
        or any(each([person]).get(person) for each in functions(kind("person"), "within"))
    )


def proposed_name_of(person: int) -> NameProposal | None:
    """Another name that waits for a second administrator."""
    return NameProposal.objects.select_related("proposed_by").filter(person=person).first()


def people_named(text: str) -> list[int]:
    """The numbers of those whose name, as written or transliterated, has the text in it."""
    text = text[:NAME_SOUGHT_MOST]
    found = Person.objects.filter(Q(name__icontains=text) | Q(transliteration__icontains=text))
    return list(found.values_list("pk", flat=True))


def person_of_user(user_id: int) -> Person:
    return User.objects.select_related("person").get(pk=user_id).person


def user_of_person(person: int) -> User | None:
    return User.objects.filter(person=person, is_active=True).first()


def person_let_in(person: int, session: str = "") -> Person | None:
    """The person of that number; None where there is none, the account is closed, or the session of
    that key was ended."""
    closed = User.objects.filter(person=OuterRef("pk"), is_active=False)
    rows = Person.objects.filter(~Exists(closed), pk=person)
    if session:
        rows = rows.filter(Exists(Session.objects.filter(session_key=session)))
    return rows.first()


def is_closed(person: int) -> bool:
    """Whether the person had a way to sign in that was closed."""
    return User.objects.filter(person=person, is_active=False).exists()


def closed_among(people: Iterable[int]) -> set[int]:
    rows = User.objects.filter(person__in=set(people), is_active=False)
    return set(rows.values_list("person", flat=True))


def people_who_sign_in() -> list[tuple[str, Person]]:
    """Logins with their people, in the order in which they were made."""
    users = User.objects.select_related("person").filter(is_active=True).order_by("pk")
    return [(user.login, user.person) for user in users]


def grants_of(people: Iterable[int], on: date) -> dict[int, frozenset[Grant]]:
    """The direct grants of each of these people that hold on the day."""
    found: dict[int, frozenset[Grant]] = dict.fromkeys(people, frozenset())
    held = DirectGrant.objects.filter(person__in=found, valid_from__lte=on, valid_until__gt=on)
    for person, grant in held.values_list("person", "grant"):
        found[person] |= {Grant(grant)}
    return found


def has_grant_to_come(person: int, after: date) -> bool:
    """Whether a direct grant of the person ends behind a day, begun or not."""
    return DirectGrant.objects.filter(person=person, valid_until__gt=after).exists()


def administrators_on(day: date) -> int:
    """How many people are administrators on the day, as `holders_on` counts them."""
    return len(holders_on(day, Grant.ADMINISTRATOR))


def holders_on(day: date, *grants: Grant) -> set[int]:
    """The numbers of the people who have one of these grants on the day, in some zone: who begins
    on the next one is among them, for that day it is already somewhere; so is whoever ends on it as
    was given, for the day before it still is somewhere. Whose account is closed is left out."""
    still = Q(valid_until__gt=day) | Q(valid_until=day, ended_at__isnull=True)
    held = _open_grants(*grants).filter(still, valid_from__lte=day + timedelta(days=1))
    return set(held.values_list("person", flat=True))


def _open_grants(*grants: Grant) -> QuerySet[DirectGrant]:
    closed = User.objects.filter(person=OuterRef("person"), is_active=False)
    return DirectGrant.objects.filter(~Exists(closed), grant__in=grants)


def person_by_login(login: str) -> Person | None:
    user = User.objects.called(login)
    return user.person if user else None


def logins_of(people: Iterable[int]) -> dict[int, str]:
    """How these people sign in; who cannot is left out."""
    rows = User.objects.filter(person__in=set(people), is_active=True)
    return dict(rows.values_list("person", "login"))


def has_administrator(on: date) -> bool:
    held = _open_grants(Grant.ADMINISTRATOR)
    return held.filter(valid_from__lte=on, valid_until__gt=on).exists()


def direct_grants_on(
    day: date, *, person: int | None = None, grant: str = "", at: datetime | None = None
) -> list[tuple[int, int, str]]:
    """Row, person and grant of each direct grant that holds on a day, oldest first; with `at`, of
    those ended in the course of the day what still held at that instant."""
    still = Q(valid_until__gt=day)
    if at is not None:
        still |= Q(valid_until=day, ended_at__gte=at)
    held = DirectGrant.objects.filter(still, valid_from__lte=day)
    if person is not None:
        held = held.filter(person=person)
    if grant:
        held = held.filter(grant=grant)
    return list(held.order_by("pk").values_list("pk", "person_id", "grant"))


def grant_was_ended_on(day: date) -> bool:
    return DirectGrant.objects.filter(valid_until=day, ended_at__isnull=False).exists()


@dataclass(frozen=True, slots=True)
class Seating:
    """One open session of a person: on which browser, since when, whether it is this one."""

    number: int
    agent: str
    since: datetime
    is_this: bool


def sessions_of(person: int, this: str = "") -> list[Seating]:
    """The open sessions of a person, newest first; `this` is the key of the reader's own."""
    rows = list(Sitting.objects.filter(user__person=person).order_by("-begun_at", "-pk"))
    keys = [row.session_key for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    still = set(alive.values_list("session_key", flat=True))
    return [
        Seating(row.pk, row.agent, row.begun_at, row.session_key == this)
        for row in rows
        if row.session_key in still
    ]


def user_signed_out(session_key: str) -> int | None:
    """Whose session it was, where it ended by itself: by time, not by anybody's hand."""
    over = Session.objects.filter(session_key=session_key, expire_date__lte=timezone.now())
    if not over.exists():
        return None
    sitting = Sitting.objects.filter(session_key=session_key).first()
    return sitting.user_id if sitting else None


def rows_of_sessions(user_id: int) -> list[str]:
    """The rows of the sessions of a user that go on, and of those that ended in the last day."""
    return list(Sitting.objects.filter(user=user_id).values_list("session_key", flat=True))


SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user_id: int) -> bool:
    """Whether one-time codes or a passkey are set up; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=user_id, type__in=SECOND_FACTORS).exists())


def is_second_factor_missing(actor: Actor, user_id: int) -> bool:
    """Whether the actor must have a second factor and their login has none set up."""
    if not settings.BUREAU_SECOND_FACTOR or not must_have_second_factor(actor):
        return False
    return not has_second_factor(user_id) and not is_demonstration()


def ways_in_of(person: int) -> int:
    """How many tokens, webhooks and addresses of calendars of a person hold now."""
    return sum(import_string(count)(person) for count, _ in settings.BUREAU_WAYS_IN)


def factors_of(person: int) -> list[Authenticator]:
    """What a person set up to prove who they are, oldest first."""
    return list(Authenticator.objects.filter(user__person=person).order_by("pk"))


def has_identity(person: int) -> bool:
    """Whether an identity at a provider is tied to the person's login, closed or not."""
    return bool(SocialAccount.objects.filter(user__person=person).exists())


def user_by_login(login: str) -> User | None:
    user = User.objects.called(login)
    return user if user is not None and user.is_active else None


def secret_of(link: SignInLink) -> str:
    """The secret of a link, made anew from its row and the installation's key; kept nowhere."""
    said = f"{link.pk}:{link.person_id}:{link.purpose}:{link.nonce}"
    return salted_hmac("bureau.links", said, settings.SECRET_KEY, algorithm="sha256").hexdigest()


def secret_hash(secret: str) -> str:
    """What is kept of a secret (SHA-256, hex): it is long and random, so it needs no salt."""
    return sha256(secret.encode()).hexdigest()


def link_by_token(token: str) -> SignInLink | None:
    """The open link that a token belongs to."""
    row = SignInLink.objects.filter(hash=secret_hash(token)).first()
    return row if row and row.is_open(timezone.now()) else None


def links_open(ids: Iterable[int] | None) -> list[SignInLink]:
    """Links that may still be used: of these, or all."""
    rows = SignInLink.objects.filter(used_at=None, valid_until__gt=timezone.now())
    return list((rows if ids is None else rows.filter(pk__in=set(ids))).order_by("pk"))


LOGIN = re.compile(r"[^\W_][\w.@+-]*")


def is_fit_login(login: str) -> bool:
    """Whether people can sign in under it: letters, digits and . _ @ + -, and no sign first (what a
    spreadsheet would take for a formula)."""
    return LOGIN.fullmatch(login) is not None and not fault(login)


def password_faults(password: str, *, login: str, name: str, **more: str) -> list[str]:
    """Why a password is refused, as sentences; `more` are other fields of its owner.

    Every way of setting a password asks here.
    """
    owner = User(login=login, person=Person(name=name, **more))
    try:
        validate_password(password, owner)
    except ValidationError as refused:
        return refused.messages
    return []


def logins_taken(logins: Iterable[str]) -> set[str]:
    """Those of these logins that somebody signs in under, or under one that looks like it, in lower
    case."""
    known = set(map(skeleton, User.objects.values_list("login", flat=True)))
    return {login.casefold() for login in logins if skeleton(login) in known}


def grants_that_end(first: date, until: date) -> list[DirectGrant]:
    """Direct grants whose first day without them lies in the half-open span."""
    rows = DirectGrant.objects.filter(valid_until__gte=first, valid_until__lt=until)
    return list(rows.select_related("person").order_by("valid_until", "pk"))


def links_kept_of(people: Iterable[int]) -> dict[int, int]:
    """How many links with a secret that can still be made anew there are of each, used or not."""
    rows = SignInLink.objects.filter(person__in=set(people)).exclude(nonce="")
    return dict(rows.values_list("person").annotate(Count("pk")).order_by())


def sessions_kept_of(people: Iterable[int]) -> dict[int, int]:
    """How many sessions of each are kept, over or not."""
    rows = Sitting.objects.filter(user__person__in=set(people))
    return dict(rows.values_list("user__person").annotate(Count("pk")).order_by())


def factors_kept_of(people: Iterable[int]) -> dict[int, int]:
    """How many passkeys, seeds of codes and identities elsewhere there are of each."""
    found: Counter[int] = Counter()
    for table in (Authenticator, SocialAccount):
        found.update(
            table.objects.filter(user__person__in=set(people)).values_list(
                "user__person", flat=True
            )
        )
    return dict(found)


def links_of(person: int, ids: Iterable[int]) -> set[int]:
    """Those of these links that were made for a person, used or not."""
    rows = SignInLink.objects.filter(pk__in=set(ids), person=person)
    return set(rows.values_list("pk", flat=True))


TOLD_FOR = timedelta(days=7)


def changes_told(ids: Iterable[int] | None) -> list[SignInChange]:
    """Changes of how people sign in, of which they are still to be told: of these, or all."""
    rows = SignInChange.objects.filter(at__gt=timezone.now() - TOLD_FOR)
    return list((rows if ids is None else rows.filter(pk__in=set(ids))).order_by("pk"))


def changes_of(person: int, ids: Iterable[int]) -> set[int]:
    """Those of these changes that were of how this person signs in."""
    rows = SignInChange.objects.filter(pk__in=set(ids), person=person)
    return set(rows.values_list("pk", flat=True))


def changes_by_id(ids: Iterable[int]) -> dict[int, str]:
    """What each of these changes was."""
    return dict(SignInChange.objects.filter(pk__in=set(ids)).values_list("pk", "what"))
