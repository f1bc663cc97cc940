"""The evidence pack: complete, deterministic, and every part of it told where it was changed."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from bureau.config.proving.edits import Edit, edited
from bureau.core.references import Reference
from bureau.documents.packs import packed
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.evidence import (
    Parts,
    evidence_of,
    story_of_case,
    story_of_instrument,
)
from bureau.institution.governance.queries.reorganisations import entries_into_force
from bureau.institution.governance.texts.evidence import readme
from bureau.record import verifier
from bureau.record.journal.queries import evidence_signed, hash_of_entry, head, signed_head
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submitted,
    take_note,
)
from tests.institution.governance.visitors import visitor
from tests.institution.house import House


@pytest.fixture
def case(house: House) -> Engagement:
    done = submitted(house)
    for act in (determine, recommend, approve, take_note, decide):
        act(done)
    return done


@pytest.fixture
def parts(case: Engagement) -> Parts:
    return evidence_of(story_of_case(Reorganisation.objects.get(pk=case.number)), "Read me")


def findings(parts: Parts, folder: Path, *kept: verifier.Head) -> list[str]:
    file = folder / "evidence.zip"
    file.write_bytes(packed(parts))
    return [one.how for one in verifier.verify_evidence(str(file), kept).findings]


def test_a_pack_is_sound_and_the_same_each_time(
    case: Engagement, parts: Parts, tmp_path: Path
) -> None:
    assert findings(parts, tmp_path, verifier.head_of(signed_head())) == []
    again = evidence_of(story_of_case(Reorganisation.objects.get(pk=case.number)), "Read me")
    assert packed(parts) == packed(again)


def test_all_that_actions_and_effects_name_by_number_is_called_something(
    house: House, parts: Parts
) -> None:
    names = json.loads(parts["names.json"])
    plain = [content.decode() for name, content in parts.items() if name.endswith("s.json")]
    for kind, known in (("unit", names["units"]), ("post", names["posts"])):
        named = {one for text in plain for one in re.findall(rf'"{kind}:(\d+)"', text)}
        named |= {one for text in plain for one in re.findall(rf'"{kind}":(\d+)', text)}
        assert named and named <= known.keys() and all(known.values())
    assert names["units"][str(house.units["SGD"])].startswith("SGD (")


def test_a_part_that_was_taken_away_is_named(parts: Parts, tmp_path: Path) -> None:
    left = {name: content for name, content in parts.items() if name != "rights.json"}
    assert "rights.json: was taken away" in findings(left, tmp_path)


def test_it_checks_on_a_machine_without_bureau(parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "evidence.zip").write_bytes(packed(parts))
    (tmp_path / "verifier.py").write_bytes(parts["verifier.py"])
    command = [sys.executable, "-I", "-S", "verifier.py", "evidence.zip"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 0 and "\nsound\n" in ended.stdout


def test_every_part_that_is_changed_taken_or_put_in_is_told(parts: Parts, tmp_path: Path) -> None:
    for name, content in parts.items():
        bent = content.replace(b"e", b"f", 1)
        assert any(name in how for how in findings(parts | {name: bent}, tmp_path)) or (
            name == "manifest.json" and findings(parts | {name: bent}, tmp_path)
        )
        left = {one: said for one, said in parts.items() if one != name}
        assert findings(left, tmp_path), name
    assert findings(parts | {"more.txt": b""}, tmp_path) == ["more.txt: was put in"]


type Forge = Callable[[Parts], None]


def forged(name: str, change: Callable[[Any], object]) -> Forge:
    def forge(parts: Parts) -> None:
        said = json.loads(parts[name])
        change(said)
        parts[name] = json.dumps(said, sort_keys=True, indent=1).encode()

    return forge


def forged_entry(change: Callable[[Any], object]) -> Forge:
    def forge(parts: Parts) -> None:
        lines = [json.loads(line) for line in parts["journal.jsonl"].splitlines()]
        change(lines[-1])
        parts["journal.jsonl"] = "".join(json.dumps(line) + "\n" for line in lines).encode()

    return forge


FORGERIES: dict[str, tuple[Forge, str]] = {
    "another person acted": (
        forged("acts.json", lambda acts: acts[1].update(person=999)),
        "is not the one of the journal",
    ),
    "the act cites other actions": (
        forged("acts.json", lambda acts: acts[1]["hashes"].update(actions="0" * 64)),
        "cites other hashes",
    ),
    "the author acted": (
        forged("submissions/1/submission.json", lambda said: said["authors"].extend(range(9999))),
        "by an author",
    ),
    "no right that day": (
        forged("rights.json", lambda rights: rights.clear()),
        "had no right",
    ),
    "other actions were put forward": (
        forged("submissions/1/actions.json", lambda actions: actions.pop()),
        "actions.json: is not under the hash",
    ),
    "other words were put forward": (
        forged("submissions/1/words.json", lambda words: words["case"].update(language="fr")),
        "words.json: is not under the hashes",
    ),
    "other effects were written": (
        forged("entries-into-force/2/effects.json", lambda effects: effects.pop()),
        "effects.json: is not under the hash",
    ),
    "another record number": (
        forged("entries-into-force/2/entry.json", lambda said: said.update(record=77)),
        "no such entry into force",
    ),
    "other actions entered into force": (
        forged("entries-into-force/2/entry.json", lambda said: said.update(actions_hash="0" * 64)),
        "carries out other actions",
    ),
    "an entry says something else": (
        forged_entry(lambda entry: entry.update(person=999)),
        "was altered",
    ),
    "an entry that never was in the chain": (
        forged_entry(lambda entry: entry.update(path=["0" * 64, *entry["path"][1:]])),
        "is not among those",
    ),
    "another note": (
        lambda parts: parts.update(
            {"journal.jsonl": parts["journal.jsonl"].replace(b"One department", b"Two")}
        ),
        "is not what was said",
    ),
}


BOUND = ("acts.json", "submission.json", "entry.json")
"""The parts of which the journal binds each field."""


def other(value: Any) -> Any:
    """Another value of the same shape."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case list():
            return value[:-1] if value else [[1, 1]]
        case dict():
            return {**value, "x": 1}
    return 1


def with_a_field_forged(parts: Parts) -> Iterator[tuple[str, Parts]]:
    """What was forged, and the pack with it: once for each field of the bound parts."""
    for name in parts:
        if not name.endswith(BOUND):
            continue
        said = json.loads(parts[name])
        for place, line in enumerate(said if isinstance(said, list) else [said]):
            for field in line:
                changed = json.loads(parts[name])
                bent = changed[place] if isinstance(said, list) else changed
                bent[field] = other(line[field])
                forgery = {**parts, name: json.dumps(changed).encode()}
                sign_again(forgery)
                yield f"{name} {place} {field}", forgery


def unnoticed(parts: Parts, folder: Path) -> list[str]:
    """The fields that can be forged without a finding."""
    return [name for name, forgery in with_a_field_forged(parts) if not findings(forgery, folder)]


def test_every_field_of_an_act_is_bound_by_the_journal(parts: Parts, tmp_path: Path) -> None:
    assert findings(parts, tmp_path) == []
    assert unnoticed(parts, tmp_path) == []


def sign_again(parts: Parts) -> None:
    """As the installation would that signs what is false."""
    manifest = json.loads(parts.pop("manifest.json"))
    files = {one: verifier.digest(content) for one, content in parts.items()}
    said = {key: manifest[key] for key in ("case", "format", "head")} | {"files": files}
    parts["manifest.json"] = json.dumps(evidence_signed(said)).encode()


@pytest.mark.parametrize("name", FORGERIES)
def test_what_the_installation_itself_would_sign_falsely_is_told(
    name: str, parts: Parts, tmp_path: Path
) -> None:
    forge, told = FORGERIES[name]
    forge(parts)
    sign_again(parts)
    assert any(told in how for how in findings(parts, tmp_path)), findings(parts, tmp_path)


def test_a_head_kept_elsewhere_tells_a_rewritten_past(case: Engagement, tmp_path: Path) -> None:
    row = Reorganisation.objects.get(pk=case.number)
    until = head().sequence - 1
    kept = json.loads(evidence_of(story_of_case(row, until), "", until)["manifest.json"])["head"]
    assert kept["hash"] == hash_of_entry(until)
    other = verifier.head_of(kept | {"root": "0" * 64})
    assert findings(evidence_of(story_of_case(row, until), "", until), tmp_path, other)
    assert not findings(
        evidence_of(story_of_case(row, until), "", until), tmp_path, verifier.head_of(kept)
    )


def test_the_auditor_and_those_on_the_route_may_take_it(case: Engagement) -> None:
    address = reverse("reorganisation-evidence", args=[case.number])
    for name, status in (("Olga", 200), ("Coco", 200), ("Adam", 404), (None, 404)):
        assert visitor(case.house, name).get(address).status_code == status, name
    instrument = entries_into_force(case.number)[0].instrument
    story = story_of_instrument(instrument)
    assert story and story.about == Reference("reorganisation", case.number)
    by_instrument = reverse("instrument-evidence", args=[instrument.pk])
    assert visitor(case.house, "Coco").get(by_instrument).status_code == 200
    answer = visitor(case.house, "Sana").get(address, headers={"accept-language": "en"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        assert "python3 verifier.py" in pack.read("README.txt").decode()


def test_a_draft_has_no_evidence(house: House) -> None:
    draft = draft_engagement(house)
    address = reverse("reorganisation-evidence", args=[draft.number])
    assert visitor(house, "Olga").get(address).status_code == 404


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("procedures_procedureact", "person", "person = person + 1 WHERE id = {some}"),
        ("procedures_procedurenote", "said", "said = 'Forged'"),
    ],
)
def test_a_pack_made_from_an_edited_row_says_so(
    case: Engagement, tmp_path: Path, table: str, column: str, said: str
) -> None:
    with edited(Edit(table, f"UPDATE {table} SET {said}")):
        story = story_of_case(Reorganisation.objects.get(pk=case.number))
        parts = evidence_of(story, readme(story))
    told = [how for how in findings(parts, tmp_path) if how.startswith("rows.json: edited")]
    assert told and table in told[0] and f"changed ({column})" in told[0]
    assert "Warning: rows of this installation were edited" in parts["README.txt"].decode()
