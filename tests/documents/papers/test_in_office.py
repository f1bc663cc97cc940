"""Papers as DOCX in LibreOffice: what one sees of them on a page."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bureau.core.papers.blocks import Paper, Paragraph, Run, Table
from bureau.core.papers.kinds.delegation_report import Used, set_delegation_report
from bureau.core.papers.setting import plain_words
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import Status, Text
from bureau.documents.papers.docx import docx_bytes
from tests.core.papers.specimens import REPORT
from tests.documents.papers.office import needs_office, shown, words_of
from tests.documents.papers.samples import ALL, sample

LONG = {
    "ar": "إعادة تصنيف الوظيفة",
    "en": "Reclassification of a post",
    "es": "Reclasificación de un puesto",
    "fr": "Reclassification d’un poste",
    "ru": "Реклассифицировать должность",
    "zh-hans": "职位重新叙级",
}
HAN = re.compile("[\u3400-\u9fff]")


def report(language: str) -> Paper:
    """With long codes, days, words and amounts in all of its eight columns."""
    what = Text("en", {one: (words, Status.ORIGINAL) for one, words in LONG.items()})
    september = date(2024, 9, 28)
    grades = ("P.5", "D.1")
    amounts = (123_456_700, 223_456_700)
    used = Used(september, "TSB-STAFFING-2024", what, "ST02/D1/579", *grades, *amounts, september)
    delegation = replace(REPORT.delegations[0], uses=(used,) * 3)
    return set_delegation_report(replace(REPORT, delegations=(delegation,)), language, BOOK)


def said_in_tables(paper: Paper) -> set[str]:
    tables = [one for one in paper.blocks if isinstance(one, Table)]
    cells = [cell for one in tables for row in (one.head, *one.rows) for cell in row]
    return {word for cell in cells for word in words_of(plain_words(cell)) if not HAN.search(word)}


@needs_office
@pytest.mark.parametrize("ours", [True, False])
def test_no_word_of_a_wide_table_is_broken(ours: bool, tmp_path: Path) -> None:
    papers = {language: report(language) for language in ALL}
    documents = {language: docx_bytes(paper) for language, paper in papers.items()}
    for language, pages in shown(documents, tmp_path, ours=ours).items():
        assert said_in_tables(papers[language]) <= words_of("".join(pages)), language


@needs_office
def test_neither_the_last_row_of_a_table_nor_its_head_stands_alone_on_a_page(
    tmp_path: Path,
) -> None:
    """Rows before push the last over the end of a page, lines before it the head."""
    head, line = (Run("Head"),), Paragraph((Run("line"),))
    documents = {}
    for before, count in [(0, n) for n in range(24, 38)] + [(n, 40) for n in range(16, 30)]:
        rows = tuple(((Run(f"No.{n}"),),) for n in range(count))
        paper = replace(sample("en"), blocks=(*[line] * before, Table((head,), rows)))
        documents[f"{before}-{count}"] = docx_bytes(paper)
    for name, pages in shown(documents, tmp_path, ours=True).items():
        counts = [page.count("No.") for page in pages if "Head" in page]
        assert counts[-1] > 1 and all(counts), name
