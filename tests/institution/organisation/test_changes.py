"""Every kind of change has a sentence that names what it is about."""

from collections.abc import Mapping

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.difference import CHANGED, Change
from bureau.core.structure.kinds import Value
from bureau.institution.organisation.models import Incumbency
from bureau.institution.organisation.queries.called import Called, called
from bureau.institution.organisation.queries.change_rows import row_of
from bureau.institution.organisation.queries.differences import Compared, Item
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.services.reference import add_place
from bureau.institution.organisation.texts.changes import sentence
from bureau.institution.organisation.texts.words import CATEGORIES, CONTRACTS, FUNDING
from bureau.web.multilingual import text
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation import deeds

type Told = Mapping[str, Promise]
OTHERS = [
    *(("unit", change, None) for change in ("established", "abolished", "merged", "split")),
    *(("post", change, None) for change in ("established", "abolished", "merged", "unfrozen")),
    *(("unit", "replaced", None), ("post", "split", None), ("post", "replaced", None)),
    *(("post", "appointed", manner) for manner in ("holder", "acting", "lien")),
    *(("post", "ended", manner) for manner in ("holder", "acting", "lien")),
    *(("post", "adopted", "description"), ("post", "adoption_ended", "description")),
    *(("post", "reporting_changed", manner) for manner in ("line", "functional")),
]
CHANGES = [(kind, change, field) for (kind, field), change in CHANGED.items()] + OTHERS
VALUES: dict[str, tuple[str, str]] = {
    "parent": ("TSB", "GS"),
    "unit": ("TSB", "GS"),
    "head": ("DIR", "DEP"),
    "post": ("DIR", "DEP"),
    "line": ("DIR", "DEP"),
    "functional": ("DIR", "DEP"),
}


@pytest.fixture
def said(house: House) -> Called:
    now = snapshot(Coordinates(TODAY.toordinal(), 1))
    return called(house.administrator, Compared(now, now, house.units["INST"]))


def change_of(house: House, kind: str, change: str, field: str | None) -> Change:
    ids = {"unit": house.units["TSP"], "post": house.posts["ADV"]}
    ids["block"] = 1
    ids["incumbency"] = Incumbency.objects.earliest("pk").pk
    ids["engagement"] = 0
    values: tuple[Value, Value] = (1, 2)
    if field in VALUES:
        known = house.units | house.posts
        values = (known[VALUES[field][0]], known[VALUES[field][1]])
    return Change(change, Reference(kind, ids[kind]), field, *values)


@pytest.mark.parametrize(("kind", "change", "field"), CHANGES)
def test_it_is_said_and_written(
    house: House, said: Called, kind: str, change: str, field: str | None
) -> None:
    happened = change_of(house, kind, change, field)
    written = sentence(happened, said)
    about = {"unit": "TSP", "post": "ADV"}.get(kind, "")
    assert about in str(written) or change in ("renumbered",)
    assert str(written).endswith(".") and "{" not in str(written) and "<" not in str(written)
    assert row_of(happened, said).subject == (about or row_of(happened, said).subject)


def test_what_left_nothing_behind_is_said_too(house: House, said: Called) -> None:
    unit = Reference("unit", house.units["TSP"])
    tsb = house.units["TSB"]
    assert str(sentence(Change("moved", unit, "parent", tsb, None), said)) == (
        "TSP moves from under TSB to the top."
    )
    head = Change("headed", unit, "head", house.posts["DEP"], None)
    assert str(sentence(head, said)) == "TSP has no head any more; it was post DEP."


@pytest.mark.parametrize(
    ("change", "field", "before", "after", "told"),
    [
        ("funding_changed", "funding", "regular_budget", "voluntary_contributions", FUNDING),
        ("category_changed", "category", "professional", "general_service", CATEGORIES),
        ("contract_changed", "contract", "fixed_term", "temporary", CONTRACTS),
    ],
)
def test_codes_are_told_in_words(
    said: Called, house: House, change: str, field: str, before: str, after: str, told: Told
) -> None:
    with override("fr"):
        subject = Reference("post", house.posts["ADV"])
        written = str(sentence(Change(change, subject, field, before, after), said))
        assert str(told[before]) in written and str(told[after]) in written


def test_duty_stations_are_told_by_their_names(house: House) -> None:
    place = {"organisation": house.organisation, "code": "GEX", "valid_from": OPENED}
    add_place(house.administrator, name=text(en="Geneva", fr="Genève"), **place)
    subject = Reference("post", house.posts["ADV"])
    moved = Change("restationed", subject, "duty_station", "GEX", "NYC")
    now = snapshot(Coordinates(TODAY.toordinal(), 1))
    compared = Compared(now, now, house.units["INST"])
    said = called(house.administrator, compared, items=[Item(1, (moved,), is_carried=False)])
    with override("fr"):
        assert "Genève" in str(sentence(moved, said)) and "NYC" in str(sentence(moved, said))


@pytest.mark.parametrize("change", ["established", "abolished", "merged", "split", "replaced"])
def test_a_unit_whose_code_is_its_name_is_named_once(house: House, change: str) -> None:
    deeds.correct_name(house, "OPD", "OPD")
    now = snapshot(Coordinates(TODAY.toordinal(), 2))
    said = called(house.administrator, Compared(now, now, house.units["INST"]))
    one = Change(change, Reference("unit", house.units["OPD"]), None, None, house.units["GS"])
    assert str(sentence(one, said)).count("OPD") == 1
