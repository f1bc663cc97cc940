"""Reference data changed and ended, and delegates named, by form."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.pages import sides
from bureau.institution.instruments.models import Body, BodyNameProposal
from bureau.institution.instruments.services.register import keep_body, settle_body_name
from bureau.institution.organisation.models import (
    Grade,
    Office,
    OfficeProposal,
    Place,
    StandardCost,
)
from bureau.institution.organisation.services.keeping import (
    keep_grade,
    keep_standard_cost,
    settle_office,
)
from bureau.institution.organisation.services.reference import (
    add_grade,
    add_standard_cost,
    create_organisation,
)
from bureau.institution.organisation.services.standing_in import record_absence
from bureau.institution.organisation.texts.proposals import not_settled
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.procedures.queries.who_answers import people_on
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.journal.queries import entries_about, record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.engagement import submitted
from tests.institution.house import NOW, TODAY, House
from tests.institution.organisation.conftest import SignIn
from tests.institution.organisation.test_settings import name, send

pytestmark = pytest.mark.everywhere


def test_a_body_is_called_anew_in_six_languages_by_two_persons(
    house: House, officer: Client, signed_in: SignIn
) -> None:
    """Else an act could name another authority than the one that decided."""
    body = Body.objects.order_by("pk")[0]
    said = {**name("Committee"), "name_fr": "Comité", "name_zh_hans": "委员会"}
    said["last_day"] = "2024-12-31"
    assert send(officer, f"bodies/{body.pk}", **said).status_code == 302
    found = Body.objects.get(pk=body.pk)
    assert found.name == body.name and found.valid_until == date(2025, 1, 1)
    assert "Another person must confirm it" in officer.get("/settings/bodies/").content.decode()
    proposal = BodyNameProposal.objects.get().pk
    with pytest.raises(Refused, match="two_persons_needed"):
        settle_body_name(house.actor("Olga"), proposal=proposal, is_confirmed=True)
    confirm = f"/settings/bodies/proposals/{proposal}/confirmation/"
    assert signed_in("Otto").post(confirm, {"key": "k"}).status_code == 302
    found.refresh_from_db()
    assert found.name.said["fr"][0] == "Comité" and found.valid_until == date(2025, 1, 1)
    assert entries_about(Reference("body", body.pk))[0].act == "instruments.settle_body_name"


def test_an_older_name_of_a_body_undoes_no_newer_one(house: House) -> None:
    number = house.bodies["COCO"]
    for words in ("Older", "Newer"):
        keep_body(house.actor("Olga"), body=number, name=text(en=words))
    older, newer = BodyNameProposal.objects.order_by("pk").values_list("pk", flat=True)
    settle_body_name(house.actor("Otto"), proposal=newer, is_confirmed=True)
    with pytest.raises(Refused, match="changed_since_proposed"):
        settle_body_name(house.actor("Otto"), proposal=older, is_confirmed=True)
    settle_body_name(house.actor("Otto"), proposal=older, is_confirmed=False)


def test_a_name_of_a_body_lapses_and_is_confirmed_by_no_stand_in(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga, stray = house.actor("Olga"), house.people["Stray"]
    keep_body(olga, body=house.bodies["COCO"], name=text(en="Council"))
    proposal = BodyNameProposal.objects.get().pk
    record_absence(
        olga,
        post=house.posts["OFF"],
        person=olga.person or 0,
        stand_in=stray,
        valid_from=TODAY,
    )
    with pytest.raises(Refused, match="two_persons_needed"):
        settle_body_name(house.actor("Stray"), proposal=proposal, is_confirmed=True)
    assert [*not_settled(BodyNameProposal.objects.all())]
    for days in (31, -250):
        monkeypatch.setattr(timezone, "now", lambda days=days: NOW + timedelta(days=days))
        assert not [*not_settled(BodyNameProposal.objects.all())]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=31))
    with pytest.raises(Refused, match="is_over"):
        settle_body_name(house.actor("Otto"), proposal=proposal, is_confirmed=True)


def test_a_grade_that_ended_is_offered_no_more(house: House) -> None:
    grade = Grade.objects.get(code="P.4")
    keep_grade(
        house.administrator,
        grade=grade.pk,
        grade_class=grade.grade_class,
        order=grade.order,
        valid_until=TODAY,
    )
    recorded = record_number_now()

    def offered(day: date) -> set[object]:
        around = sides(None, recorded, day.toordinal(), day.toordinal())
        return {code for code, _ in choices(house.actor("Olga"), house.organisation, around).grades}

    assert "P.4" in offered(date(2024, 1, 1)) and "P.4" not in offered(TODAY)


def test_an_officer_keeps_only_what_is_of_their_organisation(house: House) -> None:
    ministry = create_organisation(house.administrator, code="MIN", name=text(en="Ministry"))
    grade = add_grade(
        house.administrator,
        organisation=ministry,
        code="M1",
        grade_class="m",
        order=1,
        valid_from=TODAY,
    )
    with pytest.raises(Refused, match="not_yours_to_do"):
        keep_grade(house.actor("Olga"), grade=grade, grade_class="m", order=2)
    assert Grade.objects.get(pk=grade).order == 1


def test_it_cannot_end_before_it_begins(house: House, officer: Client) -> None:
    grade = Grade.objects.get(code="P.4")
    said = {"grade_class": "P", "order": 4, "last_day": "2019-01-01"}
    response = send(officer, f"grades/{grade.pk}/change", **said)
    assert response.status_code == 422
    assert "The end must be later than the start." in response.content.decode()


def test_an_office_that_ended_is_borne_by_nobody(house: House, officer: Client) -> None:
    office = Office.objects.order_by("pk")[0]
    said = {**name("Head"), "post": house.posts["OPS"], "last_day": "2024-06-20"}
    assert send(officer, f"offices/{office.pk}/change", **said).status_code == 302
    proposal = OfficeProposal.objects.get().pk
    settle_office(house.administrator, proposal=proposal, is_confirmed=True)
    assert (
        people_on(date(2024, 6, 20), [house.organisation]).offices[office.pk]
        == (house.posts["OPS"])
    )
    assert office.pk not in people_on(date(2024, 6, 21), [house.organisation]).offices


@pytest.mark.parametrize("amount", [0, -1])
def test_a_standard_cost_is_above_zero(house: House, amount: int) -> None:
    with pytest.raises(Refused, match="cost_not_above_zero"):
        cost_of(house, amount, place="LON")
    row = StandardCost.objects.order_by("pk")[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardCost.objects.filter(pk=row.pk).update(amount_minor=amount)


def test_one_grade_has_one_standard_cost_a_day_at_a_place(house: House) -> None:
    row = StandardCost.objects.get(grade="P.4", place="GVA")
    with pytest.raises(Refused) as refused:
        cost_of(house, 1)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["amount"]) == ("costs_overlap", row.amount_minor)
    assert "P.4" in sentence(reason) and "110000.00 CHF" in sentence(reason)
    officer, ends = house.actor("Olga"), date(2030, 1, 1)
    by_two = [one.person or 0 for one in house.administrators]
    keep_standard_cost(officer, cost=row.pk, source=row.source, valid_until=ends, people=by_two)
    cost_of(house, 1, valid_from=ends)
    with pytest.raises(Refused, match="costs_overlap"):
        keep_standard_cost(officer, cost=row.pk, source=row.source)
    keep_standard_cost(officer, cost=row.pk, source=row.source, valid_until=ends)


def cost_of(house: House, amount: int, place: str = "GVA", valid_from: date = TODAY) -> int:
    return add_standard_cost(
        house.actor("Olga"),
        organisation=house.organisation,
        grade="P.4",
        place=place,
        amount_minor=amount,
        currency="CHF",
        source=text(en="A table"),
        valid_from=valid_from,
    )


def kept(house: House, grade: Grade, **changed: object) -> None:
    said = {"grade_class": grade.grade_class, "order": grade.order, **changed}
    keep_grade(house.actor("Olga"), grade=grade.pk, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("changed", [{"order": 0}, {"grade_class": "G"}])
def test_the_order_and_class_of_a_grade_of_posts_stay(
    house: House, changed: dict[str, object]
) -> None:
    """Rules go by the higher of two grades: another order would change who decides."""
    grade = Grade.objects.get(code="D.1")
    with pytest.raises(Refused, match="grade_in_use"):
        kept(house, grade, **changed)
    kept(house, grade, valid_until=date(2030, 1, 1))
    grade.refresh_from_db()
    assert (grade.order, grade.valid_until) == (3, date(2030, 1, 1))


def test_the_order_of_a_grade_that_a_rule_names_stays(house: House) -> None:
    olga = house.actor("Olga")
    number = add_grade(
        olga,
        organisation=house.organisation,
        code="ASG",
        grade_class="D",
        order=9,
        valid_from=TODAY,
    )
    grade = Grade.objects.get(pk=number)
    kept(house, grade, order=8)
    by_council = StepTemplate(
        "council",
        1,
        Who(WhoKind.BODY, (house.bodies["COUNCIL"],)),
        ActKind.DECIDE,
        Gate.ENTRY_INTO_FORCE,
    )
    put_rule_in_force(
        olga,
        organisation=house.organisation,
        key="assistant",
        subject="reorganisation",
        terms=Terms((by_council,), grades=frozenset({"ASG"})),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )
    with pytest.raises(Refused, match="grade_in_use"):
        kept(house, grade, order=0)


def test_the_page_of_a_grade_in_use_changes_its_last_day_only(
    house: House, officer: Client
) -> None:
    grade = Grade.objects.get(code="P.4")
    page = officer.get(f"/settings/grades/{grade.pk}/change/").content.decode()
    assert page.count("disabled") >= 2
    assert page.count("Other records use this value. You cannot change it.") == 2
    said = {"grade_class": "G", "order": 0, "last_day": "2029-12-31"}
    assert send(officer, f"grades/{grade.pk}/change", **said).status_code == 302
    grade.refresh_from_db()
    assert (grade.order, grade.valid_until) == (1, date(2030, 1, 1))


def test_an_author_neither_ends_nor_renames_the_body_of_their_case(house: House) -> None:
    submitted(house)
    olga, body = house.actor("Olga"), Body.objects.get(pk=house.bodies["COCO"])
    for words, until in ((text(en="Another"), None), (body.name, date(2024, 12, 31))):
        with pytest.raises(Refused, match="before_own_case"):
            keep_body(olga, body=body.pk, name=words, valid_until=until)
    keep_body(house.actor("Otto"), body=body.pk, name=text(en="Another"))
    proposal = BodyNameProposal.objects.get().pk
    with pytest.raises(Refused, match="before_own_case"):
        settle_body_name(olga, proposal=proposal, is_confirmed=True)
    body.refresh_from_db()
    assert body.valid_until is None


def test_the_secretary_of_one_body_changes_no_other(house: House) -> None:
    """Nor confirms another name of it: an officer, its own secretary or an administrator does."""
    coco, council = house.actor("Coco"), house.bodies["COUNCIL"]
    with pytest.raises(Refused, match="not_yours_to_do"):
        keep_body(coco, body=council, name=text(en="Another"))
    keep_body(house.actor("Carl"), body=council, name=text(en="Another"))
    proposal = BodyNameProposal.objects.get().pk
    with pytest.raises(Refused, match="not_yours_to_do"):
        settle_body_name(coco, proposal=proposal, is_confirmed=True)
    settle_body_name(house.actor("Otto"), proposal=proposal, is_confirmed=True)


def test_a_place_is_changed_by_form_and_its_history_undone(house: House, officer: Client) -> None:
    place = Place.objects.get(code="GVA")
    said = {**name("Genève"), "last_day": "2029-12-31"}
    assert send(officer, f"places/{place.pk}/change", **said).status_code == 302
    assert Place.objects.get(code="GVA").valid_until == date(2030, 1, 1)
    history = officer.get(f"/settings/places/{place.pk}/history/").content.decode()
    entry = history.partition('name="entry" value="')[2].partition('"')[0]
    send(officer, f"places/{place.pk}/undo", "k2", entry=entry)
    row = Place.objects.get(code="GVA")
    assert (row.name, row.valid_until) == (place.name, place.valid_until)


def test_a_table_that_changes_a_grade_in_use_is_refused(house: House, officer: Client) -> None:
    table = "code,grade_class,order\nP.4,general,0\n"
    said = {"table": SimpleUploadedFile("grades.csv", table.encode())}
    response = send(officer, "grades/table", **said)
    assert response.status_code == 422 and "stay as they are" in response.content.decode()
