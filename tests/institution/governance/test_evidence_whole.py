"""The evidence of what came back, was amended and was conditional: each bound by what cites it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.evidence import Parts, evidence_of, story_of_case
from bureau.institution.governance.services import submissions
from tests.institution.governance.amending import (
    adopt_as_amended,
    amend_code,
    condition,
    fulfil,
    let_amend,
)
from tests.institution.governance.engagement import Engagement, take_note
from tests.institution.governance.test_evidence import (
    Forge,
    findings,
    forged,
    sign_again,
    unnoticed,
)
from tests.institution.governance.test_questions import answer, asked
from tests.institution.house import FORCE, House


@pytest.fixture
def case(house: House) -> Engagement:
    return amended_case(house)


def amended_case(house: House) -> Engagement:
    """Sent back with a question, answered, adopted as amended under a condition, and met."""
    let_amend(house, Amended.CLOSES)
    done = asked(house, "Who pays?")
    answer(done, 1, "Nobody")
    answer(done, 1, "The department")
    submissions.submit_reorganisation(done.officer, reorganisation=done.number)
    amend_code(done, 1, "UNO")
    adopt_as_amended(done, conditions=(condition(house, FORCE + timedelta(days=9), 1),))
    take_note(done)
    fulfil(done)
    return done


@pytest.fixture
def parts(case: Engagement) -> Parts:
    return pack_of(case)


def pack_of(case: Engagement) -> Parts:
    return evidence_of(story_of_case(Reorganisation.objects.get(pk=case.number)), "Read me")


def test_the_pack_is_sound_and_tells_all_of_it(parts: Parts, tmp_path: Path) -> None:
    assert findings(parts, tmp_path) == []
    journal = parts["journal.jsonl"].decode()
    for said in ("Who pays?", "The department"):
        assert said in journal
    assert "Nobody" not in journal
    assert "A budget" in parts["acts.json"].decode()
    assert "UNO" in b"".join(parts[name] for name in parts if "difference" in name).decode()


def test_every_field_of_an_act_is_bound_by_the_journal(parts: Parts, tmp_path: Path) -> None:
    assert unnoticed(parts, tmp_path) == []


def bent(part: str, old: bytes, new: bytes) -> Forge:
    def forge(parts: Parts) -> None:
        (name,) = (one for one in parts if part in one)
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return forge


FORGERIES: dict[str, tuple[Forge, str]] = {
    "another difference": (bent("difference.json", b"UNO", b"DUE"), "cites other hashes"),
    "the amendment taken away": (
        lambda parts: [parts.pop(name) for name in [*parts] if "amendments/" in name],
        "cites other hashes",
    ),
    "one that did not apply": (bent("amendment.json", b"true", b"false"), "cites other hashes"),
    "another condition": (bent("acts.json", b"A budget", b"No budget"), "cites other hashes"),
    "another last day": (bent("acts.json", b"2024-07-10", b"2025-07-10"), "cites other hashes"),
    "another answer": (bent("journal", b"The department", b"The Council"), "not what was said"),
    "another set in force": (
        forged("entries-into-force/3/entry.json", lambda said: said.update(amended_hash="0" * 64)),
        "carries out another amendment",
    ),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_the_installation_itself_would_sign_falsely_is_told(
    name: str, parts: Parts, tmp_path: Path
) -> None:
    forge, told = FORGERIES[name]
    forge(parts)
    sign_again(parts)
    assert any(told in how for how in findings(parts, tmp_path)), findings(parts, tmp_path)
