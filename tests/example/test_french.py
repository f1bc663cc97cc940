"""What the example says in French is written as the papers are."""

import re
from pathlib import Path

import bureau.example

_ELIDED = re.compile(r"(?<![A-Za-zÀ-ÿ'])(?:[ldnsjmtc]|\w*qu|aujourd)'(?=[a-zà-ÿ])", re.IGNORECASE)


def test_it_has_one_apostrophe() -> None:
    files = list(Path(bureau.example.__file__).parent.rglob("*.py"))
    assert len(files) > 40
    assert [one.name for one in files if _ELIDED.search(one.read_text())] == []
