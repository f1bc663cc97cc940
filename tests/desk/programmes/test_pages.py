"""The department's initiatives from the first page to the last, as people use them."""

from bureau.core.references import Reference
from bureau.desk.programmes.models import Edition, Initiative
from bureau.institution.organisation.services.identities import make_identity
from bureau.web import kinds
from tests.desk.programmes.things import begun
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import OPENED, House
from tests.programs import program

FACTS = {
    "code": "FORUM",
    "name_original": "en",
    "name_en": "Annual forum",
    "valid_from": "2024-01-01",
}


def test_an_initiative_from_its_first_page_to_its_last(house: House) -> None:
    client = visitor(house, "Chia")
    assert "No initiative yet" in page(client, "/initiatives/")
    made = send(client, "/initiatives/add/", **FACTS, post=house.posts["CHIEF"])
    assert "The initiative is added." in made and "Annual forum" in made and "proposed" in made
    row = Initiative.objects.get()
    assert "active" in send(client, f"/initiatives/{row.pk}/start/")
    said = send(
        client, f"/editions/add/?initiative={row.pk}", initiative=row.pk, year=2024, place="Geneva"
    )
    assert "The edition is added." in said
    said = send(
        client,
        f"/pillars/add/?initiative={row.pk}",
        initiative=row.pk,
        code="P1",
        name_original="en",
        name_en="Platform",
    )
    assert "The pillar is added." in said
    whole = page(client, f"/initiatives/{row.pk}/")
    assert "Geneva" in whole and "Platform" in whole and "Add an edition" in whole
    changed = {**FACTS, "name_en": "Yearly forum", "post": house.posts["CHIEF"]}
    assert "Yearly forum" in send(client, f"/initiatives/{row.pk}/change/", **changed)
    history = page(client, f"/initiatives/{row.pk}/history/")
    assert "Annual forum" in history and "Yearly forum" in history and "Undo act" in history
    assert Edition.objects.get().state == "planned"


def test_undo(house: House) -> None:
    client = visitor(house, "Chia")
    send(client, "/initiatives/add/", **FACTS, post=house.posts["CHIEF"])
    row = Initiative.objects.get()
    changed = {**FACTS, "name_en": "Yearly forum", "post": house.posts["CHIEF"]}
    send(client, f"/initiatives/{row.pk}/change/", **changed)
    history = page(client, f"/initiatives/{row.pk}/history/")
    entry = history.partition('name="entry" value="')[2].partition('"')[0]
    assert "The act is undone." in send(client, f"/initiatives/{row.pk}/undo/", entry=entry)
    assert Initiative.objects.get().name.said["en"][0] == "Annual forum"


def test_the_hub_home_post_and_unit_show_the_work(house: House) -> None:
    client = visitor(house, "Chia")
    begun(house)
    addresses = (
        "/work/",
        "/",
        f"/posts/{house.posts['CHIEF']}/work/",
        f"/units/{house.units['TSB']}/work/",
    )
    for address in addresses:
        assert "Initiative FORUM" in page(client, address), address
    row = Initiative.objects.get()
    send(client, f"/initiatives/{row.pk}/drop/")
    assert "Initiative FORUM" not in page(client, "/work/")
    said = page(client, f"/posts/{house.posts['CHIEF']}/work/")
    assert said.index("Initiative FORUM") > said.index('id="work-done"')


def test_a_post_that_ends_leaves_its_initiative_to_somebody(house: House) -> None:
    number = begun(house)
    post = Reference("post", house.posts["CHIEF"])
    assert kinds.hanging([post]) and (post, Reference("initiative", number)) in kinds.hanging(
        [post]
    )


def test_lists_are_searched_filtered_and_sorted(house: House) -> None:
    client = visitor(house, "Chia")
    begun(house)
    begun(house, "SUMMIT")
    assert "FORUM" not in page(client, "/initiatives/?text=summit")
    assert "No initiative matches" in page(client, "/initiatives/?state=closed")
    said = page(client, "/initiatives/?sort=-code")
    assert said.index("Initiative SUMMIT") < said.index("Initiative FORUM")
    assert "SUMMIT" in page(
        client, f"/initiatives/?post={house.posts['CHIEF']}&valid_until=x&last_day=now"
    )
    assert "No initiative matches" in page(client, "/initiatives/?last_day=later")


def test_nobody_hands_an_initiative_to_a_post_that_is_not_theirs(house: House) -> None:
    number = begun(house)
    facts = {**FACTS, "post": house.posts["DIR"]}
    said = send(visitor(house, "Chia"), f"/initiatives/{number}/change/", 422, **facts)
    assert "Only an organisation officer gives" in said
    send(visitor(house, "Olga"), f"/initiatives/{number}/change/", **facts)
    assert Initiative.objects.get().post_id == house.posts["DIR"]


def test_editions_lie_in_the_days_of_their_initiative(house: House) -> None:
    client = visitor(house, "Chia")
    number = begun(house, valid_until=OPENED.replace(year=2026))
    add = f"/editions/add/?initiative={number}"
    said = send(client, add, 422, initiative=number, year=2026)
    assert "The year 2026 lies outside the days of the initiative." in said
    send(client, add, initiative=number, year=2025)
    facts = {**FACTS, "post": house.posts["CHIEF"], "last_day": "2024-12-31"}
    said = send(client, f"/initiatives/{number}/change/", 422, **facts)
    assert "The year 2025 lies outside the days of the initiative." in said
    edition = Edition.objects.get()
    later = {"year": 2025, "valid_from": "2025-06-01"}
    send(client, f"/editions/{edition.pk}/change/", **later)
    said = send(client, f"/editions/{edition.pk}/hold/")
    assert "The edition begins on 1 June 2025." in said


def test_an_initiative_with_a_planned_edition_is_not_closed(house: House) -> None:
    client, number = visitor(house, "Chia"), begun(house)
    send(client, f"/editions/add/?initiative={number}", initiative=number, year=2024)
    send(client, f"/initiatives/{number}/start/")
    said = send(client, f"/initiatives/{number}/close/")
    assert "An edition is planned. Record it as held, or cancel it first." in said
    send(client, f"/editions/{Edition.objects.get().pk}/cancel/")
    assert "closed" in send(client, f"/initiatives/{number}/close/")
    over = "The initiative is closed or dropped. Reopen it first."
    assert over in send(client, f"/editions/{Edition.objects.get().pk}/reopen/")
    assert over in send(client, "/editions/add/", 422, initiative=number, year=2025)


def test_codes_that_look_alike_are_refused(house: House) -> None:
    begun(house)
    facts = {**FACTS, "code": "forum", "post": house.posts["CHIEF"]}
    said = send(visitor(house, "Chia"), "/initiatives/add/", 422, **facts)
    assert "Another initiative has the code forum, or one that looks alike." in said


def test_a_post_that_is_only_drafted_owns_nothing(house: House) -> None:
    drafted = make_identity(house.administrator, organisation=house.organisation, kind="post")
    calls, facts = program(house, "Olga"), {"name": {"words": {"en": "A"}}, "code": "A"}
    for post in (drafted, drafted + 1000):
        said = {**facts, "valid_from": "2024-01-01", "post": post}
        calls.send("initiatives", said, 404)
