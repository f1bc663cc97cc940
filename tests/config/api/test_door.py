"""The door itself: refusals in one form and in six languages, and a description that holds."""

import json

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from bureau.institution.governance.models import Reorganisation
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House
from tests.programs import Program, program, section, started


def test_whoever_has_no_token_is_refused_as_a_problem(house: House) -> None:
    said = Program(None).get("units", 401)
    assert (said["status"], said["instance"]) == (401, "/api/units")
    assert said["reasons"][0]["remedy"].startswith("Send a token")


@pytest.mark.parametrize("secret", ["bureau_no", "Bearer", "", "x" * 5000])
def test_a_token_that_is_none_is_refused(house: House, secret: str) -> None:
    answer = Client().get("/api/units", headers={"authorization": f"Bearer {secret}"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_has_not_the_form_is_told_place_by_place(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    wrong = {**section(house), "day": "31/02", "more": 1}
    said = officer.send(f"{address}/actions", wrong, 422)
    assert {(one["pointer"], one["code"]) for one in said["reasons"]} == {
        ("/day", "day_unreadable"),
        ("/more", "value_not_known"),
    }


def test_a_sentence_is_in_the_language_asked_for(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    french = officer.send(f"{address}/submission", {}, 422, **{"accept-language": "fr"})
    english = officer.send(f"{address}/submission", {}, 422)
    assert officer.answer.headers["Content-Language"] == "en"
    codes = [[one["code"] for one in said["reasons"]] for said in (french, english)]
    assert codes[0] == codes[1] == ["nothing_to_submit"]
    assert french["detail"] != english["detail"]


def test_what_is_no_address_and_what_an_address_does_not_do(house: House) -> None:
    officer = program(house, "Olga")
    assert officer.get("nowhere/at/all", 404)["reasons"][0]["code"] == "nothing_there"
    said = officer.send("units", {}, 405)
    assert said["reasons"][0]["code"] == "method_not_known"
    assert officer.answer.headers["Allow"] == "GET, HEAD"


def test_a_read_is_answered_to_head_as_to_get(house: House) -> None:
    officer = program(house, "Olga")
    officer.get("units")
    answer = officer.client.head("/api/units", headers=officer.headers)
    assert (answer.status_code, answer.headers["ETag"]) == (200, officer.answer.headers["ETag"])
    assert officer.client.head("/api/appointments", headers=officer.headers).status_code == 405


def test_what_was_made_is_where_the_answer_says(house: House) -> None:
    officer = program(house, "Olga")
    made = officer.send("reorganisations", {"reference": "L-1", "title": {"words": {"en": "L"}}})
    assert officer.answer.headers["Location"] == made["address"]
    officer.get(made["address"].removeprefix("/api/"))


def test_a_body_that_is_no_json_is_refused(house: House) -> None:
    answer = Client().post(
        "/api/reorganisations",
        "{",
        content_type="application/json",
        headers={**program(house, "Olga").headers, "idempotency-key": "no-json-1"},
    )
    assert (answer.status_code, answer.json()["reasons"][0]["code"]) == (422, "body_unreadable")


BAD_BODIES = {
    "too deep": "[" * 100_000,
    "too large": '{"reference": "' + "x" * 20 * 2**20 + '"}',
    "not a number": '{"reference": NaN, "title": {"words": {"en": "T"}}}',
    "beyond numbers": '{"reference": "R", "organisation": 1e999, "title": {"words": {"en": "T"}}}',
    "no letters": '{"reference": "R\\u0000", "title": {"words": {"en": "\\ud800"}}}',
    "not UTF-8": b'{"reference": "\xff"}',
    "a list": "[]",
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
def test_a_bad_body_is_refused_and_nothing_is_done(house: House, body: str | bytes) -> None:
    answer = Client().post(
        "/api/reorganisations",
        body,
        content_type="application/json",
        headers={**program(house, "Olga").headers, "idempotency-key": "bad-body-1"},
    )
    assert answer.status_code == (413 if len(body) > 10**6 else 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    "address", ["units?valid=9999-12-31", "units?recorded=x", "units?recorded=99999", "units/x"]
)
def test_coordinates_that_cannot_be_are_refused(house: House, address: str) -> None:
    program(house, "Olga").get(address, 422)


def test_a_record_number_to_come_is_told_as_on_the_page(house: House) -> None:
    (why,) = program(house, "Olga").get("units?recorded=99999999", 422)["reasons"]
    sentence = "Nothing has the record number 99999999 yet: the newest is 1."
    assert (why["sentence"], why["pointer"]) == (sentence, "recorded")
    assert sentence in page(visitor(house, "Olga"), "/?recorded=99999999")


def test_a_day_beyond_all_reckoning_is_told_as_one(house: House) -> None:
    said = program(house, "Olga").get("units?valid=9999-12-31", 422)
    assert said["reasons"][0]["code"] == "day_out_of_range"
    assert "31 December 2999" in said["reasons"][0]["sentence"]


@pytest.mark.exhaustive
def test_the_description_is_valid_openapi_and_knows_every_read() -> None:
    described = json.loads(Client().get("/api/openapi.json").content)
    validate(described, cls=OpenAPIV31SpecValidator)
    for kind in ("units", "posts", "blocks", "engagements"):
        for path, words in ((kind, {"cursor", "limit"}), (f"{kind}/{{{kind[:-1]}}}", set())):
            said = described["paths"][f"/api/{path}"]["get"]
            names = {one["name"] for one in said["parameters"]}
            assert {"valid", "recorded", "plan", *words} <= names, path


def test_every_operation_says_its_scope_and_its_refusals() -> None:
    described = json.loads(Client().get("/api/openapi.json").content)
    assert described["openapi"] == "3.1.0"
    every = [said for methods in described["paths"].values() for said in methods.values()]
    assert len({said["operationId"] for said in every}) == len(every)
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            assert said.get("x-scope") or path == "/api/me", path
            assert "401" in said["responses"] and said["description"], (method, path)
            needed = {each["name"] for each in said["parameters"] if each.get("required")}
            assert method == "get" or "Idempotency-Key" in needed, (method, path)


def test_the_reference_is_a_page_like_the_others(house: House) -> None:
    said = page(visitor(house, "Adam"), "/programs/reference/")
    assert "/api/reorganisations/{reorganisation}/acts" in said and len(said) < 80_000


def test_the_journal_is_for_auditors(house: House) -> None:
    officer = program(house, "Olga")
    assert officer.get("journal", 403)["reasons"][0]["code"] == "auditor_only"


def test_search_finds_no_people_without_the_scope_for_them(house: House) -> None:
    from bureau.record.journal.services.following import advance

    while advance("bureau.record.search.services.follow"):
        pass
    assert program(house, "Olga").get("search?q=Dede")["items"][0]["kind"] == "person"
    narrow = program(house, "Olga", "structure")
    assert narrow.get("search?q=Dede")["items"] == []
    narrow.get("search?q=Dede&kind=person", 404)
