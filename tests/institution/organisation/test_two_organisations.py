"""Two organisations with the same codes: whoever reads, a thing goes out as that of its own."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from bureau.core.actors import NOBODY, Actor, PostRole, Role
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import Absence
from bureau.institution.organisation.models import PostRole as PostRoleRow
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.files import CHART_FORMATS, FORMATS
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.services.numbers import set_number_pattern
from bureau.institution.organisation.services.standing_in import record_absence
from bureau.institution.organisation.services.templates import make_template
from bureau.record.accounts.models import Person
from bureau.record.erasure.services.requests import request_erasure
from bureau.record.journal.models import Entry
from bureau.record.journal.services.founding import found_installation
from bureau.web.kinds import visible
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House
from tests.institution.neighbour import CODE, Neighbour, build_neighbour
from tests.institution.organisation.reorganised import signed_in
from tests.programs import program

pytestmark = [pytest.mark.django_db]
ANY: dict[str, int] = defaultdict(int)
READERS = ("nobody", "Olga", "Ada")
LATE = datetime(2024, 6, 10, 14, tzinfo=UTC)
"""The tenth of June in the house, and the eleventh already where the neighbour is."""

OWN = re.compile(rf"\bNeighbour\b|\b{CODE}\b")
THERE = re.compile(r"2024-06-11|11\s(June|Jun)|June\s11")


@pytest.fixture
def neighbour(house: House) -> Neighbour:
    found_installation(NOBODY, demonstration=False)
    return build_neighbour(house)


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest, house: House) -> Client:
    return Client() if request.param == "nobody" else signed_in(house, request.param)


FILES = ("csv", "json", "xlsx")


def files(it: Neighbour) -> Iterator[str]:
    """Files of a chart or comparison, and papers: they name the organisation."""
    yield from (f"/chart/{it.unit}/export.{form}" for form in CHART_FORMATS)
    yield from (f"/compare/{it.unit}/export.{form}" for form in FORMATS)
    for kind in ("staffing-table", "chart-poster"):
        yield from (f"/papers/{kind}/{it.unit}/en/?format={form}" for form in ("docx", "html"))


def others(it: Neighbour) -> Iterator[str]:
    """Pages and lists of the neighbour's unit and post."""
    for thing in (f"/units/{it.unit}/history/", f"/posts/{it.post}/history/"):
        yield from (f"{thing}?format={form}" for form in FILES)
    yield f"/chart/{it.unit}/"
    yield f"/compare/{it.unit}/"
    yield f"/units/{it.unit}/"
    yield f"/posts/{it.post}/"


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATE)


def test_whoever_reads_a_file_is_of_its_own_organisation(
    neighbour: Neighbour, late: None, reader: Client
) -> None:
    for address in files(neighbour):
        said = told(reader.get(address, follow=True))
        assert OWN.search(said), address
        assert "Institute" not in said and "INST" not in said, address
        assert address.endswith("xlsx") or THERE.search(said), address


def test_whoever_reads_a_page_is_of_its_own_organisation(
    neighbour: Neighbour, late: None, reader: Client
) -> None:
    for address in others(neighbour):
        said = re.sub(r"csrfmiddlewaretoken\" value=\"\w+", "", told(reader.get(address)))
        assert "Study Groups" not in said and "GVA" not in said and "P.4" not in said, address
    for page in (f"/chart/{neighbour.unit}/", f"/compare/{neighbour.unit}/"):
        assert "2024-06-11" in told(reader.get(page))


def test_a_recorded_day_ends_where_the_thing_is(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_installation(NOBODY, demonstration=False)
    monkeypatch.setattr(timezone, "now", lambda: LATE)
    neighbour = build_neighbour(house)
    olga = signed_in(house, "Olga")
    address = f"/chart/{neighbour.unit}/"
    assert "not yet known" not in told(olga.get(address))
    before = olga.get(address, {"recorded": "2024-06-10"})
    assert "Neighbouring Bureau" not in before.content.decode()


def test_a_program_reads_a_thing_as_that_of_its_own_organisation(
    house: House, neighbour: Neighbour, late: None
) -> None:
    by = program(house, "Olga")
    unit, post = neighbour.unit, neighbour.post
    for address in (
        f"chart/{unit}",
        f"units/{unit}",
        f"posts/{post}",
        f"organisations/{neighbour.organisation}",
    ):
        assert by.get(address)["at"]["valid"] == "2024-06-11", address
    assert by.get(f"compare/{unit}")["after"]["valid"] == "2024-06-11"
    listed = by.get(f"units?organisation={neighbour.organisation}")
    assert [one["id"] for one in listed["items"]] == [unit]
    assert listed["at"]["valid"] == "2024-06-11"


def told(answer: Any) -> str:
    """All that a file says, as text; of a workbook or document what is in its parts."""
    assert answer.status_code == 200, answer.status_code
    content = b"".join(answer) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return str(content.decode())
    with ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        return "".join(parts.read(name).decode() for name in names)


def deeds(house: House) -> dict[str, Callable[[Actor], object]]:
    """What an officer may do in their own organisation, asked of the house."""
    own, day = house.organisation, TODAY
    name, of_post = text(en="Name"), {"post": house.posts["OFF"], "person": house.people["Olga"]}
    owned = {"organisation": own}
    return {
        "place": lambda by: reference.add_place(by, **owned, code="X", name=name, valid_from=day),
        "grade": lambda by: reference.add_grade(
            by, **owned, code="X", grade_class="X", order=1, valid_from=day
        ),
        "office": lambda by: reference.name_office(
            by, **owned, code="X", name=name, post=house.posts["OFF"]
        ),
        "remark": lambda by: reference.remark_on(
            by, **owned, subject=Reference("unit", house.units["TSB"]), said=name
        ),
        "opening": lambda by: reference.open_chart_at(by, **owned, unit=house.units["TSB"]),
        "template": lambda by: make_template(
            by, **owned, name=name, unit=house.units["TSB"], day=day
        ),
        "pattern": lambda by: set_number_pattern(by, **owned, text="{serial:3}", valid_from=day),
        "absence": lambda by: record_absence(by, **of_post, stand_in=None, valid_from=day),
        "erasure": lambda by: request_erasure(by, person=house.people["Olga"], reason="Tried"),
    }


@pytest.mark.parametrize("name", sorted(deeds(House(posts=ANY, people=ANY, units=ANY))))
def test_an_officer_elsewhere_does_nothing_here(
    house: House, neighbour: Neighbour, name: str
) -> None:
    before = Entry.objects.count()
    own = neighbour.officer
    roles = frozenset(PostRole(role, neighbour.post) for role in Role)
    for by in (own, replace(own, roles=roles)):
        with pytest.raises(Refused):
            deeds(house)[name](by)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["office", "remark", "opening"])
def test_an_officer_names_nothing_of_another_organisation(
    house: House, neighbour: Neighbour, name: str
) -> None:
    theirs = House(organisation=neighbour.organisation, posts=house.posts, units=house.units)
    theirs.people = house.people
    with pytest.raises(Refused):
        deeds(theirs)[name](neighbour.officer)


def test_a_role_counts_in_the_organisation_of_its_post_alone(
    house: House, neighbour: Neighbour
) -> None:
    """Olga, an officer of the house, stands in at the neighbour: there she is none."""
    Absence.objects.create(
        post_id=neighbour.post,
        person_id=neighbour.person,
        stand_in_id=house.people["Olga"],
        valid_from=TODAY,
    )
    PostRoleRow.objects.filter(post=neighbour.post).delete()
    olga = Person.objects.get(pk=house.people["Olga"])
    there = actor_of(olga, TODAY, neighbour.post)
    assert there.organisation == neighbour.organisation
    assert not there.has(Role.ORGANISATION_OFFICER)
    assert actor_of(olga, TODAY, house.posts["OFF"]).has(Role.ORGANISATION_OFFICER)


@pytest.mark.parametrize("is_public", [False, True])
def test_people_of_a_chart_that_is_not_public_are_there_for_its_own_alone(
    house: House, is_public: bool
) -> None:
    found_installation(NOBODY, demonstration=False)
    neighbour = build_neighbour(house, is_public=is_public)
    status = 200 if is_public else 404
    olga, api = signed_in(house, "Olga"), program(house, "Olga")
    for address in (f"/people/{neighbour.person}/", f"/people/{neighbour.person}/history/"):
        assert olga.get(address).status_code == status, address
    api.get(f"people/{neighbour.person}", status)
    seen = visible(house.actor("Olga"), [Reference("person", neighbour.person)])
    assert bool(seen) is is_public
    ada = signed_in(house, "Ada")
    assert "Keeper of the Posts" in told(ada.get(f"/people/{neighbour.person}/"))
