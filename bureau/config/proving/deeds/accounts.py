"""Deeds of accounts: how people sign in, and grants by two administrators."""

from collections.abc import Iterator
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant, NameProposal, SignInLink, Sitting, User
from bureau.record.accounts.services import closing, factors, links, sittings
from bureau.record.journal.queries import head


def deeds() -> Iterator[Deed]:
    author = actor_with_login(acts.AUTHOR)
    yield lambda: accounts.choose_language(author, language="fr")
    yield from signing_in()
    yield from by_two_administrators()


def signing_in() -> Iterator[Deed]:
    """Each change to how somebody signs in, the library's steps among them."""
    administrator, day = actor_with_login("administrator"), timezone.now()
    one = links.Newcomer("newcomer", "A Newcomer", "newcomer@example.org")
    yield lambda: links.enrol_people(administrator, people=(one,))
    user = User.objects.get(login="newcomer")
    own = Actor(person=user.person_id)
    yield lambda: links.invite(administrator, person=user.person_id)
    yield lambda: links.ask_for_link(NOBODY, user=user.pk)
    link = SignInLink.objects.order_by("-pk")
    old, new = accounts.Secret("a long sentence"), accounts.Secret("a longer sentence")
    yield lambda: links.choose_password(own, link=link[0].pk, password=old)
    yield lambda: factors.change_password(own, old=old, new=new)
    yield lambda: factors.join_identity(
        own,
        user=user.pk,
        provider="sso",
        subject="1",
        issuer="https://sso.example.org",
        since=head().sequence,
    )
    yield lambda: factors.untie_identity(administrator, person=user.person_id)
    yield from factors_come_and_go(own, user)
    Sitting.objects.create(user=user, session_key="proved", begun_at=day)
    yield lambda: sittings.end_session(own, sitting=Sitting.objects.get(user=user).pk)
    yield lambda: sittings.end_sessions(administrator, person=user.person_id)
    yield lambda: restore_beside_another(user.person_id)


def restore_beside_another(person: int) -> None:
    """The shell makes nobody administrator where somebody is."""
    try:
        until = acts.the_day() + timedelta(days=9)
        accounts.restore_administrator(NOBODY, person=person, valid_until=until)
    except Refused:
        return
    raise AssertionError("it was not refused")


def factors_come_and_go(own: Actor, user: User) -> Iterator[Deed]:
    def make(kind: str) -> HttpResponse:
        Authenticator.objects.filter(user=user, type=kind).delete()
        Authenticator.objects.create(user=user, type=kind, data={})
        return HttpResponse()

    def take() -> HttpResponse:
        Authenticator.objects.filter(user=user).delete()
        return HttpResponse()

    yield lambda: factors.add_factor(own, change=factors.Change(lambda: make("totp")))
    again = factors.Change(lambda: make("recovery_codes"))
    yield lambda: factors.renew_recovery_codes(own, change=again)
    yield lambda: factors.use_recovery_code(own, codes=Authenticator.objects.latest("pk").pk)
    yield lambda: factors.remove_factor(own, change=factors.Change(take))
    yield lambda: factors.remove_factors_of(
        actor_with_login("administrator"), person=user.person_id
    )
    administrator = actor_with_login("administrator")
    yield lambda: closing.close_account(administrator, person=user.person_id)
    yield lambda: closing.open_account(administrator, person=user.person_id)
    yield lambda: accounts.people.correct_name(administrator, person=user.person_id, name="Proved")
    proposal = NameProposal.objects.latest("pk").pk
    second = actor_with_login("administrator-2")
    yield lambda: accounts.people.settle_name(second, proposal=proposal, is_confirmed=True)


def by_two_administrators() -> Iterator[Deed]:
    """A person enrolled; a grant and its end proposed by one and settled by another."""
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    day = acts.the_day()
    person = accounts.enrol_person(first, name="Nia", login="nia")
    grant = accounts.propose_grant(
        first, person=person, grant="auditor", valid_from=day, valid_until=day + timedelta(days=9)
    )
    yield lambda: accounts.settle_grant(second, proposal=grant, is_confirmed=True)
    yield lambda: accounts.propose_end_of_grant(
        first, grant=DirectGrant.objects.order_by("-pk")[0].pk, on=day + timedelta(days=3)
    )
