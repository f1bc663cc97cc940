"""The stand-alone verifier: its own Ed25519 against the RFC's vectors, and what it finds."""

import copy
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bureau.core.actors import NOBODY
from bureau.record import verifier
from bureau.record.accounts import services
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Content
from bureau.record.journal.queries import journal_exported, signed_head
from bureau.record.journal.services import Act, service

type Lines = list[dict[str, Any]]

# RFC 8032, section 7.1: public key, message, signature (TEST 1, 2, 3 and SHA(abc)).
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
        "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_rfc_are_true(key: str, message: str, signature: str) -> None:
    said = (bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))
    assert verifier.is_signed(*said)
    assert not verifier.is_signed(said[0], said[1] + b"x", said[2])
    for place in (0, 31, 32, 63):
        bent = bytearray(said[2])
        bent[place] ^= 1
        assert not verifier.is_signed(said[0], said[1], bytes(bent))


def test_a_signature_with_its_scalar_raised_by_the_order_is_refused() -> None:
    key, message, signature = (bytes.fromhex(part) for part in VECTORS[1])
    raised = int.from_bytes(signature[32:], "little") + verifier.ORDER
    assert not verifier.is_signed(key, message, signature[:32] + raised.to_bytes(32, "little"))


@service("test_verifier.write_note")
def write_note(act: Act, *, words: str) -> None:
    act.touch("person", *Person.objects.order_by("pk").values_list("pk", flat=True)[:1])
    act.commit_to("note", words)


@pytest.fixture
def lines(db: None) -> Lines:
    for name in ("Ada", "Grace", "Katherine", "Dorothy"):
        services.create_person(NOBODY, name=name)
    write_note(NOBODY, words="a remark")
    return list(journal_exported(with_contents=True))


def report_on(lines: Lines, *kept: verifier.Head) -> verifier.Report:
    return verifier.verify([json.dumps(line) for line in lines], kept)


def test_an_export_as_it_was_written_is_sound(lines: Lines) -> None:
    report = report_on(lines, verifier.head_of(signed_head()))
    assert report.findings == [] and report.erased == [] and report.entries == 5


def edit(lines: Lines) -> None:
    lines[1]["act"] = "accounts.delete_person"


def delete(lines: Lines) -> None:
    del lines[1]


def reorder(lines: Lines) -> None:
    lines[1], lines[2] = lines[2], lines[1]


def cut_off(lines: Lines) -> None:
    del lines[3:5]


def alter_content(lines: Lines) -> None:
    lines[4]["contents"]["note"]["value"] = "another remark"


def cut_content(lines: Lines) -> None:
    """Its beginning becomes the end of the salt, under the same hash."""
    kept = lines[4]["contents"]["note"]
    kept["salt"] += kept["value"][:2].encode().hex()
    kept["value"] = kept["value"][2:]


def add_unhashed(lines: Lines) -> None:
    lines[1]["note"] = "approved"


def add_subject(lines: Lines) -> None:
    lines[0]["subjects"].append(["post", 1])


def forge_head(lines: Lines) -> None:
    lines[-1]["head"]["sequence"] = 4
    lines[-1]["head"]["hash"] = lines[3]["hash"]
    del lines[4]


def lose_head(lines: Lines) -> None:
    del lines[-1]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (edit, "altered"),
        (delete, "missing"),
        (reorder, "out of order"),
        (cut_off, "cut off"),
        (alter_content, "is not what was said"),
        (cut_content, "is not what was said"),
        (add_unhashed, "cannot be read"),
        (add_subject, "altered"),
        (forge_head, "signature is false"),
        (lose_head, "no head"),
    ],
)
def test_a_changed_export_is_found(
    lines: Lines, change: Callable[[Lines], None], found: str
) -> None:
    change(lines)
    assert any(found in finding.how for finding in report_on(lines).findings)


def rewritten(lines: Lines, place: int) -> Lines:
    """The same entries with one said otherwise and every hash from there on made anew."""
    lines = copy.deepcopy(lines)
    lines[place]["act"] = "accounts.something_else"
    for at in range(place, len(lines)):
        entry = lines[at]
        entry["previous"] = lines[at - 1]["hash"]
        said = {name: entry[name] for name in verifier.SAID}
        entry["hash"] = hashlib.sha256(verifier.canonical(said).encode()).hexdigest()
    return lines


def test_a_tail_rewritten_and_signed_again_shows_against_a_head_kept_elsewhere(
    lines: Lines, settings: Any
) -> None:
    from bureau.record.journal.store import signed

    kept = verifier.head_of(signed_head())
    entries = rewritten(lines[:-1], 2)
    said = {"sequence": 5, "hash": entries[-1]["hash"], "instant": kept.instant}
    forged = [*entries, {"head": signed(said, settings.BUREAU_JOURNAL_KEY)}]
    assert report_on(forged).findings == []
    assert [finding.how for finding in report_on(forged, kept).findings] == [
        "rewritten since the head kept elsewhere"
    ]


def test_a_head_by_another_key_is_found(lines: Lines) -> None:
    from bureau.record.journal.store import signed

    kept = verifier.head_of(signed_head())
    said = {"sequence": 5, "hash": kept.hash, "instant": kept.instant}
    lines[-1] = {"head": signed(said, "11" * 32)}
    assert any("another key" in found.how for found in report_on(lines, kept).findings)


def test_erased_content_is_said_to_be_erased(lines: Lines) -> None:
    Content.objects.filter(field="note").delete()
    report = report_on(list(journal_exported(with_contents=False)))
    assert report.findings == [] and report.erased == [(5, "note")]


@pytest.mark.parametrize("line", ["", "[]", "3", '{"sequence": "1"}', '{"head": {}}', "{"])
def test_a_line_that_cannot_be_read_is_a_finding(lines: Lines, line: str) -> None:
    report = verifier.verify([*(json.dumps(said) for said in lines), line])
    assert any("cannot be read" in finding.how for finding in report.findings)


def test_a_key_that_stands_twice_and_a_gap_of_any_size_are_findings(lines: Lines) -> None:
    texts = [json.dumps(said) for said in lines]
    twice = [texts[0].replace("{", '{"act": "governance.something", ', 1), *texts[1:]]
    assert any("cannot be read" in finding.how for finding in verifier.verify(twice).findings)
    lines[3]["sequence"] = 900_000_000_000
    assert any("missing, as all from 6 on" in finding.how for finding in report_on(lines).findings)


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\xae cut off", b"\xff\xfe\x00 not ours", b""])
def test_a_file_that_is_cut_off_or_another_is_said_to_be_not_sound(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "given").write_bytes(content)
    assert verifier.main([str(tmp_path / "given")]) == 1
    assert "NOT SOUND" in capsys.readouterr().out


def test_a_file_of_another_sort_is_said_to_be_one_once_not_line_by_line() -> None:
    report = verifier.verify([f"row {number}" for number in range(900)])
    assert [one.how for one in report.findings] == [
        "cannot be read as an export or an evidence pack"
    ]


def test_the_file_runs_alone(lines: Lines, tmp_path: Path) -> None:
    alone = tmp_path / "verifier.py"
    alone.write_bytes(Path(verifier.__file__).read_bytes())
    (tmp_path / "export").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (tmp_path / "heads").write_text(json.dumps(signed_head()) + "\n")
    command = [sys.executable, "-I", "-S", str(alone), "export", "--head", "heads"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 0 and ended.stdout.endswith("sound\n"), ended.stdout
    missing = [sys.executable, "-I", "-S", str(alone), "nowhere"]
    ended = subprocess.run(missing, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 2 and "nowhere could not be read" in ended.stderr
    assert "Traceback" not in ended.stderr
