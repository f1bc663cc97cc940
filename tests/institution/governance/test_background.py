"""Why a case is put: written in its form, frozen with it, translated, and told in its papers."""

import pytest
from django.urls import reverse

from bureau.core.papers.kinds import KINDS
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import Status
from bureau.institution.governance.models import Reorganisation, Submission
from bureau.institution.governance.queries.translations import translatable
from bureau.institution.governance.queries.wiring import searched
from bureau.institution.governance.services.drafts import describe_reorganisation
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.services.translations import translate_case
from bureau.institution.governance.texts.papers import GATHERED
from bureau.web.multilingual import text
from tests.core.papers.reading import text_of
from tests.institution.governance.engagement import Engagement, draft_engagement, submit, submitted
from tests.institution.governance.test_back_and_again import referred_back
from tests.institution.governance.test_conflicts import seen
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House
from tests.programs import program

WHY = "Nobody looks after members.\nA department will."
OF_A_CASE = ("council-paper", "committee-document")


def explained(house: House) -> Engagement:
    case = draft_engagement(house)
    explain(case, WHY)
    return case


def explain(case: Engagement, words: str) -> None:
    row = Reorganisation.objects.get(pk=case.number)
    describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference=row.reference,
        title=row.title,
        purpose=row.purpose,
        background=text(en=words) if words else None,
    )


def told(case: Engagement, kind: str, language: str = "en", version: int | None = None) -> str:
    value = GATHERED[kind].value(case.officer, case.number, version)
    return text_of(KINDS[kind].setting(value, language, BOOK))


def test_it_is_typed_in_the_form_and_shown_on_the_page(house: House) -> None:
    case, client = draft_engagement(house), visitor(house, "Olga")
    at = reverse("reorganisation-description", args=[case.number])
    assert "Background and justification" in page(client, at)
    said = {"reference": "TSB-2024", "title": "A department", "language": "en"}
    shown = send(client, at, background=WHY.replace("\n", "\r\n"), **said)
    assert '<p lang="en" dir="auto">A department will.</p>' in shown
    assert Reorganisation.objects.get().background == text(en=WHY)


def test_what_is_left_as_it_is_in_the_form_keeps_its_translations(house: House) -> None:
    case, client = explained(house), visitor(house, "Olga")
    given = {"title": ("Un département", "revised"), "background": ("Pourquoi", "draft")}
    translate_case(case.officer, reorganisation=case.number, language="fr", said=given)
    at = reverse("reorganisation-description", args=[case.number])
    page(client, at)
    said = {"reference": "TSB-2024", "title": "Another title", "purpose": "To engage"}
    send(client, at, background=WHY, language="en", **said)
    row = Reorganisation.objects.get()
    assert row.background.said["fr"] == ("Pourquoi", Status.DRAFT)
    assert not row.title.is_in("fr")


@pytest.mark.parametrize("kind", OF_A_CASE)
def test_papers_say_it_under_its_heading_each_line_a_paragraph(house: House, kind: str) -> None:
    case = explained(house)
    value = GATHERED[kind].value(case.officer, case.number)
    assert value.case.background == (text(en=WHY),)
    said = told(case, kind)
    assert "Background" in said and "Nobody looks after members." in said
    explain(case, "")
    assert "Background" not in told(case, kind)


def test_it_is_frozen_with_what_is_put_forward(house: House) -> None:
    case = explained(house)
    submit(case)
    frozen = Submission.objects.get()
    assert frozen.words["case"]["parts"]["background"] == WHY


def test_without_one_the_words_that_are_frozen_are_what_they_were(house: House) -> None:
    submitted(house)
    assert set(Submission.objects.get().words["case"]["parts"]) == {"title", "purpose"}


def test_another_one_concerns_every_part_and_the_former_paper_says_the_former(
    house: House,
) -> None:
    case = referred_back(house)
    explain(case, "Because it was asked.")
    submit_reorganisation(case.officer, reorganisation=case.number)
    assert "Because it was asked." in told(case, "council-paper")
    assert "Because it was asked." not in told(case, "council-paper", version=1)


def test_it_is_translated_as_the_title_is_and_found_by_its_words(house: House) -> None:
    case = explained(house)
    units = {unit.id: unit for unit in translatable(seen(house, "Olga", case.number))}
    assert units["background"].original == WHY
    given = {"background": ("Pourquoi\nAinsi", "revised")}
    translate_case(case.officer, reorganisation=case.number, language="fr", said=given)
    assert "Ainsi" in told(case, "council-paper", "fr")
    submit(case)
    assert "Pourquoi" in searched([case.number])[case.number].words["fr"]


def test_programs_read_and_write_it(house: House) -> None:
    case, by = draft_engagement(house), program(house, "Olga")
    said = {"reference": "TSB-2024", "title": {"words": {"en": "A department"}}}
    address = f"reorganisations/{case.number}"
    by.send(
        address, said | {"background": {"words": {"en": WHY, "fr": "Pourquoi"}}}, 204, method="put"
    )
    told = by.get(address)["case"]["background"]
    assert told["words"] == {"en": WHY, "fr": "Pourquoi"} and told["status"]["fr"] == "draft"
