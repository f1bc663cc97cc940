"""What translators send is read in a process of its own, and answers as it would here."""

from threading import Semaphore
from time import monotonic

import pytest

from bureau.core.reasons import Refused
from bureau.core.texts import Status
from bureau.documents import apart
from bureau.documents.apart import (
    TOO_MUCH,
    kind_of_given,
    read_apart,
    read_tbx_apart,
    read_xliff_apart,
)
from bureau.documents.beside import holding
from bureau.documents.marked_up import BYTES_MOST
from bureau.documents.tbx import Concept, Glossary, Term, write_tbx
from bureau.documents.xliff import Exchange, Unit, write_xliff
from tests.documents.test_given import DOCX
from tests.documents.test_running import RUN, marked

UNITS = (Unit("a", "One", "واحد", Status.REVISED), Unit("b", "Two"))
TERMS = (Term("en", "recalling", Status.ORIGINAL, "Res. 1"), Term("fr", "rappelant"))


def test_a_file_of_translators_is_read_apart() -> None:
    exchange = Exchange("en", "ar", UNITS, "reorganisation:1")
    assert read_xliff_apart(write_xliff(exchange)) == exchange


def test_what_is_handed_in_is_looked_at_apart() -> None:
    assert kind_of_given(DOCX) == "docx"
    with pytest.raises(Refused, match="file_has_macros"):
        kind_of_given(RUN["a control"])


def test_a_small_document_that_takes_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = marked("<w:instrText/>" * 1_500_000)
    assert len(wide) < 100_000
    monkeypatch.setattr(apart, "SECONDS_MOST", 1)
    with pytest.raises(Refused, match="file_takes_too_much"):
        kind_of_given(wide)


def test_all_files_of_a_form_have_the_time_of_one_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wide, place = marked("<w:instrText/>" * 1_500_000), Semaphore(0)
    monkeypatch.setattr(apart, "SECONDS_MOST", 1)
    with holding(place, seconds=1.5):
        begun = monotonic()
        for _ in range(5):
            with pytest.raises(Refused, match="file_takes_too_much"):
                kind_of_given(wide)
        assert monotonic() - begun < 5
        (late,) = read_apart([("late.csv", b"a")])
        assert [fault.reason for fault in late.faults] == [TOO_MUCH]
    assert not place.acquire(timeout=0)


def test_a_glossary_is_read_apart() -> None:
    glossary = Glossary("Phrases", "Bureau", (Concept("recalling", TERMS, "first"),))
    assert read_tbx_apart(write_tbx(glossary)) == glossary


@pytest.mark.thorough
@pytest.mark.parametrize("read", [read_xliff_apart, read_tbx_apart])
@pytest.mark.parametrize("content", [b"", b"<a/>", b" " * (BYTES_MOST + 1)], ids=len)
def test_what_is_refused_there_is_refused_here(read: object, content: bytes) -> None:
    assert callable(read)
    with pytest.raises(Refused):
        read(content)
