"""The words of a case in a browser, in French: drafted, sent out to translators and taken back, put
forward, amended by the Council; then its Decision and its revised paper in six languages.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import gettext, override, pgettext

from bureau.config.proving.grounds import Stage
from bureau.core.texts import LANGUAGES, Status
from bureau.documents.papers.reading import Returned, read
from bureau.documents.xliff import Unit, read_xliff, write_xliff
from tests.grounds import template
from tests.journeys.conftest import ON_SQLITE_ALONE
from tests.journeys.furnishing import furnish_amendable
from tests.journeys.site import Site, serving
from tests.journeys.sweeping import looks_well
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.exhaustive, ON_SQLITE_ALONE]
TODAY = date.today()  # noqa: DTZ011
OFFICER, SECRETARY_GENERAL = "Samira Haddad", "Ngozi Adeyemi"
COMMITTEE, COUNCIL = "Élodie Marchand", "Aigerim Saparova"
CASE, TITLE = "DOP-1", "Un nom plus court pour les opérations"
BACKGROUND = "Le nom actuel est trop long.\nIl ne dit pas ce que fait le département."
PUT_FORWARD, ADOPTED = "DOP", "DOC"
IN_CHINESE = {
    "title": "为运营部门起一个更短的名称",
    "purpose": "使名称易于使用。",
    "background": "现有名称过长。\n它没有说明该部的工作。",
    "name": "运营部",
    "note": "名称过长",
}
IN_ARABIC = {
    "title": "اسم أقصر للعمليات",
    "purpose": "تسهيل استعمال الاسم.",
    "background": "الاسم الحالي طويل جداً.\nوهو لا يبين عمل الدائرة.",
    "name": "دائرة العمليات",
    "note": "الاسم طويل جداً",
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving(template(Stage.EXAMPLE), furnish_amendable) as started:
        yield started


def fr(words: str, context: str = "", **facts: object) -> str:
    """What the pages say in French."""
    with override("fr"):
        said = pgettext(context, words) if context else gettext(words)
    return said % facts if "%(" in said else said.format(**facts)


def test_a_case_in_french_becomes_a_decision_and_a_revised_paper_in_six_languages(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.choose_language("fr")
    number = draft(visitor)
    for row, code, words in (
        ("简体中文", "zh-hans", IN_CHINESE),
        ("العربيّة", "ar", IN_ARABIC),
    ):
        translate_outside(visitor, number, (row, code), words, tmp_path)
    see_what_is_missing(visitor, number)
    submit(visitor, number)
    take_to_the_council(visitor)
    amend(visitor)
    decision_in_six_languages(visitor, number)
    revised_paper_in_six_languages(visitor, number)
    see_the_amendment(visitor, number)


def draft(visitor: Visitor) -> int:
    visitor.become(OFFICER)
    visitor.go("/reorganisations/new/")
    visitor.fill(reference=CASE, title=TITLE, purpose="Rendre le nom commode.")
    visitor.fill(background=BACKGROUND)
    looks_well(visitor)
    visitor.press(fr("Start the draft"))
    visitor.sees("Il ne dit pas ce que fait le département.")
    looks_well(visitor)
    number = int(visitor.path().split("/")[2])
    named = {"code": PUT_FORWARD, "name": "Département des opérations"}
    add(visitor, "Rename unit", subject="OPD", **named)
    add(visitor, "Reclassify post", subject="DEMO/OPD/P4/01", grade="P.5")
    visitor.sees(f"OPD devient {PUT_FORWARD}")
    return number


def add(visitor: Visitor, kind: str, **said: str) -> None:
    visitor.follow(fr("Add an action"))
    visitor.follow(fr(kind))
    visitor.fill(**said, day=TODAY.isoformat(), reason="Le nom est trop long")
    visitor.press(fr("Add the action"))


def translate_outside(
    visitor: Visitor, number: int, language: tuple[str, str], words: dict[str, str], at: Path
) -> None:
    """The file as a translator fills it, text by text."""
    row, code = language
    visitor.go(f"/reorganisations/{number}/translations/")
    with visitor.page.expect_download() as started:
        line = visitor.page.locator("tr", has=visitor.page.get_by_role("rowheader", name=row))
        line.get_by_role("link", name="XLIFF").first.click()
    sent = read_xliff(Path(started.value.path()).read_bytes())
    assert (sent.source, sent.target, len(sent.units)) == ("fr", code, 5)
    back = at / f"{code}.xlf"
    units = tuple(filled(unit, words) for unit in sent.units)
    back.write_bytes(write_xliff(replace(sent, units=units)))
    visitor.page.locator("main input[type=file]").set_input_files(back)
    visitor.press(fr("Read and show"))
    visitor.sees(words["title"])
    visitor.press(fr("Keep them as drafts"))
    visitor.sees(fr("The translations are kept as drafts."))


def filled(unit: Unit, words: dict[str, str]) -> Unit:
    text = "name" if unit.id.startswith("wording.") else unit.id.split(".")[0]
    return replace(unit, target=words[text], status=Status.DRAFT)


def see_what_is_missing(visitor: Visitor, number: int) -> None:
    """Of the document to the committee: what three languages lack, and two have as drafts."""
    visitor.go(f"/reorganisations/{number}/papers/")
    lacks = lacking(visitor, "committee-document")
    missing, drafts = fr("words not translated"), fr("draft translations")
    assert {code for code, said in lacks.items() if missing in said} == {"en", "es", "ru"}
    assert {code for code, said in lacks.items() if drafts in said} == {"ar", "zh-hans"}
    looks_well(visitor)


def lacking(visitor: Visitor, kind: str) -> dict[str, str]:
    section = visitor.page.locator(f"[aria-labelledby=kind-{kind}]")
    return {
        code: section.locator("tr", has=visitor.page.locator(f"a[lang={code}]")).inner_text()
        for code in LANGUAGES
    }


def submit(visitor: Visitor, number: int) -> None:
    visitor.go(f"/reorganisations/{number}/")
    visitor.page.locator("main a[href$='/submission/']").first.click()
    visitor.page.get_by_role("dialog").locator("button.primary").click()
    visitor.sees(fr("The draft is submitted and frozen."))


def take_to_the_council(visitor: Visitor) -> None:
    """It is held to be major, so that the Council decides."""
    yes = {"answer": fr("Yes"), "note": "Le nom est connu de tous"}
    record(visitor, SECRETARY_GENERAL, "Determine", **yes)
    agreed = {
        "way": fr("In session", "how a body decides"),
        "present": "4",
        "supporting": "4",
        "against": "0",
    }
    record(visitor, COMMITTEE, "Recommend", document="Relevé 7", **agreed)
    record(visitor, SECRETARY_GENERAL, "Approve")


def open_act(visitor: Visitor, name: str, act: str) -> None:
    visitor.become(name)
    waiting = visitor.page.get_by_role("listitem").filter(has_text=CASE)
    waiting.get_by_role("link").first.click()
    if "/route/" not in visitor.page.url:
        visitor.follow(fr("Route"))
    visitor.follow(fr(act, "act"))


def record(visitor: Visitor, name: str, act: str, **said: str) -> None:
    open_act(visitor, name, act)
    visitor.fill(**said)
    visitor.press(fr("See what it does"))
    visitor.press(fr(act, "act"))
    visitor.page.wait_for_url("**/route/**")


def amend(visitor: Visitor) -> None:
    """The Council gives the unit another code than was put forward."""
    open_act(visitor, COUNCIL, "Adopt as amended")
    visitor.follow(fr("Change"))
    visitor.fill(code=ADOPTED)
    visitor.page.locator("main form button.primary").first.click()
    visitor.sees(ADOPTED)
    visitor.follow(fr("Go on to the act"))
    visitor.fill(document="Décision 701")
    visitor.press(fr("See what it does"))
    visitor.press(fr("Adopt as amended", "act"))
    visitor.page.wait_for_url("**/route/**")


def decision_in_six_languages(visitor: Visitor, number: int) -> None:
    visitor.become(OFFICER)
    visitor.go(f"/papers/decision/{number}/fr/")
    visitor.sees("amendements suivants", PUT_FORWARD, ADOPTED, "Décision 701")
    looks_well(visitor)
    value = equal_in_all(visitor, "decision", number)
    assert value["amendments"]
    visitor.go(f"/papers/decision/{number}/zh-hans/")
    visitor.sees(IN_CHINESE["title"], "运营部")


def revised_paper_in_six_languages(visitor: Visitor, number: int) -> None:
    """What is not translated stands in French, and the page of papers goes on saying so."""
    value = equal_in_all(visitor, "council-paper", number)
    assert isinstance(value["case"], dict) and value["case"]["is_amended"] is True
    visitor.go(f"/papers/council-paper/{number}/ar/")
    visitor.sees(IN_ARABIC["title"], ADOPTED)
    looks_well(visitor)
    visitor.go(f"/papers/council-paper/{number}/ru/")
    visitor.sees(TITLE, "Il ne dit pas ce que fait le département.")
    visitor.go(f"/reorganisations/{number}/papers/")
    lacks = lacking(visitor, "council-paper")
    missing = fr("words not translated")
    assert {code for code, said in lacks.items() if missing in said} == {"en", "es", "ru"}


def equal_in_all(visitor: Visitor, kind: str, number: int) -> dict[str, object]:
    """PDF and DOCX in each language read back: one value."""
    found = [
        taken(visitor, f"/papers/{kind}/{number}/{code}/?format={format}")
        for code in LANGUAGES
        for format in ("pdf", "docx")
    ]
    assert {(one.kind, one.is_edited) for one in found} == {(kind, False)}
    assert all(one.value == found[0].value for one in found)
    return dict(found[0].value)


def taken(visitor: Visitor, path: str) -> Returned:
    answer = visitor.page.request.get(visitor.address + path)
    assert answer.ok, path
    return read(answer.body())


def see_the_amendment(visitor: Visitor, number: int) -> None:
    visitor.go(f"/papers/council-paper/{number}/fr/changes/")
    page = re.sub("<(svg|footer).*?</\\1>", "", visitor.page.content(), flags=re.DOTALL)
    gone, added = (marked(page, name) for name in ("del", "ins"))
    assert PUT_FORWARD in gone and ADOPTED in added
    words = re.sub(f"{PUT_FORWARD}|{ADOPTED}", "", gone + added)
    assert not re.search(r"\w{4,}", words), words
    looks_well(visitor)


def marked(page: str, name: str) -> str:
    found = re.findall(rf"<{name}\b[^>]*>(.*?)</{name}>", page, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]*>", "", one) for one in found)
