"""What the wiring table is told of the structure: names, who may see, what is searched."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.actors import NOBODY
from bureau.core.references import Reference
from bureau.institution.organisation.models import Post
from bureau.institution.organisation.services import reference
from bureau.web import kinds
from bureau.web.answers import Audience
from bureau.web.multilingual import text
from tests.institution.house import House
from tests.institution.organisation import deeds

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
CONTENT_KINDS = ("unit", "post", "description", "person", "instrument", "body", "organisation")


def test_every_path_of_the_table_resolves() -> None:
    assert kinds.unresolved() == []


def test_things_are_described_by_short_and_full_name(house: House) -> None:
    unit = Reference("unit", house.units["SGD"])
    label = kinds.describe(house.actor("Adam"), [unit])[unit]
    assert label.name == "SGD · Study Groups" and label.address == f"/units/{unit.id}/"


def test_an_ended_unit_is_described_as_it_was_last_called(house: House) -> None:
    deeds.decide(house, deeds.merge(house, "SGD", into="TSP"))
    unit = Reference("unit", house.units["SGD"])
    assert kinds.describe(house.actor("Adam"), [unit])[unit].name == "SGD · Study Groups"


def test_a_stranger_sees_nothing_of_an_organisation_that_is_not_public(house: House) -> None:
    asked = [Reference("unit", house.units["SGD"]), Reference("post", house.posts["OFF"])]
    assert kinds.visible(NOBODY, asked) == frozenset()


def test_a_stranger_sees_posts_but_no_people_of_a_public_chart(house: House) -> None:
    deeds.open_chart(house)
    post, person = Reference("post", house.posts["OFF"]), Reference("person", house.people["Olga"])
    assert kinds.visible(NOBODY, [post, person]) == {post}


def test_what_only_a_draft_names_is_seen_by_nobody(house: House) -> None:
    bare = Reference("unit", deeds.identity(house, "unit"))
    assert kinds.visible(house.actor("Olga"), [bare]) == frozenset()


def test_another_organisation_is_seen_by_its_own_and_by_administrators(house: House) -> None:
    ministry = reference.create_organisation(
        house.administrator, code="MIN", name=text(en="Ministry")
    )
    asked = Reference("organisation", ministry)
    assert kinds.visible(house.actor("Adam"), [asked]) == frozenset()
    assert kinds.visible(house.administrator, [asked]) == {asked}


def test_a_unit_is_owned_by_the_post_at_its_head(house: House) -> None:
    unit = Reference("unit", house.units["TSP"])
    assert kinds.owners(house.actor("Adam"), [unit]) == {unit: house.posts["DEP"]}


def test_an_awaited_description_is_found_by_those_named_alone(house: House) -> None:
    first = deeds.describe(house, "D1", "Lead.")
    deeds.decide(house, deeds.adopt(house, "D1", first))
    second = deeds.describe(house, "D1", "Win.")
    asked = [Reference("description", each) for each in (first, second)]
    found = kinds.searchable(asked)
    adopted, awaited = (found[each] for each in asked)
    assert adopted.audience is Audience.SIGNED_IN and "Lead." in adopted.words["en"]
    assert awaited.audience is Audience.NAMED


def test_an_instrument_and_a_body_are_found_by_name(house: House) -> None:
    body = Reference("body", house.bodies["COUNCIL"])
    assert kinds.searchable([body])[body].codes == ("COUNCIL",)


@pytest.mark.thorough
@pytest.mark.parametrize("column", ["describe", "visible", "search"])
def test_many_things_cost_as_many_queries_as_few(house: House, column: str) -> None:
    deeds.add_posts(house, "OPD", 50)
    ids = list(Post.objects.values_list("pk", flat=True))
    (answer,) = kinds.functions(kinds.kind("post"), column)
    counts = []
    for asked in (ids[:5], ids):
        answer(asked) if column == "search" else answer(house.actor("Adam"), asked)
        with CaptureQueriesContext(connection) as queries:
            actor = house.administrator
            answer(asked) if column == "search" else answer(actor, asked)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_every_kind_of_the_structure_is_in_the_table() -> None:
    assert set(CONTENT_KINDS) <= {row.name for row in kinds.kinds()}
