"""Pages of translations: by language and text, out as XLIFF, back with what would differ."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.core.texts import LANGUAGES, Status
from bureau.documents.xliff import Exchange, Unit, read_xliff, write_xliff
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.notes import notes_of
from bureau.institution.governance.queries.recalled import memory_of
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.actions import Drafting, add_actions
from bureau.institution.governance.services.drafts import (
    describe_reorganisation,
    start_reorganisation,
)
from bureau.institution.governance.services.translations import translate_case
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.services.wordings import translate_wording
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, Engagement, draft_engagement, submit
from tests.institution.governance.visitors import fresh_key, page, send, visitor
from tests.institution.house import House


def address(case: Engagement, query: str = "") -> str:
    return reverse("reorganisation-translations", args=[case.number]) + query


def by_hand(case: Engagement, language: str = "fr") -> str:
    return reverse("reorganisation-translation", args=[case.number, language])


def sent(client: Client, case: Engagement, language: str = "fr") -> Exchange:
    return read_xliff(client.get(address(case, f"?format=xlf&language={language}")).content)


def upload(client: Client, case: Engagement, content: bytes) -> Any:
    file = SimpleUploadedFile("case.xlf", content)
    return client.post(address(case), {"key": fresh_key(), "file": file})


def translated(exchange: Exchange, **said: str) -> bytes:
    units = tuple(
        Unit(unit.id, unit.source, said.get(unit.id), unit.status) for unit in exchange.units
    )
    return write_xliff(Exchange(exchange.source, exchange.target, units, exchange.original))


def test_every_text_shows_how_far_it_is_in_each_language(house: House) -> None:
    case = draft_engagement(house)
    shown = page(visitor(house, "Olga"), address(case))
    assert "Action 6: duty 1.1" in shown and "The case: purpose" in shown
    assert shown.count(">original<") == 10 and shown.count(">missing<") == 50


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_file_for_translators_holds_every_text(house: House, language: str) -> None:
    case = draft_engagement(house)
    exchange = sent(visitor(house, "Olga"), case, language)
    assert (exchange.source, exchange.target) == ("en", language)
    assert len(exchange.units) == 10 and exchange.units[0].source == "A department of engagement"
    assert exchange.units[7].note == "Action 6: duty 1.1"


def sent_of(client: Client, case: Engagement, kind: str) -> Exchange:
    query = f"?format=xlf&language=fr&paper={kind}"
    return read_xliff(client.get(address(case, query)).content)


def test_a_file_of_one_paper_holds_what_that_paper_prints(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    every = [unit.id for unit in sent(client, case).units]
    described = {unit.source for unit in sent_of(client, case, "job-description").units}
    assert described == {
        "Strategic Engagement",
        "Chief of Engagement",
        "Under the Director",
        "Lead the department",
        "Its money",
        "An advanced degree",
    }
    whole = {unit.id for unit in sent_of(client, case, "council-paper").units}
    assert whole == {each for each in every if not each.startswith("note.")}


def test_a_file_of_one_paper_comes_back_by_the_same_door(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    exchange = sent_of(client, case, "job-description")
    degree = next(unit.id for unit in exchange.units if unit.source == "An advanced degree")
    shown = upload(client, case, translated(exchange, **{degree: "Un diplôme"})).content.decode()
    assert '<ins lang="fr" dir="auto">Un diplôme</ins>' in shown and "5 came back without" in shown


def test_the_set_of_papers_leads_to_the_file_of_each_and_to_no_other(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    papers = page(client, reverse("reorganisation-papers", args=[case.number]))
    query = "format=xlf&paper=decision&from=en&language="
    assert address(case, f"?{query}fr") in papers and f"{query}en" not in papers
    for kind in ("poem", "letter", "chart-poster"):
        wrong = address(case, f"?format=xlf&language=fr&paper={kind}")
        assert client.get(wrong).status_code == 404


def test_there_is_no_file_into_its_own_language_nor_into_another(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    for query in ("language=en", "language=de", "language=fr&from=ru", "language=fr&from=fr"):
        assert client.get(address(case, f"?format=xlf&{query}")).status_code == 404


def test_what_comes_back_is_shown_first_and_then_kept(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    content = translated(sent(client, case), title="Un département", purpose="Mobiliser")
    answer = upload(client, case, content.replace(b"To engage", b"To change"))
    shown = answer.content.decode()
    assert answer.status_code == 200 and '<ins lang="fr" dir="auto">Un département</ins>' in shown
    assert "was changed since it went out" in shown and "8 came back without" in shown
    assert "fr" not in Reorganisation.objects.get().title.said
    (rows,) = re.findall(r'name="rows_read" value="([^"]*)"', shown)
    said = {"language": "fr", "rows_read": rows.replace("&quot;", '"')}
    assert "The translations are kept as drafts." in send(client, address(case), **said)
    assert Reorganisation.objects.get().title.said["fr"][0] == "Un département"
    assert sent(client, case).units[0].target == "Un département"


def test_what_was_left_out_meanwhile_is_told(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    rows = '[["title", "Un", "A department of engagement"], ["purpose", "Deux", "Gone"]]'
    assert "1 was left out." in send(client, address(case), language="fr", rows_read=rows)
    rows = '[["purpose", "Deux", "Gone"]]'
    shown = send(client, address(case), language="fr", rows_read=rows)
    assert "was changed since it went out" in shown


def test_a_file_of_another_case_or_kind_is_told_why(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    content = translated(sent(client, case), title="Un")
    other = content.replace(f"reorganisation:{case.number}".encode(), b"reorganisation:9999")
    for wrong, told in (
        (other, "The file is of another case."),
        (b"<a/>", "This is no file in XLIFF"),
        (
            content.replace(b"</source>", b"<ph id='1'/></source>"),
            "title: The text has inline codes",
        ),
    ):
        answer = upload(client, case, wrong)
        assert answer.status_code == 422 and told in answer.content.decode()


def test_by_hand_each_text_stands_beside_its_original(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    assert "Under the Director" in page(client, by_hand(case))
    said = {"title": "Un département", "status.title": "official"}
    told = send(client, by_hand(case), 422, **said)
    assert "You wrote it yourself. Four eyes: another person reviews it." in told
    said = {"title": "Un département", "status.title": "revised"}
    assert "The translations are kept." in send(client, by_hand(case), **said)
    assert Reorganisation.objects.get().title.said["fr"] == ("Un département", "revised")
    assert "Nothing would change." in send(client, by_hand(case), 422, **said)
    assert "All of it was written in this language" in page(client, by_hand(case, "en"))
    page(client, by_hand(case, "de"), 404)


def test_who_reads_a_draft_sees_and_does_not_translate(house: House) -> None:
    case = draft_engagement(house)
    page(visitor(house, "Hana"), address(case), 404)
    submit(case)
    coco = visitor(house, "Coco")
    shown = page(coco, address(case))
    assert "Back from translators" not in shown and "XLIFF" in shown
    send(coco, address(case), 404, language="fr", rows_read="[]")
    page(coco, by_hand(case), 404)


def test_fifty_texts_cost_as_many_reads_as_five(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")

    def reads() -> int:
        page(client, address(case))
        with CaptureQueriesContext(connection) as made:
            assert len(page(client, address(case)).encode()) < 150_000
        return len(made)

    few = reads()
    parent = house.units["TSB"]
    more = [
        Drafting(
            "establish_unit",
            DAY,
            values={"code": f"N{n}", "kind": "section", "parent": parent},
            words={"name": text(en=f"Section {n}")},
        )
        for n in range(50)
    ]
    add_actions(case.officer, reorganisation=case.number, drafted_actions=more)
    assert reads() == few


def test_what_was_translated_before_is_recalled_and_marked_as_near(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    deputy = Wording.objects.get(original="Deputy to the Director")
    chief = Wording.objects.get(original="Chief of Engagement")
    for row, words, status in (
        (deputy, "Adjoint au Directeur", Status.REVISED),
        (chief, "Chef", Status.DRAFT),
    ):
        translate_wording(
            house.actor("Olga"), wording=row.pk, language="fr", words=words, status=status
        )
    said = {"title": text(en="The Deputy to the Director"), "background": None}
    describe_reorganisation(
        case.officer, reorganisation=case.number, reference="TSB-2024", purpose=None, **said
    )
    told = "Translated before, 89 % alike: Deputy to the Director → Adjoint au Directeur"
    assert told in page(client, by_hand(case))
    (match,) = sent(client, case).units[0].matches
    assert (match.similarity, match.target) == (89, "Adjoint au Directeur")
    assert "Translated before: Chef" not in page(client, by_hand(case))


def test_words_of_drafts_that_one_may_not_see_are_not_recalled(house: House) -> None:
    case = draft_engagement(house)
    name = Wording.objects.get(original="Strategic Engagement")
    olga, otto = house.actor("Olga"), house.actor("Otto")
    translate_wording(
        olga, wording=name.pk, language="fr", words="Engagement", status=Status.REVISED
    )
    said = {"title": text(en="A way", fr="Une voie"), "purpose": None, "background": None}
    describe_reorganisation(olga, reorganisation=case.number, reference="TSB-2024", **said)
    for actor, is_recalled in ((olga, True), (otto, False)):
        memory = memory_of(actor, house.organisation, "en", "fr")
        for words in ("Strategic Engagement", "A way"):
            assert bool(memory.nearest(words)) is is_recalled, words


def test_texts_and_reasons_of_other_cases_that_one_sees_are_recalled(house: House) -> None:
    before = draft_engagement(house)
    submit(before)
    olga = house.actor("Olga")
    note = next(
        unit.id
        for unit in notes_of(seen_by(olga, [before.number])[before.number])
        if unit.original == "Asked for by the paper"
    )
    translate_case(
        olga,
        reorganisation=before.number,
        language="fr",
        said={
            "title": ("Un département", Status.REVISED),
            "purpose": ("Agir", Status.DRAFT),
            note: ("Demandé dans le document", Status.REVISED),
        },
    )
    number = start_reorganisation(
        olga,
        organisation=house.organisation,
        reference="TSB-2025",
        title=text(en="A department of engagement"),
        purpose=text(en="To engage"),
    )
    later = replace(before, number=number)
    title, purpose = sent(visitor(house, "Olga"), later).units
    assert [(one.similarity, one.target) for one in title.matches] == [(100, "Un département")]
    assert purpose.matches == ()
    assert "Translated before: Un département" in page(visitor(house, "Olga"), by_hand(later))
    memory = memory_of(olga, house.organisation, "en", "fr")
    assert memory.nearest("Asked for by the paper")[0].known.target == "Demandé dans le document"
