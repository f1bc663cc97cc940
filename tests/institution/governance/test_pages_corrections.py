"""Correcting the record by pages: one person proposes, another confirms."""

import re

from django.urls import reverse

from bureau.core.references import Reference
from bureau.institution.governance.models import Correction
from bureau.institution.organisation.models import Effect, Grade
from bureau.institution.organisation.store import effects_of
from tests.institution.governance.engagement import decide, determine, recommend, submitted
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


def proposed(house: House) -> str:
    """The address of a proposal by Olga: the code of OPD was OPS all along."""
    subject = Reference("unit", house.units["OPD"])
    effect = effects_of([subject])[subject][0]
    text = send(
        visitor(house, "Olga"),
        reverse("correction-new", query={"effect": effect.id}),
        day="2020-01-01",
        parent=house.units["TSB"],
        head=house.posts["OPS"],
        code="OPS",
        kind="department",
        order=0,
        document="Circular 4",
        language="en",
        reason="Mistyped",
    )
    assert "waits for a second person" in text
    return reverse("correction", args=[Correction.objects.get().pk])


def test_what_is_on_record_of_a_thing_is_offered(house: House) -> None:
    on = f"unit:{house.units['OPD']}"
    text = page(visitor(house, "Olga"), reverse("correction-new", query={"on": on}))
    assert "Which fact is wrong?" in text
    assert re.search(r'href="\?effect=\d+"', text)


def test_a_second_person_confirms(house: House) -> None:
    address = proposed(house)
    text = page(visitor(house, "Olga"), address)
    assert "You proposed it. Four eyes: another person confirms it." in text
    send(visitor(house, "Olga"), address, 422)
    text = send(visitor(house, "Otto"), address)
    assert "The correction is on record." in text
    unit = house.now().unit(house.units["OPD"])
    assert unit and unit.code == "OPS"


def test_whoever_proposed_it_withdraws_it(house: House) -> None:
    address = proposed(house)
    olga, otto = visitor(house, "Olga"), visitor(house, "Otto")
    assert f'href="{address}withdrawal/"' in page(olga, address)
    assert f'href="{address}withdrawal/"' not in page(otto, address)
    send(olga, f"{address}withdrawal/", 422, reason="")
    told = send(olga, f"{address}withdrawal/", reason="It was OPD after all")
    assert "The proposal is withdrawn." in told and "It was OPD after all" in told
    assert "Confirm the correction" not in page(otto, address)
    assert "withdrawn" in page(otto, reverse("corrections"))
    assert "Whoever proposed it has withdrawn it." in send(otto, address, 422)


def test_the_standing_list_is_for_officers(house: House) -> None:
    address = proposed(house)
    assert "Circular 4" in page(visitor(house, "Otto"), reverse("corrections"))
    for name in ("Hana", "Stray", None):
        page(visitor(house, name), reverse("corrections"), 403)
        page(visitor(house, name), address, 403)


def test_what_was_never_decided_is_replaced_with_nothing_and_needs_no_fields(house: House) -> None:
    subject = Reference("incumbency", house.held_by("Adam"))
    effect = effects_of([subject])[subject][0]
    address = reverse("correction-new", query={"effect": effect.id})
    said = {"rescind": "on", "document": "Circular 4", "language": "en", "reason": "Never"}
    assert "waits for a second person" in send(visitor(house, "Olga"), address, **said)
    assert Correction.objects.get().manner == "rescission"
    text = send(visitor(house, "Olga"), address, 422, rescind="on", language="en")
    assert len(re.findall(r'class="err"', text)) == 2


def test_grades_and_places_are_offered_and_no_others_taken(house: House) -> None:
    subject = Reference("post", house.posts["ADV"])
    effect = effects_of([subject])[subject][0]
    address = reverse("correction-new", query={"effect": effect.id})
    text = page(visitor(house, "Olga"), address)
    for name, word in (("grade", "P.5"), ("duty_station", "GVA")):
        assert re.search(rf'<select name="{name}".*?<option value="{word}".*?</select>', text, re.S)
    assert re.search(r'<datalist.*?<option value="regular budget"', text, re.S)
    said = {"unit": house.units["SGD"], "number": "ADV", "grade": "ZZ", "duty_station": "MARS"}
    text = send(visitor(house, "Olga"), address, 422, day="2020-01-01", **said)
    assert "ZZ is not one of the available choices" in text
    assert "MARS is not one of the available choices" in text


def test_a_grade_that_stands_and_is_on_no_list_may_stay(house: House) -> None:
    subject = Reference("post", house.posts["ADV"])
    effect = effects_of([subject])[subject][0]
    Grade.objects.filter(code="P.4").delete()
    text = send(
        visitor(house, "Olga"),
        reverse("correction-new", query={"effect": effect.id}),
        day="2020-01-01",
        unit=house.units["SGD"],
        number="ADV2",
        grade="P.4",
        duty_station="GVA",
        funding="regular",
        fte=100,
        document="Circular 4",
        language="en",
        reason="Mistyped",
    )
    assert "waits for a second person" in text
    assert Correction.objects.get().fields["grade"] == "P.4"


def test_what_a_body_decided_is_not_offered_for_correction(house: House) -> None:
    case = submitted(house)
    for act in (determine, recommend, decide):
        act(case)
    decided, client = Effect.objects.get(record=2), visitor(house, "Olga")
    listed = page(client, reverse("correction-new", query={"on": f"post:{house.posts['D1']}"}))
    assert "Only a new decision changes it" in listed
    assert f'href="?effect={decided.pk}"' not in listed and 'href="?effect=' in listed
    address = reverse("correction-new", query={"effect": decided.pk})
    assert "Only a new decision changes it" in page(client, address, 422)
