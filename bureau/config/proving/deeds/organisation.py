"""Deeds of organisations: reference data, numbers, views, roles, delegations."""

from collections.abc import Iterator
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.actors import Role
from bureau.institution.governance.queries.opening import Tables, UnitRow
from bureau.institution.governance.services import opening
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import (
    Absence,
    Delegation,
    Grade,
    Office,
    OfficeProposal,
    Place,
    PostRole,
    ReservedNumber,
    SavedView,
    StandardCost,
    StandardCostProposal,
    Wording,
)
from bureau.institution.organisation.services import keeping as kept
from bureau.institution.organisation.services import (
    numbers,
    reference,
    roles,
    saved,
    standing_in,
    wordings,
)
from bureau.institution.organisation.services.adopted import adopt_staffing_table
from bureau.institution.organisation.services.costs import (
    propose_standard_cost,
    settle_standard_cost,
)
from bureau.institution.organisation.services.keeping import keep_office, settle_office
from bureau.record.accounts.models import Person
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    yield from standing_in_for_others()
    yield from reference_data()
    yield from costs_and_offices()
    yield from keeping_for_officers()
    yield from roles_of_posts()


def keeping_for_officers() -> Iterator[Deed]:
    """Numbers of posts, a staffing table as adopted, a view."""
    author, day = actor_with_login(acts.AUTHOR), acts.the_day()
    organisation = acts.the_organisation()
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


def reference_data() -> Iterator[Deed]:
    """What is on the lists, changed; where the chart opens; a wording translated."""
    by, name = actor_with_login(acts.AUTHOR), text(en="Another name")
    grade, place = Grade.objects.order_by("pk")[0], Place.objects.order_by("pk")[0]
    cost, office = StandardCost.objects.order_by("pk")[0], Office.objects.order_by("pk")[0]
    yield lambda: kept.keep_grade(
        by, grade=grade.pk, grade_class=grade.grade_class, order=grade.order
    )
    yield lambda: kept.keep_place(by, place=place.pk, name=name)
    ends = cost.valid_until
    yield lambda: kept.keep_standard_cost(by, cost=cost.pk, source=name, valid_until=ends)
    yield lambda: kept.keep_office(by, office=office.pk, name=name, post=office.post_id)
    organisation = acts.the_organisation()
    yield lambda: reference.open_chart_at(
        actor_with_login("administrator"),
        organisation=organisation.pk,
        unit=organisation.opens_at or 0,
    )
    wording = Wording.objects.order_by("pk")[0]
    yield lambda: wordings.translate_wording(by, wording=wording.pk, language="ru", words="Слова")


def last_deeds() -> Iterator[Deed]:
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


def roles_of_posts() -> Iterator[Deed]:
    """A role and its end proposed by one administrator; the role is confirmed by another."""
    first, second = actor_with_login("administrator"), actor_with_login("administrator-2")
    post, day = actor_with_login(acts.AUTHOR).post or 0, acts.the_day()
    role = roles.propose_role(first, post=post, role=Role.READER, valid_from=day)
    yield lambda: roles.settle_role(second, proposal=role, is_confirmed=True)
    held = PostRole.objects.order_by("-pk")[0].pk
    yield lambda: roles.propose_end_of_role(
        first, post_role=held, on=acts.the_day() + timedelta(days=9)
    )


def standing_in_for_others() -> Iterator[Deed]:
    """A delegation taken back, an absence said and ended, a stand-in confirmed."""
    author, day = actor_with_login(acts.AUTHOR), acts.the_day()
    yield lambda: standing_in.delegate_post(
        author,
        post=author.post or 0,
        person=Person.objects.order_by("-pk")[0].pk,
        capacity="delegate",
        valid_from=day,
        valid_until=day + timedelta(days=9),
    )
    given = Delegation.objects.filter(giver=author.person).order_by("-pk")
    yield lambda: standing_in.take_back_delegation(author, delegation=given[0].pk)
    yield lambda: standing_in.record_absence(
        author, post=author.post or 0, person=author.person or 0, stand_in=None, valid_from=day
    )
    away = Absence.objects.filter(person=author.person).order_by("-pk")
    yield lambda: standing_in.end_absence(actor_with_login(acts.AUTHOR), absence=away[0].pk)
    yield lambda: standing_in.record_absence(
        actor_with_login("human-resources"),
        post=author.post or 0,
        person=author.person or 0,
        stand_in=actor_with_login("administrator").person,
        valid_from=day + timedelta(days=1),
    )
    yield lambda: standing_in.confirm_stand_in(actor_with_login(acts.AUTHOR), absence=away[0].pk)


def costs_and_offices() -> Iterator[Deed]:
    """The end of an office, and a cost, proposed and confirmed."""
    organisation = acts.the_organisation().pk
    administrator, post = actor_with_login("administrator"), next(iter(acts.as_it_is().posts()))
    office = reference.name_office(
        administrator,
        organisation=organisation,
        code="deeds",
        name=text(en="Of deeds"),
        post=post.id,
    )
    keep_office(
        administrator,
        office=office,
        name=text(en="Of deeds"),
        post=post.id,
        valid_until=acts.the_day() + timedelta(days=1),
    )
    proposal, second = OfficeProposal.objects.latest("pk").pk, actor_with_login("administrator-2")
    yield lambda: settle_office(second, proposal=proposal, is_confirmed=True)
    yield lambda: propose_standard_cost(
        administrator,
        organisation=organisation,
        grade="deeds",
        place="deeds",
        amount_minor=1,
        currency="CHF",
        source=text(en="Of deeds"),
        valid_from=acts.the_day(),
    )
    cost = StandardCostProposal.objects.latest("pk").pk
    yield lambda: settle_standard_cost(second, proposal=cost, is_confirmed=True)
