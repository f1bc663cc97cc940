"""Who has every role in one organisation reads nothing of another whose chart is not public."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain, product
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from bureau.config.api import apart
from bureau.config.proving.asking import names
from bureau.core.actors import NOBODY, Actor, Role
from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.finance.services.budgets import make_budget
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.imports.services.tables import take_table
from bureau.institution.instruments import services as instruments
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services import reference, standing_in
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.organisation.services.identities import make_identity
from bureau.institution.organisation.services.templates import make_template
from bureau.institution.procedures.services.rule_drafts import begin_rule_draft
from bureau.record.erasure.services.requests import request_erasure
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.house import FORCE, OPENED, TODAY, House
from tests.institution.neighbour import Neighbour, build_neighbour
from tests.institution.organisation.reorganised import signed_in
from tests.programs import program

pytestmark = [pytest.mark.django_db]
TELLS = re.compile(r"Neighbour|Tarawa|\bTRW\b|\bElders\b|Keeper of the Posts|\bNora\b|\bZ\.9\b")
ASKED = "Neighbour+Nora+Tarawa"
ECHO = re.compile(r"Neighbour([+ ]|%[%0-9A-F]+)Nora([+ ]|%[%0-9A-F]+)Tarawa")
"""What is searched for, as a page says it back."""
WORDS: Mapping[str, list[int | str]] = {
    "form": ["csv", "json"],
    "format": ["html"],
    "language": ["en"],
    "kind": ["staffing-table", "unit", "post"],
    "verdict": ["confirmation"],
}
"""What variables of addresses stand for that are no numbers."""
ANYTHING = ("row", "number", "proposal", "convened", "pk")


@pytest.fixture
def everything(house: House) -> House:
    """The house, in which Adam has every role."""
    found_installation(NOBODY, demonstration=False)
    for role in Role:
        reference.give_role(
            house.administrator,
            post=house.posts["ADV"],
            role=role,
            valid_from=OPENED,
            confirmed_by=house.administrators[1].person,
        )
    return house


def test_pages_tell_nothing_of_another_organisation(everything: House) -> None:
    numbers = numbers_of_a_neighbour(everything)
    adam = signed_in(everything, "Adam")
    assert not list(told_by(adam, numbers))


def test_the_api_tells_nothing_of_another_organisation(everything: House) -> None:
    numbers = numbers_of_a_neighbour(everything)
    by = program(everything, "Adam")
    assert not list(told_by(by.client, numbers, by.headers))


def told_by(
    client: Client, numbers: Mapping[str, list[int]], headers: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Where a person, or with these headers a program, is told something, and what."""
    queries = asked_about(numbers)
    for path in addresses(numbers, of_programs=bool(headers)):
        for query in queries if "new" in path or not re.search(r"\d", path) else queries[:1]:
            if found := tells(client, f"{path}?{query}", headers or {}):
                yield f"{path}?{query}: {found}"
                break


type Numbers = Mapping[str, list[int]]


def numbers_of_a_neighbour(house: House) -> Numbers:
    """The numbers of all that a furnished neighbour is of, by the name of their table."""
    models = [one for one in apps.get_models() if one._meta.app_label != "journal"]
    before = {model: rows(model) for model in models}
    furnish(house, build_neighbour(house, is_public=False))
    fresh = {str(one._meta.model_name): rows(one) - before[one] for one in models}
    return {name: sorted(found) for name, found in fresh.items() if found}


def rows(model: type[Model]) -> set[int]:
    found = model._default_manager.values_list("pk", flat=True)
    return {number for number in found if isinstance(number, int)}


def furnish(house: House, it: Neighbour) -> None:
    """One of most things that an organisation may have, each named after it."""
    by, own, name = it.officer, {"organisation": it.organisation}, text(en="Neighbour's")
    make_template(by, **own, unit=it.unit, day=TODAY, name=name)
    cells = [(1, ("number", "holder")), (2, ("OFF", "Nora"))]
    take_table(by, **own, kind="holders", becomes="record", day=FORCE, name="Neighbour", rows=cells)
    start_reorganisation(by, **own, reference="Neighbour-1", title=name)
    begin_rule_draft(by, **own, title=name, valid_from=FORCE)
    instruments.register_meeting(by, body=it.body, name=name, valid_from=TODAY, valid_until=FORCE)
    money = {"first_year": 2024, "last_year": 2024, "currency": "JPY"}
    make_budget(house.administrator, **own, name=name, **money)
    stray, until = house.people["Stray"], date(2025, 1, 1)
    standing_in.delegate_post(
        by, post=it.post, person=stray, capacity="delegate", valid_from=TODAY, valid_until=until
    )
    standing_in.record_absence(by, post=it.post, person=it.person, stand_in=None, valid_from=TODAY)
    engage(house.administrator, it)
    request_erasure(house.administrator, person=it.person, reason="Neighbour left")


def engage(by: Actor, it: Neighbour) -> None:
    """Nora is engaged beside her post, too."""
    beside = make_identity(by, organisation=it.organisation, kind="engagement")
    values: dict[str, Value] = {"person": it.person, "manner": "intern", "engagement": beside}
    said = Action(1, ActionKind.ENGAGE, Reference("unit", it.unit), TODAY.toordinal(), values)
    effects = expand([said], world(it.organisation))
    put_on_record(by, organisation=it.organisation, effects=effects, instrument=it.instrument)


def addresses(numbers: Numbers, *, of_programs: bool) -> Iterator[str]:
    """Every address with the numbers of these things."""
    for name, variables in names():
        if name.startswith("api-") == of_programs:
            for values in product(*(choices(one, numbers) for one in variables)):
                filled = dict(zip(variables, values, strict=True))
                yield reverse(name, apart.ADDRESSES, kwargs=filled)


def choices(variable: str, numbers: Numbers) -> list[int | str]:
    """What a variable may stand for: numbers of the table that is called so, or of such as have it
    in their name; of every table where it says not which. One number where there is none."""
    called, every = variable.replace("_", ""), list(chain(*numbers.values()))
    named = [one for table, found in numbers.items() if called in table for one in found]
    found = numbers.get(called) or named or (every if variable in ANYTHING else every[:1])
    return WORDS.get(variable) or sorted(set(found))


def asked_about(numbers: Numbers) -> list[str]:
    """What is asked for after an address: nothing, these things, what is on record of them."""
    one = {table: found[0] for table, found in numbers.items()}
    said = {table: str(number) for table, number in one.items()}
    said |= {"subject": f"unit:{one['unit']}", "on": f"post:{one['post']}", "q": ASKED}
    said |= dict.fromkeys(("from", "to", "parent", "under", "of"), str(one["unit"]))
    said |= dict.fromkeys(("plan", "from_plan"), f"reorganisation:{one['reorganisation']}")
    del said["effect"]
    plain = {name: value for name, value in said.items() if "plan" not in name}
    return ["", *map(urlencode, (said, plain, {"effect": one["effect"]}))]


def tells(client: Client, path: str, headers: Mapping[str, str]) -> str:
    """What a page tells of the neighbour; nothing where it tells none."""
    answer: Any = client.get(path, headers=headers)
    content = b"".join(answer) if answer.streaming else answer.content
    said = ECHO.sub("", content.decode(errors="replace"))
    found = TELLS.search(said)
    return said[max(found.start() - 40, 0) : found.end() + 40] if found else ""
