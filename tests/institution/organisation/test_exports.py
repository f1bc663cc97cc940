"""Charts and comparisons as files: what a program reads back, and what nobody may find in them."""

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django.fixtures import Settings
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.namespace import DCTERMS, FOAF, PROV, SKOS, TIME, XSD
from rdflib.term import Node

from bureau.core.actors import NOBODY
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.institution.organisation.services.effects import put_on_record
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import FORCE, OPENED, House
from tests.institution.organisation.reorganised import (
    AFTER,
    BEFORE,
    HERE,
    make_public,
    reorganise,
    signed_in,
    sketch,
)

ORG = Namespace("http://www.w3.org/ns/org#")
BUREAU = Namespace("urn:x-bureau:terms#")
# The reader of JSON-LD in rdflib uses a part of rdflib that rdflib advises against.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
FORMATS = ("svg", "json", "jsonld", "csv", "xlsx")


@pytest.fixture(autouse=True)
def founded(db: None) -> None:
    found_installation(NOBODY, demonstration=False)


@pytest.fixture
def reorganised(house: House) -> House:
    reorganise(house)
    make_public(house)
    return house


def chart(client: Client, house: House, form: str, **query: str) -> bytes:
    address = f"/chart/{house.units['TSB']}/export.{form}"
    answer = client.get(address, {"valid": AFTER, **query})
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    return answer.getvalue()


def comparison(client: Client, house: House, form: str) -> bytes:
    address = f"/compare/{house.units['TSB']}/export.{form}"
    return client.get(address, {"valid": AFTER, "from_valid": BEFORE}).getvalue()


def parsed(content: bytes) -> Graph:
    return Graph().parse(data=content, format="json-ld")


def unit_called(graph: Graph, code: str) -> Node:
    return next(graph.subjects(ORG.identifier, Literal(code)))


def in_text(form: str, content: bytes) -> str:
    if form != "xlsx":
        return content.decode()
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return str([row for sheet in sheets for row in sheet.iter_rows(values_only=True)])


def test_json_names_units_and_posts_by_code_and_number(reorganised: House) -> None:
    shown = json.loads(chart(signed_in(reorganised, "Olga"), reorganised, "json"))
    assert (shown["organisation"], shown["valid"], shown["plan"]) == ("INST", AFTER, None)
    units = {unit["code"]: unit for unit in shown["units"]}
    assert list(units) == ["TSB", "SPD", "OPD", "SED"]
    assert units["SPD"]["head"] == {
        "number": "DEP",
        "title": "Deputy to the Director",
        "grade": "D.2",
        "holder": "Dede",
    }
    assert units["SED"]["name"] == {"en": "Strategic Engagement", "fr": "Engagement stratégique"}
    assert (units["SED"]["parent"], units["SED"]["posts"], units["SED"]["vacant"]) == ("TSB", 1, 1)
    assert {"D1", "DEP", "ADV"} <= {post["number"] for post in shown["posts"]}


def test_linked_data_is_w3c_org(reorganised: House) -> None:
    graph = parsed(chart(signed_in(reorganised, "Olga"), reorganised, "jsonld"))
    spd, tsb = unit_called(graph, "SPD"), unit_called(graph, "TSB")
    assert (spd, RDF.type, ORG.OrganizationalUnit) in graph
    assert (spd, ORG.subOrganizationOf, tsb) in graph
    assert (
        unit_called(graph, "SED"),
        SKOS.prefLabel,
        Literal("Engagement stratégique", "fr"),
    ) in graph
    deputy = next(graph.subjects(DCTERMS.identifier, Literal("DEP")))
    director = next(graph.subjects(DCTERMS.identifier, Literal("DIR")))
    assert (deputy, RDF.type, ORG.Post) in graph and (spd, ORG.hasPost, deputy) in graph
    assert (deputy, ORG.reportsTo, director) in graph
    holder = next(graph.objects(deputy, ORG.heldBy))
    assert (holder, FOAF.name, Literal("Dede")) in graph
    membership = next(graph.subjects(ORG.member, holder))
    assert (membership, RDF.type, ORG.Membership) in graph
    assert (membership, ORG.organization, spd) in graph


@pytest.mark.parametrize("make", [chart, comparison])
def test_a_merger_is_an_event_with_its_day(client: Client, reorganised: House, make: Any) -> None:
    graph = parsed(make(client, reorganised, "jsonld"))
    sgd, spd = unit_called(graph, "SGD"), unit_called(graph, "SPD")
    (event,) = graph.subjects(ORG.originalOrganization, sgd)
    assert (event, RDF.type, ORG.ChangeEvent) in graph
    assert (event, ORG.resultingOrganization, spd) in graph
    assert (event, DCTERMS.date, Literal(AFTER, datatype=XSD.date)) in graph
    began = Literal(f"{AFTER}T00:00:00", datatype=XSD.dateTime)
    assert (event, PROV.startedAtTime, began) in graph
    assert (event, PROV.endedAtTime, began) in graph


def test_the_history_of_a_unit_is_events(reorganised: House) -> None:
    client, unit = signed_in(reorganised, "Olga"), reorganised.units["SGD"]
    address = f"/units/{unit}/history/"
    assert "?format=jsonld" in client.get(address).content.decode()
    graph = parsed(client.get(address, {"format": "jsonld"}).getvalue())
    sgd = unit_called(graph, "SGD")
    (began,) = set(graph.subjects(ORG.resultingOrganization, sgd)) - set(
        graph.subjects(ORG.originalOrganization, sgd)
    )
    (ended,) = set(graph.subjects(ORG.originalOrganization, sgd)) - set(
        graph.subjects(ORG.resultingOrganization, sgd)
    )
    for event, day in ((began, OPENED.isoformat()), (ended, FORCE.isoformat())):
        assert (event, RDF.type, ORG.ChangeEvent) in graph
        assert (event, DCTERMS.date, Literal(day, datatype=XSD.date)) in graph
    (paper,) = graph.objects(ended, PROV.used)
    assert (paper, RDF.type, PROV.Entity) in graph and list(graph.objects(paper, DCTERMS.title))


def test_the_history_of_a_post_is_activities(reorganised: House) -> None:
    client, post = signed_in(reorganised, "Olga"), reorganised.posts["DEP"]
    graph = parsed(client.get(f"/posts/{post}/history/", {"format": "jsonld"}).getvalue())
    deputy = next(graph.subjects(DCTERMS.identifier, Literal("DEP")))
    assert (deputy, RDF.type, ORG.Post) in graph
    assert set(graph.objects(None, RDF.type)) >= {PROV.Activity, PROV.Entity}
    assert not set(graph.subjects(RDF.type, ORG.ChangeEvent))
    hold = next(one for one in graph.subjects() if "#effect-" in str(one) and hung_on(graph, one))
    assert hung_on(graph, hold) == {deputy}


def hung_on(graph: Graph, fact: Node) -> set[Node]:
    """The post that a fact names beside the hold or line that it is about."""
    return set(graph.objects(fact, BUREAU.post))


def test_linked_data_says_where_in_time_it_stands(reorganised: House) -> None:
    client = signed_in(reorganised, "Olga")
    unit, person = reorganised.units["SGD"], reorganised.people["Dede"]
    for path in (f"/units/{unit}/history/", f"/people/{person}/", "/reorganisations/"):
        asked = {"format": "jsonld", "valid": FORCE.isoformat(), "recorded": "1"}
        graph = parsed(client.get(path, asked).getvalue())
        (view,) = graph.subjects(DCTERMS.valid, Literal(FORCE.isoformat(), datatype=XSD.date))
        assert (view, BUREAU.recordNumber, Literal(1)) in graph


def test_a_name_in_a_history_is_tagged_with_its_own_language(reorganised: House) -> None:
    client, unit = signed_in(reorganised, "Olga"), reorganised.units["SGD"]
    client.cookies["django_language"] = "fr"
    graph = parsed(client.get(f"/units/{unit}/history/", {"format": "jsonld"}).getvalue())
    named = graph.objects(unit_called(graph, "SGD"), SKOS.prefLabel)
    assert {one.language for one in named if isinstance(one, Literal)} == {"en"}


def test_a_membership_begins_with_the_first_day_on_the_post(reorganised: House) -> None:
    held = Reference("incumbency", reorganised.held_by("Dede"))
    half = PendingEffect(held, FORCE.toordinal(), Role.CHANGE, {"share": 50}, place=1, action=1)
    put_on_record(
        reorganised.administrator,
        organisation=reorganised.organisation,
        effects=[half],
        instrument=reorganised.paper,
    )
    graph = parsed(chart(signed_in(reorganised, "Olga"), reorganised, "jsonld"))
    during = graph.objects(iri_of(graph, "Dede"), ORG.memberDuring)
    (first,) = [day for one in during for day in graph.objects(one, TIME.hasBeginning)]
    opened = Literal(OPENED.isoformat(), datatype=XSD.date)
    assert (first, TIME.inXSDDate, opened) in graph


def iri_of(graph: Graph, holder: str) -> Node:
    """The membership of the person of that name."""
    person = next(graph.subjects(FOAF.name, Literal(holder)))
    return next(graph.subjects(ORG.member, person))


def test_a_drawing_stands_alone_and_prints_its_coordinates(
    client: Client, reorganised: House
) -> None:
    for content in (chart(client, reorganised, "svg"), comparison(client, reorganised, "svg")):
        drawing = ElementTree.fromstring(content)
        texts = " ".join("".join(element.itertext()) for element in drawing.iter())
        assert "1 July 2024" in texts and "number 2" in texts and "in force" in texts
        assert drawing.find(".//{*}style") is not None and drawing.find(".//{*}a") is None


def test_a_table_of_units_says_of_when_it_is(client: Client, reorganised: House) -> None:
    text = chart(client, reorganised, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[1]["code"] == "TSB" and rows[1]["valid"] == AFTER and rows[1]["recorded"] == "2"


def test_a_workbook_holds_units_and_posts(client: Client, reorganised: House) -> None:
    book = load_workbook(io.BytesIO(chart(client, reorganised, "xlsx")))
    assert book.sheetnames == ["Units", "Posts", "about"]
    assert [cell.value for cell in book["Posts"]["A"]][2:] != []


def test_a_comparison_uses_the_words_of_the_glossary(client: Client, reorganised: House) -> None:
    told = json.loads(comparison(client, reorganised, "json"))
    changes = {(row["change"], row["subject"], row["after"]) for row in told["changes"]}
    assert changes == {
        ("established", "SED", "SED"),
        ("headed", "SED", "D1"),
        ("merged", "SGD", "SPD"),
        ("renamed", "TSP", "SPD"),
        ("moved", "D1", "SED"),
    }
    carried = {
        (row["change"], row["subject"], row["before"], row["after"]) for row in told["carried"]
    }
    assert carried == {("moved", "CHIEF", "SGD", "SPD"), ("moved", "ADV", "SGD", "SPD")}


@pytest.mark.parametrize("form", FORMATS)
def test_a_public_file_names_nobody(client: Client, reorganised: House, form: str) -> None:
    text = in_text(form, chart(client, reorganised, form))
    assert "Deputy" in text and not any(name in text for name in ("Dede", "Dina", "Opal"))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_of_a_plan_is_in_a_file_without_it(
    house: House, settings: Settings, form: str
) -> None:
    settings.BUREAU_WIRING = f"{HERE}.KINDS"
    sketch(house)
    officer, stranger = signed_in(house, "Olga"), signed_in(house, "Stray")
    assert "SED" in in_text(form, chart(officer, house, form, plan="sketch:1"))
    assert "SED" not in in_text(form, chart(officer, house, form))
    address = f"/chart/{house.units['TSB']}/export.{form}"
    assert stranger.get(address, {"valid": AFTER, "plan": "sketch:1"}).status_code == 404
    sed = f"/chart/{house.units['SED']}/export.{form}"
    assert stranger.get(sed, {"valid": AFTER}).status_code == 404


def test_an_unknown_format_is_not_found(client: Client, reorganised: House) -> None:
    assert client.get(f"/chart/{reorganised.units['TSB']}/export.exe").status_code == 404
    assert client.get(f"/compare/{reorganised.units['TSB']}/export.exe").status_code == 404
