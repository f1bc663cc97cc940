"""Views kept under a name: as of today or fixed, shared, opened with the reader's own rights."""

from html import unescape

import pytest
from django.test import Client

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import SavedView
from bureau.institution.organisation.queries.saved import views_for
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services import saved
from bureau.institution.organisation.services.saved import delete_view, rename_view, save_view
from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import fresh_key, page, send, visitor
from tests.institution.house import House

pytestmark = pytest.mark.django_db
ADDRESS = "/posts/?grade=P.4&sort=-number&page=after-3&format=csv&valid=2024-01-01&recorded=1"


def keep(house: House, address: str = ADDRESS, by: str = "Olga", **more: object) -> int:
    return save_view(house.actor(by), address=address, name="Mine", **more)  # type: ignore[arg-type]


def addresses(house: House, name: str) -> list[str]:
    return [each.address for each in views_for(house.actor(name), today_in_force())]


def test_a_view_is_opened_as_of_the_day_without_what_passes(house: House) -> None:
    keep(house)
    assert addresses(house, "Olga") == ["/posts/?grade=P.4&sort=-number"]


def test_or_always_at_the_day_and_record_number_it_was_kept_at(house: House) -> None:
    keep(house, fixed=("2024-01-01", 1))
    (address,) = addresses(house, "Olga")
    assert address == "/posts/?grade=P.4&sort=-number&valid=2024-01-01&recorded=1"


def test_the_same_name_again_replaces_it(house: House) -> None:
    assert keep(house) == keep(house, "/posts/ending/?days=30")
    assert addresses(house, "Olga") == ["/posts/ending/?days=30"]


@pytest.mark.parametrize("address", ["/settings/", "/nowhere/", "//elsewhere.org/posts/", "x"])
def test_pages_that_are_not_offered_cannot_be_kept(house: House, address: str) -> None:
    with pytest.raises(Refused, match="page_not_kept"):
        keep(house, address)


def test_it_is_shared_with_a_post_or_a_unit_and_all_below_it(house: House) -> None:
    keep(house, shared=Reference("post", house.posts["ADV"]))
    assert addresses(house, "Adam") and not addresses(house, "Opal")
    keep(house, shared=Reference("unit", house.units["TSB"]))
    assert addresses(house, "Opal") and not addresses(house, "Hana")


def test_one_through_a_plan_is_not_there_for_who_may_not_see_the_plan(house: House) -> None:
    plan = Reference("reorganisation", draft_renaming(house, "OPQ"))
    unit = house.units["TSB"]
    keep(
        house,
        f"/chart/{unit}/?plan={plan}",
        "Otto",
        fixed=("2024-07-01", 1),
        shared=Reference("unit", unit),
    )
    assert addresses(house, "Otto") and not addresses(house, "Opal")
    assert visitor(house, "Otto").get(addresses(house, "Otto")[0]).status_code == 200


def test_only_who_keeps_it_gives_it_up(house: House) -> None:
    view = keep(house, shared=Reference("post", house.posts["ADV"]))
    with pytest.raises(Refused, match="not_yours_to_do"):
        delete_view(house.actor("Adam"), view=view)
    delete_view(house.actor("Olga"), view=view)
    assert not SavedView.objects.exists()


def test_only_who_keeps_it_names_it_otherwise(house: House, officer: Client) -> None:
    view = keep(house, shared=Reference("post", house.posts["ADV"]))
    with pytest.raises(Refused, match="not_yours_to_do"):
        rename_view(house.actor("Adam"), view=view, name="Theirs")
    send(officer, f"/views/{view}/name/", name="All of P.4")
    row = SavedView.objects.get()
    assert (row.name, row.query, row.shared) == (
        "All of P.4",
        "grade=P.4&sort=-number",
        house.posts["ADV"],
    )


def test_two_views_of_one_have_not_one_name(house: House, officer: Client) -> None:
    first = keep(house)
    sent(officer, name="Other")
    answer = send(officer, f"/views/{first}/name/", status=422, name="Other")
    assert "Another view of yours has this name." in answer
    assert SavedView.objects.get(pk=first).name == "Mine"


def sent(client: Client, **more: str) -> str:
    """The form filled in and sent; what one comes to."""
    said = {"address": "/posts/?grade=P.4", "name": "All P.4", "opens": "today"}
    answer = client.post("/views/new/", {**said, "key": fresh_key(), **more}, follow=True)
    return unescape(answer.content.decode())


def test_a_view_of_a_case_is_not_there_for_who_may_not_see_the_case(house: House) -> None:
    draft = draft_renaming(house, "OPQ")
    shared = Reference("unit", house.units["TSB"])
    keep(house, f"/reorganisations/{draft}/journal/", "Otto", shared=shared)
    assert addresses(house, "Otto") and not addresses(house, "Opal")


def test_it_is_kept_by_form_and_listed_on_its_page_and_at_home(
    house: House, officer: Client
) -> None:
    new = "/views/new/?of=/posts/%3Fgrade%3DP.4&valid=2024-06-01&recorded=1"
    assert "Keep this view" in page(officer, "/posts/?grade=P.4") and page(officer, new)
    assert "There is none of this name today." in sent(officer, post="NONE")
    assert "not with both" in sent(officer, post="ADV", unit="SGD")
    assert "All P.4" in sent(officer, post="ADV")
    for address in ("/", "/posts/", "/views/"):
        assert "All P.4" in page(officer, address)
    assert "All P.4" not in page(officer, "/posts/ending/")
    assert "All P.4" in page(visitor(house, "Adam"), "/")
    sent(officer, name="Then", opens="fixed", valid="2024-06-01", recorded="1")
    assert "valid=2024-06-01&recorded=1" in page(officer, "/views/")


def test_one_person_keeps_and_shares_so_many_and_no_more(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "SHARED_MOST", 2)
    monkeypatch.setattr(saved, "KEPT_MOST", 3)
    by, shared = house.actor("Adam"), Reference("unit", house.units["TSB"])
    for name in ("First", "Second"):
        save_view(by, address=ADDRESS, name=name, shared=shared)
    save_view(by, address=ADDRESS, name="First", shared=shared)
    with pytest.raises(Refused, match="views_shared_too_many"):
        save_view(by, address=ADDRESS, name="Third", shared=shared)
    save_view(by, address=ADDRESS, name="Third")
    with pytest.raises(Refused, match="views_too_many"):
        save_view(by, address=ADDRESS, name="Fourth")


def test_the_first_page_and_the_menu_show_the_newest_and_ones_own_before(house: House) -> None:
    save_view(house.actor("Opal"), address="/posts/", name="Own")
    shared = Reference("unit", house.units["TSB"])
    for number in range(10, 30):
        save_view(house.actor("Adam"), address="/posts/", name=f"V{number}", shared=shared)
    opal, newest = visitor(house, "Opal"), {"Own", *(f"V{number}" for number in range(19, 30))}
    every = {"Own", *(f"V{number}" for number in range(10, 30))}
    for address in ("/", "/posts/"):
        assert {name for name in every if f">{name}</a>" in page(opal, address)} == newest
    assert {name for name in every if f">{name}</a>" in page(opal, "/views/")} == every


def test_an_officer_of_the_organisation_ends_the_sharing_of_anothers(house: House) -> None:
    view = keep(house, by="Adam", shared=Reference("unit", house.units["TSB"]))
    assert "End the sharing" not in page(visitor(house, "Opal"), "/views/")
    with pytest.raises(Refused, match="not_yours_to_do"):
        delete_view(house.actor("Opal"), view=view)
    olga = visitor(house, "Olga")
    assert "End the sharing" in page(olga, "/views/")
    send(olga, f"/views/{view}/removal/")
    assert addresses(house, "Adam") and not addresses(house, "Opal")
    with pytest.raises(Refused, match="not_yours_to_do"):
        delete_view(house.actor("Olga"), view=view)


def test_an_officer_finds_every_view_shared_in_the_organisation(house: House) -> None:
    keep(house, by="Adam", shared=Reference("post", house.posts["ADV"]))
    assert not addresses(house, "Olga")
    assert "End the sharing" in page(visitor(house, "Olga"), "/views/")
