"""One call of each service that building the example does not make, by whoever may make it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from bureau.config.proving import (
    acts,
    amending,
    budgets,
    capped,
    commenting,
    deciding,
    drafting,
    files,
    proposing,
    repairing,
    tables,
    telling,
    ways,
)
from bureau.config.proving.meeting import meeting
from bureau.config.proving.own_ways import own_ways
from bureau.config.proving.registering import registering
from bureau.config.shell import actor_with_login
from bureau.core.actors import CLOCK, Actor, Role
from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind as Way
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.example import figures
from bureau.institution.governance.models import Correction, Reorganisation
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
from bureau.institution.governance.services.templates import establish_from_template
from bureau.institution.instruments import services as instruments
from bureau.institution.instruments.models import Body, BodyNameProposal, Instrument
from bureau.institution.organisation.models import (
    Engagement,
    Grade,
    Office,
    Organisation,
    Place,
    PostRole,
    ReservedNumber,
    SavedView,
    StandardCost,
    Wording,
)
from bureau.institution.organisation.models.effects import Effect
from bureau.institution.organisation.queries.templates import (
    UnitOfTemplate,
    posts_in_template,
    posts_of_template,
)
from bureau.institution.organisation.services import keeping as kept
from bureau.institution.organisation.services import (
    numbers,
    reference,
    roles,
    saved,
    standing_in,
    templates,
    wordings,
)
from bureau.institution.organisation.services.adopted import adopt_staffing_table
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.services import rules
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import DirectGrant, Person
from bureau.record.erasure.queries import Erased
from bureau.record.erasure.services import requests as erasures
from bureau.record.journal.models import Content
from bureau.record.journal.services import exporting
from bureau.record.notices.models import MailState, Notice, OutboxMail
from bureau.record.notices.services import settling
from bureau.web.multilingual import text

type Deed = Callable[[], object]


def deeds() -> Iterator[Deed]:
    """In an order in which each is allowed."""
    yield from edits_of_a_draft()
    yield from acts_on_a_route()
    yield from tables.deeds()
    yield from personnel_and_corrections()
    yield from keeping()
    yield from registering()
    yield from meeting()
    yield from budgets.deeds()
    yield from proposing.deeds()
    yield from capped.deeds()
    yield from telling.deeds()
    yield from amending.deeds()
    yield from commenting.deeds()
    yield from deciding.deeds()
    yield from own_ways()
    yield from drafting.deeds()
    yield from by_two_administrators()
    yield from erasing()
    yield from another_organisation()
    yield from files.deeds(actor_with_login("administrator"))


def edits_of_a_draft() -> Iterator[Deed]:
    by, day = actor_with_login(acts.AUTHOR), acts.the_day().toordinal()
    ends, asks = ActionKind.ABOLISH_UNIT, "successor_missing"
    case = drafts.start_reorganisation(
        by, organisation=Organisation.objects.get().pk, reference="DEEDS", title=text(en="Deeds")
    )
    unit, other = (one for one in acts.as_it_is().units() if one.code in ("SPD", "SED"))
    person = Person.objects.order_by("-pk")[0].pk
    yield lambda: drafts.describe_reorganisation(
        by,
        reorganisation=case,
        reference="DEEDS-2",
        title=text(en="More deeds"),
        purpose=None,
        background=None,
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
    yield from templates_of_units(case, unit.id, other.id)
    yield from budgets.claimed(case)
    yield from ways.of_a_draft(case)
    yield lambda: actions.remove_action(by, reorganisation=case, place=1)
    yield lambda: drafts.discard_reorganisation(by, reorganisation=case)
    left = drafts.start_reorganisation(
        by,
        organisation=Organisation.objects.get().pk,
        reference="LEFT",
        title=text(en="Left behind"),
    )
    # As where its author left the post: no person who acts could be that one.
    Reorganisation.objects.filter(pk=left).update(author=person)
    yield lambda: drafts.take_over_reorganisation(by, reorganisation=left)


def templates_of_units(case: int, unit: int, parent: int) -> Iterator[Deed]:
    """A template made from a unit, changed, used in a draft, put aside."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    organisation, name = Organisation.objects.get().pk, text(en="A department")
    made = templates.make_template(by, organisation=organisation, name=name, unit=unit, day=day)
    yield lambda: templates.name_template(by, template=made, name=name, unit_kind="division")
    post = posts_in_template(posts_of_template(made))[-1]
    yield lambda: templates.put_template_post(by, template=made, post=replace(post, is_head=False))
    yield lambda: templates.drop_template_post(by, template=made, place=1)
    below = UnitOfTemplate(0, "A", "section")
    yield lambda: templates.put_template_unit(by, template=made, unit=below, name=name)
    yield lambda: templates.drop_template_unit(by, template=made, place=1)
    yield lambda: establish_from_template(
        by,
        reorganisation=case,
        template=made,
        parent=parent,
        code="NEW",
        name=name,
        day=day.toordinal(),
    )
    yield lambda: actions.undo_edit(by, reorganisation=case)
    yield lambda: templates.retire_template(by, template=made)


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
    unit, other = (one.id for one in now.units()[:2])
    yield lambda: personnel.engage(by, unit=unit, person=person, manner="intern", day=day)
    engagement = Engagement.objects.order_by("-pk")[0].pk
    yield lambda: personnel.change_engagement(by, engagement=engagement, day=day, unit=other)
    later = day + timedelta(days=9)
    yield lambda: personnel.end_engagement(by, engagement=engagement, day=later)
    effect = Effect.objects.order_by("-pk")[0]
    yield lambda: corrections.propose_rescission(
        actor_with_login(acts.AUTHOR), effect=effect.pk, document=text(en="File"), reason="Never"
    )
    proposed = Correction.objects.order_by("-pk")[0].pk
    yield lambda: corrections.withdraw_correction(
        actor_with_login(acts.AUTHOR), correction=proposed, reason="It was"
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
    yield from kept_reference_data(author)
    yield lambda: reference.open_chart_at(
        administrator, organisation=organisation.pk, unit=organisation.opens_at or 0
    )
    yield from keeping_for_officers()
    wording = Wording.objects.order_by("pk")[0]
    yield lambda: wordings.translate_wording(
        author, wording=wording.pk, language="ru", words="Слова"
    )
    yield lambda: rules.end_rule(
        administrator, rule=Rule.objects.order_by("-pk")[0].pk, valid_until=day
    )
    yield lambda: exporting.open_contents(actor_with_login("auditor"), reason="To be proved")
    content = Content.objects.filter(field="reason").latest("pk")
    yield lambda: exporting.reveal_content(
        actor_with_login("auditor"), entry=content.entry_id, field="reason", reason="To be proved"
    )
    yield lambda: settling.send_mail_again(administrator, mail=uncertain_mail("one"))
    yield lambda: settling.leave_mail(administrator, mail=uncertain_mail("two"))
    yield from repairing.deeds(administrator, uncertain_mail("three"))


def keeping_for_officers() -> Iterator[Deed]:
    """Numbers of posts, a staffing table as adopted, a view."""
    author, day = actor_with_login(acts.AUTHOR), acts.the_day()
    organisation = Organisation.objects.get()
    until = day + timedelta(days=9)
    yield lambda: numbers.set_number_pattern(
        author, organisation=organisation.pk, text="{unit}-{serial:3}", valid_from=day
    )
    yield lambda: numbers.reserve_next_numbers(
        author,
        organisation=organisation.pk,
        asked=[{"unit": "D"}] * 2,
        reason="Proved",
        valid_until=until,
    )
    yield lambda: numbers.reserve_number(
        author, organisation=organisation.pk, number="D-9", reason="Proved", valid_until=until
    )
    yield lambda: numbers.release_number(
        author, reservation=ReservedNumber.objects.order_by("-pk")[0].pk
    )
    yield lambda: adopt_staffing_table(
        author,
        organisation=organisation.pk,
        instrument=Instrument.objects.order_by("pk")[0].pk,
        unit=acts.as_it_is().roots()[0].id,
        valid_from=day,
        read_on=day,
    )
    yield lambda: saved.save_view(author, address="/posts/?grade=P.4", name="Proved")
    view = SavedView.objects.order_by("-pk")[0].pk
    yield lambda: saved.rename_view(author, view=view, name="Proved twice")
    yield lambda: saved.delete_view(author, view=view)


def kept_reference_data(by: Actor) -> Iterator[Deed]:
    """What is on the lists, changed."""
    name = text(en="Another name")
    grade, place = Grade.objects.order_by("pk")[0], Place.objects.order_by("pk")[0]
    cost, office = StandardCost.objects.order_by("pk")[0], Office.objects.order_by("pk")[0]
    body = Body.objects.order_by("pk")[0]
    yield lambda: kept.keep_grade(
        by, grade=grade.pk, grade_class=grade.grade_class, order=grade.order
    )
    yield lambda: kept.keep_place(by, place=place.pk, name=name)
    ends = cost.valid_until
    yield lambda: kept.keep_standard_cost(by, cost=cost.pk, source=name, valid_until=ends)
    yield lambda: kept.keep_office(by, office=office.pk, name=name, post=office.post_id)
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    yield lambda: instruments.keep_body(first, body=body.pk, name=name)
    called = BodyNameProposal.objects.latest("pk").pk
    yield lambda: instruments.settle_body_name(second, proposal=called, is_confirmed=True)


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
    yield lambda: accounts.propose_end_of_grant(
        first, grant=DirectGrant.objects.order_by("-pk")[0].pk, on=day + timedelta(days=3)
    )
    yield lambda: roles.settle_role(second, proposal=role, is_confirmed=True)
    held = PostRole.objects.order_by("-pk")[0].pk
    yield lambda: roles.propose_end_of_role(first, post_role=held, on=until)


def erasing() -> Iterator[Deed]:
    """One asks and tries to settle it alone, another settles it; a hold is placed and lifted."""
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    gone, again, held = (accounts.create_person(first, name=f"Gone {each}") for each in range(3))
    asked = erasures.request_erasure(first, person=gone, reason="To be proved")
    yield lambda: refused(lambda: erasures.settle_erasure(first, request=asked, is_confirmed=True))
    yield lambda: erasures.settle_erasure(second, request=asked, is_confirmed=True)
    yield lambda: erasures.replay_erasures(CLOCK, register=[Erased(again, 0, "", "2024")])
    hold = erasures.place_hold(second, person=held, ground="To be proved")
    yield lambda: erasures.ask_to_lift_hold(second, hold=hold)
    yield lambda: erasures.lift_hold(first, hold=hold)


def refused(deed: Deed) -> None:
    """A deed that must be refused; what keeps it on record is an act of its own."""
    with suppress(Refused):
        deed()
        raise AssertionError("it was not refused")


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
