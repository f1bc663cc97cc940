"""Texts of a case in several languages: each is frozen in its own and told to translators so."""

from bureau.core.changes.actions import words_hash
from bureau.core.texts import Status, Text
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.frozen_words import with_words_of
from bureau.institution.governance.queries.translations import translatable
from bureau.institution.governance.services import drafts, scenarios
from bureau.institution.governance.store import words_hashes, words_of
from bureau.institution.governance.texts.translations import called
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_engagement, submit
from tests.institution.governance.test_conflicts import seen
from tests.institution.house import House

FRENCH = Text("fr", {"fr": ("Pour agir", Status.ORIGINAL)})


def test_each_text_is_frozen_and_read_in_its_own_language(house: House) -> None:
    case = draft_engagement(house)
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="A department"),
        purpose=FRENCH,
        background=None,
    )
    submit(case)
    submission = Submission.objects.get()
    assert submission.words["case"]["languages"] == {"purpose": "fr"}
    row = submission.reorganisation
    row.purpose = text(en="Other words since")
    assert with_words_of(row, submission.words["case"]).purpose == FRENCH


def test_another_language_of_the_same_words_changes_the_hash(house: House) -> None:
    row = seen(house, "Olga", draft_engagement(house).number).row
    plain = words_of(row, [])["case"]
    assert "languages" not in plain
    before = words_hashes({"case": plain})["case"]
    assert before == words_hash(plain["language"], plain["parts"])
    assert words_hashes({"case": {**plain, "languages": {"purpose": "fr"}}})["case"] != before


def test_alternatives_are_called_by_their_place_in_the_paper(house: House) -> None:
    case = draft_engagement(house)
    for name in ("Second", "Third"):
        scenarios.add_scenario(
            case.officer,
            reorganisation=case.number,
            name=text(en=name),
            drafted_name=text(en="First"),
        )
    scenarios.give_up_scenario(case.officer, reorganisation=case.number, number=2)
    units = translatable(seen(house, "Olga", case.number))
    found = {unit.id: called(unit) for unit in units if unit.alternative is not None}
    assert found["alternative.1.name"].startswith("The way proposed: ")
    assert found["alternative.3.name"].startswith("Alternative 1: ")
