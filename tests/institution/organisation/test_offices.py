"""An office passes to another post, or ends, by two persons; nobody takes one for themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bureau.core.actors import Actor, Role
from bureau.core.reasons import Refused
from bureau.institution.organisation.models import Office, OfficeProposal
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.services.keeping import keep_office, settle_office
from bureau.institution.organisation.services.standing_in import record_absence
from bureau.record.accounts.models import DirectGrant
from bureau.record.nouns.services.tables import import_rows
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.visitors import fresh_key, page, send
from tests.institution.house import NOW, OPENED, TODAY, House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
NAME = text(en="Director")


def office(house: House) -> Office:
    return Office.objects.get(pk=house.offices["DIR"])


def proposed(by: Actor, house: House, post: str = "D1") -> int:
    keep_office(by, office=house.offices["DIR"], name=NAME, post=house.posts[post])
    return OfficeProposal.objects.latest("pk").pk


def refused(settle: Callable[[], object], why: str = "two_persons_needed") -> None:
    with pytest.raises(Refused, match=why):
        settle()


def test_an_officer_alone_moves_no_office(house: House) -> None:
    olga = house.actor("Olga")
    proposal = proposed(olga, house)
    assert office(house).post_id == house.posts["DIR"]
    refused(lambda: settle_office(olga, proposal=proposal, is_confirmed=True))
    settle_office(house.actor("Otto"), proposal=proposal, is_confirmed=True)
    assert office(house).post_id == house.posts["D1"]
    again = lambda: settle_office(house.administrator, proposal=proposal, is_confirmed=True)  # noqa: E731
    refused(again, "already_settled")


def test_an_officer_alone_ends_no_office_and_a_table_moves_none(house: House) -> None:
    olga, number = house.actor("Olga"), house.offices["DIR"]
    keep_office(olga, office=number, name=NAME, post=house.posts["DIR"], valid_until=TODAY)
    values = {"name": NAME, "post": house.posts["OFF"], "valid_until": None}
    import_rows(olga, noun="office", rows=[{"number": 2, "row": number, "values": values}])
    found = office(house)
    assert (found.post_id, found.valid_until) == (house.posts["DIR"], None)
    assert OfficeProposal.objects.count() == 2


def test_nobody_confirms_an_office_for_themselves(house: House) -> None:
    """Neither in the post that is to bear it, nor standing in for who is."""
    proposal = proposed(house.actor("Olga"), house, "OFF2")
    otto = house.actor("Otto")
    refused(lambda: settle_office(otto, proposal=proposal, is_confirmed=True))
    role = Role.ORGANISATION_OFFICER
    by, post = house.administrator, house.posts["COCO"]
    reference.give_role(by, post=post, role=role, valid_from=OPENED)
    coco = house.actor("Coco")
    record_absence(
        otto,
        post=house.posts["OFF2"],
        person=otto.person or 0,
        stand_in=coco.person,
        valid_from=TODAY,
    )
    for name in ("Otto", "Coco"):
        by = house.actor(name)
        with pytest.raises(Refused):
            settle_office(by, proposal=proposal, is_confirmed=True)
    assert office(house).post_id == house.posts["DIR"]


def test_who_keeps_offices_as_a_stand_in_only_confirms_none(house: House) -> None:
    proposal, olga = proposed(house.administrator, house), house.actor("Olga")
    stray = house.people["Stray"]
    record_absence(
        olga,
        post=house.posts["OFF"],
        person=olga.person or 0,
        stand_in=stray,
        valid_from=TODAY,
    )
    refused(lambda: settle_office(house.actor("Stray"), proposal=proposal, is_confirmed=True))


def test_an_officer_alone_calls_no_office_anew(house: House) -> None:
    """Else an act could name another authority than the one that decided."""
    keep_office(
        house.actor("Olga"),
        office=house.offices["DIR"],
        name=text(en="Secretary-General"),
        post=house.posts["DIR"],
    )
    assert office(house).name == NAME
    proposal = OfficeProposal.objects.get().pk
    settle_office(house.actor("Otto"), proposal=proposal, is_confirmed=True)
    assert office(house).name.in_original == "Secretary-General"


def test_an_older_proposal_undoes_no_newer_change(house: House) -> None:
    older, newer = proposed(house.actor("Olga"), house), proposed(house.actor("Olga"), house, "DEP")
    otto = house.actor("Otto")
    settle_office(otto, proposal=newer, is_confirmed=True)
    refused(
        lambda: settle_office(otto, proposal=older, is_confirmed=True), "changed_since_proposed"
    )
    assert office(house).post_id == house.posts["DEP"]
    settle_office(otto, proposal=older, is_confirmed=False)


def test_an_author_confirms_no_office_that_their_case_comes_to(house: House) -> None:
    draft_engagement(house)
    keep_office(house.actor("Otto"), office=house.offices["SG"], name=NAME, post=house.posts["DEP"])
    proposal, olga = OfficeProposal.objects.latest("pk").pk, house.actor("Olga")
    refused(lambda: settle_office(olga, proposal=proposal, is_confirmed=True), "before_own_case")
    settle_office(house.administrator, proposal=proposal, is_confirmed=True)


def test_an_administrator_who_is_alone_does_both(house: House) -> None:
    DirectGrant.objects.filter(person=house.administrators[1].person).delete()
    proposal = proposed(house.administrator, house)
    settle_office(house.administrator, proposal=proposal, is_confirmed=True)
    assert office(house).post_id == house.posts["D1"]


def test_a_proposal_lapses_after_thirty_days(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = proposed(house.actor("Olga"), house)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=30, seconds=1))
    by = house.administrator
    refused(lambda: settle_office(by, proposal=proposal, is_confirmed=True), "is_over")
    settle_office(by, proposal=proposal, is_confirmed=False)


def test_a_second_officer_confirms_on_the_page(house: House, officer: Client) -> None:
    proposed(house.actor("Olga"), house)
    proposal = proposed(house.administrator, house)
    page = officer.get("/settings/offices/").content.decode()
    assert "Another person must confirm it" in page
    assert "Post:" in page
    address = f"/settings/offices/proposals/{proposal}/confirmation/"
    assert officer.post(address, {"key": "k"}).status_code == 302
    assert office(house).post_id == house.posts["D1"]
    assert officer.post(address.replace("confirmation", "perhaps")).status_code == 404


def test_a_proposed_name_shows_what_changes_in_every_language(
    house: House, officer: Client
) -> None:
    both = {"en": "Secretary-General", "fr": "Secrétaire général"}
    Office.objects.filter(pk=house.offices["SG"]).update(name=text(**both))
    keep_office(
        house.actor("Otto"),
        office=house.offices["SG"],
        name=text(en="Secretary-General", fr="Un nom faux", ru="Новое"),
        post=house.posts["D1"],
    )
    page = " ".join(officer.get("/settings/offices/").content.decode().split())
    assert "Proposed by <bdi>Otto</bdi>" in page
    for words in ("Secrétaire général", "Un nom faux", "Новое"):
        assert words in page
    assert "English:" not in page


def test_a_table_of_offices_proposes_changes_and_offers_no_undo(
    house: House, officer: Client
) -> None:
    table = "code,name_en,post\nDIR,Director,D1\nNEW,New,OFF\n"
    address = "/settings/offices/table/"
    shown = send(officer, address, table=SimpleUploadedFile("offices.csv", table.encode()))
    rows = shown.partition('name="rows_read" value="')[2].partition('" id')[0]
    said = send(officer, address, rows_read=rows, key=fresh_key())
    assert "1 row added, 1 changed" in said and "once a second person confirms it" in said
    assert Office.objects.get(code="NEW").post_id == house.posts["OFF"]
    assert office(house).post_id == house.posts["DIR"]
    proposal = OfficeProposal.objects.get()
    assert (proposal.office_id, proposal.post_id) == (house.offices["DIR"], house.posts["D1"])
    settle_office(house.actor("Otto"), proposal=proposal.pk, is_confirmed=True)
    history = page(officer, f"/settings/offices/{house.offices['DIR']}/history/")
    assert "Undo act" not in history and "Settle a proposed change of an office" in history
