"""Pages of the register: read as of a day, kept by form, exported, and found."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.references import Reference
from bureau.institution.instruments import services
from bureau.institution.instruments.models import (
    Amendment,
    Citation,
    Instrument,
    PlanLine,
    PlanVersion,
    Provision,
    StrategicPlan,
)
from bureau.record.accounts.models import User
from bureau.web import kinds
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House
from tests.institution.organisation import deeds
from tests.institution.organisation.registered import register
from tests.institution.organisation.test_staffing import rows_of_csv, rows_of_xlsx

pytestmark = pytest.mark.django_db


def named(words: str, field: str) -> dict[str, str]:
    return {f"{field}_original": "en", f"{field}_en": words}


@pytest.fixture
def numbers(house: House) -> dict[str, int | str]:
    return register(house)


@pytest.fixture
def officer(house: House) -> Client:
    return visitor(house, "Olga")


def test_an_instrument_is_registered_divided_linked_and_read(house: House) -> None:
    officer = visitor(house, "Olga")
    said = {"kind": "resolution", "number": "1108", "meeting": str(house.meetings["COUNCIL"])}
    written = send(officer, "/instruments/new/", **said, **named("Resolution 1108", "title"))
    row = Instrument.objects.get(number="1108")
    assert row.body_id == house.bodies["COUNCIL"] and "Session of June" in written
    address = f"/instruments/{row.pk}/"
    send(officer, f"{address}provisions/new/", label="Annex", **named("An annex.", "gist"))
    annex = Provision.objects.get(label="Annex").pk
    more = {"label": "2", "under": str(annex), "is_mandate": "on", "unit": "SGD"}
    send(officer, f"{address}provisions/new/", **more, **named("Do it.", "gist"))
    mandate = Provision.objects.get(label="2")
    assert (mandate.addressee_kind, mandate.addressee) == ("unit", house.units["SGD"])
    told = {"direction": "on", "kind": "suppresses", "own": str(mandate.pk), "day": "2024-06-10"}
    send(officer, f"{address}amendments/?other={house.paper}", **told)
    written = page(officer, address)
    assert (
        "SUP" in written
        and "suppressed" in written
        and "SGD" in page(officer, f"/provisions/{mandate.pk}/")
    )
    assert "superseded" in page(officer, "/mandates/?valid=2024-06-11")
    assert "superseded" not in page(officer, f"/provisions/{mandate.pk}/?valid=2024-06-09")
    send(officer, f"/amendments/{Amendment.objects.get().pk}/withdrawal/")
    assert "SUP" not in page(officer, address)


def test_what_a_form_cannot_take_comes_back_with_every_reason(
    house: House, numbers: dict[str, int | str], officer: Client
) -> None:
    body = f"body:{house.bodies['COUNCIL']}"
    said = {"label": "9", "unit": "NONE", "due": "2024-07-01", "addressee": body}
    address = f"/instruments/{numbers['the resolution']}/provisions/new/"
    written = send(officer, address, status=422, **said, **named("Gist", "gist"))
    for reason in ("No unit has this code today", "Name one addressee", "Tick this where it asks"):
        assert reason in written


def test_translations_are_written_beside_their_originals(
    house: House, numbers: dict[str, int | str], officer: Client
) -> None:
    address = f"/instruments/{numbers['the resolution']}/translations/fr/"
    assert "Resolution on outreach" in page(officer, address) and "0/3" in page(officer, address)
    send(officer, address, title="Résolution", **{"status.title": "official"})
    assert "1/3" in page(officer, address)
    reader = visitor(house, "Adam")
    reader.get("/", headers={"accept-language": "fr"})
    shown = reader.get("/instruments/", headers={"accept-language": "fr"}).content.decode()
    assert "Résolution" in shown
    assert "All of it was written in this language" in page(officer, address.replace("fr", "en"))


def test_mandates_are_filtered_sorted_and_exported(
    house: House, numbers: dict[str, int | str]
) -> None:
    reader = visitor(house, "Adam")
    for query, count in (
        ("", 1),
        ("?state=open&overdue=1&served=yes&sort=-due", 1),
        ("?served=no", 0),
        ("?state=answered", 0),
        ("?text=academia", 1),
        ("?text=other", 0),
        (f"?body={house.bodies['COCO']}", 0),
    ):
        response: Any = reader.get(f"/mandates/{query}")
        assert len(response.context["lines"]) == count, query
    (row,) = rows_of_csv(reader, "/mandates/?format=csv")
    assert row["served_by"].startswith("SGD") and row["addressee"] == "Director"
    assert [row["state"] for row in rows_of_xlsx(reader, "/mandates/?format=xlsx")] == ["open"]
    assert Client().get("/mandates/").status_code == 404


def test_what_a_unit_and_a_duty_serve_is_said_on_their_pages(
    house: House, numbers: dict[str, int | str], officer: Client
) -> None:
    description = deeds.describe(house, "ADV", "Advise", "Write")
    deeds.decide(house, deeds.adopt(house, "ADV", description))
    post = f"/posts/{house.posts['ADV']}/?valid=2024-07-02"
    assert "Say what one of its duties serves" in page(officer, post)
    goal, unit = f"plan_element:{numbers['goal of the plan']}", house.units["OPD"]
    said = {"of": goal, "day": "2024-06-10", "reason": "It runs the plan"}
    written = send(officer, f"/citations/new/?subject=unit:{unit}", **said)
    assert "G1 Excellence" in written and "It runs the plan" in written
    duty = page(officer, post).partition("subject=duty%3A")[2].partition('"')[0]
    mandate = f"provision:{numbers['mandate']}"
    send(officer, f"/citations/new/?subject=duty:{duty}", **{**said, "of": mandate})
    assert "Advise (duty of ADV)" in page(visitor(house, "Adam"), post)
    made = Citation.objects.get(subject_kind="unit", subject=unit)
    send(officer, f"/citations/{made.pk}/end/", day="2024-06-10", reason="By mistake")
    assert "No mandate on record" in page(officer, f"/units/{unit}/")
    assert "Say what it serves" not in page(visitor(house, "Adam"), f"/units/{unit}/")


def test_orphans_are_listed_by_side_and_unit_and_exported(
    house: House, numbers: dict[str, int | str]
) -> None:
    officer = visitor(house, "Olga")
    assert "Nothing is left over" in page(officer, "/mandates/orphans/")
    units = page(officer, "/mandates/orphans/?side=units")
    assert "Operations" in units and "Study Groups</bdi>" not in units
    assert "subject=unit" in units
    posts = rows_of_csv(officer, "/mandates/orphans/?side=posts&unit=OPD&format=csv")
    assert [row["short"] for row in posts] == ["OPS"]
    assert page(officer, "/mandates/orphans/?side=posts&text=director").count("<tr>") == 3
    assert officer.get("/mandates/orphans/?side=none").status_code == 404


def test_a_strategic_plan_is_begun_written_and_adopted_by_form(house: House) -> None:
    officer = visitor(house, "Olga")
    send(officer, "/strategic-plans/new/", **named("Strategy 2030", "name"))
    plan, version = StrategicPlan.objects.get(), PlanVersion.objects.get()
    assert "No version in force on this day" in page(officer, f"/strategic-plans/{plan.pk}/")
    editor = f"/strategic-plan-versions/{version.pk}/"
    send(officer, f"{editor}elements/new/", kind="goal", code="1", **named("Reach", "name"))
    line = PlanLine.objects.get().pk
    send(officer, f"{editor}elements/new/", kind="enabler", under=str(line), **named("By", "name"))
    send(officer, f"{editor}elements/{line}/", kind="goal", code="2", **named("Reach out", "name"))
    send(officer, f"{editor}adoption/", instrument=str(house.paper), valid_from="2024-06-10")
    reader = visitor(house, "Adam")
    assert "Reach out" in page(reader, f"/strategic-plans/{plan.pk}/")
    assert "Strategy 2030" in page(reader, "/strategic-plans/")
    assert officer.get(editor).status_code == 404
    send(officer, f"/strategic-plans/{plan.pk}/versions/new/")
    assert PlanVersion.objects.get(number=2).lines.count() == 2
    assert reader.get(f"/strategic-plans/{plan.pk}/?version=2").status_code == 404


def test_a_part_is_shown_by_its_name_in_ones_own_language(
    house: House, numbers: dict[str, int | str]
) -> None:
    officer = visitor(house, "Olga")
    address = f"/instruments/{numbers['the resolution']}/"
    said = {"label": "report", "name_original": "en", "name_en": "yearly report"}
    said |= {"name_fr": "rapport annuel", **named("Reports.", "gist")}
    assert "yearly report" in send(officer, f"{address}provisions/new/", **said)
    one = Provision.objects.get(label="report")
    shown = page(officer, f"/provisions/{one.pk}/change/")
    assert 'value="rapport annuel"' in shown
    assert "yearly report" in page(officer, f"/instruments/{one.instrument_id}/translations/es/")
    french = Client(headers={"accept-language": "fr"})
    french.force_login(User.objects.get(person=house.people["Olga"]))
    for where in (address, f"{address}provisions/", f"/provisions/{one.pk}/"):
        text_of_page = page(french, where)
        assert "rapport annuel" in text_of_page and "yearly report" not in text_of_page


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "address", ["/mandates/", "/instruments/{the resolution}/", "/mandates/orphans/?side=mandates"]
)
def test_more_mandates_need_no_more_queries(
    house: House, numbers: dict[str, int | str], address: str
) -> None:
    officer, counts = visitor(house, "Olga"), []
    for more in (4, 40):
        for place in range(more):
            services.add_provision(
                house.administrator,
                instrument=int(numbers["the resolution"]),
                label=f"{more}.{place}",
                gist=text(en="Do it."),
                is_mandate=True,
            )
        officer.get(address.format(**numbers))
        with CaptureQueriesContext(connection) as queries:
            officer.get(address.format(**numbers))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_provisions_and_elements_are_described_with_what_they_are_found_by(
    house: House, numbers: dict[str, int | str]
) -> None:
    mandate = Reference("provision", int(numbers["mandate"]))
    goal = Reference("plan_element", int(numbers["goal of the plan"]))
    found = kinds.searchable([mandate, goal])
    assert found[mandate].names["en"] == "Resolution on outreach, resolves, 3"
    assert found[mandate].words == {"en": "Reach out to academia."}
    assert (found[goal].codes, found[goal].names["en"]) == (("G1",), "Excellence")
