"""The evidence of what a chair decided alone: count, votes and dissents, bound by what cites it."""

from pathlib import Path

import pytest

from bureau.core.procedures.deciding import Choice
from bureau.institution.governance.models import Shown
from bureau.institution.governance.queries.evidence import Parts
from bureau.institution.governance.services import ballots
from tests.institution.governance.deciding import (
    BY_NAME,
    URGENT,
    alone_after,
    lay_down,
    open_ballot,
    recommend_so,
    seat_committee,
    vote,
)
from tests.institution.governance.engagement import Engagement, determine, submit_renaming
from tests.institution.governance.test_evidence import findings, sign_again
from tests.institution.governance.test_evidence_whole import bent, pack_of
from tests.institution.house import House

DISSENT = "Not before the review"


def decided_alone(house: House, shown: Shown = Shown.AFTERWARDS) -> Engagement:
    seat_committee(house)
    lay_down(house, shown=shown)
    case = submit_renaming(house, "OPS2")
    determine(case)
    ballot = open_ballot(case)
    vote(house, ballot, "Dina", "DIR", Choice.AGAINST, words=DISSENT)
    for by, seat in (("Sana", "SG"), ("Dede", "DEP"), ("Coco", BY_NAME)):
        vote(house, ballot, by, seat, Choice.FOR, document="Letter" if by == "Coco" else "")
    ballots.close_ballot(house.actor("Coco"), ballot=ballot)
    recommend_so(case, alone_after(ballot), "Sana", note=URGENT)
    return case


@pytest.fixture
def parts(house: House) -> Parts:
    return pack_of(decided_alone(house))


def test_the_pack_is_sound_and_tells_who_was_against_it_and_why(
    parts: Parts, tmp_path: Path
) -> None:
    assert findings(parts, tmp_path) == []
    acts, journal = parts["acts.json"].decode(), parts["journal.jsonl"].decode()
    assert '"unanimity_failed"' in acts
    assert '"against"' in acts
    assert DISSENT in journal
    assert URGENT in journal


def test_numbers_alone_stay_numbers_in_the_pack(house: House, tmp_path: Path) -> None:
    parts = pack_of(decided_alone(house, Shown.NUMBERS))
    assert findings(parts, tmp_path) == []
    assert DISSENT not in parts["journal.jsonl"].decode()
    assert (
        '"votes": []' in parts["acts.json"].decode() or '"votes":[]' in parts["acts.json"].decode()
    )


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("acts.json", b"unanimity_failed", b"adopted", "cites other hashes"),
        ("acts.json", b"chair_alone", b"in_session", "cites other hashes"),
        ("journal", DISSENT.encode(), b"Let it be", "not what was said"),
    ],
)
def test_how_it_was_decided_cannot_be_told_otherwise(
    parts: Parts, tmp_path: Path, part: str, old: bytes, new: bytes, told: str
) -> None:
    bent(part, old, new)(parts)
    sign_again(parts)
    assert any(told in one for one in findings(parts, tmp_path))
