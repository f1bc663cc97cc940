"""Papers with a fault each: every one is found, and nothing is found in a clean one."""

from dataclasses import replace

import pytest

from bureau.core.papers.blocks import Paper
from bureau.core.papers.checks import check
from bureau.core.papers.citations import citations_in, citing
from bureau.core.papers.faults import Fault
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.parts import Citation
from bureau.core.papers.pieces import pieces_of
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import LANGUAGES
from tests.core.papers.specimens import SPECIMENS
from tests.core.papers.spoiling import SPOILT, Spoil, says

REGISTER = {
    *(("convention", number) for number in ("70", "71")),
    *(("resolution", number) for number in ("1107", "1108")),
}
kinds = pytest.mark.parametrize("name", KINDS)
languages = pytest.mark.parametrize("language", LANGUAGES)


def is_known(citation: Citation) -> bool:
    return {(citation.kind, number) for number in citation.numbers} <= REGISTER


def paper(name: str = "council-paper", language: str = "en") -> Paper:
    return KINDS[name].setting(SPECIMENS[name], language, BOOK)


@kinds
@languages
def test_nothing_is_found_in_a_clean_paper(name: str, language: str) -> None:
    assert check(paper(name, language), BOOK, is_known) == ()


@kinds
@languages
def test_nor_in_one_that_carries_no_value(name: str, language: str) -> None:
    assert check(replace(paper(name, language), value={}), BOOK) == ()


@pytest.mark.parametrize(
    ("fault", "what", "spoil"), SPOILT, ids=[f"{fault}: {what}" for fault, what, _ in SPOILT]
)
def test_each_fault_is_found(fault: Fault, what: str, spoil: Spoil) -> None:
    found = [finding.fault for finding in check(spoil(paper()), BOOK, is_known)]
    assert fault in found, (what, found)


def test_there_are_faults_of_every_sort() -> None:
    assert len(SPOILT) >= 40
    of_files = {Fault.PAGE_DIFFERS}
    found = {fault for fault, _, _ in SPOILT}
    assert found == {each for each in Fault if each.is_of_the_paper} - of_files


def test_a_sentence_in_another_script_is_not_translated() -> None:
    spoilt = says("词Why", "Why it is asked of the Council today")(paper(language="zh-hans"))
    assert Fault.UNTRANSLATED in {finding.fault for finding in check(spoilt, BOOK)}


@pytest.mark.parametrize(
    ("language", "said", "strange"),
    [
        ("en", "Why", "La structure est présentée dans le tableau et sur les organigrammes."),
        ("fr", "Why", "The structure is set out in the table and on the charts of the Annex."),
        ("zh-hans", "词Why", "OPD does not change."),
        ("ru", "Слово Why", "OPD does not change."),
    ],
)
def test_so_is_one_in_another_language_of_the_same_letters(
    language: str, said: str, strange: str
) -> None:
    others = replace(says(said, f"{strange} {said}")(paper(language=language)), value={})
    assert Fault.UNTRANSLATED in {finding.fault for finding in check(others, BOOK)}


def test_a_finding_leads_to_its_place_in_the_value() -> None:
    (found,) = check(says("established", "abolished")(paper()), BOOK)
    assert (found.where, found.expected) == ("case.changes.0.said", "NEW is established. [en]")


def test_a_full_stop_is_no_part_of_a_number() -> None:
    (found,) = citations_in("It rests on Council Resolution 1107.", citing("en", BOOK))
    assert found.numbers == ("1107",)


@languages
def test_what_is_cited_is_read_from_the_words(language: str) -> None:
    told = " ".join(piece.words for piece in pieces_of(paper(language=language)))
    found = set(citations_in(told.replace("\u00a0", " "), citing(language, BOOK)))
    assert found == {
        Citation("convention", ("70", "71")),
        Citation("resolution", ("1108",), "council"),
    }
