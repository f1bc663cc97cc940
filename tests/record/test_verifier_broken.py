"""Whatever file it is given, the stand-alone verifier ends with a code and a sentence."""

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bureau.record import verifier
from bureau.record.journal.store import EVIDENCE_PREFIX, signed

KEY = "11" * 32
CASES = 240
VALUES: tuple[str, ...] = (
    *("null", "true", "-1", "0", "1e999", "NaN", "9" * 4200, "9" * 5000, '""', '"x"', "[]", "{}"),
    *('"\\ud800"', '"\\u0000\\u001b[2K\\rsound"', "[" * 900 + "]" * 900, "[" * 99_000),
    *('{"a": {"value": 1}}', '[["unit"]]', '"' + "ab" * 32 + '"'),
)


def hashed(said: dict[str, Any]) -> str:
    return hashlib.sha256(verifier.canonical(said).encode()).hexdigest()


def entries() -> list[dict[str, Any]]:
    found, previous = [], verifier.GENESIS
    for sequence in (1, 2, 3):
        kept = hashlib.sha256(bytes(16) + b"why").hexdigest()
        details = {"commitments": {"reason": kept}, "procedure_act": 1, "effects_hash": "0"}
        said = {"sequence": sequence, "at": "2026-01-01T00:00:00.000000Z", "person": 1, "post": 2}
        said |= {"act": "do", "record_number": sequence, "details": details}
        said |= {"subjects": [["unit", 1]], "previous": previous}
        previous = hashed(said)
        contents = {"reason": {"salt": "00" * 16, "value": "why"}}
        found.append({**said, "hash": previous, "contents": contents})
    return found


def head() -> dict[str, Any]:
    listed = entries()
    said = {"sequence": 3, "hash": listed[-1]["hash"], "instant": "2026-01-01T00:00:00.000000Z"}
    return signed({**said, "root": verifier.root_of([one["hash"] for one in listed])}, KEY)


def export() -> list[dict[str, Any]]:
    return [*entries(), {"head": head()}]


def pack() -> dict[str, Any]:
    words, actions = {"title": "A"}, [{"id": 1, "effect": 1, "day": 1, "role": "change"}]
    frozen = hashlib.sha256(json.dumps(actions).encode()).hexdigest()
    act = {"id": 1, "round": 1, "entry": 1, "person": 1, "post": 2, "kind": "decide"}
    act |= {"capacity": "", "hashes": {"actions": frozen, "words": {}}, "conditions": ["one"]}
    came = {"act": 1, "actions_hash": frozen, "effects_hash": "0", "record": 1}
    submission = {"round": 1, "authors": [2], "actions_hash": frozen, "person": 1, "entry": 2}
    parts: dict[str, Any] = {
        "acts.json": [act],
        "rights.json": {"1": {"rights": [{"post": 2, "grant": ""}]}},
        "rows.json": {"edited": []},
        "journal.jsonl": [{**one, "path": ["00" * 32]} for one in entries()],
        "submissions/1/submission.json": {**submission, "words_hashes": {"title": hashed(words)}},
        "submissions/1/words.json": words,
        "submissions/1/actions.json": actions,
        "amendments/1/amendment.json": {"applies": True},
        "amendments/1/words.json": words,
        "amendments/1/difference.json": [{"place": 1, "action": None}],
        "force/1/entry.json": came,
        "force/1/effects.json": [{"day": 1, "role": "change", "fields": {}}],
    }
    said = {"case": "case:1", "format": 2, "head": head(), "files": {}}
    return {**parts, "manifest.json": signed(said, KEY, EVIDENCE_PREFIX)}


def spoilt(said: Any, chance: random.Random) -> str:
    """JSON of this with one value, anywhere in it, in the place of another."""
    places = list(places_in(said))
    mark, there = "\0spoilt\0", json.loads(json.dumps(said))
    *way, last = chance.choice(places)
    inner = there
    for step in way:
        inner = inner[step]
    inner[last] = mark
    return json.dumps(there).replace(json.dumps(mark), chance.choice(VALUES))


def places_in(said: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pairs = said.items() if isinstance(said, dict) else enumerate(said)
    for name, inner in pairs:
        yield (*way, name)
        if isinstance(inner, dict | list):
            yield from places_in(inner, (*way, name))


def lines_of(said: list[dict[str, Any]], chance: random.Random) -> bytes:
    lines = [json.dumps(one) for one in said]
    place = chance.randrange(len(lines))
    lines[place] = spoilt(said[place], chance)
    return "\n".join(lines).encode()


def bytes_of(whole: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(whole))
    return chance.choice(
        (
            whole[:at],
            whole[at:],
            whole[:at] + bytes(chance.randrange(1, 40)) + whole[at:],
            whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :],
            whole[:at] + chance.randbytes(40) + whole[at + 40 :],
            b"\xff\xfe" + whole,
        )
    )


def zipped(chance: random.Random, *, spoils: bool) -> bytes:
    parts, method = pack(), chance.choice((0, 8, 12, 14))
    spoiling = chance.choice([*parts, "manifest.json", "journal.jsonl"]) if spoils else ""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as written:
        for name, said in parts.items():
            is_lines = name.endswith(".jsonl")
            if name == spoiling:
                content = lines_of(said, chance) if is_lines else spoilt([said], chance)[1:-1]
            else:
                content = "\n".join(map(json.dumps, said)) if is_lines else json.dumps(said)
            written.writestr(name, content)
    return file.getvalue()


def broken(number: int) -> bytes:
    chance = random.Random(number)
    match number % 4:
        case 0:
            return lines_of(export(), chance)
        case 1:
            return bytes_of("\n".join(map(json.dumps, export())).encode(), chance)
        case 2:
            return zipped(chance, spoils=True)
        case _:
            return bytes_of(zipped(chance, spoils=False), chance)


@pytest.mark.parametrize("number", range(CASES))
def test_a_broken_file_is_told_in_a_sentence(
    number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "given"
    file.write_bytes(broken(number))
    code = verifier.main([str(file)])
    lines = capsys.readouterr().out.splitlines()
    assert code in (0, 1)
    assert lines[-2] == ("NOT SOUND" if code else "sound")
    assert all(each.isprintable() for line in lines for each in line)


def test_an_export_that_nobody_broke_is_sound(tmp_path: Path) -> None:
    file = tmp_path / "given"
    file.write_text("\n".join(map(json.dumps, export())))
    assert verifier.main([str(file)]) == 0


@pytest.mark.parametrize("line", VALUES)
def test_a_broken_head_kept_elsewhere_is_told_in_a_sentence(line: str, tmp_path: Path) -> None:
    file, heads = tmp_path / "given", tmp_path / "heads"
    file.write_text("\n".join(map(json.dumps, export())))
    heads.write_text(json.dumps({**head(), "hash": "@", "root": "@"}).replace('"@"', line))
    assert verifier.main([str(file), "--head", str(heads)]) == 1
