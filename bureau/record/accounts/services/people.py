"""Making people and the ways they sign in, and granting the few direct powers."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import pgettext_lazy

from bureau.core.actors import NOBODY, Grant
from bureau.core.lookalikes import is_seen
from bureau.core.proposals import has_lapsed
from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.models import (
    DirectGrant,
    GrantProposal,
    NameProposal,
    Person,
    User,
)
from bureau.record.accounts.permissions import may_grant, may_manage_people, may_settle
from bureau.record.accounts.queries import (
    administrators_on,
    former_name_of,
    has_administrator,
    is_fit_login,
    is_on_record,
    password_faults,
    told,
)
from bureau.record.journal.services import Act, service


@service("accounts.create_person", pgettext_lazy("act in the journal", "Enrol a person"))
def create_person(
    act: Act, *, name: str, transliteration: str = "", email: str = "", language: str = "en"
) -> int:
    """Make a person and return the number; by an administrator, or before there is one."""
    _allow(act, may_manage_people(act.actor))
    _refuse_unseen(name, transliteration or name)
    person = Person.objects.create(
        name=name, transliteration=transliteration, email=email, language=language
    )
    act.touch("person", person.pk)
    act.commit_to_values(person, is_new=True)
    return person.pk


@service(
    "accounts.correct_name", pgettext_lazy("act in the journal", "Correct the name of a person")
)
def correct_name(act: Act, *, person: int, name: str, transliteration: str = "") -> int | None:
    """Write a person's name as it is, where it was typed wrongly or is another now.

    Acts name whoever the record names: they are called so once another administrator confirms.
    Returns the number of the proposal, None where it is written. Refused under a legal hold.
    """
    if not may_manage_people(act.actor):
        raise Refused(Reason("administrator_only"))
    _refuse_unseen(name, transliteration or name)
    act.name_anew(person)
    row = Person.objects.filter(pk=person, merged_into__isnull=True).first()
    if row is None:
        act.touch("person", person)
        return None
    (row,) = act.lock(Person, person)
    _refuse_held(act, person)
    NameProposal.objects.filter(person=person).delete()
    if not is_on_record(person):
        _rename(act, row, name, transliteration)
        return None
    proposal = NameProposal.objects.create(
        person=row,
        name=name,
        transliteration=transliteration,
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.touch("person", person)
    act.commit_to_values(proposal)
    act.details.update(proposal=proposal.pk)
    return proposal.pk


@service(
    "accounts.settle_name", pgettext_lazy("act in the journal", "Settle another name of a person")
)
def settle_name(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm another name of a person, or turn it down; by another administrator than who
    proposed it and than whom it names. Either way the proposal is gone.

    Raises Refused under a legal hold, and where nobody settled the proposal in thirty days.
    """
    if not may_manage_people(act.actor):
        raise Refused(Reason("administrator_only"))
    if not NameProposal.objects.filter(pk=proposal).exists():
        raise Refused(Reason("already_settled"))
    (said,) = act.lock(NameProposal, proposal)
    (row,) = act.lock(Person, said.person_id)
    if is_confirmed:
        asked = (act.actor, said.proposed_by_id, administrators_on(act.at.date()))
        if not may_settle(*asked, is_for_them=row.pk == act.actor.person):
            raise Refused(Reason("two_persons_needed"))
        if has_lapsed(said.proposed_at, act.at):
            raise Refused(Reason("is_over"))
        _refuse_held(act, row.pk)
        act.name_anew(row.pk)
        _rename(act, row, said.name, said.transliteration)
    said.delete()
    act.touch("person", row.pk)
    act.details.update(proposal=proposal, is_confirmed=is_confirmed)


def _rename(act: Act, row: Person, name: str, transliteration: str) -> None:
    """What they were called until now stays with the entry, until they are erased."""
    act.commit_to(former_name_of(row.pk), told(row))
    Person.objects.filter(pk=row.pk).update(name=name, transliteration=transliteration)
    row.refresh_from_db()
    act.touch("person", row.pk)
    act.commit_to_values(row)


def _refuse_unseen(*names: str) -> None:
    if not all(map(is_seen, names)):
        raise Refused(Reason("name_unseen"))


def _refuse_held(act: Act, person: int) -> None:
    if why := import_string(settings.BUREAU_HELD)(act.actor, [person]):
        raise Refused(why)


@dataclass(frozen=True, slots=True)
class Secret:
    """A password on its way in: what is logged or hashed of a call does not show it."""

    words: str = field(repr=False)


@service("accounts.create_user", pgettext_lazy("act in the journal", "Give a login"))
def create_user(act: Act, *, person: int, login: str, password: Secret | None) -> int:
    """Give a person a way to sign in; without a password nobody can sign in by one."""
    _allow(act, may_manage_people(act.actor))
    act.name_anew(person)
    if not is_fit_login(login):
        raise Refused(Reason("login_unfit", {"login": login}))
    if act.is_taken(login, User.objects.all(), "login"):
        raise Refused(Reason("login_is_taken", {"login": login}))
    user = User(person_id=person, login=login)
    set_password(user, password) if password else user.set_unusable_password()
    user.save()
    act.touch("person", person)
    act.commit_to_values(user, is_new=True)
    return user.pk


def set_password(user: User, password: Secret) -> None:
    """Put a new password on a row that is then saved; refused where it is easy to guess."""
    names = {each: getattr(user.person, each) for each in ("name", "transliteration", "email")}
    if password_faults(password.words, login=user.login, **names):
        raise Refused(Reason("password_unfit"))
    user.set_password(password.words)


@service(
    "accounts.enrol_person", pgettext_lazy("act in the journal", "Enrol a person with a login")
)
def enrol_person(
    act: Act,
    *,
    name: str,
    transliteration: str = "",
    email: str = "",
    language: str = "en",
    login: str = "",
    password: Secret | None = None,
) -> int:
    """Make a person and, where a login is named, the way to sign in; in one act."""
    person = create_person(
        act, name=name, transliteration=transliteration, email=email, language=language
    )
    if login:
        create_user(act, person=person, login=login, password=password)
    return person


@service("accounts.propose_grant", pgettext_lazy("act in the journal", "Propose a direct grant"))
def propose_grant(act: Act, *, person: int, grant: str, valid_from: date, valid_until: date) -> int:
    """Propose a direct grant; it holds only once it is confirmed."""
    _allow(act, may_grant(act.actor))
    act.name_anew(person)
    if valid_until <= valid_from:
        raise Refused(Reason("ends_before_it_begins"))
    row = GrantProposal.objects.create(
        person_id=person,
        grant=Grant(grant),
        valid_from=valid_from,
        valid_until=valid_until,
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.touch("person", person)
    act.details.update(proposal=row.pk, grant=grant)
    return row.pk


@service(
    "accounts.propose_end_of_grant",
    pgettext_lazy("act in the journal", "Propose the end of a direct grant"),
)
def propose_end_of_grant(act: Act, *, grant: int, on: date) -> int:
    """Propose to take a direct grant back early; `on` is the first day without it."""
    _allow(act, may_grant(act.actor))
    (held,) = act.lock(DirectGrant, grant)
    if not held.valid_from <= on < held.valid_until:
        raise Refused(Reason("ends_before_it_begins"))
    row = GrantProposal.objects.create(
        person_id=held.person_id,
        grant=held.grant,
        valid_from=on,
        valid_until=held.valid_until,
        ends=held,
        proposed_by_id=act.actor.person or 0,
        proposed_at=act.at,
    )
    act.touch("person", held.person_id)
    act.details.update(proposal=row.pk, direct_grant=held.pk)
    return row.pk


@service("accounts.settle_grant", pgettext_lazy("act in the journal", "Settle a proposed grant"))
def settle_grant(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm a proposed grant, which then holds, or turn it down; by another administrator. What
    nobody confirmed in thirty days has lapsed."""
    (row,) = act.lock(GrantProposal, proposal)
    act.lock(Person, row.person_id)
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if is_confirmed and row.is_over(act.at):
        raise Refused(Reason("is_over"))
    is_alone = administrators_on(act.at.date()) < 2
    is_for_them = row.ends_id is None and row.person_id == act.actor.person
    asked = (act.actor, row.proposed_by_id, 1 if is_alone else 2)
    if is_confirmed and not may_settle(*asked, is_for_them=is_for_them):
        raise Refused(Reason("two_persons_needed"))
    _allow(act, may_grant(act.actor))
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    GrantProposal.objects.filter(pk=row.pk).update(**settled)
    if is_confirmed and row.ends_id:
        _end_grant(act, row)
    elif is_confirmed:
        act.name_anew(row.person_id)
        is_mine = row.proposed_by_id == act.actor.person
        DirectGrant.objects.create(
            person_id=row.person_id,
            grant=row.grant,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            given_by_id=None if is_mine else row.proposed_by_id,
            confirmed_by_id=act.actor.person,
        )
    act.touch("person", row.person_id)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)


def _end_grant(act: Act, row: GrantProposal) -> None:
    """From the day proposed, or from this instant where it is here; what is over stays so. Never
    that of the last administrator: nobody could give another."""
    day = max(row.valid_from, act.at.date())
    held = DirectGrant.objects.filter(pk=row.ends_id or 0, valid_until__gt=day)
    held.update(valid_until=day, ended_at=act.at)
    if not has_administrator(day):
        raise Refused(Reason("last_administrator"))


@service("accounts.grant_directly", pgettext_lazy("act in the journal", "Give a direct grant"))
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
    act.name_anew(person, confirmed_by)
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


@service(
    "accounts.restore_administrator",
    pgettext_lazy(
        "act in the journal", "Make an administrator from the shell, where nobody was one"
    ),
)
def restore_administrator(act: Act, *, person: int, valid_until: date) -> int:
    """Make somebody administrator where nobody is one any more: from the shell, which is nobody."""
    day = act.at.date()
    if act.actor != NOBODY or has_administrator(day):
        raise Refused(Reason("administrator_only"))
    grant = Grant.ADMINISTRATOR
    return grant_directly(act, person=person, grant=grant, valid_from=day, valid_until=valid_until)


@service("accounts.choose_language", pgettext_lazy("act in the journal", "Choose a language"))
def choose_language(act: Act, *, language: str) -> None:
    """Remember the language that a person reads Bureau in."""
    person = act.actor.person or 0
    Person.objects.filter(pk=person).update(language=language)
    act.touch("person", person)
    act.details.update(language=language)


def _allow(act: Act, allowed: bool, on: date | None = None) -> None:
    """Refuse who may not; while there is no administrator, only `init`, which is nobody, may."""
    if not allowed and (act.actor != NOBODY or has_administrator(on or act.at.date())):
        raise Refused(Reason("administrator_only"))
