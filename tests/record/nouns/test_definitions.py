"""Every noun is defined soundly: its deeds fit their services, its fields fit their model."""

import inspect

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from bureau.record.journal.services.frame import SERVICES
from bureau.record.nouns.fields import Sort
from bureau.record.nouns.found import nouns, parts_of
from bureau.record.nouns.noun import ADD, Noun
from tests.fifty import FEW, fifty_of_each, reads
from tests.institution.governance.visitors import visitor
from tests.institution.house import House

EVERY = [pytest.param(noun, id=name) for name, noun in nouns().items()]


def model_fields(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


@pytest.mark.parametrize("noun", EVERY)
def test_each_deed_gives_its_service_what_it_takes(noun: Noun) -> None:
    for deed in noun.deeds:
        asked = list(inspect.signature(deed.service).parameters.values())[1:]
        given = {*deed.fields} | ({noun.name} if deed.name != ADD else set())
        given |= {"step"} if deed.step else set()
        given |= {"organisation"} if deed.name == ADD and noun.place.path else set()
        assert given <= {each.name for each in asked}, deed.name
        needed = {each.name for each in asked if each.default is inspect.Parameter.empty}
        assert needed <= given, deed.name
        assert inspect.unwrap(deed.service) in SERVICES.values(), deed.name


@pytest.mark.parametrize("noun", EVERY)
def test_each_field_is_one_of_the_model(noun: Noun) -> None:
    for field in noun.fields:
        if field.sort is not Sort.DERIVED:
            try:
                noun.model._meta.get_field(field.name)
            except FieldDoesNotExist:
                raise AssertionError(f"{noun.name} has no {field.name}") from None
    lists = noun.listing
    named = [*lists.columns, *lists.facts, *lists.key, *lists.filters, *lists.search, *noun.days]
    for name in filter(None, (*named, noun.part_of, noun.owner)):
        assert noun.field(name)
    assert getattr(noun.model, "keeps_history", False), "its model says keeps_history"


@pytest.mark.parametrize("noun", EVERY)
def test_each_step_of_a_flow_has_a_deed_and_each_state_words(noun: Noun) -> None:
    if noun.flow is None:
        assert not noun.steps() or all(not deed.step for deed in noun.steps())
        return
    assert {step.name for step in noun.flow.steps} == {
        deed.step for deed in noun.steps() if deed.step
    }
    assert noun.flow.unreached() == []
    words = noun.field("state").words or {}
    assert set(words) == set(noun.flow.states) == set(noun.field("state").marks or {})


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", list(nouns()))
def test_lists_pages_and_files_cost_the_same_for_few_and_many(house: House, name: str) -> None:
    noun = nouns()[name]
    client = visitor(house, "Ada")
    fifty_of_each(house)
    many = noun.model._default_manager.order_by("-pk").values_list("pk", flat=True)
    addresses = [
        reverse(noun.list_name),
        reverse(noun.list_name) + "?format=csv",
        reverse(noun.list_name) + "?format=json",
    ]
    counted = [reads(lambda address=address: whole(client, address)) for address in addresses]  # type: ignore[misc]
    few = list(many[:FEW])
    for part in parts_of(noun):
        part.model._default_manager.exclude(**{f"{part.part_of}__in": few}).delete()
    noun.model._default_manager.exclude(pk__in=few).delete()
    assert [
        reads(lambda address=address: whole(client, address)) for address in addresses
    ] == counted  # type: ignore[misc]


def whole(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    answer.getvalue()
