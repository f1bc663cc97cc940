"""One call of each service that building the example does not make, by whoever may make it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.utils import timezone

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.core.actors import NOBODY, Actor, Role
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind as Way
from bureau.core.references import Reference
from bureau.example import figures
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.opening import Tables, UnitRow
from bureau.institution.governance.services import (
    actions,
    answers,
    corrections,
    drafts,
    opening,
    personnel,
    steps,
)
from bureau.institution.organisation.models import (
    Absence,
    Delegation,
    Organisation,
    PostRole,
    Wording,
)
from bureau.institution.organisation.models.effects import Effect
from bureau.institution.organisation.services import reference, roles, standing_in, wordings
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.services import rules
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import Person, SignInLink, Sitting, User
from bureau.record.accounts.services import factors, links, sittings
from bureau.record.journal.services import exporting
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.notices.services import settling
from bureau.web.multilingual import text

type Deed = Callable[[], object]


def deeds() -> Iterator[Deed]:
    """In an order in which each is allowed."""
    yield from edits_of_a_draft()
    yield from acts_on_a_route()
    yield from personnel_and_corrections()
    yield from keeping()
    yield from standing_in_for_others()
    yield from signing_in()
    yield from by_two_administrators()
    yield from another_organisation()


def edits_of_a_draft() -> Iterator[Deed]:
    by, day = actor_with_login(acts.AUTHOR), acts.the_day().toordinal()
    ends, asks = ActionKind.ABOLISH_UNIT, "successor_missing"
    case = drafts.start_reorganisation(
        by, organisation=Organisation.objects.get().pk, reference="DEEDS", title=text(en="Deeds")
    )
    unit, other = (one for one in acts.as_it_is().units() if one.code in ("SPD", "SED"))
    person = Person.objects.order_by("-pk")[0].pk
    yield lambda: drafts.describe_reorganisation(
        by, reorganisation=case, reference="DEEDS-2", title=text(en="More deeds"), purpose=None
    )
    yield lambda: drafts.name_reader(by, reorganisation=case, person=person)
    yield lambda: drafts.remove_reader(by, reorganisation=case, person=person)
    yield lambda: actions.add_action(by, reorganisation=case, kind=ends, day=day, subject=unit.id)
    yield lambda: answers.name_successor(by, reorganisation=case, place=1, successor=other.id)
    yield lambda: actions.change_action(by, reorganisation=case, place=1, day=day, reason="Later")
    yield lambda: actions.accept_what_stands(by, reorganisation=case, place=1)
    yield lambda: actions.reorder_actions(by, reorganisation=case, order=(1,))
    subject = Reference("unit", unit.id)
    yield lambda: answers.answer_finding(
        by, reorganisation=case, code=asks, subject=subject, reason="On purpose"
    )
    yield lambda: answers.take_back_answer(by, reorganisation=case, code=asks, subject=subject)
    yield lambda: actions.undo_edit(by, reorganisation=case)
    yield lambda: actions.remove_action(by, reorganisation=case, place=1)


def acts_on_a_route() -> Iterator[Deed]:
    """A case for each way in which one may end; and the decision that the example waits for."""
    author, by, day = actor_with_login(acts.AUTHOR), actor_with_login(acts.APPROVER), acts.the_day()

    def case_at(code: str) -> tuple[int, str]:
        case = acts.propose("", code=code)
        return case, acts.steps_here(case)[Way.DETERMINE]

    case, step = case_at("D-DEFER")
    until = day + timedelta(days=30)
    yield lambda: steps.defer(by, reorganisation=case, step=step, day=day, until=until)
    yield lambda: steps.refer_back(by, reorganisation=case, step=step, day=day)
    yield lambda: steps.withdraw_reorganisation(author, reorganisation=case, day=day)
    case, step = case_at("D-REJECT")
    acts.determine("", case=case, step=step)
    acts.recommend("", case=case, step=acts.steps_here(case)[Way.RECOMMEND])
    step = acts.steps_here(case)[Way.APPROVE]
    yield lambda: steps.reject(by, reorganisation=case, step=step, day=day)
    waiting = Reorganisation.objects.get(reference=figures.REFERENCE)
    yield lambda: steps.decide(
        actor_with_login(acts.COUNCIL),
        reorganisation=waiting.pk,
        step=acts.steps_here(waiting.pk)[Way.DECIDE],
        day=day,
        document="C24",
    )


def personnel_and_corrections() -> Iterator[Deed]:
    now = acts.as_it_is()
    post = next(one for one in now.posts() if now.is_vacant(one.id))
    person = Person.objects.order_by("-pk")[0].pk
    by, day = actor_with_login("human-resources"), acts.the_day()
    yield lambda: personnel.appoint(by, post=post.id, person=person, day=day)
    effect = Effect.objects.order_by("-pk")[0]
    yield lambda: corrections.propose_rescission(
        actor_with_login(acts.AUTHOR), effect=effect.pk, document=text(en="File"), reason="Never"
    )


def keeping() -> Iterator[Deed]:
    """What keeps the house: language, delegates, translations, rules, mail, the record itself."""
    administrator, author = actor_with_login("administrator"), actor_with_login(acts.AUTHOR)
    day, organisation = acts.the_day(), Organisation.objects.get()
    yield lambda: accounts.choose_language(author, language="fr")
    yield lambda: standing_in.delegate_post(
        author,
        post=author.post or 0,
        person=Person.objects.order_by("-pk")[0].pk,
        capacity="delegate",
        valid_from=day,
        valid_until=day + timedelta(days=9),
    )
    yield lambda: reference.open_chart_at(
        administrator, organisation=organisation.pk, unit=organisation.opens_at or 0
    )
    wording = Wording.objects.order_by("pk")[0]
    yield lambda: wordings.translate_wording(
        author, wording=wording.pk, language="ru", words="Слова"
    )
    yield lambda: rules.end_rule(
        administrator, rule=Rule.objects.order_by("-pk")[0].pk, valid_until=day
    )
    yield lambda: exporting.open_contents(actor_with_login("auditor"), reason="To be proved")
    yield lambda: settling.send_mail_again(administrator, mail=uncertain_mail("one"))
    yield lambda: settling.leave_mail(administrator, mail=uncertain_mail("two"))


def standing_in_for_others() -> Iterator[Deed]:
    """A delegation taken back, and an absence said and ended."""
    author, day = actor_with_login(acts.AUTHOR), acts.the_day()
    given = Delegation.objects.filter(giver=author.person).order_by("-pk")
    yield lambda: standing_in.take_back_delegation(author, delegation=given[0].pk)
    yield lambda: standing_in.record_absence(
        author, post=author.post or 0, person=author.person or 0, stand_in=None, valid_from=day
    )
    away = Absence.objects.filter(person=author.person).order_by("-pk")
    yield lambda: standing_in.end_absence(author, absence=away[0].pk)


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
    yield lambda: links.choose_password(own, link=link[0].pk, password=accounts.Secret("one of it"))
    old, new = accounts.Secret("one of it"), accounts.Secret("another")
    yield lambda: factors.change_password(own, old=old, new=new)
    yield lambda: factors.join_identity(own, user=user.pk, provider="sso", subject="1")
    yield from factors_come_and_go(own, user)
    Sitting.objects.create(user=user, session_key="proved", begun_at=day)
    yield lambda: sittings.end_session(own, sitting=Sitting.objects.get(user=user).pk)
    yield lambda: sittings.end_sessions(administrator, person=user.person_id)


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
    yield lambda: factors.remove_factor(own, change=factors.Change(take))
    yield lambda: factors.remove_factors_of(
        actor_with_login("administrator"), person=user.person_id
    )


def by_two_administrators() -> Iterator[Deed]:
    """People enrolled, roles and grants proposed by one and settled by another."""
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    post, day = actor_with_login(acts.AUTHOR).post or 0, acts.the_day()
    until = day + timedelta(days=9)
    person = accounts.enrol_person(first, name="Nia", login="nia")
    grant = accounts.propose_grant(
        first, person=person, grant="auditor", valid_from=day, valid_until=until
    )
    role = roles.propose_role(first, post=post, role=Role.READER, valid_from=day)
    yield lambda: accounts.settle_grant(second, proposal=grant, is_confirmed=True)
    yield lambda: roles.settle_role(second, proposal=role, is_confirmed=True)
    held = PostRole.objects.order_by("-pk")[0].pk
    yield lambda: roles.propose_end_of_role(first, post_role=held, on=until)


def another_organisation() -> Iterator[Deed]:
    """A second one, opened by tables; the last of all, for acts ask for the only one."""
    first, day = actor_with_login("administrator"), acts.the_day()
    name = text(en="Another organisation")
    made = reference.create_organisation(first, code="ANO", name=name, currency="CHF")
    yield lambda: reference.keep_organisation(
        first,
        organisation=made,
        name=name,
        zone="UTC",
        currency="CHF",
        number_pattern="",
        chart_is_public=False,
    )
    tables = Tables((UnitRow(1, "ANO", "Another", "organisation"),))
    yield lambda: opening.record_opening_tables(
        first, organisation=made, tables=tables, language="en", day=day, title="Opening record"
    )


def uncertain_mail(key: str) -> int:
    """A mail whose sender was killed between claim and mark."""
    person, now = Person.objects.order_by("pk")[0], timezone.now()
    notice = Notice.objects.create(
        kind="person", number=person.pk, person=person, key=key, code="proved", since=now
    )
    mail = OutboxMail.objects.create(
        person=person,
        notice=notice,
        key=key,
        state=MailState.UNCERTAIN,
        queued_at=now,
        not_before=now,
        claimed_at=now,
    )
    return mail.pk
