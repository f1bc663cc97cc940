"""Who translates a case: named by whoever may, told on the home page, off once it is done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bureau.core.actors import Role
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.translating import people_to_translate, progress_of
from bureau.institution.governance.queries.translations import Translatable, translatable
from bureau.institution.governance.services import translating
from bureau.institution.governance.services.drafts import name_reader
from bureau.institution.governance.services.translating import assign_translation, end_translation
from bureau.institution.governance.services.translations import translate_case
from bureau.institution.governance.texts import translating as texts
from bureau.institution.governance.views import papers
from bureau.institution.organisation.services.reference import give_role
from bureau.institution.papers.models import Translating
from bureau.institution.papers.queries.translating import translating_of
from bureau.institution.papers.services.translating import erase_translating
from bureau.record.journal.models import Entry
from bureau.web import kinds
from tests.institution.governance.engagement import Engagement, draft_engagement
from tests.institution.governance.visitors import visitor
from tests.institution.house import OPENED, House

pytestmark = pytest.mark.django_db


def soon() -> date:
    return timezone.now().date() + timedelta(days=9)


def assign(case: Engagement, person: str = "Olga", by: str = "Olga", **more: Any) -> int:
    said = {"language": "fr", "until": soon(), **more}
    house = case.house
    return assign_translation(
        house.actor(by), reorganisation=case.number, person=house.people[person], **said
    )


def held(case: Engagement) -> dict[str, int]:
    found = translating_of(Reference("reorganisation", case.number))
    return {language: row.person for language, row in found.items()}


def waiting(house: House, name: str) -> list[str]:
    return [
        one.address for one in kinds.waiting(house.actor(name)) if "/translations/" in one.address
    ]


def test_it_waits_for_whom_is_named_until_it_is_done(house: House) -> None:
    case = draft_engagement(house)
    assert waiting(house, "Olga") == []
    assign(case)
    assert held(case) == {"fr": house.people["Olga"]}
    assert waiting(house, "Olga") == [
        reverse("reorganisation-translation", args=[case.number, "fr"])
    ]
    end_translation(house.actor("Olga"), reorganisation=case.number, language="fr")
    assert held(case) == {} and waiting(house, "Olga") == []


def test_whoever_is_named_is_told_of_it_while_it_is_open(house: House) -> None:
    case = draft_engagement(house)
    number = assign(case)
    (told,) = kinds.telling("translating", None)
    assert (told.number, told.person, told.due) == (number, house.people["Olga"], soon())
    assert kinds.sentence("translating", Reason(told.code, told.facts))
    end_translation(house.actor("Olga"), reorganisation=case.number, language="fr")
    assert kinds.telling("translating", [number]) == []


def test_a_later_one_takes_the_place_of_the_former(house: House) -> None:
    case = draft_engagement(house)
    assign(case)
    with pytest.raises(Refused, match="nothing_changes"):
        assign(case)
    assign(case, until=soon() + timedelta(days=1))
    assert [row.ended is None for row in Translating.objects.all()] == [False, True]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"person": "Adam"}, "cannot_translate"),
        ({"by": "Adam"}, "not_yours_to_do"),
        ({"by": "Hana"}, "not_yours_to_do"),
        ({"until": date(2020, 1, 1)}, "day_is_over"),
        ({"language": "de"}, "language_unknown"),
    ],
)
def test_only_who_may_translate_names_and_is_named(
    house: House, more: dict[str, Any], code: str
) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused, match=code):
        assign(case, **more)
    assert held(case) == {}


def test_nobody_else_takes_it_off_and_nothing_twice(house: House) -> None:
    case = draft_engagement(house)
    assign(case)
    with pytest.raises(Refused, match="not_yours_to_do"):
        end_translation(house.actor("Adam"), reorganisation=case.number, language="fr")
    with pytest.raises(Refused, match="nobody_translates"):
        end_translation(house.actor("Olga"), reorganisation=case.number, language="ru")


def test_whoever_may_is_offered(house: House) -> None:
    case = draft_engagement(house)
    seen = seen_by(case.officer, [case.number])[case.number]
    assert set(people_to_translate(seen)) == {house.people["Olga"]}


def test_many_are_asked_in_as_many_reads_as_few(house: House) -> None:
    case = draft_engagement(house)
    seen = seen_by(case.officer, [case.number])[case.number]

    def reads() -> int:
        people_to_translate(seen)
        with CaptureQueriesContext(connection) as made:
            people_to_translate(seen)
        return len(made)

    few = reads()
    for post, name in (("ADV", "Adam"), ("CHIEF", "Chia"), ("DEP", "Dede"), ("OPS", "Opal")):
        give_role(
            house.administrator,
            post=house.posts[post],
            role=Role.HUMAN_RESOURCES,
            valid_from=OPENED,
            confirmed_by=house.administrators[1].person,
        )
        name_reader(case.officer, reorganisation=case.number, person=house.people[name])
    assert set(people_to_translate(seen).values()) == {"Olga", "Adam", "Chia", "Dede", "Opal"}
    assert reads() == few


def test_once_all_is_revised_it_is_nobodys(house: House) -> None:
    case = draft_engagement(house)
    assign(case)
    units = translatable(seen_by(case.officer, [case.number])[case.number])
    said = {unit.id: (f"{unit.original} fr", "revised") for unit in units}
    first = next(iter(said))
    drafts = {**said, first: ("Autre", "draft")}
    translate_case(case.officer, reorganisation=case.number, language="fr", said=drafts)
    assert "fr" in held(case)
    translate_case(case.officer, reorganisation=case.number, language="fr", said=said)
    assert held(case) == {}


def test_how_far_it_is_is_counted_by_texts_and_by_words() -> None:
    def unit(id: str, said: dict[str, tuple[str, Status]]) -> Translatable:
        return Translatable(id, None, "title", Text("en", said))

    one = ("Two words, here", Status.ORIGINAL)
    units = [
        unit("a", {"en": one, "fr": ("Deux", Status.DRAFT)}),
        unit("b", {"en": one, "fr": ("Deux", Status.OFFICIAL)}),
        unit("c", {"en": one}),
    ]
    found = progress_of(units)
    assert set(found) == set(LANGUAGES)
    assert (found["fr"].translated, found["fr"].revised, found["fr"].words) == (2, 1, 3)
    assert (found["en"].is_whole, found["fr"].is_whole, found["ru"].words) == (True, False, 9)


def test_the_page_tells_it_and_names_and_takes_off(house: House) -> None:
    case = draft_engagement(house)
    client = visitor(house, "Olga")
    address = reverse("reorganisation-translator", args=[case.number, "fr"])
    form = client.get(address).content.decode()
    assert "Olga" in form and "Adam" not in form.split("<main", 1)[1].split("</select>")[0]
    sent = {"key": "0" * 32, "person": house.people["Olga"], "until": soon().isoformat()}
    told = client.post(address, sent, follow=True).content.decode()
    assert "It waits for them on their home page." in told and "words lacking" in told
    assert '<progress max="' in told
    end = reverse("reorganisation-translator-end", args=[case.number, "fr"])
    assert end in told and "until" in told
    told = client.post(end, {"key": "1" * 32}, follow=True).content.decode()
    assert "It waits for nobody any more." in told and held(case) == {}
    past = {**sent, "key": "2" * 32, "until": "2020-01-01"}
    answer = client.post(address, past)
    assert answer.status_code == 422 and "This day is over." in answer.content.decode()


def test_the_table_keeps_it_but_for_its_end(house: House) -> None:
    assign(draft_engagement(house))
    for change in ({"person": 1}, {"until": date(2030, 1, 1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Translating.objects.update(**change)


def test_whoever_is_erased_translates_nothing(house: House) -> None:
    assign(draft_engagement(house))
    olga = house.people["Olga"]
    assert "1 translation to make" in [one.what for one in kinds.personal([olga])[olga]]
    erase_translating(house.administrator, people=[olga])
    assert "1 translation to make" not in [one.what for one in kinds.personal([olga])[olga]]
    assert Entry.objects.latest("pk").act == "papers.erase_translating"


def test_it_leads_where_whoever_is_told_may_go(house: House) -> None:
    case = draft_engagement(house)
    number = assign(case)
    name_reader(case.officer, reorganisation=case.number, person=house.people["Adam"])
    for name, leads_to in (
        ("Olga", "reorganisation-translation"),
        ("Adam", "reorganisation-papers"),
    ):
        told = kinds.describe(house.actor(name), [Reference("translating", number)])
        (label,) = told.values()
        args = [case.number, "fr"][: 1 + (name == "Olga")]
        assert label.address == reverse(leads_to, args=args)
        assert visitor(house, name).get(label.address).status_code == 200


def test_who_may_not_translate_any_more_says_done(house: House, monkeypatch: Any) -> None:
    case = draft_engagement(house)
    assign(case)
    for module in (texts, papers):
        monkeypatch.setattr(module, "may_translate", lambda actor, row: False)
    address = reverse("reorganisation-papers", args=[case.number])
    (told,) = [
        one
        for one in kinds.waiting(house.actor("Olga"))
        if one.address in (address, reverse("reorganisation-translation", args=[case.number, "fr"]))
    ]
    assert told.address == address
    page = visitor(house, "Olga").get(address).content.decode()
    assert reverse("reorganisation-translator-end", args=[case.number, "fr"]) in page
    assert reverse("reorganisation-translator", args=[case.number, "fr"]) + '"' not in page


def test_a_day_is_over_where_the_organisation_is(house: House, monkeypatch: Any) -> None:
    case = draft_engagement(house)
    monkeypatch.setattr(translating, "today", lambda organisation: soon() + timedelta(days=1))
    with pytest.raises(Refused, match="day_is_over"):
        assign(case)
