"""Links by mail that let a person choose a password: single-purpose, dated, used once.

The secret in a link is made from its row and the installation's key when the mail leaves; the row
keeps only a hash of it. Opening a link does nothing: choosing the password does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.tasks import task
from django.utils.translation import pgettext_lazy

from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import SignInLink, User
from bureau.record.accounts.permissions import may_manage_people
from bureau.record.accounts.queries import link_by_token, secret_hash, secret_of
from bureau.record.accounts.services.changes import tell_of
from bureau.record.accounts.services.people import Secret, enrol_person, set_password
from bureau.record.accounts.services.sittings import close_sessions, close_ways_in
from bureau.record.journal.services import Act, Asked, service

NO_USER = 0
LASTS = {"reset": timedelta(hours=1), "invitation": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One line of a list of people to enrol; what is logged of the call does not show it."""

    login: str = field(repr=False)
    name: str = field(repr=False)
    email: str = field(repr=False)
    language: str = "en"
    transliteration: str = field(default="", repr=False)


@service(
    "accounts.ask_for_link",
    pgettext_lazy("act in the journal", "Ask for a link to choose a password"),
)
def ask_for_link(act: Act, *, user: int) -> int:
    """Somebody forgot a password: write to the person; by whoever names the login."""
    person = User.objects.get(pk=user, is_active=True).person_id
    return _make(act, person, "reset")


@task
def send_link(user: int, key: str) -> None:
    """Do what was asked by somebody who forgot a password; nothing where `user` is `NO_USER` or
    closed meanwhile. `key` is of the form sent: run twice, one link is made."""
    if User.objects.filter(pk=user, is_active=True).exists():
        ask_for_link(Asked(NOBODY, key), user=user)


@service(
    "accounts.invite", pgettext_lazy("act in the journal", "Invite a person to choose a password")
)
def invite(act: Act, *, person: int) -> int:
    """Write to a person who is enrolled, so that they choose a password; by an administrator."""
    if not may_manage_people(act.actor):
        raise Refused(Reason("administrator_only"))
    if not User.objects.filter(person=person, is_active=True).exists():
        raise Refused(Reason("has_no_login"))
    return _make(act, person, "invitation")


@service("accounts.enrol_people", pgettext_lazy("act in the journal", "Enrol a list of people"))
def enrol_people(act: Act, *, people: Sequence[Newcomer]) -> list[int]:
    """Enrol all of a list and invite each; in one act, all or none."""
    if not may_manage_people(act.actor):
        raise Refused(Reason("administrator_only"))
    found = []
    for one in people:
        person = enrol_person(
            act,
            name=one.name,
            transliteration=one.transliteration,
            email=one.email,
            language=one.language,
            login=one.login,
        )
        _write(act, person, "invitation")
        found.append(person)
    act.details.update(people=len(found))
    return found


@service(
    "accounts.choose_password", pgettext_lazy("act in the journal", "Choose a password by a link")
)
def choose_password(act: Act, *, link: int, password: Secret) -> None:
    """Use a link: the password is set; every session, token, webhook and calendar address ends, and
    the link is worth nothing more."""
    (row,) = act.lock(SignInLink, link)
    if act.actor.person != row.person_id or not row.is_open(act.at):
        raise Refused(Reason("link_is_over"))
    user = User.objects.get(person=row.person, is_active=True)
    set_password(user, password)
    user.save(update_fields=["password"])
    close_sessions(act, row.person_id)
    close_ways_in(act, row.person_id)
    tell_of(act, row.person_id, "password_chosen")
    act.touch("sign_in_link", row.pk)


def holder_of(token: str) -> tuple[int, Actor]:
    """The link that a token opens and who may use it; refused where it is over or was never one."""
    row = link_by_token(token)
    if row is None:
        raise Refused(Reason("link_is_over"))
    return row.pk, Actor(person=row.person_id)


def _make(act: Act, person: int, purpose: str) -> int:
    """A new link; those before it for the same purpose are worth nothing more."""
    earlier = SignInLink.objects.filter(person=person, purpose=purpose, used_at=None)
    earlier.update(used_at=act.at)
    return _write(act, person, purpose)


def _write(act: Act, person: int, purpose: str) -> int:
    act.name_anew(person)
    row = SignInLink.objects.create(
        person_id=person, purpose=purpose, made_at=act.at, valid_until=act.at + LASTS[purpose]
    )
    SignInLink.objects.filter(pk=row.pk).update(hash=secret_hash(secret_of(row)))
    act.touch("person", person)
    act.touch("sign_in_link", row.pk)
    return row.pk
