"""Reorganisations as linked data, read back."""

import pytest
from rdflib import RDF, Graph, Literal, Namespace
from rdflib.namespace import DCTERMS, PROV, XSD

from bureau.core.actors import NOBODY
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.engagement import approve, determine, recommend, submitted
from tests.institution.governance.visitors import visitor
from tests.institution.house import FORCE, House

ORG = Namespace("http://www.w3.org/ns/org#")
# The reader of JSON-LD in rdflib uses a part of rdflib that rdflib advises against.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


def test_reorganisations_are_plans_and_what_entered_into_force_events(house: House) -> None:
    found_installation(NOBODY, demonstration=False)
    case = submitted(house)
    for act in (determine, recommend, approve):
        act(case)
    client = visitor(house, "Olga")
    assert "?format=jsonld" in client.get("/reorganisations/").content.decode()
    told = client.get("/reorganisations/", {"format": "jsonld"}).getvalue()
    graph = Graph().parse(data=told, format="json-ld")
    plan = next(graph.subjects(DCTERMS.identifier, Literal("TSB-2024")))
    assert (plan, RDF.type, PROV.Plan) in graph
    (event,) = graph.subjects(PROV.used, plan)
    assert (event, RDF.type, ORG.ChangeEvent) in graph
    assert (event, DCTERMS.date, Literal(FORCE.isoformat(), datatype=XSD.date)) in graph

    def units(role: str) -> set[str]:
        return {str(one).partition("#unit-")[2] for one in graph.objects(event, ORG[role])}

    sgd, tsp = (str(house.units[code]) for code in ("SGD", "TSP"))
    assert units("originalOrganization") >= {sgd, tsp}
    assert units("resultingOrganization") == {tsp, str(case.sed)}
