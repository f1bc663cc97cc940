"""A job description written in a draft: duties keep their identity, and the draft its secret."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import expand
from bureau.core.references import Reference
from bureau.institution.governance.forms.descriptions import typed_duties
from bureau.institution.governance.queries import wiring
from bureau.institution.governance.services.actions import remove_action
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.governance.store import actions_of
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import DescriptionDuty, Duty, JobDescription
from bureau.institution.organisation.queries.structure import world
from bureau.institution.organisation.services.descriptions import (
    DescriptionText,
    DutyText,
    write_description,
)
from bureau.institution.organisation.services.effects import put_on_record
from bureau.record.journal.services import Act, service
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import OPENED, House

OLD = DescriptionText(
    title=text(en="Deputy", fr="Adjoint"),
    direction=None,
    duties=(
        DutyText(text(en="Lead", fr="Diriger"), parts=(DutyText(text(en="People")),)),
        DutyText(text(en="Advise")),
    ),
    lines=(("education", text(en="A degree")),),
)
TYPED = {"language": "en", "day": "2024-07-01", "reason": "", "title": "Deputy"}


@service("test_pages_descriptions._adopt")
def _adopt(act: Act, house: House) -> int:
    post, day = house.posts["DEP"], OPENED.toordinal()
    version = write_description(act, post=post, description=OLD)
    kind, subject = ActionKind.ADOPT_DESCRIPTION, Reference("post", post)
    effects = expand(
        [Action(1, kind, subject, day, {"description": version})], world(house.organisation)
    )
    instrument = make_instrument(
        act, organisation=house.organisation, kind="decision", title=text(en="Decision")
    )
    put_on_record(act, organisation=house.organisation, effects=effects, instrument=instrument)
    return version


def draft(house: House) -> int:
    return start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference="D-1",
        title=text(en="Duties of the deputy"),
    )


def address(house: House, number: int, post: str = "DEP", start: str = "") -> str:
    asked = [number, house.posts[post]]
    query = {"start": start} if start else None
    return reverse("reorganisation-description-new", args=asked, query=query)


def write(client: Client, where: str, status: int = 200, **said: Any) -> str:
    return send(client, where, status, **{**TYPED, **said})


def duties_of(description: int) -> dict[str, int]:
    rows = DescriptionDuty.objects.filter(description=description).select_related("wording")
    return {row.wording.original: row.duty_id for row in rows}


@pytest.mark.parametrize("name", [None, "Adam", "Otto", "Ada"])
def test_to_all_but_the_author_the_page_is_not_there(house: House, name: str | None) -> None:
    number = draft(house)
    assert visitor(house, name).get(address(house, number)).status_code == 404


def test_one_is_written_from_nothing(house: House) -> None:
    number, client = draft(house), visitor(house, "Olga")
    duties = "Lead the department\n  Its people\n- Its money\n\nAdvise"
    said = {"duties": duties, "direction": "The Director", "competency": "Tact\nCourage"}
    write(client, address(house, number, "D1", "empty"), **said)
    (action,) = actions_of(number)
    assert action.kind is ActionKind.ADOPT_DESCRIPTION
    made = JobDescription.objects.get(pk=action.values["description"])
    assert made.direction and made.direction.original == "The Director"
    parts = made.duties.filter(under__wording__original="Lead the department")
    assert [row.wording.original for row in parts] == ["Its people", "Its money"]
    assert list(made.lines.values_list("section", flat=True)) == ["competency"] * 2


def test_the_version_in_force_is_there_to_be_changed(house: House) -> None:
    _adopt(house.administrator, house)
    text = page(visitor(house, "Olga"), address(house, draft(house)))
    assert "Lead\n  People\nAdvise" in text and "A degree" in text


def test_new_words_are_taken_to_be_in_the_language_of_the_page(house: House) -> None:
    _adopt(house.administrator, house)
    client = visitor(house, "Olga")
    client.cookies["django_language"] = "fr"
    assert '<option value="fr" selected>' in page(client, address(house, draft(house)))


def test_words_that_stay_are_the_same_duty_in_all_languages(house: House) -> None:
    old, number = duties_of(_adopt(house.administrator, house)), draft(house)
    duties = "Advise\nLead\n  People\n  Money"
    write(visitor(house, "Olga"), address(house, number), duties=duties, language="fr")
    made = JobDescription.objects.order_by("pk").last()
    assert made is not None and made.version == 2
    now = duties_of(made.pk)
    assert {words: now[words] for words in old} == old and now["Money"] not in old.values()
    lead = made.duties.get(wording__original="Lead")
    assert lead.wording.said.in_language("fr") == "Diriger"


def test_a_line_with_new_words_is_asked_about(house: House) -> None:
    old, number = duties_of(_adopt(house.administrator, house)), draft(house)
    client, duties = visitor(house, "Olga"), "Lead\n  People\nGive advice\nWrite"
    text = write(client, address(house, number), duties=duties)
    assert "Which duties stay?" in text and "3 Write" in text and actions_of(number) == ()
    told = {"told": "yes", "rewords_2": str(old["Advise"]), "rewords_3": ""}
    write(client, address(house, number), duties=duties, **told)
    made = duties_of(int(actions_of(number)[0].values["description"] or 0))
    assert made["Give advice"] == old["Advise"] and made["Write"] not in old.values()


def test_two_lines_do_not_reword_one_duty(house: House) -> None:
    old, number = duties_of(_adopt(house.administrator, house)), draft(house)
    told = {"told": "yes", "rewords_2": str(old["Advise"]), "rewords_3": str(old["Advise"])}
    duties = "Lead\n  People\nGive advice\nWrite"
    text = write(visitor(house, "Olga"), address(house, number), 422, duties=duties, **told)
    assert "Another line rewords this duty already." in text
    other = str(Duty.objects.create(organisation_id=house.organisation).pk)
    write(
        visitor(house, "Olga"),
        address(house, number),
        422,
        duties=duties,
        told="yes",
        rewords_2=other,
    )


def test_one_may_go_back_to_the_words(house: House) -> None:
    _adopt(house.administrator, house)
    where = address(house, draft(house))
    text = write(visitor(house, "Olga"), where, duties="Only\n  One", back="yes", told="yes")
    assert "Only\n  One" in text.replace("\r", "") and "error-summary" not in text


@pytest.mark.parametrize(
    ("duties", "why"),
    [
        ("  A part", "Line 1 is a part"),
        ("\n-\n", "Write at least one"),
        ("", "This field is required"),
    ],
)
def test_bad_duties_come_back_with_all_that_was_typed(house: House, duties: str, why: str) -> None:
    where = address(house, draft(house), "D1", "empty")
    text = write(visitor(house, "Olga"), where, 422, duties=duties, education="Physics")
    assert why in text and "Physics" in text
    assert not JobDescription.objects.exists()


def test_the_post_is_chosen_where_none_is_named(house: House) -> None:
    number, client = draft(house), visitor(house, "Olga")
    where = reverse("reorganisation-description-begin", args=[number])
    assert "Write a job description" in page(client, where)
    page(client, f"{where}?post=987654", 422)
    page(client, f"{where}?post=", 422)
    assert "The post has none in force." in page(client, f"{where}?post={house.posts['D1']}")
    gone = reverse("reorganisation-description-new", args=[number, 987654])
    page(client, gone, 404)


def test_one_may_begin_from_nothing_though_a_version_is_in_force(house: House) -> None:
    _adopt(house.administrator, house)
    client, number = visitor(house, "Olga"), draft(house)
    assert "Begin from nothing" in page(client, address(house, number))
    text = page(client, address(house, number, start="empty"))
    assert "Begin from the version in force" in text and "A degree" not in text


def test_the_action_leads_to_writing(house: House) -> None:
    number = draft(house)
    kind = reverse("reorganisation-action-new", args=[number], query={"kind": "adopt_description"})
    assert "Write a new one" in page(visitor(house, "Olga"), f"{kind}&subject={house.posts['D1']}")


@pytest.mark.parametrize("is_taken_out", [False, True])
def test_it_is_as_secret_as_its_draft_even_when_taken_out(house: House, is_taken_out: bool) -> None:
    number, client = draft(house), visitor(house, "Olga")
    write(client, address(house, number, "D1", "empty"), duties="Secretly lead")
    if is_taken_out:
        remove_action(house.actor("Olga"), reorganisation=number, place=1)
    made = JobDescription.objects.get().pk
    assert wiring.descriptions_visible(house.actor("Olga"), [made]) == {made}
    assert wiring.descriptions_visible(house.actor("Otto"), [made]) == set()
    other = start_reorganisation(
        house.actor("Otto"), organisation=house.organisation, reference="O", title=text(en="O")
    )
    for kind in ("adopt_description", "move_duty"):
        form = reverse("reorganisation-action-new", args=[other], query={"kind": kind})
        assert "Secretly lead" not in page(visitor(house, "Otto"), form)
        assert "Deputy, version 1" not in page(visitor(house, "Otto"), form)


def test_blanks_and_hyphens_make_parts() -> None:
    (duty,) = typed_duties("Lead\n\tPeople\n -Money\n   - Plans")
    assert duty.parts == ("People", "Money", "Plans")
